import { describe, expect, it } from 'vitest'
import { byDay, weeksOf, type Entry } from '@/features/calendar/month-rules'

const entry = (day: Entry['day'], minute: number, id: string): Entry => ({
  ...{ id, kind: 'meeting', day, minute, title: id, note: '', to: `/meetings/${id}` },
})

describe('a month on the wall', () => {
  it('begins its weeks on Monday, and leaves other months’ days blank', () => {
    const november = weeksOf('2026-11-01')
    // The first of November 2026 is a Sunday.
    expect(november[0]).toEqual([null, null, null, null, null, null, '2026-11-01'])
    expect(november.at(-1)?.[0]).toBe('2026-11-30')
    expect(november.flat().filter(Boolean)).toHaveLength(30)
    expect(november.every((week) => week.length === 7)).toBe(true)
    expect(weeksOf('2027-02-01')).toHaveLength(4)
  })

  it('lists its days in order, and a day’s hours in order', () => {
    const found = byDay(
      [
        entry('2026-11-28', 1140, 'evening'),
        entry('2026-11-03', 540, 'early'),
        entry('2026-11-28', 480, 'morning'),
        entry('2026-12-01', 480, 'next month'),
      ],
      '2026-11-01',
    )
    expect(found.map(({ day, entries }) => [day, ...entries.map(({ id }) => id)])).toEqual([
      ['2026-11-03', 'early'],
      ['2026-11-28', 'morning', 'evening'],
    ])
  })
})
