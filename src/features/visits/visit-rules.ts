import { addDays, asDay, sayDay, type Day } from '@/domain/day'
import type { VisitTold } from '@/domain/dues-asks'

/** What any list of visits needs, whether it is on the phone or told by the town. */
export type Visit = Omit<VisitTold, 'name'>

export const purposeWords: Record<Visit['purpose'], string> = {
  care: '看望慰问',
  policy: '讲政策',
  opinion: '听意见',
  dispute: '调解',
  help: '帮忙办事',
  other: '其他',
}

/** Later than this nobody remembers rightly. */
export const daysBackMax = 30
/** Characters; the table checks the same numbers. */
export const limits = { household: 30, asked: 500, promise: 300, note: 300 } as const

export interface VisitForm {
  household: string
  day: string
  purpose: Visit['purpose'] | undefined
  asked: string
  promise: string
  by: string
}

export type WrongVisit = Partial<Record<'household' | 'day' | 'purpose' | 'by', string>>

/** A promise has its day, and a day its promise. */
export function wrongInVisit(form: VisitForm, today: Day): WrongVisit {
  const day = asDay(form.day)
  const by = asDay(form.by)
  const promises = form.promise.trim() !== ''
  return {
    ...(form.household.trim() === '' && { household: '请写到了哪家。' }),
    ...((!day || day > today) && { day: '请选哪天去的，不能晚于今天。' }),
    ...(day &&
      day < addDays(today, -daysBackMax) && {
        day: `只能补记 ${String(daysBackMax)} 天以内的，再早的请告诉支部。`,
      }),
    ...(form.purpose === undefined && { purpose: '请选去做什么。' }),
    ...(promises &&
      (!by || (day !== undefined && by < day) || by > addDays(today, 300)) && {
        by: '请选哪天前办好，从去的那天起，一年以内。',
      }),
  }
}

export const isRight = (wrong: object): boolean => Object.keys(wrong).length === 0

export type PromiseState = 'none' | 'open' | 'overdue' | 'kept'

export function stateOf(
  { promiseBy, keptOn }: Pick<Visit, 'promiseBy' | 'keptOn'>,
  today: Day,
): PromiseState {
  if (promiseBy === null) return 'none'
  if (keptOn !== null) return 'kept'
  return promiseBy < today ? 'overdue' : 'open'
}

/** Where a promise stands, in words. */
export function sayState({ promiseBy, keptOn }: Pick<Visit, 'promiseBy' | 'keptOn'>, today: Day) {
  if (promiseBy === null) return '没有答应的事'
  if (keptOn !== null) return `${sayDay(keptOn, today)}办好了`
  return promiseBy < today
    ? `过了${sayDay(promiseBy, today)}还没办好`
    : `${sayDay(promiseBy, today)}前办好`
}

const isOpen = ({ promiseBy, keptOn }: Visit) => promiseBy !== null && keptOn === null

/** What is to be done first, the nearest day on top; then the newest. */
export const toDoFirst = (one: Visit, other: Visit): number =>
  Number(isOpen(other)) - Number(isOpen(one)) ||
  (isOpen(one) ? (one.promiseBy ?? '').localeCompare(other.promiseBy ?? '') : 0) ||
  other.visitedOn.localeCompare(one.visitedOn) ||
  one.id.localeCompare(other.id)

/** From how many days before its day on a promise stands on the home page. */
const soonDays = 3

/** What should be looked after now: overdue, or soon to be. */
export const isPressing = (visit: Visit, today: Day): boolean =>
  isOpen(visit) && (visit.promiseBy ?? '') <= addDays(today, soonDays)
