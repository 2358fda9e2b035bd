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

/** One finished piece, with the minutes it stood for on that day. */
export interface Counted {
  id: Material['id']
  /** Undefined once the piece has been withdrawn and is no longer on this phone; its minutes count all the same. */
  title: string | undefined
  minutes: number
  on: Day
  source: Source
}

export interface StudyYear {
  year: number
  minutes: number
  counted: readonly Counted[]
}

type Finished = Pick<StudyProgress, 'materialId' | 'finishedOn' | 'source' | 'countedMinutes'>

/** What counts this year: the minutes a finished piece says it takes, never the time a screen was lit. */
export function studyYear(
  progress: readonly Finished[],
  materials: readonly Pick<Material, 'id' | 'title'>[],
  today: Day,
): StudyYear {
  const year = yearOf(today)
  const titles = new Map(materials.map(({ id, title }) => [id, title]))
  const counted = progress.flatMap(
    ({ materialId, finishedOn, source, countedMinutes }): Counted[] => {
      if (finishedOn === null || yearOf(finishedOn) !== year) return []
      const title = titles.get(materialId)
      return [
        {
          id: materialId,
          title,
          minutes: countedMinutes,
          on: finishedOn,
          source: source ?? 'self',
        },
      ]
    },
  )
  counted.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  return { year, counted, minutes: counted.reduce((sum, { minutes }) => sum + minutes, 0) }
}
