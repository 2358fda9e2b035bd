import { yearOf, type Day } from '@/domain/day'
import { postsOf, type Term } from '@/domain/posts'
import type { Material, Role, StudyProgress } from '@/domain/synced'
import type { Source } from './lesson-rules'

/** Hours of study a year: every member 32, whoever leads a branch 56. */
export const yearlyHours = { member: 32, leader: 56 } as const
const leaders: readonly Role[] = ['branch_secretary', 'branch_committee']

export function hoursAsked(appointments: readonly Term[], me: string, today: Day): number {
  const leads = postsOf(appointments, me, today).some(({ role }) => leaders.includes(role))
  return leads ? yearlyHours.leader : yearlyHours.member
}

/** One finished piece, with the minutes it stands for. */
export interface Counted {
  id: Material['id']
  title: string
  minutes: number
  on: Day
  source: Source
}

export interface StudyYear {
  year: number
  minutes: number
  counted: readonly Counted[]
  /** Finished, but no longer on this phone, so its minutes are not known here. */
  unknown: number
}

type Finished = Pick<StudyProgress, 'materialId' | 'finishedOn' | 'source'>
type Piece = Pick<Material, 'id' | 'title' | 'minutes'>

/** What counts this year: the minutes a finished piece says it takes, never the time a screen was lit. */
export function studyYear(
  progress: readonly Finished[],
  materials: readonly Piece[],
  today: Day,
): StudyYear {
  const year = yearOf(today)
  const pieces = new Map(materials.map((piece) => [piece.id, piece]))
  const counted: Counted[] = []
  let unknown = 0
  for (const { materialId, finishedOn, source } of progress) {
    if (finishedOn === null || yearOf(finishedOn) !== year) continue
    const piece = pieces.get(materialId)
    if (piece)
      counted.push({
        id: piece.id,
        title: piece.title,
        minutes: piece.minutes,
        on: finishedOn,
        source: source ?? 'self',
      })
    else unknown += 1
  }
  counted.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  return { year, unknown, counted, minutes: counted.reduce((sum, { minutes }) => sum + minutes, 0) }
}
