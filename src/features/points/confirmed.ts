import type { RuleBook } from '@/domain/point-rules'
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

/** The lines as this phone counts them, the sums as they were confirmed: those are what counts. */
export function asConfirmed(score: Score, result: Result | null | undefined): Score {
  if (!result) return score
  const { baseTenths: base, categoryTenths: category, bonusTenths: bonus } = result
  return { ...score, base, category, bonus, total: base + category + bonus }
}

/** The corrections among a month's entries, in the order they were made; words as the month's rules have them. */
export const correctionsIn = (
  entries: readonly { id: string; code: string; tenths: number; reversesId: string | null }[],
  { rules }: RuleBook,
): Correction[] =>
  entries.map(({ id, code, tenths, reversesId }) => ({
    ...{ id, tenths, isReversal: reversesId !== null },
    words: rules.find((rule) => rule.code === code)?.words ?? '一条积分',
  }))
