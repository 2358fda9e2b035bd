import * as v from 'valibot'
import type { DuesAsks } from '@/domain/dues-asks'
import { Moment } from './moment'
import { Day, told } from './told'

const DuesBasis = told({
  id: v.string(),
  fromMonth: Day,
  kind: v.picklist(['wage', 'pension', 'farmer']),
  incomeFen: v.nullable(v.number()),
  agreedFen: v.nullable(v.number()),
  loweredFen: v.nullable(v.number()),
  reason: v.string(),
  byQuarter: v.boolean(),
  monthFen: v.number(),
  setter: v.string(),
  setAt: Moment,
})

const DuesPayments = v.array(
  told({
    id: v.string(),
    fromMonth: Day,
    months: v.number(),
    amountFen: v.number(),
    paidOn: Day,
    paidBy: v.string(),
    recorder: v.string(),
    recordedAt: Moment,
    reversesId: v.nullable(v.string()),
    reason: v.string(),
  }),
)

const BranchDues = v.array(
  told({
    memberId: v.string(),
    name: v.string(),
    pinyin: v.string(),
    hasPhone: v.boolean(),
    basis: v.nullable(DuesBasis),
    dueFen: v.number(),
    openFen: v.number(),
    arrearsMonths: v.number(),
    arrearsFen: v.number(),
    openSince: v.nullable(Day),
    remindedOn: v.nullable(Day),
    payments: DuesPayments,
  }),
)

const MemberDuesShape = told({
  bases: v.array(DuesBasis),
  payments: DuesPayments,
  reminders: v.array(
    told({ id: v.string(), onDay: Day, owedFen: v.number(), reminder: v.string() }),
  ),
})

const DuesTotalsList = v.array(
  told({
    branchId: v.string(),
    members: v.number(),
    dueFen: v.nullable(v.number()),
    paidFen: v.nullable(v.number()),
    owing: v.nullable(v.number()),
    withoutBasis: v.number(),
  }),
)

const Visits = v.array(
  told({
    id: v.string(),
    memberId: v.string(),
    name: v.string(),
    branchId: v.string(),
    household: v.string(),
    visitedOn: Day,
    purpose: v.picklist(['care', 'policy', 'opinion', 'dispute', 'help', 'other']),
    asked: v.string(),
    promise: v.string(),
    promiseBy: v.nullable(Day),
    keptOn: v.nullable(Day),
    keptNote: v.string(),
  }),
)

const VisitTotalsList = v.array(
  told({
    branchId: v.string(),
    made: v.number(),
    open: v.number(),
    overdue: v.number(),
    kept: v.number(),
  }),
)

type Shapes = {
  readonly [Name in keyof DuesAsks]: v.GenericSchema<unknown, DuesAsks[Name]['value']>
}

/** What the server answers about dues and visits. */
export const duesShapes: Shapes = {
  branch_dues: BranchDues,
  member_dues: MemberDuesShape,
  dues_totals: DuesTotalsList,
  visit_totals: VisitTotalsList,
  visits_below: Visits,
}
