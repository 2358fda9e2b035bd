import { readFile } from 'node:fs/promises'
import type { Country } from './fill.ts'
import { openLine, type Line } from './line.ts'
import { castOf, type Cast } from './people.ts'

/** One size of the country as the measurements find it: what has just happened in it, and who remembers what. */
export interface Scene {
  country: Country
  db: Line
  cast: Cast
  cursors: {
    /** The member's, from before ten thousand rows of others changed. */
    beforeOthers: string
    /** The neighbour's, from before twenty cards of their branch changed. */
    beforeTwenty: string
    /** The member's and the secretary's, from after all of it. */
    now: string
  }
}

interface Answer {
  cursor?: string
  more?: boolean
  refused?: string
}

export interface Timed {
  ms: number
  bytes: number
  trips: number
  cursor: string
}

/** All the trips of a phone until the town has no more to say. */
export async function trips(db: Line, user: string, cursor: string | null): Promise<Timed> {
  const sum = { ms: 0, bytes: 0, trips: 0 }
  for (let at = cursor; ;) {
    const [page] = await db.query<{ ms: number; bytes: number; answer: Answer }>(
      'select * from bench.trip($1, $2::text::jsonb)',
      [user, JSON.stringify({ v: 1, cursor: at, commands: [] })],
    )
    if (page?.answer.cursor === undefined)
      throw new Error(`sync refused: ${String(page?.answer.refused)}`)
    sum.ms += page.ms
    sum.bytes += page.bytes
    sum.trips += 1
    at = page.answer.cursor
    if (page.answer.more !== true) return { ...sum, cursor: at }
  }
}

/** How many rows of others change; most are progress, as in a country that studies. */
const othersChange = 10_000
const elsewhere = [
  ['directory_cards', 'branch_id', 800],
  ['member_records', 'branch_id', 800],
  ['category_assignments', 'branch_id', 500],
  ['home_lessons', 'branch_id', 250],
  ['elder_helpers', 'branch_id', 100],
  ['appointments', 'org_id', 50],
  ['materials', 'org_id', 40],
] as const

export async function setScene(url: string, country: Country): Promise<Scene> {
  const db = openLine(url, country.database)
  await db.exec(
    'drop function if exists bench.become, bench.trip, bench.read, bench.known, bench.touch_elsewhere',
  )
  await db.exec(await readFile(new URL('clock.sql', import.meta.url), 'utf8'))
  const cast = castOf(country.towns)

  const { cursor: beforeOthers } = await trips(db, cast.member, null)
  await changeElsewhere(db, [cast.quietBranch, cast.changingBranch])
  const { cursor: beforeTwenty } = await trips(db, cast.neighbour, null)
  await db.query(
    `update public.directory_cards set changed_in = default where id in (
       select id from public.directory_cards where branch_id = $1 order by id limit 20)`,
    [cast.changingBranch],
  )
  const { cursor: now } = await trips(db, cast.member, null)
  await db.exec('vacuum (analyze)')
  await db.exec('checkpoint')
  return { country, db, cast, cursors: { beforeOthers, beforeTwenty, now } }
}

async function changeElsewhere(db: Line, quiet: readonly string[]): Promise<void> {
  const touch = async (table: string, column: string, most: number) => {
    const [row] = await db.query<{ n: number }>(
      'select bench.touch_elsewhere($1, $2, $3::uuid[], $4) as n',
      [table, column, `{${quiet.join(',')}}`, most],
    )
    return row?.n ?? 0
  }
  let left = othersChange
  for (const [table, column, most] of elsewhere) left -= await touch(table, column, most)
  await touch('study_progress', 'branch_id', left)
  // A busy country also takes things back: 500 removals that somebody else must hear of.
  await db.query(
    `insert into private.tombstones (table_name, row_id, audience, org_id)
     select 'branch_transfers', gen_random_uuid(), case n % 2 when 0 then 'overseers' else 'study' end, orgs.id
     from public.orgs cross join generate_series(1, 500) as n
     where orgs.kind = 'village_branch' and orgs.id <> all ($1::uuid[])
     limit 500`,
    [`{${quiet.join(',')}}`],
  )
}
