import { asDay, type Day } from '@/domain/day'
import type { Category } from '@/domain/synced'

/** Characters; the tables check the same numbers. */
export const limits = { name: 40, post: 60, promise: 300, reason: 500, phone: 20 } as const

/** Complete years from one day to another, as people count age. */
export function fullYears(from: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(from.slice(0, 4))
  return today.slice(5) < from.slice(5) ? years - 1 : years
}

const joinAgeMin = 18
const bornEarliest: Day = '1900-01-01'

export type Wrong<Field extends string> = Partial<Record<Field, string>>

export interface RecordForm {
  bornOn: string
  sex: 'female' | 'male' | undefined
  phone: string
  joinedOn: string
}

export function wrongInRecord(form: RecordForm, today: Day): Wrong<keyof RecordForm> {
  const born = asDay(form.bornOn)
  const joined = asDay(form.joinedOn)
  return {
    ...(!form.sex && { sex: '请选男或女。' }),
    ...((!born || born < bornEarliest || born > today) && { bornOn: '请选出生的日子。' }),
    ...((!joined || joined > today) && { joinedOn: '请选入党的日子，不能晚于今天。' }),
    ...(born &&
      joined &&
      fullYears(born, joined) < joinAgeMin && { joinedOn: '入党时要满 18 岁，请核对两个日子。' }),
    ...(!isPhone(form.phone) && { phone: '电话号码看着不对，请核对；没有就空着。' }),
  }
}

/** A mobile or a landline number, or none. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '')
  return digits === '' || /^(1\d{10}|0\d{9,11}|\d{7,8})$/.test(digits)
}

export const tidyPhone = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '')

export function wrongName(name: string): string | undefined {
  const length = Array.from(name.trim()).length
  if (length < 2) return '请写全名。'
  return length > limits.name ? `名字最多 ${String(limits.name)} 个字。` : undefined
}

export interface NewMemberForm extends RecordForm {
  name: string
  pinyin: string
  category: Category | undefined
}

export function wrongInNewMember(form: NewMemberForm, today: Day): Wrong<keyof NewMemberForm> {
  const name = wrongName(form.name)
  return {
    ...wrongInRecord(form, today),
    ...(name && { name }),
    ...(!isPinyin(form.pinyin) && { pinyin: '请用字母写，比如 wxl。' }),
    ...(!form.category && { category: '请选一类。' }),
  }
}

export const isPinyin = (text: string): boolean => /^[a-z][a-z ]*$/i.test(text.trim())

export const isRight = (wrong: object): boolean => Object.keys(wrong).length === 0

export interface CardFields {
  name: string
  pinyin: string
  post: string
  promise: string
  phoneShared: boolean
}

export function wrongInCard({ name, pinyin }: CardFields): Wrong<'name' | 'pinyin'> {
  const wrong = wrongName(name)
  return {
    ...(wrong && { name: wrong }),
    ...(!isPinyin(pinyin) && { pinyin: '请用字母写，比如 wxl。' }),
  }
}

/** A decision about a member: what, from when, and why. */
export function wrongInChange(
  choice: string | undefined,
  { day, reason }: { day: string; reason: string },
): Wrong<'choice' | 'day' | 'reason'> {
  return {
    ...(!choice && { choice: '请选一个。' }),
    ...(!asDay(day) && { day: '请选日子。' }),
    ...(reason.trim() === '' && { reason: '请写明原因。' }),
  }
}

export function wrongInTerm(form: {
  role: string | undefined
  orgId: string
  fromDay: string
  untilDay: string
}): Wrong<'role' | 'orgId' | 'fromDay' | 'untilDay'> {
  const from = asDay(form.fromDay)
  const until = asDay(form.untilDay)
  return {
    ...(!form.role && { role: '请选一个职务。' }),
    ...(form.role && form.orgId === '' && { orgId: '请选在哪里。' }),
    ...(!from && { fromDay: '请选日子。' }),
    ...(form.untilDay !== '' &&
      (!until || (from && until < from)) && { untilDay: '结束的日子不能早于开始的日子。' }),
  }
}
