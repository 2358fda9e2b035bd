import type { Db } from '../../../supabase/dev/database.ts'
import type { BenchPage } from './page/expose.ts'
import type { Front } from './stage/front.ts'
import { acts, actPermille, mirror, othersGoOn, toBoth } from './stage/happenings.ts'
import { branch, idOf, lesson, member, progress, secretary } from './stage/ids.ts'
import { differences, visibleRows } from './stage/truth.ts'

/** One engine, filled, and everything that can be done around it. */
export interface Scene {
  /** The app's own engine writes the app's own tables, the others the peers'. */
  ofOurs: boolean
  page: Pick<BenchPage, 'actOffline' | 'editOffline' | 'send' | 'sync' | 'rows' | 'row'>
  db: Db
  /** Somebody else's session on the same database. */
  other: Db
  front: Pick<Front, 'loseAnswersWhen'>
  lastLesson: string
}

export interface Case {
  name: string
  says: string
  /** What was wrong at the end; empty when nothing was. */
  play(scene: Scene): Promise<string>
}

const heardElsewhere = 4321
const mine = progress(secretary, lesson(0))
const theirs = (material: string) => progress(member(0, 3), material)
const table = ({ ofOurs }: Scene, name: string) => `public.${ofOurs ? '' : 'peer_'}${name}`

/** Twice: what an engine needs two turns for, it still knows. */
async function settle({ page }: Scene): Promise<void> {
  await page.sync()
  await page.sync()
}

async function one<Row>(db: Db, sql: string): Promise<Row | undefined> {
  return (await db.query<Row>(sql))[0]
}

export const cases: readonly Case[] = [
  {
    name: 'late commit',
    says: 'a row is written, others are written and committed and a phone syncs, then the first commits',
    async play(scene) {
      const { db, other, page } = scene
      const material = await notBegun(db)
      await other.exec('begin')
      for (const name of ['study_progress', 'peer_study_progress'])
        await other.exec(`insert into public.${name} (${name === 'study_progress' ? '' : 'id,'} member_id, branch_id, material_id)
          values (${name === 'study_progress' ? '' : `'${theirs(material)}',`} '${member(0, 3)}', '${branch(0)}', '${material}')`)
      await othersGoOn(db)
      await page.sync()
      await other.exec('commit')
      await settle(scene)
      return (await page.row('study_progress', theirs(material))) ? '' : 'the row never came'
    },
  },
  {
    name: 'hard delete',
    says: 'a row is deleted in the database',
    async play(scene) {
      const { db, page } = scene
      const row = await one<{ id: string }>(
        db,
        `select id from public.study_progress where member_id = '${member(0, 3)}' order by id limit 1`,
      )
      const id = row?.id ?? ''
      await db.exec(toBoth((named) => `delete from ${named('study_progress')} where id = '${id}'`))
      await settle(scene)
      return (await page.row('study_progress', id)) ? 'the row is still on the phone' : ''
    },
  },
  {
    name: 'out of sight',
    says: 'an appointment ends, and the rows it showed are nobody’s to keep',
    async play(scene) {
      await scene.db.exec(
        toBoth(
          (named) => `update ${named('appointments')} set until_day = private.today() - 1
            where member_id = '${secretary}'`,
        ),
      )
      await settle(scene)
      return heldAmiss(scene)
    },
  },
  {
    name: 'two columns',
    says: 'the phone changes one column of a row, somebody else another',
    async play(scene) {
      const { db, page } = scene
      await page.actOffline(acts.slice(0, 1))
      await db.exec(
        toBoth(
          (named) =>
            `update ${named('study_progress')} set heard_seconds = ${heardElsewhere} where id = '${mine}'`,
        ),
      )
      await page.send()
      await settle(scene)
      const row = await one<{ reached: number; heard: number }>(
        db,
        `select reached_permille as reached, heard_seconds as heard from ${table(scene, 'study_progress')} where id = '${mine}'`,
      )
      if (row?.reached !== actPermille) return 'the phone’s change is not on the server'
      if (row.heard !== heardElsewhere) return 'the other’s change is overwritten'
      const here = await page.row('study_progress', mine)
      const same =
        here?.['reached_permille'] === actPermille && here['heard_seconds'] === heardElsewhere
      return same ? '' : 'the phone does not show both'
    },
  },
  {
    name: 'beside a large body',
    says: 'new questions are written beside 8 KB of Chinese in the same row',
    async play(scene) {
      const { db, page, lastLesson } = scene
      await page.editOffline(lastLesson, ['谁来做？', '怎么做？'])
      await page.send()
      const row = await one<{ questions: number; bytes: number }>(
        db,
        `select jsonb_array_length(questions) as questions, octet_length(body) as bytes
          from ${table(scene, 'material_bodies')} where id = '${lastLesson}'`,
      )
      if (row?.questions !== 2) return 'the edit never arrived'
      return row.bytes > 7000 ? '' : 'the body is damaged'
    },
  },
  {
    name: 'lost answer',
    says: 'the server has done it, its answer is lost, and the phone sends again',
    async play(scene) {
      const { db, page, front } = scene
      await db.exec(countWrites)
      let losses = 0
      front.loseAnswersWhen(async () => {
        if (losses > 0 || (await writes(db)) === 0) return false
        losses += 1
        return true
      })
      await page.actOffline(acts.slice(0, 1))
      await sendAtLast(scene)
      await settle(scene)
      front.loseAnswersWhen(null)
      if (losses === 0) return 'nothing was sent'
      const times = await writes(db)
      if (times !== 1) return `applied ${times} times`
      const here = await page.row('study_progress', mine)
      return here?.['reached_permille'] === actPermille ? '' : 'the phone has lost the act'
    },
  },
  {
    name: 'change of branch',
    says: 'the member moves to another branch and loses the post in the old one',
    async play(scene) {
      await scene.db.exec(
        `select private.move_rows_of('${secretary}', '${branch(0)}', '${branch(2)}')`,
      )
      await mirror(scene.db)
      await settle(scene)
      return heldAmiss(scene)
    },
  },
]

const heldAmiss = async ({ db, page }: Scene) =>
  differences(await visibleRows(db), await page.rows())

async function notBegun(db: Db): Promise<string> {
  const row = await one<{ id: string }>(
    db,
    `select id from public.materials where id not in (
      select material_id from public.study_progress where member_id = '${member(0, 3)}') order by id limit 1`,
  )
  return row?.id ?? idOf('no lesson')
}

const countWrites = `
create table private.bench_writes (id text);
create function private.bench_note_write() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.bench_writes values (new.id);
  return null;
end
$$;
create trigger note_write after insert or update on public.study_progress
for each row execute function private.bench_note_write();
create trigger note_write after insert or update on public.peer_study_progress
for each row execute function private.bench_note_write();`

async function writes(db: Db): Promise<number> {
  const row = await one<{ times: number }>(
    db,
    `select count(*)::int as times from private.bench_writes where id = '${mine}'`,
  )
  return row?.times ?? 0
}

const triesMax = 3

/** As a person would: again, when it did not go through. */
async function sendAtLast({ page }: Scene): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await page.send()
      return
    } catch (error) {
      if (tries === triesMax) throw error
    }
}
