import { describe, expect, it } from 'vitest'
import {
  byRule,
  duesMonths,
  monthsNotBegun,
  periodOf,
  quarterOf,
  standing,
  standingOf,
  stillOwed,
  sumOf,
} from '@/features/dues/dues-rules'
import {
  blankBasis,
  countedIn,
  formOf,
  isRight,
  loweredIn,
  monthsToStart,
  wrongInBasis,
  wrongInPay,
} from '@/features/dues/form-rules'
import { sayDueMonth, sayLowered, sayMonths, sayOpen, sayRule } from '@/features/dues/words'
import { basis, payment, reversal, today } from './books'

describe('the months of a period', () => {
  it('that have not begun are said beside the sum: nobody owes them yet', () => {
    const quarter = periodOf('2026-10-01', true)
    expect(monthsNotBegun(quarter, '2026-10-31')).toBe(2)
    expect(monthsNotBegun(quarter, '2026-11-01')).toBe(1)
    expect(monthsNotBegun(quarter, '2027-01-01')).toBe(0)
  })
})

describe('what a month comes to', () => {
  it('is one rate for the whole wage, by the bracket it falls into', () => {
    const of = (incomeFen: number) => byRule({ kind: 'wage', incomeFen, agreedFen: null })
    expect([0, 300_000, 300_001, 500_000, 500_001, 1_000_000, 1_000_001].map(of)).toEqual([
      0, 1500, 3000, 5000, 7500, 15_000, 20_000,
    ])
  })

  it('is less for a pension, and agreed on by farmers; always whole fen', () => {
    expect(byRule({ kind: 'pension', incomeFen: 500_000, agreedFen: null })).toBe(2500)
    expect(byRule({ kind: 'pension', incomeFen: 500_001, agreedFen: null })).toBe(5000)
    expect(byRule({ kind: 'farmer', incomeFen: null, agreedFen: 50 })).toBe(50)
    expect(byRule({ kind: 'wage', incomeFen: 423_567, agreedFen: null })).toBe(4236)
  })

  it('is told with its arithmetic', () => {
    expect(sayRule(basis())).toBe(
      '税后工资每月 4200 元，3000 元以上、到 5000 元（含）的按 1% 交：4200 元 × 1% = 42 元',
    )
    expect(sayRule({ kind: 'pension', incomeFen: 300_000, agreedFen: null })).toContain(
      '5000 元（含）以下的按 0.5% 交',
    )
    expect(sayRule({ kind: 'wage', incomeFen: 1_200_000, agreedFen: null })).toContain(
      '10000 元以上的按 2% 交',
    )
    expect(sayRule({ kind: 'farmer', incomeFen: null, agreedFen: 20 })).toContain('每月 0.2 元')
  })

  it('is told with what was let off, and why', () => {
    expect(sayLowered({ loweredFen: 0, reason: '长期生病' })).toBe('经支部同意免交：长期生病')
    expect(sayLowered({ loweredFen: 1000, reason: '家里困难' })).toContain('每月 10 元')
    expect(sayLowered({ loweredFen: null, reason: '' })).toBe('')
  })
})

