/** A calendar day in the town, `yyyy-mm-dd`. Days compare as text: earlier < later. */
export type Day = `${number}-${number}-${number}`

/** Milliseconds since 1970. A day is text and a moment a number, so neither passes for the other. */
export type Moment = number

const dayMs = 86_400_000
/** The whole country keeps one hour, without summer time, so no time zone table is needed on the phone. */
const townAheadOfUtcMs = 8 * 3_600_000

/** The day it is in the town at this moment, whatever zone the phone is set to. */
export function dayOf(moment: Moment): Day {
  return new Date(moment + townAheadOfUtcMs).toISOString().slice(0, 10) as Day
}

/** The first moment of this day in the town. */
export function startOf(day: Day): Moment {
  return Date.parse(`${day}T00:00:00Z`) - townAheadOfUtcMs
}

export function addDays(day: Day, days: number): Day {
  return dayOf(startOf(day) + days * dayMs)
}

/** How many days from one to the other; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOf(to) - startOf(from)) / dayMs)
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** What a date field or a file gave, if it is a real day. */
export function asDay(text: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const moment = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== text) return undefined
  return text as Day
}

/** A day as people say it: 11月22日, with the year only when it is not this one. */
export function sayDay(day: Day, today: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  const short = `${String(month)}月${String(date)}日`
  return year === yearOf(today) ? short : `${String(year)}年${short}`
}

/** On paper, which is read in years to come: 2026年11月14日. */
export function sayDate(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${String(year)}年${String(month)}月${String(date)}日`
}
