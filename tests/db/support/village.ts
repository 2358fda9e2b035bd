import { openBare, wrap, type BareDb } from '../../../supabase/dev/bare.ts'
import type { Db } from '../../../supabase/dev/database.ts'
import { scriptOf } from './pgtap.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export interface Page {
  now: number
  refused?: string
  cursor: string
  epoch: string
  fresh: boolean
  more: boolean
  done: string[]
  verdicts: { id: string; ok: boolean; code?: string }[]
  tables: Record<string, { columns: string[]; values: Json[][]; rows: Json[][]; gone: string[] }>
}

export interface Act {
  id?: string
  name: string
  args: Record<string, Json>
}

/** The invented town of the SQL stories, for tests that SQL alone cannot tell. */
export async function openVillage(): Promise<BareDb> {
  const db = await openBare()
  await settle(db)
  return db
}

/** A second village exactly like this one, which may come to harm. */
export async function copyOf(village: BareDb): Promise<BareDb> {
  return wrap((await village.engine.clone()) as BareDb['engine'])
}

/** pgTAP's own words in the village's script are not needed here: they are only spoken by SQL stories. */
export async function settle(db: Db): Promise<void> {
  await db.exec(
    'create function public.is(anyelement, anyelement, text) returns text language sql as $$ select null $$',
  )
  await db.exec((await scriptOf('support/village.psql')).replace(/^set search_path.*$/gm, ''))
  await db.exec('drop function public.is(anyelement, anyelement, text) cascade')
}

/** Runs something in one transaction as one person of the village, with nothing but their rights. */
export async function as<Answer>(
  db: Db,
  who: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  await db.exec('begin')
  try {
    await db.query('select tests.act_as($1)', [who])
    const answer = await work()
    await db.exec('commit')
    return answer
  } catch (error) {
    await db.exec('rollback')
    throw error
  }
}

/** One trip of this person's phone. */
export async function trip(
  db: Db,
  who: string,
  cursor: string | null,
  acts: readonly Act[] = [],
): Promise<Page> {
  const commands = acts.map((act) => ({ id: crypto.randomUUID(), made_at: Date.now(), ...act }))
  return ask(db, who, { v: 1, device: null, cursor, epoch: await epochOf(db), commands })
}

/** The life of the village's database, which every phone that has asked once knows. */
export async function epochOf(db: Db): Promise<string> {
  const [row] = await db.query<{ epoch: string }>('select tests.epoch() as epoch')
  if (!row) throw new Error('the village has no life')
  return row.epoch
}

export const ask = (db: Db, who: string, request: unknown): Promise<Page> =>
  as(db, who, async () => {
    const [row] = await db.query<{ answer: Page }>(
      'select public.sync($1::text::jsonb) as answer',
      [JSON.stringify(request)],
    )
    if (!row) throw new Error('sync answered nothing')
    return inRows(row.answer)
  })

/** Stories are told row by row; the wire carries column by column. */
function inRows(page: Page): Page {
  for (const table of Object.values((page as Partial<Page>).tables ?? {})) {
    table.rows = (table.values[0] ?? []).map((_, n) => table.values.map((list) => list[n] ?? null))
  }
  return page
}

export async function idOf(db: Db, name: string): Promise<string> {
  const [row] = await db.query<{ id: string | null }>('select tests.id($1) as id', [name])
  if (!row?.id) throw new Error(`nobody in the village is called ${name}`)
  return row.id
}
