import { asId } from '@/domain/id'
import type { Json, Rows } from '@/domain/server-types'
import type { Rule, RuleBook } from '@/domain/point-rules'
import type { Fact, Word } from '@/features/points/score-rules'
import type { Day } from '@/domain/day'

export const rule = (more: Partial<Rule> = {}): Rule => ({
  ...{ code: 'home_study', kind: 'category', category: null, words: '完成当月在家学习' },
  ...{ tenths: 30, capTenths: 30, facts: ['home_study'], fromDay: null, untilDay: null },
  ...more,
})

export const book = (rules: readonly Rule[], more: Partial<RuleBook> = {}): RuleBook => ({
  ...{ id: asId<'ruleSets'>('rules'), version: 1, fromMonth: '2026-01-01', rules },
  ...{ baseTenths: 600, categoryMaxTenths: 300, bonusMaxTenths: 100 },
  ...more,
})

let facts = 0
export const happened = (fact: string, onDay: Day, times = 1): Fact => {
  const id = `fact-${String((facts += 1))}`
  return { id, fact, sourceId: id, onDay, times }
}

export const word = (code: string, times: number | null, saidAt: number): Word => {
  const id = `word-${String((facts += 1))}`
  return { id, code, times, onDay: '2026-11-05', reason: '有事', saidBy: 'secretary', saidAt }
}

/** As it stands in a row of the server's. */
export const written = (one: Rule): Json => ({
  ...{ code: one.code, kind: one.kind, category: one.category, words: one.words },
  ...{ tenths: one.tenths, cap_tenths: one.capTenths, facts: one.facts },
  ...{ from_day: one.fromDay, until_day: one.untilDay },
})

export const ruleSet = (
  rules: readonly Rule[],
  more: Partial<Rows['ruleSets']> = {},
): Rows['ruleSets'] => ({
  ...{ id: asId('rules'), orgId: asId('town'), status: 'published', version: 1 },
  ...{ fromMonth: '2026-01-01', rules: rules.map(written), note: '' },
  ...{ baseTenths: 600, categoryMaxTenths: 300, bonusMaxTenths: 100 },
  ...{ editedBy: null, editedAt: 0, publishedBy: null, publishedAt: 0 },
  ...more,
})
