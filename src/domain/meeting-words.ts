import type { Rows } from './server-types'

export type Meeting = Rows['meetings']
export type MeetingKind = Meeting['kind']
export type AttendanceMark = Rows['attendanceMarks']
export type Presence = AttendanceMark['presence']

/** In the order in which a branch meets: most often first. */
export const kindNames: Readonly<Record<MeetingKind, string>> = {
  theme_day: '主题党日',
  committee: '支委会',
  group: '党小组会',
  assembly: '党员大会',
  lesson: '党课',
  night_school: '党员夜校',
  spring_school: '春训',
  winter_school: '冬训',
  mobile_school: '流动党校',
  relay_school: '接力扛旗培训',
  appraisal: '民主评议',
}

export const presenceNames: Readonly<Record<Presence, string>> = {
  present: '到了',
  afar: '远程参加',
  home: '在家参加',
  leave: '请假',
  absent: '没来',
}

/** The five parts of a theme day, in their order. */
export const themeParts = [
  { part: 'study', name: '学习' },
  { part: 'life', name: '生活' },
  { part: 'council', name: '议事' },
  { part: 'visits', name: '走访' },
  { part: 'service', name: '服务' },
] as const
export type ThemePart = (typeof themeParts)[number]['part']

/** The words of each part of a theme day that has any. */
export function partsOf({ parts }: Pick<Meeting, 'parts'>): { name: string; words: string }[] {
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) return []
  const said = parts as Readonly<Record<string, unknown>>
  return themeParts.flatMap(({ part, name }) => {
    const words = said[part]
    return typeof words === 'string' && words !== '' ? [{ name, words }] : []
  })
}

/** 540 is 9:00: a minute of the town's day as a clock shows it. */
export function sayMinute(minute: number): string {
  return `${String(Math.floor(minute / 60))}:${String(minute % 60).padStart(2, '0')}`
}

/** From when until when, on the day it is. */
export const sayHours = ({
  fromMinute,
  untilMinute,
}: Pick<Meeting, 'fromMinute' | 'untilMinute'>): string =>
  `${sayMinute(fromMinute)}–${sayMinute(untilMinute)}`

/** How somebody's attendance is said: 到了，迟到. */
export function sayPresence({
  presence,
  isLate,
  leftEarly,
}: Pick<AttendanceMark, 'presence' | 'isLate' | 'leftEarly'>): string {
  return [presenceNames[presence], isLate && '迟到', leftEarly && '早退'].filter(Boolean).join('，')
}
