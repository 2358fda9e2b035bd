import { describe, expect, it } from 'vitest'
import {
  addMonths,
  asMonth,
  lastDayOf,
  monthOf,
  monthPath,
  sayMonth,
  sayYearMonth,
} from '@/domain/month'

describe('a month', () => {
  it('is named by its first day and steps over the turn of the year both ways', () => {
    expect(monthOf('2026-11-25')).toBe('2026-11-01')
    expect(addMonths('2026-11-01', 2)).toBe('2027-01-01')
    expect(addMonths('2026-01-01', -1)).toBe('2025-12-01')
    expect(addMonths('2026-12-01', 0)).toBe('2026-12-01')
    expect(addMonths('2026-06-01', -30)).toBe('2023-12-01')
  })

  it('ends on its own last day', () => {
    expect(lastDayOf('2026-02-01')).toBe('2026-02-28')
    expect(lastDayOf('2028-02-01')).toBe('2028-02-29')
    expect(lastDayOf('2026-12-01')).toBe('2026-12-31')
  })

  it('is read from an address only when it is one', () => {
    expect(asMonth('2026-11')).toBe('2026-11-01')
    expect(monthPath('2026-11-01')).toBe('2026-11')
    for (const wrong of ['2026-13', '2026-00', '1999-01', '2026-1', '2026-11-01', ''])
      expect(asMonth(wrong)).toBeUndefined()
  })

  it('is said with its year only when that is not this one', () => {
    expect(sayMonth('2026-09-01', '2026-11-25')).toBe('9月')
    expect(sayMonth('2025-12-01', '2026-11-25')).toBe('2025年12月')
    expect(sayYearMonth('2026-09-01')).toBe('2026年9月')
  })
})
