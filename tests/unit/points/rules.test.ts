import { describe, expect, it } from 'vitest'
import { bookFor, rulesOf } from '@/domain/point-rules'
import { sayChange, sayPoints, sayRule } from '@/domain/point-words'
import { sayArithmetic } from '@/features/points/score-words'
import { happened, rule, ruleSet, written } from './books'

describe('the rules a month is scored by', () => {
  const first = ruleSet([rule()])
  const second = ruleSet([rule({ tenths: 40 })], { version: 2, fromMonth: '2026-11-01' })
  const draft = ruleSet([rule({ tenths: 90 })], { version: null, status: 'draft', fromMonth: null })

  it('are the latest that the town published from that month on, never its draft', () => {
    const tenths = (month: '2025-12-01' | '2026-10-01' | '2026-11-01') =>
      bookFor([draft, second, { ...first, status: 'superseded' }], month)?.rules[0]?.tenths
    expect(tenths('2026-10-01')).toBe(30)
    expect(tenths('2026-11-01')).toBe(40)
    expect(tenths('2025-12-01')).toBeUndefined()
  })

  it('are read as they were written, and one that cannot be read is left out', () => {
    expect(rulesOf([written(rule()), { code: 1 }, null, 'rule'])).toEqual([rule()])
    expect(rulesOf('no list')).toEqual([])
  })
})

describe('points in words', () => {
  it('are whole where they are whole, and carry a proper minus', () => {
    expect([600, 605, -5, -20, 0].map(sayPoints)).toEqual(['60', '60.5', '−0.5', '−2', '0'])
    expect([20, -5, 0].map(sayChange)).toEqual(['+2', '−0.5', '0'])
  })

  it('tell what a rule gives and up to how much', () => {
    expect(sayRule(rule())).toBe('每月 +3 分')
    expect(sayRule(rule({ tenths: 20, capTenths: 120 }))).toBe('每次 +2 分，每月最多加 12 分')
    expect(sayRule(rule({ kind: 'base', tenths: -20, capTenths: -60 }))).toBe(
      '每次 −2 分，每月最多扣 6 分',
    )
    expect(sayRule(rule({ kind: 'base', tenths: -5, capTenths: null }))).toBe('每次 −0.5 分')
  })

  it('show how a line came about', () => {
    const line = {
      ...{ rule: rule({ tenths: 20, capTenths: 80 }), word: null, exempt: false },
      facts: [happened('x', '2026-11-01')],
    }
    expect(sayArithmetic({ ...line, times: 2, tenths: 40, capped: false })).toBe(
      '2 次 × +2 分 = +4 分',
    )
    expect(sayArithmetic({ ...line, times: 5, tenths: 80, capped: true })).toBe(
      '5 次 × +2 分，这一项每月最多算 +8 分',
    )
    expect(sayArithmetic({ ...line, times: 1, tenths: 0, capped: false, exempt: true })).toBe(
      '1 次 × +2 分，支部已定免扣，不扣分',
    )
  })
})
