import { categoryOn, type CategoryStep } from '@/domain/category-steps'
import type { Day } from '@/domain/day'
import { groupBy } from '@/domain/group-by'
import type { MemberId } from '@/domain/id'
import type { Category, Material, StudyProgress } from '@/domain/synced'
import {
  dueOnOf,
  isForMe,
  orgsAbove,
  shelfOf,
  standingOf,
  type Assignment,
  type Reader,
  type Standing,
} from './lesson-rules'

/** A piece of study as its reader sees it in a list: no text yet, only what it is and where it stands. */
export interface Lesson {
  id: Material['id']
  title: string
  summary: string
  topic: string
  minutes: number
  publishedAt: number
  past: boolean
  standing: Standing
  reachedPermille: number
}

export interface Shelf {
  materials: readonly Material[]
  assignments: readonly Assignment[]
  progress: readonly StudyProgress[]
  reader: Reader
  today: Day
}

/** Everything meant for this reader that has come out, tasks by their day first, then the newest. */
export function lessonsOf({ materials, assignments, progress, reader, today }: Shelf): Lesson[] {
  const mine = groupBy(
    assignments.filter((assignment) => isForMe(assignment, reader)),
    ({ materialId }) => materialId,
  )
  const read = new Map(progress.map((one) => [one.materialId, one]))
  return materials
    .flatMap((material): Lesson[] => {
      const given = mine.get(material.id)
      const shelf = shelfOf(material, today)
      if (!given || shelf === 'not-yet' || material.status !== 'published') return []
      return [lessonOf(material, read.get(material.id), dueOnOf(given), shelf === 'past', today)]
    })
    .sort(inReadingOrder)
}

function lessonOf(
  material: Material,
  progress: StudyProgress | undefined,
  dueOn: Day | null,
  past: boolean,
  today: Day,
): Lesson {
  const { id, title, summary, topic, minutes, publishedAt, editedAt } = material
  const standing = standingOf(progress, dueOn, today)
  const reachedPermille = progress?.reachedPermille ?? 0
  return {
    id,
    title,
    summary,
    topic,
    minutes,
    publishedAt: publishedAt ?? editedAt,
    past,
    standing,
    reachedPermille,
  }
}

/** What is asked of me now: due today, past its day, or within a week. 往期 asks nothing of anyone. */
export function tasksIn(lessons: readonly Lesson[]): Lesson[] {
  const asked: readonly Standing['kind'][] = ['overdue', 'due-today', 'soon']
  return lessons.filter(({ standing, past }) => !past && asked.includes(standing.kind))
}

/** Not yet read, no day on it, newest first. */
export function newIn(lessons: readonly Lesson[]): Lesson[] {
  return lessons.filter(({ standing, past }) => !past && standing.kind === 'open')
}

export const isDone = ({ standing }: Pick<Lesson, 'standing'>): boolean => standing.kind === 'done'

const dayOn = ({ standing }: Lesson): string => ('dueOn' in standing ? standing.dueOn : 'no day')
const doneOn = ({ standing }: Lesson): string => (standing.kind === 'done' ? standing.on : '')

function inReadingOrder(a: Lesson, b: Lesson): number {
  return (
    Number(isDone(a)) - Number(isDone(b)) ||
    compare(doneOn(b), doneOn(a)) ||
    compare(dayOn(a), dayOn(b)) ||
    b.publishedAt - a.publishedAt
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export interface Self {
  me: MemberId
  today: Day
  branchId: string | undefined
  orgs: Parameters<typeof orgsAbove>[1]
  decisions: readonly CategoryStep[]
}

export function readerOf({
  me,
  today,
  branchId,
  orgs,
  decisions,
}: Self): Reader & { category: Category | undefined } {
  return { me, orgIds: orgsAbove(branchId, orgs), category: categoryOn(decisions, today) }
}
