import { describe, expect, it } from 'vitest'
import { keptPlans } from './kept-seeds'
import { runSeeds } from './runner/run-seeds'
import type { Where } from './town/database'

/** As many seeds as fit; the long run is `npm run simulate`. */
const seconds = Number(process.env['SIMULATE_SECONDS'] ?? 165)

/** Where the town keeps its books, and which part of the time it is given. */
const places: readonly (readonly [where: Where, part: number, workers: number])[] = [
  ['embedded', 0.8, 2],
  ['postgres', 0.2, 1],
]

describe('phones, people and a town, whatever happens between them', () => {
  it.each(places)(
    'lose nothing, do nothing twice, and agree at every rest, on %s',
    async (where, part, workers) => {
      const kept = keptPlans(where)
      const tally = await runSeeds({ kept, where, workers, seconds: seconds * part })
      console.log(tally.table())
      expect(tally.stories()).toBe('')
      expect(tally.failures).toEqual([])
      expect(tally.seeds).toBeGreaterThan(kept.length)
    },
    // A machine with other work to do opens its databases slowly, and finishes the seeds it has begun.
    (seconds + 900) * 1000,
  )
})
