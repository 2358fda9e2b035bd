import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import type { BareDb } from '../../supabase/dev/bare.ts'
import { openVillage } from '../db/support/village.ts'
import { histories, type Event } from './histories.ts'

/** What a history came to. */
export interface Told {
  faults: readonly string[]
  /** How often each verdict was given; `ok` when it was agreed to. */
  codes: Readonly<Record<string, number>>
  events: number
}

/** The village with a shop, and the questions that are asked of its books. */
export async function openBooks(): Promise<BareDb> {
  const db = await openVillage()
  await db.exec(await readFile(new URL('live.sql', import.meta.url), 'utf8'))
  return db
}

/** Lives through one history and leaves no trace of it. */
export async function live(db: BareDb, history: readonly Event[]): Promise<Told> {
  await db.exec('begin')
  try {
    const [row] = await db.query<{ told: Told }>('select tests.live($1::text::jsonb) as told', [
      JSON.stringify(history),
    ])
    if (!row) throw new Error('the history told nothing')
    return row.told
  } catch (error) {
    return { faults: [`the town failed: ${String(error)}`], codes: {}, events: history.length }
  } finally {
    await db.exec('rollback')
  }
}

export interface LivedThrough {
  histories: number
  events: number
  codes: Map<string, number>
  /** The smallest history that was found to end wrong, and how. */
  wrong:
    | { history: readonly Event[]; faults: readonly string[]; seed: number; after: number }
    | undefined
}

/** Lives through so many histories of one seed, and shrinks the first that ends wrong. */
export async function liveThrough(
  db: BareDb,
  { seed, runs }: { seed: number; runs: number },
): Promise<LivedThrough> {
  const codes = new Map<string, number>()
  const lived: LivedThrough = { histories: 0, events: 0, codes, wrong: undefined }
  const found = await fc.check(
    fc.asyncProperty(histories, async (history) => {
      const told = await live(db, history)
      lived.histories += 1
      lived.events += told.events
      for (const [code, times] of Object.entries(told.codes))
        codes.set(code, (codes.get(code) ?? 0) + times)
      return told.faults.length === 0
    }),
    { seed, numRuns: runs },
  )
  const history = found.counterexample?.[0]
  if (history) {
    // Which history it was, before any was made smaller.
    const after = found.numRuns
    lived.wrong = { history, seed, after, faults: (await live(db, history)).faults }
  }
  return lived
}
