import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { PhoneDb } from '@/db/phone-db'
import type { Rows } from '@/domain/server-types'
import { latestFirst } from './lesson-rules'

type Lesson = Rows['homeLessons']

/** A lesson as people tell it: who did what for whom, when and where. */
export interface ToldLesson extends Lesson {
  title: string
  elder: string
  helper: string
}

export type Whose = { elderId: string } | { helperId: string } | { branchId: string }

/** Lessons given, the latest first, with names instead of ids. */
export function useLessons(whose: () => Whose) {
  const { db } = usePhone()
  return useLive(
    () => JSON.stringify(whose()),
    async (match) => told(db, await db.homeLessons.where(JSON.parse(match) as Whose).toArray()),
  )
}

export async function told(db: PhoneDb, lessons: readonly Lesson[]): Promise<ToldLesson[]> {
  const people = await db.directoryCards.bulkGet(
    lessons.flatMap(({ elderId, helperId }) => [elderId, helperId]),
  )
  const materials = await db.materials.bulkGet(lessons.map(({ materialId }) => materialId))
  const names = new Map<string, string>(people.flatMap((one) => (one ? [[one.id, one.name]] : [])))
  const titles = new Map<string, string>(
    materials.flatMap((one) => (one ? [[one.id, one.title]] : [])),
  )
  return [...lessons].sort(latestFirst).map((lesson) => ({
    ...lesson,
    // Withdrawn, or not for this reader: the lesson was given all the same.
    title: titles.get(lesson.materialId) ?? '一篇学习内容',
    elder: names.get(lesson.elderId) ?? '一位老同志',
    helper: names.get(lesson.helperId) ?? '帮学人',
  }))
}
