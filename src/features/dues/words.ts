import type { Day } from '@/domain/day'
import { sayDay } from '@/domain/day'
import { sayMonth, type Month } from '@/domain/month'
import { sayYuan } from '@/domain/shop-words'
import {
  bracketOf,
  byRule,
  lastMonthOf,
  type Basis,
  type Counted,
  type DueMonth,
  type Kind,
} from './dues-rules'

export const kindWords: Record<Kind, string> = {
  wage: '有工资',
  pension: '领养老金',
  farmer: '务农',
}

const sayPercent = (permille: number): string => `${String(permille / 10)}%`

function sayBracket(kind: Exclude<Kind, 'farmer'>, incomeFen: number): string {
  const { overFen, upToFen, permille } = bracketOf(kind, incomeFen)
  const over = overFen > 0 ? `${sayYuan(overFen)}以上` : ''
  const upTo =
    upToFen === null ? '' : `${over && '到 '}${sayYuan(upToFen)}（含）${over ? '' : '以下'}`
  return `${over}${over && upTo ? '、' : ''}${upTo}的按 ${sayPercent(permille)} 交`
}

/** The arithmetic, step by step: 税后工资每月 4200 元，3000 元以上、到 5000 元（含）的按 1% 交：4200 元 × 1% = 42 元. */
export function sayRule({ kind, incomeFen, agreedFen }: Counted): string {
  if (kind === 'farmer') return `务农的党员，支部定为每月 ${sayYuan(agreedFen ?? 0)}`
  const income = incomeFen ?? 0
  const { permille } = bracketOf(kind, income)
  const what = kind === 'wage' ? '税后工资' : '养老金'
  return (
    `${what}每月 ${sayYuan(income)}，${sayBracket(kind, income)}：` +
    `${sayYuan(income)} × ${sayPercent(permille)} = ${sayYuan(byRule({ kind, incomeFen, agreedFen }))}`
  )
}

/** What was changed about the rule for this member, and why. */
export function sayLowered({ loweredFen, reason }: Pick<Basis, 'loweredFen' | 'reason'>): string {
  if (loweredFen === null) return ''
  return loweredFen === 0
    ? `经支部同意免交：${reason}`
    : `经支部同意少交，每月 ${sayYuan(loweredFen)}：${reason}`
}

export const sayHowOften = (byQuarter: boolean): string =>
  byQuarter ? '每季度交一次' : '每月交一次'

/** 每月 42 元; or that nothing is to be paid. */
export const sayMonthly = ({ monthFen }: Pick<Basis, 'monthFen'>): string =>
  monthFen === 0 ? '免交' : `每月 ${sayYuan(monthFen)}`

/** 10月, or 10月到12月. */
export function sayMonths(span: { fromMonth: Month; months: number }, today: Day): string {
  const first = sayMonth(span.fromMonth, today)
  return span.months === 1 ? first : `${first}到${sayMonth(lastMonthOf(span), today)}`
}

/** Where one month stands. */
export function sayDueMonth({ monthFen, payment, dueBy }: DueMonth, today: Day): string {
  if (payment) return `${sayDay(payment.paidOn, today)}交了`
  if (monthFen === 0) return '免交'
  return dueBy < today ? `没按时交，应在${sayDay(dueBy, today)}前` : `${sayDay(dueBy, today)}前交`
}

/** Of several months: which, in one word each or as a run. */
export function sayOpen(open: readonly Pick<DueMonth, 'month'>[], today: Day): string {
  const [first] = open
  const last = open[open.length - 1]
  if (!first || !last) return ''
  return open.length === 1
    ? sayMonth(first.month, today)
    : `${sayMonth(first.month, today)}到${sayMonth(last.month, today)}里 ${String(open.length)} 个月`
}
