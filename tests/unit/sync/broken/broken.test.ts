// @vitest-environment node
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as TwoPhones from '../two-phones'
import { brokenVersions } from './versions'

afterEach(() => {
  for (const { module } of brokenVersions) vi.doUnmock(module)
  vi.resetModules()
})

/** The same days as in the real story, but few enough to fail quickly and always the same ones. */
async function surviveDays(): Promise<void> {
  const { days, hardDays, liveThrough }: typeof TwoPhones = await import('../two-phones')
  await fc.assert(fc.asyncProperty(days, liveThrough), {
    numRuns: 200,
    examples: hardDays,
    seed: 20_261_122,
    endOnFailure: true,
  })
}

describe('the story of two phones notices a version that', () => {
  it.each(brokenVersions)(
    '$name',
    async ({ module, breakIt }) => {
      vi.doMock(module, async (importOriginal) => breakIt(await importOriginal()))
      await expect(surviveDays()).rejects.toThrow('Property failed')
    },
    120_000,
  )
})
