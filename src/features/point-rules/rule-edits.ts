import { categoryNames } from '@/domain/category-words'
import type { Json } from '@/domain/server-types'
import type { Category } from '@/domain/synced'
import { kindNames, sayPoints, sayRule } from '@/domain/point-words'
import type { Rule, RuleBook } from '@/domain/point-rules'
import { partsOf } from '@/domain/typed-number'

/** A rule by which one is meant: its code, and the category it is for if it is not for everyone. */
export interface RuleName {
  code: string
  category?: string | null | undefined
}

type Held = Readonly<Record<string, Json>>

const isHeld = (one: Json): one is Held =>
  typeof one === 'object' && one !== null && !Array.isArray(one)
const held = (rules: Json): readonly Held[] =>
  Array.isArray(rules) ? (rules as readonly Json[]).filter(isHeld) : []
const isNamed = (one: Held, { code, category }: RuleName) =>
  one['code'] === code && one['category'] === (category ?? null)

/** A row's rules with one of them changed, or added at the end; what it counts by itself stays as its code had it. */
export function withRule(rules: Json, name: RuleName, changed: Held): Json {
  const before = held(rules)
  const twin =
    before.find((one) => isNamed(one, name)) ?? before.find((one) => one['code'] === name.code)
  const edited = { facts: [], from_day: null, until_day: null, ...twin, ...changed }
  return before.some((one) => isNamed(one, name))
    ? before.map((one) => (isNamed(one, name) ? edited : one))
    : [...before, edited]
}

export const withoutRule = (rules: Json, name: RuleName): Json =>
  held(rules).filter((one) => !isNamed(one, name))

export const forWhom = (category: Category | null): string =>
  category === null ? '人人' : `${categoryNames[category]}党员`

/** What a draft would change, a line for each, as the clerk reads it before publishing. */
export function differences(before: RuleBook, after: RuleBook): string[] {
  const twin = (rules: readonly Rule[], { code, category }: Rule) =>
    rules.find((one) => one.code === code && one.category === category)
  const ceilings = (['base', 'category', 'bonus'] as const).flatMap((kind) =>
    ceilingOf(before)[kind] === ceilingOf(after)[kind]
      ? []
      : [
          `${kindNames[kind]}由 ${sayPoints(ceilingOf(before)[kind])} 分改为 ${sayPoints(ceilingOf(after)[kind])} 分`,
        ],
  )
  const gone = before.rules
    .filter((rule) => !twin(after.rules, rule))
    .map((rule) => `取消：${named(rule)}`)
  const changed = after.rules.flatMap((rule) => {
    const was = twin(before.rules, rule)
    if (!was) return [`新加：${named(rule)}，${sayRule(rule)}`]
    if (named(was) === named(rule) && sayRule(was) === sayRule(rule)) return []
    return [`改：${named(was)}，${sayRule(was)} → ${named(rule)}，${sayRule(rule)}`]
  })
  return [...ceilings, ...gone, ...changed]
}

const named = ({ words, category }: Rule) => `${words}（${forWhom(category)}）`
const ceilingOf = (book: RuleBook) => ({
  base: book.baseTenths,
  category: book.categoryMaxTenths,
  bonus: book.bonusMaxTenths,
})

/** Points as they are typed, 2 or 0.5, in tenths; undefined when they are none the table could hold. */
export const tenthsOf = (typed: string, most = 1000): number | undefined =>
  partsOf(typed, 1, 0, most)
