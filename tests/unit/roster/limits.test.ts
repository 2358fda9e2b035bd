import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { limits } from '@/features/roster/form-rules'
import { limits as lessonLimits } from '@/features/home-lessons/lesson-rules'
import { limits as wordLimits } from '@/features/points/say-rules'

const folder = 'supabase/migrations'
const sql = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n')

/** The most characters a column takes, by the check in its table. */
function limitOf(table: string, column: string): number {
  const body = sql.split(`create table public.${table} (`)[1]?.split('\n);')[0] ?? ''
  const check = body.split('\n').find((line) => line.trim().startsWith(`${column} text`)) ?? ''
  return Number(/(?:<=|and) (\d+)\)/.exec(check)?.[1])
}

it('a form never lets a person write more than its table will keep', () => {
  expect(limits.name).toBe(limitOf('directory_cards', 'name'))
  expect(limits.post).toBe(limitOf('directory_cards', 'post'))
  expect(limits.promise).toBe(limitOf('directory_cards', 'promise'))
  expect(limits.reason).toBe(limitOf('category_assignments', 'basis'))
  expect(limits.reason).toBe(limitOf('branch_transfers', 'reason'))
  expect(limits.reason).toBe(limitOf('members', 'suspended_reason'))
  expect(lessonLimits.place).toBe(limitOf('home_lessons', 'place'))
  expect(lessonLimits.note).toBe(limitOf('home_lessons', 'note'))
  expect(wordLimits.reason).toBe(limitOf('month_words', 'reason'))
})
