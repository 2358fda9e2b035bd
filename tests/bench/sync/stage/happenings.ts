import type { Db } from '../../../../supabase/dev/database.ts'
import { tableNames, tables } from '../../peers/engine.ts'
import { branch, lesson, secretary } from './ids.ts'
import { actsOffline, changedRows } from './size.ts'

/** What is done to both the app's table and the peers' copy of it, in one transaction. */
export const toBoth = (sql: (table: (name: string) => string) => string): string =>
  `begin; ${sql((name) => `public.${name}`)}; ${sql((name) => `public.peer_${name}`)}; commit;`

/** The same state for every engine: the secretary has only begun the first lessons. */
export const backToBeginning = (db: Db): Promise<void> =>
  db.exec(
    toBoth(
      (table) => `update ${table('study_progress')} set reached_permille = 100
        where member_id = '${secretary}' and reached_permille = ${actPermille}`,
    ),
  )

export const actPermille = 500

export const acts = Array.from({ length: actsOffline }, (_, n) => ({
  materialId: lesson(n),
  permille: actPermille,
}))

/** How many of the acts the server has, in the app's table or the peers'. */
export async function actsArrived(db: Db, ofOurs: boolean): Promise<number> {
  const table = ofOurs ? 'study_progress' : 'peer_study_progress'
  const [row] = await db.query<{ there: number }>(
    `select count(*)::int as there from public.${table} where member_id = $1 and reached_permille = $2`,
    [secretary, actPermille],
  )
  return row?.there ?? 0
}

/** Others in the branch go on with what they have begun: twenty rows, as many every time. */
export async function othersGoOn(db: Db): Promise<{ id: string; heardSeconds: number }[]> {
  const ids = await db.query<{ id: string }>(
    `select id from public.study_progress where branch_id = '${branch(0)}' and member_id <> '${secretary}'
      order by md5(id) limit ${changedRows}`,
  )
  const list = ids.map(({ id }) => `'${id}'`).join(', ')
  await db.exec(
    toBoth(
      (table) =>
        `update ${table('study_progress')} set heard_seconds = heard_seconds + 1 where id in (${list})`,
    ),
  )
  return db.query(
    `select id, heard_seconds as "heardSeconds" from public.study_progress where id in (${list})`,
  )
}

/** What happened to the app's tables happens to the peers', row for row; a row that is gone stays, as nobody marks it. */
export async function mirror(db: Db): Promise<void> {
  for (const table of tableNames) {
    const columns = tables[table]
    const said = columns.map((column) => `${column} = excluded.${column}`).join(', ')
    const differs = columns.map((column) => `kept.${column}`).join(', ')
    const now = columns.map((column) => `excluded.${column}`).join(', ')
    await db.exec(`insert into public.peer_${table} as kept (${columns.join(', ')})
      select ${columns.join(', ')} from public.${table}
      on conflict (id) do update set ${said} where (${differs}) is distinct from (${now})`)
  }
}
