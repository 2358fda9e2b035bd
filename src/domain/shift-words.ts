import { dayOf, sayDay, startOf, type Day, type Moment } from './day'
import { sayHours, sayMinute } from './meeting-words'
import type { Rows } from './server-types'
import { minuteOf } from './shift-rules'

export type Shift = Rows['shifts']
export type Signup = Rows['shiftSignups']
export type Cover = Rows['shiftCovers']

/** How somebody stands on a shift, as the list says it. */
export const signupStates: Readonly<Record<Signup['status'], string>> = {
  waiting: '排队',
  offered: '等确认',
  held: '报上了',
  here: '到了',
  served: '做完了',
  absent: '没来',
  left: '退出了',
  lapsed: '没轮上',
  covered: '请人顶了',
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

/** 11月29日（周六）. */
export const sayShiftDay = (day: Day, today: Day): string =>
  `${sayDay(day, today)}（周${weekdays[weekdayOf(day)] ?? ''}）`

// The first day of the calendar that computers count from was a Thursday.
const weekdayOf = (day: Day): number =>
  (Math.round((startOf(day) - startOf('1970-01-01')) / 86_400_000) + 4) % 7

/** 今天 9:30 前 or 11月28日 9:30 前. */
export function sayUntil(moment: Moment, today: Day): string {
  const day = dayOf(moment)
  return `${day === today ? '今天' : sayDay(day, today)} ${sayMinute(minuteOf(moment, day))} 前`
}

/** Day and hours of a shift, in one line. */
export const sayWhen = (
  shift: Pick<Shift, 'onDay' | 'fromMinute' | 'untilMinute'>,
  today: Day,
): string => `${sayShiftDay(shift.onDay, today)} ${sayHours(shift)}`

/** 150 minutes are 2 小时 30 分. */
export function sayMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${String(rest)} 分钟`
  return rest === 0 ? `${String(hours)} 小时` : `${String(hours)} 小时 ${String(rest)} 分`
}

const waysIn: Readonly<Record<NonNullable<Signup['how']>, string>> = {
  list: '点名',
  code: '看码',
  paper: '补记',
}

/** What was written down of somebody's service: from when until when, and by what. */
export function sayTimes({
  status,
  servedFrom,
  servedUntil,
  how,
}: Pick<Signup, 'status' | 'servedFrom' | 'servedUntil' | 'how'>): string {
  if (servedFrom === null || how === null) return signupStates[status]
  const since = `${sayMinute(servedFrom)} 到了（${waysIn[how]}）`
  return servedUntil === null
    ? since
    : `${since}，${sayMinute(servedUntil)} 走了，${sayMinutes(servedUntil - servedFrom)}`
}
