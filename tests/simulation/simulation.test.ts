import { describe, expect, it } from 'vitest'
import { keptSeeds } from './kept-seeds'
import { runSeeds } from './runner/run-seeds'

/** As many seeds as fit; the long run is `npm run simulate`. */
const seconds = Number(process.env['SIMULATE_SECONDS'] ?? 165)

describe('phones, people and a town, whatever happens between them', () => {
  it(
    'lose nothing, do nothing twice, and agree at every rest',
    async () => {
      const tally = await runSeeds({ kept: keptSeeds.map(({ plan }) => plan), seconds })
      console.log(tally.table())
      expect(tally.stories()).toBe('')
      expect(tally.failures).toEqual([])
      expect(tally.seeds).toBeGreaterThan(keptSeeds.length)
    },
    // A machine with other work to do opens its databases slowly, and finishes the seeds it has begun.
    (seconds + 900) * 1000,
  )
})
