import { daysBetween, type Day } from '@/domain/day'
import { quarterOf } from '@/domain/meeting-rules'
import { addMonths, asMonth, type Month } from '@/domain/month'
import { byName } from '@/domain/pinyin'
import type { Json, Rows } from '@/domain/server-types'

export type Result = Rows['comparisonResults']
export type Aspect = Result['aspect']
export type Band = Result['band']
export type Mark = Rows['comparisonMarks']
export type Comparison = Rows['comparisons']

/** In the order the plan names them. */
export const aspects = ['study', 'conduct', 'contribution'] as const satisfies readonly Aspect[]

export const aspectWords = {
  study: '学习',
  conduct: '作风',
  contribution: '贡献',
} as const satisfies Record<Aspect, string>

export const bandWords = {
  top: '突出',
  met: '做到了',
  short: '还差一点',
  none: '这一季不比',
} as const satisfies Record<Band, string>

/** The tables check the same numbers. */
export const limits = { lift: 200, reason: 300 } as const

/** For so many days after it was put up, a comparison is news. */
const newsDays = 14
export const isNews = ({ state, publishedOn }: Comparison, today: Day): boolean =>
  state === 'published' && daysBetween(publishedOn, today) < newsDays

/** The quarter a day is in, and the one before it, which is the last that is over. */
export const currentQuarter = (today: Day): Month => quarterOf(today).from
export const lastQuarter = (today: Day): Month => addMonths(currentQuarter(today), -3)

/** What an address gave, as `2026-07`, if a quarter begins with it. */
export function asQuarter(text: string): Month | undefined {
  const month = asMonth(text)
  return month !== undefined && quarterOf(month).from === month ? month : undefined
}

export interface Named {
  aspect: Aspect
  people: readonly { id: string; name: string }[]
}

/** Those who are named, aspect by aspect; by the sound of the name, since nobody is before anybody. */
export const namedIn = (marks: readonly Pick<Mark, 'aspect' | 'memberId' | 'name'>[]): Named[] =>
  aspects.map((aspect) => ({
    aspect,
    people: marks
      .filter((mark) => mark.aspect === aspect)
      .map(({ memberId, name }) => ({ id: memberId, name }))
      .sort(byName),
  }))

/** One after another as the plan names them, whatever the order they came in. */
export const inOrder = <Row extends { aspect: Aspect }>(rows: readonly Row[]): Row[] =>
  aspects.flatMap((aspect) => rows.filter((row) => row.aspect === aspect))

export type Figures = Readonly<Record<string, number>>

/** The numbers behind a band as the server keeps them; what is no number is left out. */
export function figuresOf(held: Json): Figures {
  if (typeof held !== 'object' || held === null || Array.isArray(held)) return {}
  return Object.fromEntries(
    Object.entries(held).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

export interface Lift {
  memberId: string
  aspect: Aspect
  reason: string
}
/** As a draft keeps them: the reason under whom and what it is about. */
export type Reasons = Readonly<Record<string, string>>
export const liftKey = (quarter: Month, memberId: string, aspect: Aspect): string =>
  `${quarter} ${memberId} ${aspect}`
/** What the reasons are kept under until they are sent: one draft for all quarters, so that every page finds it. */
export const liftsDraft = 'comparison.lifts'

/** The lifts of a draft; a reason that was emptied is none. */
export const liftsIn = (
  reasons: Reasons,
  quarter: Month,
  rows: readonly { memberId: string; aspect: Aspect; band: Band }[],
): Lift[] =>
  rows.flatMap(({ memberId, aspect, band }) => {
    const reason = reasons[liftKey(quarter, memberId, aspect)]?.trim() ?? ''
    return reason === '' || band === 'top' ? [] : [{ memberId, aspect, reason }]
  })

/** As the server wants them. */
export const liftsToSend = (lifts: readonly Lift[]): Json =>
  lifts.map(({ memberId, aspect, reason }) => ({ member_id: memberId, aspect, reason }))

/** Where a lift leads: one band up, and never more. */
export const liftedBand = (band: Band): Band => (band === 'met' ? 'top' : 'met')
