// @vitest-environment node
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { days, hardDays, liveThrough } from './two-phones'

it('loses nothing, doubles nothing and ends in agreement, whatever the signal does', async () => {
  await expect(
    fc.assert(fc.asyncProperty(days, liveThrough), { numRuns: 60, examples: hardDays }),
  ).resolves.toBeUndefined()
}, 60_000)
