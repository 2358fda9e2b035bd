import { addDays, startOf, type Day } from '@/domain/day'
import { lastDayOf, type Month } from '@/domain/month'

export type EntryKind = 'meeting' | 'shift'

/** Something that happens on a day, as a calendar shows it. */
export interface Entry {
  id: string
  kind: EntryKind
  day: Day
  /** The minute of the day it begins. */
  minute: number
  title: string
  note: string
  to: string
}

const daysOfWeek = 7
const dayMs = 86_400_000
/** The first day that computers count from was a Thursday; here a week begins on Monday. */
const mondayFirst = (day: Day): number =>
  (Math.round((startOf(day) - startOf('1970-01-01')) / dayMs) + 3) % daysOfWeek

/** The weeks of a month, from Monday to Sunday; null where a day belongs to another month. */
export function weeksOf(month: Month): (Day | null)[][] {
  const last = lastDayOf(month)
  const weeks: (Day | null)[][] = []
  let week: (Day | null)[] = Array.from({ length: mondayFirst(month) }, () => null)
  for (let day: Day = month; day <= last; day = addDays(day, 1)) {
    week.push(day)
    if (week.length === daysOfWeek) {
      weeks.push(week)
      week = []
    }
  }
  if (week.length > 0)
    weeks.push([...week, ...Array.from({ length: daysOfWeek - week.length }, () => null)])
  return weeks
}

/** A month's entries by day, and within a day by the hour. */
export function byDay(
  entries: readonly Entry[],
  month: Month,
): { day: Day; entries: readonly Entry[] }[] {
  const last = lastDayOf(month)
  const here = entries
    .filter(({ day }) => day >= month && day <= last)
    .sort((one, other) => one.day.localeCompare(other.day) || one.minute - other.minute)
  return [...new Set(here.map(({ day }) => day))].map((day) => ({
    day,
    entries: here.filter((one) => one.day === day),
  }))
}
