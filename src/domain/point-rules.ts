import { categories } from './category-words'
import { asDay, type Day } from './day'
import type { Month } from './month'
import { isCurrent } from './posts'
import type { Rows } from './server-types'
import type { Category } from './synced'

export const kinds = ['base', 'category', 'bonus'] as const
/** `base` takes away from what a month begins with; `category` and `bonus` earn beside it. */
export type Kind = (typeof kinds)[number]

/** One rule as the town wrote it. Points are whole tenths: a phone must never add fractions. */
export interface Rule {
  /** The same from version to version. */
  code: string
  kind: Kind
  /** Null: for everyone. One of a category takes the place of the general one of the same code. */
  category: Category | null
  words: string
  tenths: number
  /** At most so much in a month; null: as often as it happens. */
  capTenths: number | null
  /** What it counts by itself, by the names the server gives such facts. */
  facts: readonly string[]
  fromDay: Day | null
  untilDay: Day | null
}

type RuleSet = Rows['ruleSets']

/** One version of the rules, ready to count with. */
export interface RuleBook {
  id: RuleSet['id']
  version: number | null
  fromMonth: Month | null
  rules: readonly Rule[]
  baseTenths: number
  categoryMaxTenths: number
  bonusMaxTenths: number
}

export const bookOf = (row: RuleSet): RuleBook => ({
  ...{ id: row.id, version: row.version, fromMonth: row.fromMonth },
  ...{ baseTenths: row.baseTenths, categoryMaxTenths: row.categoryMaxTenths },
  bonusMaxTenths: row.bonusMaxTenths,
  rules: rulesOf(row.rules),
})

/** The version published last, from whichever month on it holds: what the next one is made from. */
export function newestOf(sets: readonly RuleSet[]): RuleSet | undefined {
  return sets
    .filter(({ status }) => status !== 'draft')
    .sort((one, other) => (other.version ?? 0) - (one.version ?? 0))[0]
}

/** The version by which a month is scored: the latest published from it on or earlier. */
export function bookFor(sets: readonly RuleSet[], month: Month): RuleBook | undefined {
  const newest = newestOf(sets.filter(({ fromMonth }) => fromMonth !== null && fromMonth <= month))
  return newest && bookOf(newest)
}

export function newestBook(sets: readonly RuleSet[]): RuleBook | undefined {
  const newest = newestOf(sets)
  return newest && bookOf(newest)
}

/** The rules that hold for someone of this category on this day, in the town's order. */
export function rulesOn(
  rules: readonly Rule[],
  day: Day,
  category: Category | undefined,
): readonly Rule[] {
  const dated = rules.filter(({ fromDay, untilDay }) =>
    isCurrent({ fromDay: fromDay ?? day, untilDay }, day),
  )
  const special = new Set(
    dated.filter((rule) => rule.category !== null && rule.category === category).map((r) => r.code),
  )
  return dated.filter((rule) =>
    rule.category === null ? !special.has(rule.code) : rule.category === category,
  )
}

/** The rule an entry was made by: that of its category, else the one of its code. */
export const ruleUnder = (
  rules: readonly Rule[],
  code: string,
  category: string | null,
): Rule | undefined =>
  rules.find((rule) => rule.code === code && rule.category === category) ??
  rules.find((rule) => rule.code === code)

/** Reads what a row holds; a rule that cannot be read is left out rather than breaking the page. */
export function rulesOf(held: unknown): Rule[] {
  return Array.isArray(held) ? held.flatMap((one: unknown) => ruleOf(one) ?? []) : []
}

function ruleOf(held: unknown): Rule | undefined {
  if (typeof held !== 'object' || held === null) return undefined
  const { code, kind, category, words, tenths, cap_tenths, facts, from_day, until_day } =
    held as Record<string, unknown>
  const knownKind = kinds.find((one) => one === kind)
  if (typeof code !== 'string' || !knownKind || typeof words !== 'string') return undefined
  if (typeof tenths !== 'number' || !Array.isArray(facts)) return undefined
  return {
    ...{ code, kind: knownKind, words, tenths },
    category: categories.find((one) => one === category) ?? null,
    capTenths: typeof cap_tenths === 'number' ? cap_tenths : null,
    facts: facts.filter((fact) => typeof fact === 'string'),
    fromDay: dayIn(from_day),
    untilDay: dayIn(until_day),
  }
}

const dayIn = (held: unknown): Day | null =>
  typeof held === 'string' ? (asDay(held) ?? null) : null
