import type { ComparisonAsks } from './comparison-asks'
import type { Day, Moment } from './day'
import type { DuesAsks } from './dues-asks'
import type { Answer } from './fault'
import type { Month } from './month'
import type { CardToPrint, RequestTold, RequestTotals } from './post-asks'
import type { Rows } from './server-types'

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

/** A band of the board as a town has set it; from how many tenths of a point on. */
export interface Band {
  code: string
  words: string
  colour: 'red' | 'blue' | 'amber' | 'green'
  fromTenths: number
  isPublished: boolean
}

/** A branch's month as its overseers read it; tenths of a point. */
export interface MonthSheet {
  state: Rows['monthSheets']['state']
  /** Stands for all figures in it; whoever confirms says which they saw. */
  print: string
  /** How many stand in bands that the reader is not told by name. */
  hidden: number
  rows: readonly MonthSheetRow[]
}

export interface MonthSheetRow {
  memberId: string
  baseTenths: number
  categoryTenths: number
  bonusTenths: number
  band: Band
  /** What the month before came to and its band, for those who read every band; null where it did not count. */
  beforeTenths: number | null
  beforeBand: string | null
  /** Where the committee's word stands in place of the facts. */
  words: readonly {
    wordId: string
    code: string
    category: string | null
    times: number
    tenths: number
    onDay: Day
    reason: string
    saidBy: string
    hasPhoto: boolean
  }[]
}

/** How the month of one branch came out, in figures. */
export interface BandTotals {
  branchId: string
  openObjections: number
  bands: readonly { words: string; colour: Band['colour']; members: number }[]
}

/** One entry of a confirmed month. */
export interface PointEntry {
  id: string
  code: string
  category: string | null
  times: number
  tenths: number
  /** The entry it undoes. */
  reversesId: string | null
  /** Made after an objection. */
  isCorrection: boolean
  /** The committee's reason, where it rests on one. */
  reason: string | null
  wordId: string | null
  hasPhoto: boolean
}

/** An objection as those read it who may answer it. */
export interface ObjectionTold {
  id: string
  memberId: string
  name: string
  branchId: string
  month: Month
  entryId: string | null
  reason: string
  hasPhoto: boolean
  raisedAt: Moment
  answerBy: Day
  state: 'open' | 'upheld' | 'rejected'
  answer: string | null
  answerer: string | null
  ruleSetId: string
  /** Not by whoever handed the month in or said the word it rests on. */
  mayAnswer: boolean
  entries: readonly PointEntry[]
}

export interface MemberMonth {
  result: {
    baseTenths: number
    categoryTenths: number
    bonusTenths: number
    bandWords: string
    colour: Band['colour']
  } | null
  entries: readonly PointEntry[]
}

export interface WalletTold {
  balanceTenths: number
  entries: readonly {
    id: string
    kind: Rows['walletEntries']['kind']
    month: Month | null
    tenths: number
    enteredAt: Moment
  }[]
}

/** An order as the shopkeeper is told of it: whose it is, and how they may show who they are. Never its code. */
export interface OrderTold {
  id: string
  memberId: string
  name: string
  branch: string
  itemId: string
  item: string
  quantity: number
  priceTenths: number
  state: Rows['shopOrders']['state']
  reservedAt: Moment
  heldUntil: Day
  collectedAt: Moment | null
  confirmed: Rows['shopOrders']['confirmed']
  hasPhone: boolean
  hasPin: boolean
}

export interface PersonTold {
  memberId: string
  name: string
  branch: string
  hasPhone: boolean
  hasPin: boolean
}

export interface StockMove {
  id: string
  reason: 'delivered' | 'counted' | 'damaged' | 'collected' | 'returned'
  pieces: number
  note: string
  by: string
  movedAt: Moment
}

/** The year's money of a shop, in fen. */
export interface ShopBudget {
  budgetFen: number
  usedFen: number
  promisedFen: number
  openOrders: number
}

/** A member's order as the town reads it. */
export interface MemberOrder {
  id: string
  item: string
  quantity: number
  priceTenths: number
  state: Rows['shopOrders']['state']
  reservedAt: Moment
  heldUntil: Day
  collectedAt: Moment | null
  confirmed: Rows['shopOrders']['confirmed']
  keeper: string | null
}

/** Reads that are made online only and never kept on the phone, by the server's function name. */
/** What was written down of a meeting, and who was there as it counts now. */
export interface MeetingRecord {
  minutes: string
  decisions: string
  people: readonly (Pick<
    Rows['attendanceMarks'],
    'presence' | 'isLate' | 'leftEarly' | 'how' | 'reason'
  > & { memberId: string; name: string })[]
}

/** How a branch came to its meetings, each member at each of them counted once. */
export interface AttendanceTotals {
  branchId: string
  expected: number
  came: number
  late: number
  onLeave: number
  absent: number
}

export interface Asks extends DuesAsks, ComparisonAsks {
  branch_accounts: { args: { branchId: string }; value: readonly BranchAccount[] }
  study_totals: { args: { orgId: string }; value: readonly BranchTotals[] }
  month_sheet: { args: { branchId: string; month: Month }; value: MonthSheet }
  band_totals: { args: { orgId: string; month: Month }; value: readonly BandTotals[] }
  member_month: { args: { memberId: string; month: Month }; value: MemberMonth }
  objections_below: { args: { orgId: string }; value: readonly ObjectionTold[] }
  /** A photo as Base64 of a JPEG. */
  evidence: { args: { subjectId: string }; value: { photo: string } }
  member_wallet: { args: { memberId: string }; value: WalletTold }
  preview_rules: { args: { orgId: string }; value: readonly RulesPreview[] }
  shop_queue: { args: { orgId: string }; value: readonly OrderTold[] }
  shop_order: { args: { orgId: string; code: string }; value: OrderTold }
  check_shop_pin: { args: { orderId: string; secretPin: string }; value: { ok: true } }
  shop_people: { args: { orgId: string; words: string }; value: readonly PersonTold[] }
  shop_affords: {
    args: { memberId: string; itemId: string; quantity: number }
    value: { enough: boolean }
  }
  shop_voucher: { args: { orderId: string }; value: OrderTold & { code: string } }
  stock_moves: { args: { itemId: string }; value: readonly StockMove[] }
  shop_budget: { args: { orgId: string }; value: ShopBudget }
  member_orders: { args: { memberId: string }; value: readonly MemberOrder[] }
  /** A photo as Base64 of a JPEG. */
  meeting_photo: { args: { photoId: string }; value: { photo: string } }
  meeting_record: { args: { meetingId: string }; value: MeetingRecord }
  attendance_totals: {
    args: { orgId: string; firstDay: Day; lastDay: Day }
    value: readonly AttendanceTotals[]
  }
  contact_card: { args: { memberId: string }; value: CardToPrint }
  branch_contact_cards: { args: { branchId: string }; value: readonly CardToPrint[] }
  my_requests: { args: Record<string, never>; value: readonly RequestTold[] }
  branch_requests: { args: { branchId: string }; value: readonly RequestTold[] }
  request_totals: { args: { orgId: string }; value: readonly RequestTotals[] }
  request_photo: { args: { requestId: string }; value: { photo: string } }
}

export type Ask = <Name extends keyof Asks>(
  name: Name,
  args: Asks[Name]['args'],
) => Promise<Answer<Asks[Name]['value']>>
