import { ruleUnder, type RuleBook } from '@/domain/point-rules'
import type { Rows } from '@/domain/server-types'
import type { Score } from './score-rules'

/** What the town confirmed, in tenths of a point. */
export interface Result {
  baseTenths: number
  categoryTenths: number
  bonusTenths: number
}

/** An entry made after an objection: one that undoes another, or what should have stood there. */
export interface Correction {
  id: string
  words: string
  tenths: number
  isReversal: boolean
}

/** Whether the town has confirmed a month: from then on its results count, and not what a phone makes of the facts. */
export const isConfirmed = (state: Rows['monthSheets']['state'] | undefined): boolean =>
  state === 'confirmed' || state === 'published' || state === 'locked'

/** The lines as this phone counts them, the sums as they were confirmed: those are what counts. */
export function asConfirmed(score: Score, result: Result | null | undefined): Score {
  if (!result) return score
  const { baseTenths: base, categoryTenths: category, bonusTenths: bonus } = result
  return { ...score, base, category, bonus, total: base + category + bonus }
}

/** The corrections among a month's entries, in the order they were made; words as the month's rules have them. */
export const correctionsIn = (
  entries: readonly {
    id: string
    code: string
    category: string | null
    tenths: number
    reversesId: string | null
  }[],
  { rules }: RuleBook,
): Correction[] =>
  entries.map(({ id, code, category, tenths, reversesId }) => ({
    ...{ id, tenths, isReversal: reversesId !== null },
    words: ruleUnder(rules, code, category)?.words ?? '一条积分',
  }))
