import type { Category } from '@/domain/synced'
import { sayPoints } from '@/domain/point-words'
import { tenthsOf } from './rule-edits'
import type { Kind, Rule } from '@/domain/point-rules'

/** Characters; the table checks the same number. */
export const wordsLengthMax = 60

export interface RuleForm {
  kind: Kind | undefined
  category: Category | 'all' | undefined
  words: string
  points: string
  cap: string
}

export const blankRule: RuleForm = {
  ...{ kind: undefined, category: 'all', words: '', points: '', cap: '' },
}

const unsigned = (tenths: number): string => sayPoints(Math.abs(tenths))

export const formOf = ({ kind, category, words, tenths, capTenths }: Rule): RuleForm => ({
  ...{ kind, category: category ?? 'all', words },
  ...{ points: unsigned(tenths), cap: capTenths === null ? '' : unsigned(capTenths) },
})

export type WrongRule = Partial<Record<keyof RuleForm, string>>

export function wrongInRule({ kind, words, points, cap }: RuleForm): WrongRule {
  const each = tenthsOf(points)
  const most = tenthsOf(cap)
  return {
    ...(!kind && { kind: '请选是扣分还是加分。' }),
    ...(words.trim() === '' && { words: '请写明做什么。' }),
    ...(!each && { points: '请填分数，比如 2 或者 0.5，最多 100 分。' }),
    ...(cap.trim() !== '' &&
      (!most || (each !== undefined && most < each)) && {
        cap: '上限不能比一次的分数还小；没有上限就空着。',
      }),
  }
}

/** What a rule of this form gives, with the sign its kind has; undefined while something in it is wrong. */
export function pointsIn(form: RuleForm): { tenths: number; capTenths?: number } | undefined {
  const each = tenthsOf(form.points)
  if (!each || Object.keys(wrongInRule(form)).length > 0) return undefined
  const sign = form.kind === 'base' ? -1 : 1
  const most = tenthsOf(form.cap)
  return { tenths: sign * each, ...(most && { capTenths: sign * most }) }
}
