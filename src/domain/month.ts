import { addDays, yearOf, type Day } from './day.ts'

/** A calendar month, named by its first day. Months compare as text, like days. */
export type Month = Day

export const monthOf = (day: Day): Month => `${day.slice(0, 8)}01` as Month

/** So many months later, or earlier when negative. */
export function addMonths(month: Month, months: number): Month {
  const count = yearOf(month) * 12 + Number(month.slice(5, 7)) - 1 + months
  const ofYear = String((count % 12) + 1).padStart(2, '0')
  return `${String(Math.floor(count / 12))}-${ofYear}-01` as Month
}

export const lastDayOf = (month: Month): Day => addDays(addMonths(month, 1), -1)

/** What an address gave, as `2026-11`, if it is a month. */
export function asMonth(text: string): Month | undefined {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? (`${text}-01` as Month) : undefined
}

/** As an address carries it. */
export const monthPath = (month: Month): string => month.slice(0, 7)

/** A month as people say it: 11月, with the year only when it is not this one. */
export function sayMonth(month: Month, today: Day): string {
  const short = `${String(Number(month.slice(5, 7)))}月`
  return yearOf(month) === yearOf(today) ? short : `${String(yearOf(month))}年${short}`
}

/** A month on paper, which is read in other years too: 2026年11月. */
export const sayYearMonth = (month: Month): string =>
  `${String(yearOf(month))}年${String(Number(month.slice(5, 7)))}月`

const ordinals = ['一', '二', '三', '四'] as const
/** The quarter a month is in, as people say it: 2026年第三季度. */
export const sayQuarter = (month: Month): string =>
  `${String(yearOf(month))}年第${ordinals[Math.floor((Number(month.slice(5, 7)) - 1) / 3)] ?? ''}季度`