describe('months', () => {
  const book = {
    bases: [
      basis({ id: 'a', fromMonth: '2026-07-01', setAt: 1 }),
      basis({ id: 'b', fromMonth: '2026-10-01', setAt: 2, loweredFen: 0, monthFen: 0 }),
      basis({ id: 'c', fromMonth: '2026-11-01', setAt: 3, byQuarter: true }),
    ],
    payments: [
      payment('first', { fromMonth: '2026-07-01', months: 2 }),
      payment('slip', { fromMonth: '2026-09-01' }),
      reversal('slip'),
    ],
  }

  it('are due from the first that anything was said of, as the latest word has it', () => {
    const months = duesMonths(book, '2026-06-01', '2026-11-01')
    expect(months.map(({ month, monthFen }) => `${month} ${String(monthFen)}`)).toEqual([
      '2026-07-01 4200',
      '2026-08-01 4200',
      '2026-09-01 4200',
      '2026-10-01 0',
      '2026-11-01 4200',
    ])
  })

  it('are paid by a payment that stands, and not by one that was undone', () => {
    expect(standing(book.payments).map(({ id }) => id)).toEqual(['first'])
    const now = standingOf(book, today)
    expect(now.open.map(({ month }) => month)).toEqual(['2026-09-01', '2026-11-01'])
    expect(now.openFen).toBe(8400)
    expect(now.next).toBe('2026-09-01')
    expect(sayOpen(now.open, today)).toBe('9月到11月里 2 个月')
  })

  it('are paid in time until the month is over, or the quarter', () => {
    const now = standingOf(book, today)
    const told = now.months.map((one) => sayDueMonth(one, today))
    expect(told).toEqual([
      '12月31日前交',
      '免交',
      '没按时交，应在9月30日前',
      '11月20日交了',
      '11月20日交了',
    ])
  })

  it('that are paid ahead are shown, and the next payment begins behind them', () => {
    const ahead = {
      bases: [basis({ fromMonth: '2026-11-01' })],
      payments: [payment('year', { fromMonth: '2026-11-01', months: 3 })],
    }
    const now = standingOf(ahead, today)
    expect(now.months.map(({ month }) => month)).toEqual(['2027-01-01', '2026-12-01', '2026-11-01'])
    expect(now.next).toBe('2027-02-01')
    expect(standingOf({ bases: [], payments: [] }, today)).toMatchObject({
      basis: undefined,
      open: [],
      next: '2026-11-01',
    })
  })

  it('a reminder says something only while something is open', () => {
    const reminder = { fromMonth: '2026-07-01', untilMonth: '2026-09-01' } as const
    expect(sumOf(stillOwed(book, reminder))).toBe(4200)
    const paid = [...book.payments, payment('again', { fromMonth: '2026-09-01' })]
    expect(stillOwed({ ...book, payments: paid }, reminder)).toEqual([])
  })

  it('come one by one or by the quarter', () => {
    expect(
      ['2026-10-01', '2026-12-01', '2026-02-01'].map((m) => quarterOf(m as '2026-10-01')),
    ).toEqual(['2026-10-01', '2026-10-01', '2026-01-01'])
    expect(periodOf('2026-11-01', true)).toEqual({ fromMonth: '2026-10-01', months: 3 })
    expect(sayMonths(periodOf('2026-11-01', true), today)).toBe('10月到12月')
    expect(sayMonths(periodOf('2026-11-01', false), today)).toBe('11月')
  })
})

describe('the forms', () => {
  const blank = blankBasis(today)

  it('want a kind, an income that is one, and a reason for less', () => {
    expect(wrongInBasis(blank)).toHaveProperty('kind')
    expect(wrongInBasis({ ...blank, kind: 'wage', income: '四千' })).toHaveProperty('income')
    expect(wrongInBasis({ ...blank, kind: 'wage', income: '42.005' })).toHaveProperty('income')
    expect(wrongInBasis({ ...blank, kind: 'farmer', agreedFen: undefined })).toHaveProperty(
      'agreed',
    )
    const wage = { ...blank, kind: 'wage', income: '４２００' } as const
    expect(isRight(wrongInBasis(wage))).toBe(true)
    expect(countedIn(wage)).toEqual({ kind: 'wage', incomeFen: 420_000, agreedFen: null })
    const less = { ...wage, relief: 'less', less: '42' } as const
    expect(Object.keys(wrongInBasis(less))).toEqual(['less', 'reason'])
    expect(isRight(wrongInBasis({ ...less, less: '10', reason: '家里困难' }))).toBe(true)
    expect(loweredIn({ ...less, less: '10' })).toBe(1000)
    expect(loweredIn({ ...wage, relief: 'free' })).toBe(0)
    expect(loweredIn(wage)).toBeUndefined()
  })

  it('begin with what holds now', () => {
    expect(formOf(undefined, today)).toEqual(blank)
    expect(
      formOf(basis({ loweredFen: 1000, monthFen: 1000, reason: '家里困难' }), today),
    ).toMatchObject({
      kind: 'wage',
      income: '4200',
      relief: 'less',
      less: '10',
      reason: '家里困难',
    })
  })

  it('offer months to begin with, each once', () => {
    expect(monthsToStart(today)).toEqual(['2026-11-01', '2026-10-01', '2026-01-01', '2026-12-01'])
  })

  it('take no less than is due, and no day that is still to come', () => {
    const form = { months: 1, amount: '42', day: today, paidBy: '' }
    expect(isRight(wrongInPay(form, 4200, today))).toBe(true)
    expect(wrongInPay({ ...form, amount: '41.99' }, 4200, today)).toHaveProperty('amount')
    expect(wrongInPay({ ...form, amount: '' }, 4200, today)).toHaveProperty('amount')
    expect(wrongInPay({ ...form, day: '2026-11-23' }, 4200, today)).toHaveProperty('day')
    expect(wrongInPay({ ...form, day: '' }, 4200, today)).toHaveProperty('day')
  })
})
