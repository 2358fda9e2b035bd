import { describe, expect, it } from 'vitest'
import { lengthOf } from '@/features/duty-posts/plate-rules'

describe('a promise on a plate', () => {
  it.each([
    [1, 'short'],
    [40, 'short'],
    [41, 'long'],
    [100, 'long'],
    [101, 'very-long'],
    [300, 'very-long'],
  ] as const)('of %i characters is %s', (characters, length) => {
    expect(lengthOf('好'.repeat(characters))).toBe(length)
  })
})
