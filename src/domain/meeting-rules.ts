import { addDays, type Day } from './day'
import type { AttendanceMark, Meeting, MeetingKind } from './meeting-words'
import { addMonths } from './month'
import { isCurrent } from './posts'
import type { Appointment } from './synced'

/** Who is to come to a meeting, as the branch stands now: the same people the server would count. */
export function expectedAt(
  meeting: Pick<Meeting, 'orgId' | 'expects' | 'people' | 'onDay'>,
  cards: readonly { id: string; branchId: string }[],
  appointments: readonly Pick<
    Appointment,
    'memberId' | 'orgId' | 'role' | 'fromDay' | 'untilDay'
  >[],
): ReadonlySet<string> {
  switch (meeting.expects) {
    case 'everybody':
      return new Set(cards.filter((one) => one.branchId === meeting.orgId).map(({ id }) => id))
    case 'committee':
      return new Set(
        appointments
          .filter(
            (one) =>
              one.orgId === meeting.orgId &&
              (one.role === 'branch_secretary' || one.role === 'branch_committee') &&
              isCurrent(one, meeting.onDay),
          )
          .map(({ memberId }) => memberId),
      )
    case 'chosen':
      return new Set(meeting.people)
  }
}

/** The mark that counts on each member: the latest. */
export function latestMarks(marks: readonly AttendanceMark[]): Map<string, AttendanceMark> {
  const latest = new Map<string, AttendanceMark>()
  for (const mark of marks) {
    const so = latest.get(mark.memberId)
    if (!so || mark.markedAt > so.markedAt) latest.set(mark.memberId, mark)
  }
  return latest
}

/** How often the plan wants each kind of meeting: 三会一课 and the theme day. */
const wanted: readonly { kind: MeetingKind; each: 'month' | 'quarter' }[] = [
  { kind: 'theme_day', each: 'month' },
  { kind: 'committee', each: 'month' },
  { kind: 'group', each: 'month' },
  { kind: 'assembly', each: 'quarter' },
  { kind: 'lesson', each: 'quarter' },
]

export interface Due {
  kind: MeetingKind
  /** The first day of the month or quarter it is wanted in. */
  from: Day
  until: Day
  each: 'month' | 'quarter'
  held: number
  planned: number
}

/** First and last day of the quarter that a day is in. */
export function quarterOf(day: Day): { from: Day; until: Day } {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const first = Math.floor((month - 1) / 3) * 3 + 1
  const next = first + 3 > 12 ? `${String(year + 1)}-01-01` : `${String(year)}-${two(first + 3)}-01`
  return { from: `${year}-${two(first)}-01` as Day, until: addDays(next as Day, -1) }
}

function monthOfDay(day: Day): { from: Day; until: Day } {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const next = month === 12 ? `${String(year + 1)}-01-01` : `${String(year)}-${two(month + 1)}-01`
  return { from: `${year}-${two(month)}-01` as Day, until: addDays(next as Day, -1) }
}

const two = (n: number) => String(n).padStart(2, '0')

/** What a branch has to hold in the month and the quarter that `day` is in, and how far it is with each. */
export function dueAt(
  meetings: readonly Pick<Meeting, 'kind' | 'onDay' | 'state'>[],
  day: Day,
): Due[] {
  return wanted.map(({ kind, each }) => {
    const span = each === 'month' ? monthOfDay(day) : quarterOf(day)
    const here = meetings.filter(
      (one) => one.kind === kind && one.onDay >= span.from && one.onDay <= span.until,
    )
    return {
      ...{ kind, each, ...span },
      held: here.filter(({ state }) => state === 'held').length,
      planned: here.filter(({ state }) => state === 'planned').length,
    }
  })
}

/** A meeting that a quarter wanted and did not get: of one of its months, or of the quarter as a whole. */
export interface Missing {
  kind: MeetingKind
  /** The first day of the month it was wanted in; null where the quarter wants it once. */
  month: Day | null
  /** Has a day, and has not been held. */
  isPlanned: boolean
}

/** What the quarter that `day` is in has not got so far, months that have not begun left out. */
export function missingIn(
  meetings: readonly Pick<Meeting, 'kind' | 'onDay' | 'state'>[],
  day: Day,
  today: Day,
): Missing[] {
  const { from, until } = quarterOf(day)
  const months = [0, 1, 2].map((n) => addMonths(from, n)).filter((month) => month <= today)
  return [
    ...months.flatMap((month) =>
      dueAt(meetings, month)
        .filter(({ each, held }) => each === 'month' && held === 0)
        .map(({ kind, planned }) => ({ kind, month, isPlanned: planned > 0 })),
    ),
    ...dueAt(meetings, until)
      .filter(({ each, held }) => each === 'quarter' && held === 0)
      .map(({ kind, planned }) => ({ kind, month: null, isPlanned: planned > 0 })),
  ]
}
