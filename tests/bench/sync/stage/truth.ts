import type { Db } from '../../../../supabase/dev/database.ts'
import { tableNames } from '../../peers/engine.ts'
import { secretaryUser } from './ids.ts'

/** What the secretary's own `select` finds now, by table: what a phone has to hold after a sync, no more and no less. */
export async function visibleRows(db: Db): Promise<Record<string, number>> {
  const counts = tableNames.map((name) => `'${name}', (select count(*) from public.${name})`)
  return asSecretary(db, `select jsonb_build_object(${counts.join(', ')}) as answer`)
}

/** The rows the home screen reads, by table. */
export async function firstScreenRows(db: Db): Promise<Record<string, number>> {
  return asSecretary(
    db,
    `select jsonb_build_object(
      'materials', (select count(*) from public.materials),
      'study_assignments', (select count(*) from public.study_assignments),
      'study_progress', (select count(*) from public.study_progress where member_id = private.me()),
      'directory_cards', 1,
      'orgs', (select count(*) from public.orgs),
      'category_assignments', (select count(*) from public.category_assignments where member_id = private.me())
    ) as answer`,
  )
}

async function asSecretary(db: Db, sql: string): Promise<Record<string, number>> {
  await db.exec(`begin; set local role authenticated; set local request.jwt.claim.sub = '${secretaryUser}';
    set local request.jwt.claims = '{"sub": "${secretaryUser}", "role": "authenticated"}'`)
  const [row] = await db.query<{ answer: Record<string, number> }>(sql)
  await db.exec('commit')
  return row?.answer ?? {}
}

/** What differs, in words; empty when nothing does. */
export function differences(
  wanted: Readonly<Record<string, number>>,
  held: Readonly<Record<string, number>>,
): string {
  return Object.keys(wanted)
    .filter((name) => wanted[name] !== held[name])
    .map((name) => `${name}: ${String(held[name])} of ${String(wanted[name])}`)
    .join(', ')
}
