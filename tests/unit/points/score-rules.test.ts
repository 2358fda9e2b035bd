import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '@/domain/day'
import type { Category } from '@/domain/synced'
import { scoreMonth as count, type Scoring, type Word } from '@/features/points/score-rules'
import type { Kind, Rule } from '@/domain/point-rules'
import { book, happened, rule, word } from './books'

/** Nobody is spared anything unless the story says so. */
const scoreMonth = (month: Omit<Scoring, 'exemptOn'> & Partial<Scoring>) =>
  count({ exemptOn: () => false, ...month })
const always = (category: Category | undefined) => () => category

const lesson = rule({
  ...{ code: 'home_lesson', category: 'elder', tenths: 20, capTenths: 80 },
  facts: ['home_lesson'],
})
const themeDay = rule({ code: 'theme_day', tenths: 20, capTenths: 20, facts: [] })
const themeDayAtHome = rule({
  ...{ code: 'theme_day', category: 'elder', tenths: 20, capTenths: 20 },
  facts: ['home_study', 'home_lesson'],
})
const missed = rule({
  ...{ code: 'missed', kind: 'base', tenths: -20, capTenths: -60, facts: ['missed'] },
})
const honour = rule({
  code: 'honour',
  kind: 'bonus',
  tenths: 50,
  capTenths: null,
  facts: ['honour'],
})

