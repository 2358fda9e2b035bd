import { sayTopic, topicNames } from '@/domain/topics'
import { isDone, type Lesson } from './lessons'

/** Lessons no longer current are kept together under one name, whatever they are about. */
export const pastShelf = 'past'

export interface Shelved {
  id: string
  name: string
  total: number
  done: number
}

export const shelfName = (id: string): string => (id === pastShelf ? '往期' : sayTopic(id))

export function onShelf(lessons: readonly Lesson[], id: string): Lesson[] {
  return lessons.filter(({ past, topic }) => (id === pastShelf ? past : !past && topic === id))
}

/** The shelves that have something on them, in their fixed order, 往期 last. */
export function shelvesOf(lessons: readonly Lesson[]): Shelved[] {
  const known = Object.keys(topicNames)
  const others = lessons.map(({ topic }) => topic).filter((topic) => !known.includes(topic))
  return [...known, ...new Set(others), pastShelf].flatMap((id) => {
    const there = onShelf(lessons, id)
    if (there.length === 0) return []
    return [{ id, name: shelfName(id), total: there.length, done: there.filter(isDone).length }]
  })
}
