import type { Month } from './month'
import type { Rows } from './server-types'

type Result = Rows['comparisonResults']

/** How somebody stands in one aspect of a quarter, with the numbers it follows from. */
export type Compared = Pick<Result, 'aspect' | 'band' | 'figures'>

export interface MemberCompared extends Compared {
  memberId: string
  name: string
  /** Why the committee lifted them by a band, and who said so; empty where nobody did. */
  liftReason: string
  lifter: string
}

/** A branch's quarter by name, as its committee and the town read it. */
export interface BranchComparison {
  /** Null while it is not put up. */
  comparisonId: string | null
  isOver: boolean
  /** Stands for all figures in it; whoever puts it up says which they saw. */
  seen: string
  rows: readonly MemberCompared[]
}

/** How many of a branch stand in which band of an aspect. */
export interface ComparisonTotals {
  branchId: string
  aspect: Result['aspect']
  top: number
  met: number
  short: number
  none: number
}

/** What is asked online of comparisons, by the server's function name; a part of `Asks`. */
export interface ComparisonAsks {
  my_comparison: { args: { quarter: Month }; value: readonly Compared[] }
  branch_comparison: { args: { branchId: string; quarter: Month }; value: BranchComparison }
  comparison_totals: {
    args: { orgId: string; quarter: Month }
    value: readonly ComparisonTotals[]
  }
}
