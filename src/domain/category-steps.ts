import type { Day } from './day'
import type { Rows } from './server-types'
import type { Category } from './synced'

/** One decision about a member's category. */
export type CategoryStep = Pick<Rows['categoryAssignments'], 'category' | 'fromDay' | 'decidedAt'>

/** Of two from one day the later decision comes first. */
export const newestFirst = (
  one: Omit<CategoryStep, 'category'>,
  other: Omit<CategoryStep, 'category'>,
): number => other.fromDay.localeCompare(one.fromDay) || other.decidedAt - one.decidedAt

/** A member is in one category at a time: that of the newest step that has begun on the day. */
export function categoryOn(steps: readonly CategoryStep[], day: Day): Category | undefined {
  return steps.filter(({ fromDay }) => fromDay <= day).sort(newestFirst)[0]?.category
}
