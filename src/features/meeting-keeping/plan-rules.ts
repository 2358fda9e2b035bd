import { addDays, asDay, type Day } from '@/domain/day'
import {
  kindNames,
  themeParts,
  type Meeting,
  type MeetingKind,
  type ThemePart,
} from '@/domain/meeting-words'

export const limits = {
  title: 60,
  place: 100,
  agenda: 4000,
  part: 1000,
  reason: 300,
  minutes: 8000,
}

/** What is asked of whoever calls to a meeting. */
export interface PlanForm {
  kind: MeetingKind
  title: string
  place: string
  day: string
  from: string
  until: string
  agenda: string
  parts: Record<ThemePart, string>
  expects: Meeting['expects']
  people: readonly string[]
  materials: readonly string[]
}

const noParts = (): Record<ThemePart, string> => ({
  study: '',
  life: '',
  council: '',
  visits: '',
  service: '',
})

/** What a branch usually does, so that a secretary changes words instead of inventing them. */
const usualParts: Record<ThemePart, string> = {
  study: '一起学一篇学习内容。',
  life: '交党费，过政治生日，谈谈心。',
  council: '商量村里近期要办的事。',
  visits: '会后走访老党员和困难户。',
  service: '为群众做一件实事。',
}
const usualAgenda: Readonly<Partial<Record<MeetingKind, string>>> = {
  committee: '一、传达上级要求\n二、商量这个月的主题党日\n三、研究党员的事',
  group: '一、学习\n二、说说各自做了什么\n三、听意见',
  assembly: '一、清点人数\n二、支委会报告工作\n三、讨论和表决',
  lesson: '一、讲课\n二、讨论',
  appraisal: '一、个人自评\n二、党员互评\n三、民主测评\n四、书记点评',
}
const minuteOf = (time: string): number | undefined => {
  const [, hour, minute] = /^(\d\d?):(\d\d)$/.exec(time) ?? []
  const all = Number(hour) * 60 + Number(minute)
  return hour !== undefined && all >= 0 && all <= 1440 ? all : undefined
}
const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Only a branch's committee meets among itself, and a group is some of the branch. */
export const usuallyExpected = (kind: MeetingKind, isBranch: boolean): Meeting['expects'] =>
  kind === 'committee' ? 'committee' : kind === 'group' || !isBranch ? 'chosen' : 'everybody'

/** Where the branch met last is where it most likely meets again, at the same hour. */
export function templateOf(
  kind: MeetingKind,
  last: Pick<Meeting, 'place' | 'fromMinute' | 'untilMinute'> | undefined,
  today: Day,
  isBranch: boolean,
): PlanForm {
  return {
    kind,
    title: kindNames[kind],
    place: last?.place ?? '',
    day: addDays(today, 3),
    from: clockOf(last?.fromMinute ?? 540),
    until: clockOf(last?.untilMinute ?? 660),
    agenda: usualAgenda[kind] ?? '',
    parts: kind === 'theme_day' ? { ...usualParts } : noParts(),
    expects: usuallyExpected(kind, isBranch),
    people: [],
    materials: [],
  }
}

/** A meeting as it can be edited. */
export function formOf(meeting: Meeting): PlanForm {
  const parts = noParts()
  const said = meeting.parts as Readonly<Record<string, unknown>>
  for (const { part } of themeParts) if (typeof said[part] === 'string') parts[part] = said[part]
  return {
    ...{ kind: meeting.kind, title: meeting.title, place: meeting.place, day: meeting.onDay },
    ...{ from: clockOf(meeting.fromMinute), until: clockOf(meeting.untilMinute) },
    ...{ agenda: meeting.agenda, parts, expects: meeting.expects },
    ...{ people: meeting.people, materials: meeting.materialIds },
  }
}

/** What is wrong with a form, by its field, in words. */
export function wrongInPlan(form: PlanForm, today: Day): Partial<Record<keyof PlanForm, string>> {
  const [from, until] = [minuteOf(form.from), minuteOf(form.until)]
  const day = asDay(form.day)
  return {
    ...(form.title.trim() === '' && { title: '请写活动的名称。' }),
    ...(form.place.trim() === '' && { place: '请写在哪里。' }),
    ...(day === undefined
      ? { day: '请选好日子。' }
      : (day < addDays(today, -62) || day > addDays(today, 400)) && {
          day: '只能安排一年以内的，或者补记两个月以内的。',
        }),
    ...(from === undefined && { from: '请选好几点开始。' }),
    ...(until === undefined
      ? { until: '请选好几点结束。' }
      : from !== undefined && until < from + 10 && { until: '至少要开十分钟，结束要比开始晚。' }),
    ...(form.expects === 'chosen' && form.people.length < 2 && { people: '请至少选两个人。' }),
  }
}

/** What travels of a form that nothing is wrong with; undefined while something is. */
export function planOf(form: PlanForm) {
  const [fromMinute, untilMinute, onDay] = [
    minuteOf(form.from),
    minuteOf(form.until),
    asDay(form.day),
  ]
  if (fromMinute === undefined || untilMinute === undefined || onDay === undefined) return undefined
  return {
    ...{ kind: form.kind, title: form.title.trim(), place: form.place.trim(), onDay },
    ...{ fromMinute, untilMinute, agenda: form.agenda.trim(), expects: form.expects },
    parts:
      form.kind === 'theme_day'
        ? Object.fromEntries(Object.entries(form.parts).filter(([, words]) => words.trim() !== ''))
        : {},
    people: form.expects === 'chosen' ? form.people : [],
    materialIds: form.materials,
  }
}
