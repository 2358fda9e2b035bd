import { asDay, addDays, type Day } from '@/domain/day'
import { addMonths, monthOf, type Month } from '@/domain/month'
import { partsOf } from '@/domain/typed-number'
import { byRule, quarterOf, type Basis, type Counted, type Kind } from './dues-rules'

/** The tables check the same numbers. */
export const limits = {
  incomeFen: 100_000_000,
  reason: 200,
  paidBy: 40,
  monthsMax: 12,
  daysBack: 400,
} as const

/** What a farmer may agree on: two jiao to one yuan. */
export const agreedSums = [20, 30, 50, 80, 100] as const

export type Relief = 'none' | 'less' | 'free'

export interface BasisForm {
  kind: Kind | undefined
  income: string
  agreedFen: number | undefined
  relief: Relief
  less: string
  reason: string
  byQuarter: boolean
  fromMonth: Month
}

export const blankBasis = (today: Day): BasisForm => ({
  ...{ kind: undefined, income: '', agreedFen: 50, relief: 'none', less: '', reason: '' },
  ...{ byQuarter: false, fromMonth: monthOf(today) },
})

export type WrongBasis = Partial<Record<'kind' | 'income' | 'agreed' | 'less' | 'reason', string>>

/** What the form counts by so far; undefined while it does not say enough. */
export function countedIn({ kind, income, agreedFen }: BasisForm): Counted | undefined {
  if (kind === undefined) return undefined
  if (kind === 'farmer')
    return agreedFen === undefined ? undefined : { kind, incomeFen: null, agreedFen }
  const incomeFen = partsOf(income, 2, 0, limits.incomeFen)
  return incomeFen === undefined ? undefined : { kind, incomeFen, agreedFen: null }
}

export function wrongInBasis(form: BasisForm): WrongBasis {
  const counted = countedIn(form)
  const less = partsOf(form.less, 2, 1, limits.incomeFen)
  return {
    ...(form.kind === undefined && { kind: '请选一种。' }),
    ...(form.kind === 'farmer' && !counted && { agreed: '请选每月交多少。' }),
    ...(form.kind !== undefined &&
      form.kind !== 'farmer' &&
      !counted && { income: '请写每月多少元，最多两位小数。' }),
    ...(form.relief === 'less' &&
      (less === undefined || (counted && less >= byRule(counted))) && {
        less: '请写每月交多少元，要比按规定算的少。',
      }),
    ...(form.relief !== 'none' &&
      form.reason.trim() === '' && { reason: '请写为什么少交或免交。' }),
  }
}

/** The lowered sum a form says: none, nothing to pay, or so many fen. */
export function loweredIn({ relief, less }: BasisForm): number | undefined {
  if (relief === 'none') return undefined
  return relief === 'free' ? 0 : partsOf(less, 2, 1, limits.incomeFen)
}

/** From which month on it may be said to hold, the likeliest first. */
export function monthsToStart(today: Day): Month[] {
  const now = monthOf(today)
  const january = `${today.slice(0, 4)}-01-01` as Month
  return [...new Set([now, addMonths(now, -1), quarterOf(now), january, addMonths(now, 1)])]
}

export interface PayForm {
  months: number
  amount: string
  day: string
  paidBy: string
}

export type WrongPay = Partial<Record<'amount' | 'day', string>>

export const isPayDay = (typed: string, today: Day): Day | undefined => {
  const day = asDay(typed)
  return day && day <= today && day >= addDays(today, -limits.daysBack) ? day : undefined
}

export const dayWords = '请选哪天交的，不能晚于今天。'

export function wrongInPay({ amount, day }: PayForm, dueFen: number, today: Day): WrongPay {
  const fen = partsOf(amount, 2, 1, limits.incomeFen)
  return {
    ...(fen === undefined && { amount: '请写交了多少元，最多两位小数。' }),
    ...(fen !== undefined && fen < dueFen && { amount: '不能比应交的少。没交齐的，先不记。' }),
    ...(!isPayDay(day, today) && { day: dayWords }),
  }
}

export const isRight = (wrong: object): boolean => Object.keys(wrong).length === 0

/** The form as it says what holds now. */
export function formOf(basis: Basis | undefined, today: Day): BasisForm {
  const blank = blankBasis(today)
  if (!basis) return blank
  const { kind, incomeFen, agreedFen, loweredFen, reason, byQuarter } = basis
  return {
    ...blank,
    ...{ kind, agreedFen: agreedFen ?? undefined, reason, byQuarter },
    income: incomeFen === null ? '' : yuanOf(incomeFen),
    relief: loweredFen === null ? 'none' : loweredFen === 0 ? 'free' : 'less',
    less: loweredFen ? yuanOf(loweredFen) : '',
  }
}

/** As a field holds it. */
export const yuanOf = (fen: number): string => String(fen / 100)
