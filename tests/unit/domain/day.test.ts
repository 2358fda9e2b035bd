// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, dayOf, daysBetween, sayDay, startOf, yearOf, type Day } from '@/domain/day'

const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map((n) => addDays('2000-01-01', n))

describe('a day in the town', () => {
  it('begins at midnight in the town, not at midnight in Greenwich', () => {
    expect(dayOf(Date.parse('2026-11-22T15:59:59Z'))).toBe('2026-11-22')
    expect(dayOf(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
  })

  it('is found again from its first moment, and ends a moment before the next', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayOf(startOf(day))).toBe(day)
        expect(dayOf(startOf(addDays(day, 1)) - 1)).toBe(day)
      }),
    )
  })

  it('counted forth and back is the same day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n)
        expect(addDays(addDays(day, n), -n)).toBe(day)
      }),
    )
  })

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
  ] as const)('%s and %i is %s', (day, n, then) => {
    expect(addDays(day, n)).toBe(then)
  })

  it.each([
    '2026-02-30',
    '2026-13-01',
    '26-01-01',
    '2026-1-1',
    '',
    '今天',
    '2026-11-22 ',
    '2026-00-10',
  ])('is not “%s”', (text) => {
    expect(asDay(text)).toBeUndefined()
  })

  it('typed correctly is one', () => {
    expect(asDay('2026-11-22')).toBe('2026-11-22')
    expect(yearOf('2026-11-22')).toBe(2026)
  })

  it.each<[Day, string]>([
    ['2026-01-05', '1月5日'],
    ['2025-12-31', '2025年12月31日'],
  ])('%s is said as people say it: %s', (day, said) => {
    expect(sayDay(day, '2026-11-22')).toBe(said)
  })
})
