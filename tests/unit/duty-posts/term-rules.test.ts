import { describe, expect, it } from 'vitest'
import { halfOf, halvesToReview, sayHalf, standingOf } from '@/features/duty-posts/term-rules'

const held = { status: 'held', fromDay: '2026-08-01', untilDay: null } as const

describe('a term at a post', () => {
  it.each([
    ['held', held, '2026-11-22'],
    ['held', { ...held, untilDay: '2026-11-22' }, '2026-11-22'],
    ['over', { ...held, untilDay: '2026-11-21' }, '2026-11-22'],
    ['coming', { ...held, fromDay: '2026-12-01' }, '2026-11-22'],
    ['asked', { status: 'asked', fromDay: null, untilDay: null }, '2026-11-22'],
    ['declined', { status: 'declined', fromDay: null, untilDay: null }, '2026-11-22'],
  ] as const)('is %s', (standing, term, today) => {
    expect(standingOf(term, today)).toBe(standing)
  })

  it('is reviewed by halves of a year', () => {
    expect(halfOf('2026-06-30')).toBe('2026-01-01')
    expect(halfOf('2026-07-01')).toBe('2026-07-01')
    expect(sayHalf('2026-07-01')).toBe('2026年下半年')
    expect(sayHalf('2026-01-01')).toBe('2026年上半年')
  })

  it('for this half-year and the one before, while it was held, once each', () => {
    const long = { ...held, fromDay: '2025-03-01' } as const
    expect(halvesToReview(held, [], '2026-11-22')).toEqual(['2026-07-01'])
    expect(halvesToReview(long, [], '2026-02-01')).toEqual(['2026-01-01', '2025-07-01'])
    expect(halvesToReview(long, [{ half: '2026-01-01' }], '2026-02-01')).toEqual(['2025-07-01'])
    expect(halvesToReview({ ...long, untilDay: '2025-12-31' }, [], '2026-02-01')).toEqual([
      '2025-07-01',
    ])
    expect(
      halvesToReview({ status: 'asked', fromDay: null, untilDay: null }, [], '2026-02-01'),
    ).toEqual([])
  })
})
