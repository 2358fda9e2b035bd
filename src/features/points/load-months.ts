import type { PhoneDb } from '@/db/phone-db'
import { categoryOn } from '@/domain/category-steps'
import type { Day } from '@/domain/day'
import { groupBy } from '@/domain/group-by'
import type { Month } from '@/domain/month'
import { isCurrent } from '@/domain/posts'
import type { Rows } from '@/domain/server-types'
import type { Category } from '@/domain/synced'
import { bookFor, bookOf, type RuleBook } from '@/domain/point-rules'
import { scoreMonth, type Score } from './score-rules'

/** What a month of one member is counted from. */
export interface Recorded {
  facts: readonly Rows['monthFacts'][]
  words: readonly Rows['monthWords'][]
  steps: readonly Rows['categoryAssignments'][]
  exemptions: readonly Rows['baseExemptions'][]
}

export interface Counted {
  book: RuleBook
  score: Score
  categoryOn: (day: Day) => Category | undefined
}

type Whose = { memberId: string } | { branchId: string }

/** Everything this phone knows that counts for a member, or for the members of a branch. */
export async function recordedOf(db: PhoneDb, whose: Whose): Promise<Recorded> {
  const [facts, words, steps, exemptions] = await Promise.all([
    db.monthFacts.where(whose).sortBy('onDay'),
    db.monthWords.where(whose).toArray(),
    db.categoryAssignments.where(whose).toArray(),
    db.baseExemptions.where(whose).toArray(),
  ])
  return { facts, words, steps, exemptions }
}

/** How far the months of my own branch are. */
export async function sheetsOfMine(db: PhoneDb, me: string): Promise<Rows['monthSheets'][]> {
  const card = await db.directoryCards.get(me)
  return card ? db.monthSheets.where({ branchId: card.branchId }).toArray() : []
}

/** The same, apart for each member. */
export function byMember(recorded: Recorded): (memberId: string) => Recorded {
  const whose = ({ memberId }: { memberId: string }) => memberId
  const facts = groupBy(recorded.facts, whose)
  const words = groupBy(recorded.words, whose)
  const steps = groupBy(recorded.steps, whose)
  const exemptions = groupBy(recorded.exemptions, whose)
  return (id) => ({
    ...{ facts: facts.get(id) ?? [], words: words.get(id) ?? [] },
    ...{ steps: steps.get(id) ?? [], exemptions: exemptions.get(id) ?? [] },
  })
}

/** The rules of a month: those it was handed in by, else those that hold. Undefined where there are none. */
export function bookOfMonth(
  sets: readonly Rows['ruleSets'][],
  sheets: readonly Rows['monthSheets'][],
  month: Month,
): RuleBook | undefined {
  const handedIn = sheets.find((sheet) => sheet.month === month)?.ruleSetId
  const set = sets.find(({ id }) => id === handedIn)
  return set ? bookOf(set) : bookFor(sets, month)
}

/** A member's month by the rules of it. */
export function countMonth(
  book: RuleBook,
  month: Month,
  { facts, words, steps, exemptions }: Recorded,
): Counted {
  const on = (day: Day) => categoryOn(steps, day)
  const inMonth = (row: { month: Month }) => row.month === month
  const score = scoreMonth({
    ...{ book, facts: facts.filter(inMonth), words: words.filter(inMonth), categoryOn: on },
    exemptOn: (day) => exemptions.some((span) => isCurrent(span, day)),
  })
  return { book, score, categoryOn: on }
}
