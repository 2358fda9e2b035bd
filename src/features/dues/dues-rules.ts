import type { DuesBasisTold, DuesPaymentTold } from '@/domain/dues-asks'
import type { Day } from '@/domain/day'
import { addMonths, lastDayOf, monthOf, type Month } from '@/domain/month'

export type Basis = DuesBasisTold
export type Payment = DuesPaymentTold
export type Kind = Basis['kind']
/** Just what decides how much a month comes to. */
export type Counted = Pick<Basis, 'kind' | 'incomeFen' | 'agreedFen'>

interface Bracket {
  /** The highest income it holds for; null: any. */
  upToFen: number | null
  permille: number
}

/** One rate holds for the whole income, by the bracket it falls into; farmers agree on a sum instead. */
const brackets: Record<Exclude<Kind, 'farmer'>, readonly Bracket[]> = {
  wage: [
    { upToFen: 300_000, permille: 5 },
    { upToFen: 500_000, permille: 10 },
    { upToFen: 1_000_000, permille: 15 },
    { upToFen: null, permille: 20 },
  ],
  pension: [
    { upToFen: 500_000, permille: 5 },
    { upToFen: null, permille: 10 },
  ],
}

/** The bracket an income falls into, and where the one before it ended. */
export function bracketOf(kind: Exclude<Kind, 'farmer'>, incomeFen: number) {
  const list = brackets[kind]
  const at = list.findIndex(({ upToFen }) => upToFen === null || incomeFen <= upToFen)
  const { permille = 0, upToFen = null } = list[at] ?? {}
  return { permille, upToFen, overFen: list[at - 1]?.upToFen ?? 0 }
}

/** What a month comes to by the rule, in whole fen; the server's `dues_by_rule` says the same. */
export function byRule({ kind, incomeFen, agreedFen }: Counted): number {
  if (kind === 'farmer') return agreedFen ?? 0
  const income = incomeFen ?? 0
  return Math.floor((income * bracketOf(kind, income).permille + 500) / 1000)
}

export const quarterOf = (month: Month): Month =>
  addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3))

export const lastMonthOf = ({ fromMonth, months }: Pick<Payment, 'fromMonth' | 'months'>): Month =>
  addMonths(fromMonth, months - 1)

/** Payments that stand: neither undone nor undoing. */
export function standing(payments: readonly Payment[]): Payment[] {
  const undone = new Set(payments.map(({ reversesId }) => reversesId))
  return payments.filter(({ id, reversesId }) => reversesId === null && !undone.has(id))
}

/** One month of somebody's dues. */
export interface DueMonth {
  month: Month
  /** The last day on which it is paid in time. */
  dueBy: Day
  monthFen: number
  payment: Payment | null
}

/** The word that holds for a month: the latest of those whose month has come. */
export function basisFor(bases: readonly Basis[], month: Month): Basis | undefined {
  return bases
    .filter(({ fromMonth }) => fromMonth <= month)
    .reduce<Basis | undefined>(
      (held, one) =>
        held && (held.setAt > one.setAt || (held.setAt === one.setAt && held.id > one.id))
          ? held
          : one,
      undefined,
    )
}

export interface Book {
  bases: readonly Basis[]
  payments: readonly Payment[]
}

/** Each month from the first to the last; months before anything was said are not due. Like the server's `dues_months`. */
export function duesMonths({ bases, payments }: Book, first: Month, last: Month): DueMonth[] {
  const live = standing(payments)
  const found: DueMonth[] = []
  for (let month = first; month <= last; month = addMonths(month, 1)) {
    const basis = basisFor(bases, month)
    if (!basis) continue
    found.push({
      month,
      dueBy: lastDayOf(basis.byQuarter ? addMonths(quarterOf(month), 2) : month),
      monthFen: basis.monthFen,
      payment: live.find((one) => one.fromMonth <= month && month <= lastMonthOf(one)) ?? null,
    })
  }
  return found
}

/** Somebody's dues as they stand today. */
export interface Standing {
  /** How a month is counted now; or from when it will be. */
  basis: Basis | undefined
  /** From the first month there was anything due to this one, or to the last that is paid; the newest first. */
  months: readonly DueMonth[]
  /** What is open up to this month, the oldest first. */
  open: readonly DueMonth[]
  openFen: number
  /** The first month that nothing is paid for: where the next payment begins. */
  next: Month
}

export const isOpen = ({ payment, monthFen }: DueMonth): boolean => payment === null && monthFen > 0

export function standingOf(book: Book, today: Day): Standing {
  const thisMonth = monthOf(today)
  const first = earliest(book.bases.map(({ fromMonth }) => fromMonth)) ?? thisMonth
  const last = standing(book.payments)
    .map(lastMonthOf)
    .reduce((one, other) => (one > other ? one : other), thisMonth)
  const months = duesMonths(book, first, last)
  const open = months.filter((one) => isOpen(one) && one.month <= thisMonth)
  return {
    basis: basisFor(book.bases, thisMonth) ?? basisFor(book.bases, '2099-12-01'),
    months: [...months].reverse(),
    open,
    openFen: sumOf(open),
    next: months.find((one) => isOpen(one))?.month ?? addMonths(last, months.length > 0 ? 1 : 0),
  }
}

const earliest = (months: readonly Month[]): Month | undefined => [...months].sort()[0]

export const sumOf = (months: readonly Pick<DueMonth, 'monthFen'>[]): number =>
  months.reduce((sum, { monthFen }) => sum + monthFen, 0)

/** The months that a page or a payment is about. */
export interface Period {
  fromMonth: Month
  months: number
}

export const periodOf = (month: Month, isQuarter: boolean): Period =>
  isQuarter ? { fromMonth: quarterOf(month), months: 3 } : { fromMonth: month, months: 1 }

/** As it is asked of the town. */
export const asked = (period: Period) => ({
  fromMonth: period.fromMonth,
  untilMonth: lastMonthOf(period),
})

/** How many months of it lie ahead: nobody owes them yet, though some pay a quarter at once. */
export const monthsNotBegun = ({ fromMonth, months }: Period, today: Day): number =>
  Array.from({ length: months }, (_, n) => addMonths(fromMonth, n)).filter((month) => month > today)
    .length

/** A reminder says something only as long as something of it is open. */
export function stillOwed(
  book: Book,
  reminder: { fromMonth: Month; untilMonth: Month },
): readonly DueMonth[] {
  return duesMonths(book, reminder.fromMonth, reminder.untilMonth).filter(isOpen)
}

/** Once a week at most; the server holds to it. */
export const remindAgainAfterDays = 7
