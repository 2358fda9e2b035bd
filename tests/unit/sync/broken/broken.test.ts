// @vitest-environment node
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as TwoPhones from '../two-phones'
import { brokenVersions } from './versions'

afterEach(() => {
  vi.resetModules()
})

/** The same days as in the real story, but few enough to fail quickly and always the same ones. */
async function surviveDays(): Promise<void> {
  const { days, liveThrough } = await import('../two-phones') as typeof TwoPhones
  await fc.assert(fc.asyncProperty(days, liveThrough), { numRuns: 300, seed: 20_261_122, endOnFailure: true })
}

describe('the story of two phones notices a version that', () => {
  it.each(brokenVersions)('$name', async ({ module, breakIt }) => {
    vi.doMock(module, async (importOriginal) => breakIt((await importOriginal()) as never))
    await expect(surviveDays()).rejects.toThrow('Property failed')
    vi.doUnmock(module)
  }, 60_000)
})
