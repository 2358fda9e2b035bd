import type { Day, Moment } from '@/domain/day'
import type { Category } from '@/domain/synced'
import { rulesOn, type Kind, type Rule, type RuleBook } from '@/domain/point-rules'

/** One thing that happened in a month, and how often. */
export interface Fact {
  id: string
  fact: string
  sourceId: string
  onDay: Day
  times: number
}

/** How often something happened, by the committee's word. Without `times` it takes back what was said before. */
export interface Word {
  id: string
  code: string
  times: number | null
  onDay: Day
  reason: string
  saidBy: string
  saidAt: Moment
  /** Whether a photo stands behind it. */
  hasPhoto?: boolean
}

/** What one rule gave in a month: what it counted, and the tenths of a point after its cap. */
export interface Line {
  rule: Rule
  facts: readonly Fact[]
  /** The committee's word, which stands in place of the facts. */
  word: Word | null
  times: number
  tenths: number
  /** More happened than the month's cap lets count. */
  capped: boolean
  /** Nothing was taken away, because the branch spares the member. */
  exempt: boolean
}

/** A month of one member, in tenths of a point. */
export interface Score {
  lines: readonly Line[]
  base: number
  category: number
  bonus: number
  total: number
}

export interface Scoring {
  book: RuleBook
  facts: readonly Fact[]
  words: readonly Word[]
  /** In which category the member was on a day: what happened is counted by the category of its day. */
  categoryOn: (day: Day) => Category | undefined
  /** Whether the branch spares the member deductions from the base on a day. */
  exemptOn: (day: Day) => boolean
}

/**
 * Counts a month: each fact, or the committee's word instead, by the rules of its day's category; each rule up to its
 * cap, each kind up to its ceiling, what the month begins with not below nothing, and nothing of it lost while exempt. Rules that nothing was found or
 * said for have no line here.
 */
export function scoreMonth({ book, facts, words, categoryOn, exemptOn }: Scoring): Score {
  const found = new Map<Rule, Fact[]>()
  for (const fact of facts) {
    for (const rule of rulesOn(book.rules, fact.onDay, categoryOn(fact.onDay))) {
      const spared = rule.kind === 'base' && exemptOn(fact.onDay)
      if (rule.facts.includes(fact.fact) && !spared)
        found.set(rule, [...(found.get(rule) ?? []), fact])
    }
  }
  const said = new Map<Rule, Word>()
  const overruled = new Set<string>()
  for (const word of standing(words)) {
    const rule = rulesOn(book.rules, word.onDay, categoryOn(word.onDay)).find(
      ({ code }) => code === word.code,
    )
    if (rule) {
      said.set(rule, word)
      overruled.add(word.code)
    }
  }
  const lines = book.rules.flatMap((rule) => {
    const word = said.get(rule)
    const counted = found.get(rule)
    if (word)
      return [lineOf(rule, counted ?? [], word, rule.kind === 'base' && exemptOn(word.onDay))]
    return counted && !overruled.has(rule.code) ? [lineOf(rule, counted, null, false)] : []
  })
  const sum = (kind: Kind) =>
    lines.filter(({ rule }) => rule.kind === kind).reduce((total, { tenths }) => total + tenths, 0)
  const base = Math.max(0, book.baseTenths + sum('base'))
  const category = Math.min(book.categoryMaxTenths, sum('category'))
  const bonus = Math.min(book.bonusMaxTenths, sum('bonus'))
  return { lines, base, category, bonus, total: base + category + bonus }
}

/** The latest word on each rule, unless it took back what was said. */
export function standing(words: readonly Word[]): readonly (Word & { times: number })[] {
  const latest = new Map<string, Word>()
  for (const word of [...words].sort(earliestFirst)) latest.set(word.code, word)
  return [...latest.values()].filter(
    (word): word is Word & { times: number } => word.times !== null,
  )
}

const earliestFirst = (one: Word, other: Word): number =>
  one.saidAt - other.saidAt || one.id.localeCompare(other.id)

function lineOf(rule: Rule, facts: readonly Fact[], word: Word | null, exempt: boolean): Line {
  const times = word?.times ?? facts.reduce((sum, fact) => sum + fact.times, 0)
  // Nothing deducted is nothing, not minus nothing.
  const all = times * rule.tenths || 0
  const most = rule.capTenths ?? all
  const upTo = rule.kind === 'base' ? Math.max(all, most) : Math.min(all, most)
  const tenths = exempt ? 0 : upTo
  return { rule, facts, word, times, tenths, capped: upTo !== all, exempt }
}
