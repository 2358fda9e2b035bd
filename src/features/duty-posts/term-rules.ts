import { yearOf, type Day } from '@/domain/day'
import type { Rows } from '@/domain/server-types'

export type Term = Rows['dutyTerms']
export type Review = Rows['dutyReviews']

/** The tables check the same numbers. */
export const limits = {
  name: 20,
  duties: 600,
  words: 200,
  households: 600,
  note: 200,
  review: 300,
} as const

export type Standing = 'asked' | 'coming' | 'held' | 'over' | 'declined' | 'withdrawn'

type Dated = Pick<Term, 'status' | 'fromDay' | 'untilDay'>

/** Where a term stands on a day; the last day itself still counts. */
export function standingOf({ status, fromDay, untilDay }: Dated, today: Day): Standing {
  if (status !== 'held') return status
  if (untilDay !== null && untilDay < today) return 'over'
  return fromDay !== null && fromDay > today ? 'coming' : 'held'
}

export const standingWords: Record<Standing, string> = {
  asked: '等支部定',
  coming: '还没到日子',
  held: '在岗',
  over: '已经离岗',
  declined: '没有定',
  withdrawn: '撤回了',
}

const firstOfSecond = '07-01'

/** The first day of the half-year a day lies in. */
export function halfOf(day: Day): Day {
  return `${String(yearOf(day))}-${day.slice(5) < firstOfSecond ? '01-01' : firstOfSecond}` as Day
}

export function halfBefore(half: Day): Day {
  return half.endsWith(firstOfSecond)
    ? (`${String(yearOf(half))}-01-01` as Day)
    : (`${String(yearOf(half) - 1)}-${firstOfSecond}` as Day)
}

export const sayHalf = (half: Day): string =>
  `${String(yearOf(half))}年${half.endsWith(firstOfSecond) ? '下' : '上'}半年`

/** Whether a post was held in any part of that half-year. */
export const wasHeldIn = ({ status, fromDay, untilDay }: Dated, half: Day): boolean =>
  status === 'held' &&
  fromDay !== null &&
  halfOf(fromDay) <= half &&
  (untilDay === null || half <= untilDay)

/** The half-years that can still be reviewed: this one and the one before, as far as the post was held in them. */
export function halvesToReview(
  term: Dated,
  reviews: readonly Pick<Review, 'half'>[],
  today: Day,
): Day[] {
  const now = halfOf(today)
  return [now, halfBefore(now)].filter(
    (half) => wasHeldIn(term, half) && !reviews.some((review) => review.half === half),
  )
}

export const resultWords: Record<Review['result'], string> = {
  good: '好',
  fair: '较好',
  poor: '要改进',
}
