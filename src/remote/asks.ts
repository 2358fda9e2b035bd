import * as v from 'valibot'
import type { Ask, Asks } from '@/domain/asks'
import { no, yes } from '@/domain/fault'
import { callRpc, type CallPorts } from './call'
import { comparisonShapes } from './comparison-shapes'
import { duesShapes } from './dues-asks'
import { AttendanceTotalsList, MeetingRecords } from './meeting-shapes'
import { Moment } from './moment'
import { CardsToPrint, RequestTotalsList, Requests } from './post-shapes'
import { Colour, Day, told } from './told'

const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const BranchAccounts = v.array(
  told({
    memberId: v.string(),
    state: v.picklist(['none', 'card', 'expired', 'active', 'suspended']),
    loginNumber: v.nullable(v.string()),
    cardId: v.nullable(v.string()),
    cardExpiresAt: v.nullable(Moment),
    activatedAt: v.nullable(Moment),
  }),
)

const StudyTotals = v.array(
  told({
    branchId: v.string(),
    members: v.number(),
    tasksGiven: v.number(),
    tasksFinished: v.number(),
    hours: v.number(),
  }),
)

const RulesPreviews = v.array(
  told({
    branchId: v.string(),
    members: v.number(),
    changed: v.number(),
    beforeTenths: v.number(),
    afterTenths: v.number(),
  }),
)

const BandShape = told({
  code: v.string(),
  words: v.string(),
  colour: Colour,
  fromTenths: v.number(),
  isPublished: v.boolean(),
})
const sums = { baseTenths: v.number(), categoryTenths: v.number(), bonusTenths: v.number() }

const MonthSheets = told({
  state: v.picklist(['draft', 'proposed', 'confirmed', 'published', 'locked']),
  print: v.string(),
  hidden: v.number(),
  rows: v.array(
    told({
      memberId: v.string(),
      ...sums,
      band: BandShape,
      beforeTenths: v.nullable(v.number()),
      beforeBand: v.nullable(v.string()),
      words: v.array(
        told({
          wordId: v.string(),
          code: v.string(),
          category: v.nullable(v.string()),
          times: v.number(),
          tenths: v.number(),
          onDay: Day,
          reason: v.string(),
          saidBy: v.string(),
          hasPhoto: v.boolean(),
        }),
      ),
    }),
  ),
})

const BandTotalsList = v.array(
  told({
    branchId: v.string(),
    openObjections: v.number(),
    bands: v.array(told({ words: v.string(), colour: Colour, members: v.number() })),
  }),
)

const Entries = v.array(
  told({
    id: v.string(),
    code: v.string(),
    category: v.nullable(v.string()),
    times: v.number(),
    tenths: v.number(),
    reversesId: v.nullable(v.string()),
    isCorrection: v.boolean(),
    reason: v.nullable(v.string()),
    wordId: v.nullable(v.string()),
    hasPhoto: v.boolean(),
  }),
)

const MemberMonths = told({
  result: v.nullable(told({ ...sums, bandWords: v.string(), colour: Colour })),
  entries: Entries,
})

const Objections = v.array(
  told({
    id: v.string(),
    memberId: v.string(),
    name: v.string(),
    branchId: v.string(),
    month: Day,
    entryId: v.nullable(v.string()),
    reason: v.string(),
    hasPhoto: v.boolean(),
    raisedAt: Moment,
    answerBy: Day,
    state: v.picklist(['open', 'upheld', 'rejected']),
    answer: v.nullable(v.string()),
    answerer: v.nullable(v.string()),
    ruleSetId: v.string(),
    mayAnswer: v.boolean(),
    entries: Entries,
  }),
)

const Wallets = told({
  balanceTenths: v.number(),
  entries: v.array(
    told({
      id: v.string(),
      kind: v.picklist(['earned', 'corrected', 'spent', 'returned']),
      month: v.nullable(Day),
      tenths: v.number(),
      enteredAt: Moment,
    }),
  ),
})

const OrderState = v.picklist(['reserved', 'collected', 'cancelled', 'expired', 'returned'])
const Confirmed = v.nullable(v.picklist(['code', 'pin', 'paper']))

const order = {
  id: v.string(),
  memberId: v.string(),
  name: v.string(),
  branch: v.string(),
  itemId: v.string(),
  item: v.string(),
  quantity: v.number(),
  priceTenths: v.number(),
  state: OrderState,
  reservedAt: Moment,
  heldUntil: Day,
  collectedAt: v.nullable(Moment),
  confirmed: Confirmed,
  hasPhone: v.boolean(),
  hasPin: v.boolean(),
}

const People = v.array(
  told({
    memberId: v.string(),
    name: v.string(),
    branch: v.string(),
    hasPhone: v.boolean(),
    hasPin: v.boolean(),
  }),
)

const StockMoves = v.array(
  told({
    id: v.string(),
    reason: v.picklist(['delivered', 'counted', 'damaged', 'collected', 'returned']),
    pieces: v.number(),
    note: v.string(),
    by: v.string(),
    movedAt: Moment,
  }),
)

const Budget = told({
  budgetFen: v.number(),
  usedFen: v.number(),
  promisedFen: v.number(),
  openOrders: v.number(),
})

const MemberOrders = v.array(
  told({
    id: v.string(),
    item: v.string(),
    quantity: v.number(),
    priceTenths: v.number(),
    state: OrderState,
    reservedAt: Moment,
    heldUntil: Day,
    collectedAt: v.nullable(Moment),
    confirmed: Confirmed,
    keeper: v.nullable(v.string()),
  }),
)

type Shapes = { readonly [Name in keyof Asks]: v.GenericSchema<unknown, Asks[Name]['value']> }

const shapes: Shapes = {
  branch_accounts: BranchAccounts,
  study_totals: StudyTotals,
  month_sheet: MonthSheets,
  band_totals: BandTotalsList,
  member_month: MemberMonths,
  objections_below: Objections,
  evidence: v.object({ photo: v.string() }),
  member_wallet: Wallets,
  preview_rules: RulesPreviews,
  shop_queue: v.array(told(order)),
  shop_order: told(order),
  check_shop_pin: v.object({ ok: v.literal(true) }),
  shop_people: People,
  shop_affords: v.object({ enough: v.boolean() }),
  shop_voucher: told({ ...order, code: v.string() }),
  stock_moves: StockMoves,
  shop_budget: Budget,
  member_orders: MemberOrders,
  meeting_photo: v.object({ photo: v.string() }),
  meeting_record: MeetingRecords,
  attendance_totals: AttendanceTotalsList,
  contact_card: CardsToPrint,
  branch_contact_cards: v.array(CardsToPrint),
  my_requests: Requests,
  branch_requests: Requests,
  request_totals: RequestTotalsList,
  request_photo: v.object({ photo: v.string() }),
  ...duesShapes,
  ...comparisonShapes,
}

const Refused = v.object({ refused: v.string() })

/** Reads made online only: named, typed, checked on the way in, kept nowhere. */
export function createAsk(ports: CallPorts): Ask {
  return async (name, args) => {
    const wire = Object.fromEntries(
      Object.entries(args).map(([key, value]) => [toSnake(key), value]),
    )
    const answer = await callRpc(ports, name, wire)
    if (!answer.ok) return answer
    const refused = v.safeParse(Refused, answer.value)
    if (refused.success) return no({ kind: 'refused', code: refused.output.refused })
    const parsed = v.safeParse(shapes[name], answer.value)
    return parsed.success ? yes(parsed.output) : no({ kind: 'offline' })
  }
}
