import type { Moment } from './day'
import type { Answer } from './fault'

export interface BranchAccount {
  memberId: string
  state: 'none' | 'card' | 'expired' | 'active' | 'suspended'
  loginNumber: string | null
  cardId: string | null
  cardExpiresAt: Moment | null
  activatedAt: Moment | null
}

export interface BranchTotals {
  branchId: string
  members: number
  tasksGiven: number
  tasksFinished: number
  hours: number
}

/** Reads that are made online only and never kept on the phone, by the server's function name. */
export interface Asks {
  branch_accounts: { args: { branchId: string }; value: readonly BranchAccount[] }
  study_totals: { args: { orgId: string }; value: readonly BranchTotals[] }
}

export type Ask = <Name extends keyof Asks>(
  name: Name,
  args: Asks[Name]['args'],
) => Promise<Answer<Asks[Name]['value']>>
