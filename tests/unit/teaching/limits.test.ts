import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { audioBytesMax } from '@/features/teaching/audio-facts'
import { freeName } from '@/features/teaching/file-names'
import { materialLimits } from '@/features/teaching/material-draft'
import { paperDaysMax } from '@/features/teaching/mutations'
import { questionLimits } from '@/domain/questions'

const folder = 'supabase/migrations'
const sql = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n')

/** The largest a column takes, by the check in its table. */
function limitOf(table: string, column: string): number {
  const body = sql.split(`create table public.${table} (`)[1]?.split('\n);')[0] ?? ''
  const check = body.split('\n').find((line) => line.trim().startsWith(`${column} `)) ?? ''
  return Number(/(?:<=|and) (\d+)\)/.exec(check)?.[1])
}

it('the desk never lets a secretary write more than the town will keep', () => {
  expect(materialLimits.titleLength).toBe(limitOf('materials', 'title'))
  expect(materialLimits.summaryLength).toBe(limitOf('materials', 'summary'))
  expect(materialLimits.minutesMax).toBe(limitOf('materials', 'minutes'))
  expect(materialLimits.bodyLength).toBe(limitOf('material_bodies', 'body'))
  expect(questionLimits.questions).toBe(limitOf('materials', 'question_count'))
  expect(audioBytesMax).toBeLessThanOrEqual(limitOf('material_files', 'bytes'))
  const longest = freeName(`${'图'.repeat(500)}.jpg`, []).length
  expect(longest).toBeLessThanOrEqual(limitOf('material_files', 'name'))
  expect(sql).toContain(`private.today() - ${String(paperDaysMax)}`)
})
