import { addDays, asDay, daysBetween, type Day } from '@/domain/day'
import type { Shift } from '@/domain/shift-words'
import { wholeOf } from '@/domain/typed-number'

/** The tables check the same numbers. */
export const limits = {
  post: 60,
  place: 100,
  bring: 200,
  note: 300,
  places: 200,
  times: 26,
  openDays: 366,
  leaveHours: 336,
  restHours: 168,
  confirmHours: 168,
} as const

/** What is asked of whoever makes a shift; numbers as they are typed. */
export interface PlanForm {
  post: string
  place: string
  bring: string
  /** Empty: none. */
  mapPoint: string
  day: string
  from: string
  until: string
  places: number
  /** How many Saturdays, say: one of each week. */
  times: number
  categories: readonly string[]
  organiserId: string
  opensDays: string
  closesDays: string
  leaveHours: string
  restHours: string
  confirmHours: string
}

/** 8:30 as minutes of the day; undefined for anything else. */
export function minuteOfTime(time: string): number | undefined {
  const [, hour, minute] = /^(\d\d?):(\d\d)$/.exec(time.normalize('NFKC').trim()) ?? []
  if (hour === undefined || Number(minute) > 59) return undefined
  const all = Number(hour) * 60 + Number(minute)
  return all <= 1440 ? all : undefined
}

/** 510 as a field for the time wants it: 08:30. */
export const timeOfMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** What the branch did last is most likely what it does again, a week on. */
export function templateOf(last: Shift | undefined, me: string, today: Day): PlanForm {
  return {
    ...{ post: last?.post ?? '', place: last?.place ?? '', bring: last?.bring ?? '' },
    mapPoint: last?.mapPoint ?? '',
    day: addDays(today, 7),
    from: timeOfMinute(last?.fromMinute ?? 480),
    until: timeOfMinute(last?.untilMinute ?? 600),
    ...{ places: last?.places ?? 5, times: 1, categories: last?.categories ?? [] },
    organiserId: last?.organiserId ?? me,
    ...{ opensDays: '30', closesDays: '0', leaveHours: '24', restHours: '8', confirmHours: '24' },
  }
}

/** A shift as it can be edited. */
export const formOf = (shift: Shift): PlanForm => ({
  ...{ post: shift.post, place: shift.place, bring: shift.bring, day: shift.onDay },
  // A phone that kept the shift before there were points knows of none.
  mapPoint: (shift.mapPoint as string | null | undefined) ?? '',
  ...{ from: timeOfMinute(shift.fromMinute), until: timeOfMinute(shift.untilMinute) },
  ...{ places: shift.places, times: 1, categories: shift.categories },
  organiserId: shift.organiserId,
  opensDays: String(daysBetween(shift.opensOn, shift.onDay)),
  closesDays: String(daysBetween(shift.closesOn, shift.onDay)),
  leaveHours: String(shift.leaveHours),
  restHours: String(shift.restHours),
  confirmHours: String(shift.confirmHours),
})

const numbers = {
  opensDays: [0, limits.openDays],
  closesDays: [0, limits.openDays],
  leaveHours: [0, limits.leaveHours],
  restHours: [0, limits.restHours],
  confirmHours: [1, limits.confirmHours],
} as const
type NumberField = keyof typeof numbers

const read = (form: PlanForm, field: NumberField) => {
  const [least, most] = numbers[field]
  return wholeOf(form[field], least, most)
}

/** What is wrong with a form, by its field, in words. `earliest` is the first day it may be on. */
export function wrongInPlan(
  form: PlanForm,
  earliest: Day,
  today: Day,
): Partial<Record<keyof PlanForm, string>> {
  const [from, until] = [minuteOfTime(form.from), minuteOfTime(form.until)]
  const day = asDay(form.day)
  const [opens, closes] = [read(form, 'opensDays'), read(form, 'closesDays')]
  const wrongNumbers = (Object.keys(numbers) as NumberField[])
    .filter((field) => read(form, field) === undefined)
    .map((field) => [field, `请写 ${numbers[field].join(' 到 ')} 的整数。`])
  return {
    ...(form.post.trim() === '' && { post: '请写做什么。' }),
    ...(form.place.trim() === '' && { place: '请写在哪里。' }),
    ...(day === undefined
      ? { day: '请选好日子。' }
      : (day < earliest || day > addDays(today, 400)) && {
          day: '只能安排一年以内的，或者补记两个月以内的。',
        }),
    ...((from === undefined || from === 1440) && { from: '请选好几点开始。' }),
    ...(until === undefined
      ? { until: '请选好几点结束。' }
      : from !== undefined && until <= from && { until: '结束要比开始晚。' }),
    ...Object.fromEntries(wrongNumbers),
    ...(opens !== undefined &&
      closes !== undefined &&
      closes > opens && { closesDays: '截止不能比开始报名还早。' }),
  }
}

/** What travels of a form that nothing is wrong with; undefined while something is. */
export function planOf(form: PlanForm) {
  const [fromMinute, untilMinute] = [minuteOfTime(form.from), minuteOfTime(form.until)]
  const onDay = asDay(form.day)
  const opensDaysBefore = read(form, 'opensDays')
  const closesDaysBefore = read(form, 'closesDays')
  const leaveHours = read(form, 'leaveHours')
  const restHours = read(form, 'restHours')
  const confirmHours = read(form, 'confirmHours')
  if (
    fromMinute === undefined ||
    untilMinute === undefined ||
    onDay === undefined ||
    opensDaysBefore === undefined ||
    closesDaysBefore === undefined ||
    leaveHours === undefined ||
    restHours === undefined ||
    confirmHours === undefined
  )
    return undefined
  return {
    ...{ post: form.post.trim(), place: form.place.trim(), bring: form.bring.trim(), onDay },
    ...{ fromMinute, untilMinute, places: form.places, categories: [...form.categories] },
    ...{ opensDaysBefore, closesDaysBefore, leaveHours, restHours, confirmHours },
    mapPoint: form.mapPoint,
  }
}