describe('a month’s points', () => {
  it('begin with the base, before anything has happened', () => {
    expect(
      scoreMonth({ book: book([rule()]), facts: [], words: [], categoryOn: always('village') }),
    ).toEqual({
      ...{ lines: [], base: 600, category: 0, bonus: 0, total: 600 },
    })
  })

  it('Old Zhou, who is brought his lessons at home, has his theme day counted by them, once', () => {
    const facts = [
      happened('home_lesson', '2026-11-03'),
      happened('home_lesson', '2026-11-10'),
      happened('home_study', '2026-11-10'),
    ]
    const score = scoreMonth({
      book: book([themeDay, themeDayAtHome, rule(), lesson]),
      ...{ facts, words: [], categoryOn: always('elder') },
    })
    expect(score.lines.map(({ rule: one, tenths, capped }) => [one.code, tenths, capped])).toEqual([
      ['theme_day', 20, true],
      ['home_study', 30, false],
      ['home_lesson', 40, false],
    ])
    expect(score.total).toBe(690)
  })

  it('a rule of another category counts nothing for him', () => {
    const facts = [happened('home_lesson', '2026-11-03')]
    const { lines } = scoreMonth({
      book: book([lesson]),
      ...{ facts, words: [], categoryOn: always('village') },
    })
    expect(lines).toEqual([])
  })

  it('what happened is counted by the category of its day, when the category changes in between', () => {
    const facts = [happened('home_lesson', '2026-11-03'), happened('home_lesson', '2026-11-20')]
    const categoryOn = (day: Day) => (day < '2026-11-15' ? 'village' : 'elder')
    const { lines, category } = scoreMonth({ book: book([lesson]), facts, words: [], categoryOn })
    expect(lines.map(({ times }) => times)).toEqual([1])
    expect(category).toBe(20)
  })

  it('a rule holds from its first day to its last', () => {
    const dated = { ...lesson, fromDay: '2026-11-10', untilDay: '2026-11-20' } as const
    const facts = ['2026-11-09', '2026-11-10', '2026-11-20', '2026-11-21'].map((day) =>
      happened('home_lesson', day as Day),
    )
    const { lines } = scoreMonth({
      book: book([dated]),
      facts,
      words: [],
      categoryOn: always('elder'),
    })
    expect(lines.map(({ times }) => times)).toEqual([2])
  })

  it('deductions stop at the rule’s cap, and the base at nothing', () => {
    const facts = [happened('missed', '2026-11-03', 5)]
    const score = scoreMonth({
      book: book([missed]),
      facts,
      words: [],
      categoryOn: always('village'),
    })
    expect(score.lines[0]).toMatchObject({ times: 5, tenths: -60, capped: true })
    expect(score.base).toBe(540)
    const harsh = { ...missed, tenths: -1000, capTenths: null }
    expect(
      scoreMonth({ book: book([harsh]), facts, words: [], categoryOn: always('village') }).base,
    ).toBe(0)
  })

  it('stays whole and within its ceilings, whatever happened', () => {
    const anyRule = fc.record({
      code: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom<Kind>('base', 'category', 'bonus'),
      category: fc.constantFrom<Category | null>(null, 'elder', 'village'),
      tenths: fc.integer({ min: 1, max: 1000 }),
      capTenths: fc.option(fc.integer({ min: 1, max: 1000 })),
      facts: fc.subarray(['x', 'y', 'z']),
    })
    const anyFact = fc.record({
      fact: fc.constantFrom('x', 'y', 'z', 'unheard_of'),
      day: fc.constantFrom('2026-11-01', '2026-11-15', '2026-11-30'),
      times: fc.integer({ min: 1, max: 100 }),
    })
    const signed = (one: Pick<Rule, 'kind' | 'tenths' | 'capTenths'>) =>
      one.kind === 'base'
        ? { tenths: -one.tenths, capTenths: one.capTenths === null ? null : -one.capTenths }
        : {}
    fc.assert(
      fc.property(fc.array(anyRule), fc.array(anyFact), (rules, facts) => {
        const score = scoreMonth({
          book: book(rules.map((one) => rule({ ...one, ...signed(one) }))),
          words: [],
          facts: facts.map(({ fact, day, times }) => happened(fact, day as Day, times)),
          categoryOn: (day) => (day < '2026-11-15' ? 'elder' : 'village'),
        })
        expect(score.base).toBeGreaterThanOrEqual(0)
        expect(score.base).toBeLessThanOrEqual(600)
        expect(score.category).toBeLessThanOrEqual(300)
        expect(score.bonus).toBeLessThanOrEqual(100)
        expect(score.total).toBe(score.base + score.category + score.bonus)
        for (const { rule: one, tenths, times } of score.lines) {
          expect(Number.isInteger(tenths)).toBe(true)
          expect(Math.abs(tenths)).toBeLessThanOrEqual(Math.abs(times * one.tenths))
        }
      }),
    )
  })

  it('go by the committee’s latest word in place of what was found, unless it was taken back', () => {
    const facts = [happened('home_lesson', '2026-11-03'), happened('home_lesson', '2026-11-10')]
    const counted = (...words: Word[]) => {
      const { lines } = scoreMonth({
        book: book([lesson]),
        ...{ facts, words, categoryOn: always('elder') },
      })
      return lines.map(({ times, tenths, word }) => [times, tenths, word?.id])
    }
    const three = word('home_lesson', 3, 10)
    const none = word('home_lesson', 0, 20)
    expect(counted(three)).toEqual([[3, 60, three.id]])
    expect(counted(none, three)).toEqual([[0, 0, none.id]])
    expect(counted(three, none, word('home_lesson', null, 30))).toEqual([[2, 40, undefined]])
    expect(counted(word('unheard_of', 5, 10))).toEqual([[2, 40, undefined]])
  })

  it('a word is counted by the category of its day', () => {
    const said = { ...word('theme_day', 1, 1), onDay: '2026-11-20' as const }
    const { lines } = scoreMonth({
      book: book([themeDay, themeDayAtHome]),
      ...{ facts: [], words: [said] },
      categoryOn: (day) => (day < '2026-11-15' ? 'village' : 'elder'),
    })
    expect(lines.map(({ rule: one }) => one.category)).toEqual(['elder'])
  })

  it('who is spared loses nothing of the base from that day on, and earns as everyone does', () => {
    const exemptOn = (day: Day) => day >= '2026-11-10'
    const said = (onDay: Day) => ({ ...word('missed', 2, 1), onDay })
    const at = (onDay: Day) =>
      scoreMonth({
        book: book([missed, lesson]),
        ...{ facts: [happened('home_lesson', '2026-11-20')], words: [said(onDay)], exemptOn },
        categoryOn: always('elder'),
      })
    expect(at('2026-11-09')).toMatchObject({ base: 560, category: 20 })
    expect(at('2026-11-10')).toMatchObject({ base: 600, category: 20 })
    expect(at('2026-11-10').lines[0]).toMatchObject({ times: 2, tenths: 0, exempt: true })
  })

  it('an honour is a bonus, and no more than the bonus may be', () => {
    const facts = [happened('honour', '2026-11-03', 3)]
    const score = scoreMonth({
      book: book([honour]),
      facts,
      words: [],
      categoryOn: always('village'),
    })
    expect([score.bonus, score.total]).toEqual([100, 700])
  })
})
