import type { Day, Moment } from './day'
import type { Month } from './month'
import type { Rows } from './server-types'

/** How a member's dues are counted from a month on, as it was said. */
export interface DuesBasisTold {
  id: string
  fromMonth: Month
  kind: Rows['duesBases']['kind']
  incomeFen: number | null
  agreedFen: number | null
  loweredFen: number | null
  reason: string
  byQuarter: boolean
  monthFen: number
  setter: string
  setAt: Moment
}

export interface DuesPaymentTold {
  id: string
  fromMonth: Month
  months: number
  amountFen: number
  paidOn: Day
  paidBy: string
  recorder: string
  recordedAt: Moment
  reversesId: string | null
  reason: string
}

/** A member's dues for some months, as the committee and the town read them. */
export interface BranchDuesRow {
  memberId: string
  name: string
  pinyin: string
  hasPhone: boolean
  basis: DuesBasisTold | null
  dueFen: number
  openFen: number
  /** What is open from before these months. */
  arrearsMonths: number
  arrearsFen: number
  openSince: Month | null
  remindedOn: Day | null
  payments: readonly DuesPaymentTold[]
}

export interface MemberDues {
  bases: readonly DuesBasisTold[]
  payments: readonly DuesPaymentTold[]
  reminders: readonly { id: string; onDay: Day; owedFen: number; reminder: string }[]
}

/** What came in from one branch, in figures. */
export interface DuesTotals {
  branchId: string
  members: number
  /** Null, like the next two, where it would be the dues of one or two people. */
  dueFen: number | null
  paidFen: number | null
  owing: number | null
  withoutBasis: number
}

/** A visit as those read it who oversee the people and do not have it on the phone. */
export interface VisitTold {
  id: string
  memberId: string
  name: string
  branchId: string
  household: string
  visitedOn: Day
  purpose: Rows['visits']['purpose']
  asked: string
  promise: string
  promiseBy: Day | null
  keptOn: Day | null
  keptNote: string
}

/** How a branch's visits of this year stand, in figures. */
export interface VisitTotals {
  branchId: string
  made: number
  open: number
  overdue: number
  kept: number
}

/** What is asked online of dues and visits, by the server's function name; a part of `Asks`. */
export interface DuesAsks {
  branch_dues: {
    args: { branchId: string; fromMonth: Month; untilMonth: Month }
    value: readonly BranchDuesRow[]
  }
  member_dues: { args: { memberId: string }; value: MemberDues }
  dues_totals: {
    args: { orgId: string; fromMonth: Month; untilMonth: Month }
    value: readonly DuesTotals[]
  }
  visit_totals: { args: { orgId: string }; value: readonly VisitTotals[] }
  visits_below: { args: { orgId: string }; value: readonly VisitTold[] }
}
