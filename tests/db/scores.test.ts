import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BareDb } from '../../supabase/dev/bare.ts'
import { categoryOn } from '@/domain/category-steps'
import type { Day } from '@/domain/day'
import { asId } from '@/domain/id'
import type { Category } from '@/domain/synced'
import { rulesOf } from '@/domain/point-rules'
import { scoreMonth } from '@/features/points/score-rules'
import { idOf, openVillage } from './support/village.ts'

// The server and every phone count the same month: whatever the rules, whatever happened, whatever was said of it.

const days = ['2026-11-01', '2026-11-10', '2026-11-20', '2026-11-30'] as const
const codes = ['late', 'theme_day', 'honour'] as const
const kindOf = { late: 'base', theme_day: 'category', honour: 'bonus' } as const
const facts = ['home_study', 'home_lesson'] as const

const someDay = fc.constantFrom<Day>(...days)
const points = fc.integer({ min: 1, max: 300 })
const someRule = fc.record({
  code: fc.constantFrom(...codes),
  category: fc.constantFrom<Category | null>(null, 'elder', 'village'),
  tenths: points,
  cap: fc.option(points),
  facts: fc.subarray([...facts]),
  fromDay: fc.option(someDay),
  untilDay: fc.option(someDay),
})
const history = fc.record({
  rules: fc.uniqueArray(someRule, {
    minLength: 1,
    maxLength: 8,
    selector: ({ code, category }) => `${code} ${String(category)}`,
  }),
  happened: fc.array(
    fc.record({
      fact: fc.constantFrom(...facts),
      onDay: someDay,
      times: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 8 },
  ),
  said: fc.array(
    fc.record({
      code: fc.constantFrom(...codes),
      times: fc.option(fc.integer({ min: 0, max: 9 })),
      onDay: someDay,
    }),
    { maxLength: 6 },
  ),
  turnsElderOn: fc.option(someDay),
  exemptFrom: fc.option(someDay),
  base: fc.integer({ min: 0, max: 900 }),
  most: fc.integer({ min: 0, max: 400 }),
})

let village: BareDb
let member: string
let branch: string
let town: string
beforeAll(async () => {
  village = await openVillage()
  member = await idOf(village, 'Young Wu')
  branch = await idOf(village, 'Willow Village')
  town = await idOf(village, 'Town')
})
afterAll(() => village.close())

const uuid = (n: number) => `0e000000-0000-4000-8000-${String(n).padStart(12, '0')}`

it('counts a month as the phone does, line by line and in sum', async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      async ({ rules, happened, said, turnsElderOn, exemptFrom, base, most }) => {
        const written = rules.map(({ code, category, tenths, cap, fromDay, untilDay, ...rule }) => {
          const sign = kindOf[code] === 'base' ? -1 : 1
          return {
            ...{ code, kind: kindOf[code], category, words: code, facts: rule.facts },
            ...{ tenths: sign * tenths, cap_tenths: cap === null ? null : sign * cap },
            ...{ from_day: fromDay, until_day: untilDay },
          }
        })
        await village.exec('begin')
        try {
          await village.query(
            `with gone as (delete from public.category_assignments where member_id = $1)
           insert into public.category_assignments (id, member_id, branch_id, category, from_day, basis, decided_by)
           select gen_random_uuid(), $1, $2, category, from_day, '', $1
           from jsonb_to_recordset($3::text::jsonb) as step (category text, from_day date)`,
            [member, branch, JSON.stringify(steps(turnsElderOn))],
          )
          await village.query(
            `insert into public.month_facts (id, member_id, branch_id, month, fact, source_id, on_day, times)
           select id, $1, $2, '2026-11-01', fact, id, on_day, times
           from jsonb_to_recordset($3::text::jsonb) as one (id uuid, fact text, on_day date, times int)`,
            [
              member,
              branch,
              JSON.stringify(
                happened.map(({ onDay, ...one }, n) => ({ ...one, id: uuid(n), on_day: onDay })),
              ),
            ],
          )
          await village.query(
            `insert into public.month_words (id, member_id, branch_id, month, code, times, on_day, reason, said_by, said_at)
           select id, $1, $2, '2026-11-01', code, times, on_day, 'why', $1, timestamptz '2026-12-01' + n * interval '1 ms'
           from jsonb_to_recordset($3::text::jsonb) as one (id uuid, code text, times int, on_day date, n int)`,
            [
              member,
              branch,
              JSON.stringify(
                said.map(({ onDay, ...one }, n) => ({ ...one, id: uuid(n), on_day: onDay, n })),
              ),
            ],
          )
          if (exemptFrom !== null)
            await village.query(
              `insert into public.base_exemptions (id, member_id, branch_id, basis, from_day, decided_by)
             values (gen_random_uuid(), $1, $2, 'illness', $3, $1)`,
              [member, branch, exemptFrom],
            )
          const book = await village.query<{ id: string }>(
            `insert into public.rule_sets (id, org_id, status, rules, base_tenths, category_max_tenths, bonus_max_tenths)
           values (gen_random_uuid(), $1, 'draft', $2::text::jsonb, $3, $4, $4) returning id`,
            [town, JSON.stringify(written), base, most],
          )
          const lines = await village.query(
            `select line.nth, line.times, line.tenths, line.word_id as word
           from public.rule_sets as book, private.score_lines(array[$1::uuid], '2026-11-01', book) as line
           where book.id = $2 order by line.nth`,
            [member, book[0]?.id],
          )
          const [sum] = await village.query(
            `select score.base_tenths as base, score.category_tenths as category, score.bonus_tenths as bonus
           from public.rule_sets as book, private.month_scores(array[$1::uuid], '2026-11-01', book) as score
           where book.id = $2`,
            [member, book[0]?.id],
          )

          const read = rulesOf(written)
          const counted = scoreMonth({
            book: {
              ...{
                id: asId<'ruleSets'>(''),
                version: null,
                fromMonth: null,
                rules: read,
                baseTenths: base,
              },
              ...{ categoryMaxTenths: most, bonusMaxTenths: most },
            },
            facts: happened.map((one, n) => ({ ...one, id: uuid(n), sourceId: uuid(n) })),
            words: said.map((one, n) => ({
              ...{ ...one, id: uuid(n), reason: 'why', saidBy: member, saidAt: n },
            })),
            exemptOn: (day) => exemptFrom !== null && day >= exemptFrom,
            categoryOn: (day) =>
              categoryOn(
                steps(turnsElderOn).map(({ category, from_day }) => ({
                  ...{ category, fromDay: from_day, decidedAt: 0 },
                })),
                day,
              ),
          })
          expect(lines).toEqual(
            counted.lines.map(({ rule, times, tenths, word }) => ({
              ...{ nth: read.indexOf(rule) + 1, times, tenths, word: word?.id ?? null },
            })),
          )
          const { base: baseSum, category, bonus } = counted
          expect(sum).toEqual({ base: baseSum, category, bonus })
        } finally {
          await village.exec('rollback')
        }
      },
    ),
    { numRuns: 300 },
  )
})

const steps = (turnsElderOn: Day | null): { category: Category; from_day: Day }[] => [
  { category: 'village', from_day: '2020-01-01' },
  ...(turnsElderOn === null ? [] : [{ category: 'elder' as const, from_day: turnsElderOn }]),
]
