import type { Day, Moment } from './day'
import type { Answer } from './fault'
import type { Month } from './month'

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

/** What other rules would have made of last month in one branch; tenths of a point, on average. */
export interface RulesPreview {
  branchId: string
  members: number
  /** How many would have had other points. */
  changed: number
  beforeTenths: number
  afterTenths: number
}

/** A branch's month as its overseers read it; tenths of a point. */
export interface MonthSheet {
  state: 'draft' | 'proposed' | 'confirmed'
  /** Stands for all figures in it; whoever confirms says which they saw. */
  print: string
  rows: readonly MonthSheetRow[]
}

export interface MonthSheetRow {
  memberId: string
  baseTenths: number
  categoryTenths: number
  bonusTenths: number
  /** Where the committee's word stands in place of the facts. */
  words: readonly {
    code: string
    category: string | null
    times: number
    tenths: number
    onDay: Day
    reason: string
    saidBy: string
  }[]
}

/** Reads that are made online only and never kept on the phone, by the server's function name. */
export interface Asks {
  branch_accounts: { args: { branchId: string }; value: readonly BranchAccount[] }
  study_totals: { args: { orgId: string }; value: readonly BranchTotals[] }
  month_sheet: { args: { branchId: string; month: Month }; value: MonthSheet }
  preview_rules: { args: { orgId: string }; value: readonly RulesPreview[] }
}

export type Ask = <Name extends keyof Asks>(
  name: Name,
  args: Asks[Name]['args'],
) => Promise<Answer<Asks[Name]['value']>>
