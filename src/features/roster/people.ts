import { categoryOn } from '@/domain/category-steps'
import type { Day } from '@/domain/day'
import { groupBy } from '@/domain/group-by'
import { byName, isNamed } from '@/domain/pinyin'
import { isCurrent, roleNames } from '@/domain/posts'
import type { Rows } from '@/domain/server-types'
import type { Appointment, Category } from '@/domain/synced'

export type Card = Rows['directoryCards']
export type CategoryStep = Rows['categoryAssignments']

/** One line of the register. */
export interface Person {
  id: Card['id']
  name: string
  pinyin: string
  post: string | null
  promise: string | null
  category: Category | undefined
  /** What is held today, in words. */
  roles: readonly string[]
}

/** Everyone in the branch, in the order of a Chinese register. */
export function registerOf(
  cards: readonly Card[],
  steps: readonly CategoryStep[],
  appointments: readonly Appointment[],
  today: Day,
): Person[] {
  const stepsOf = groupBy(steps, ({ memberId }) => memberId)
  const held = groupBy(
    appointments.filter((term) => isCurrent(term, today)),
    ({ memberId }) => memberId,
  )
  return [...cards].sort(byName).map(({ id, name, pinyin, post, promise }) => ({
    id,
    name,
    pinyin,
    post,
    promise,
    category: categoryOn(stepsOf.get(id) ?? [], today),
    roles: (held.get(id) ?? []).map(({ role }) => roleNames[role]),
  }))
}

/** Those the search and the category leave on the screen. */
export function choosePeople(
  people: readonly Person[],
  typed: string,
  category: Category | 'all',
): Person[] {
  return people.filter(
    (person) => isNamed(typed, person) && (category === 'all' || person.category === category),
  )
}
