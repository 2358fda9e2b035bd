import type { Day } from '@/domain/day'
import { byName } from '@/domain/pinyin'
import { reachesOver } from '@/domain/reach'
import type { Rows } from '@/domain/server-types'
import type { Category, Org, StudyProgress } from '@/domain/synced'

export type Assignment = Rows['studyAssignments']
export type Source = NonNullable<StudyProgress['source']>

/** Someone of a branch, as far as giving out study needs to know them. */
export interface Person {
  id: Rows['directoryCards']['id']
  branchId: Rows['directoryCards']['branchId']
  name: string
  pinyin: string
  category: Category | undefined
}

/** Where one person stands with one text. */
export interface Standing {
  person: Person
  assigned: boolean
  dueOn: Day | null
  done: { on: Day; source: Source } | null
}

export function reaches(assignment: Assignment, person: Person, orgs: readonly Org[]): boolean {
  if (assignment.memberId !== null && assignment.memberId !== person.id) return false
  if (assignment.category !== null && assignment.category !== person.category) return false
  return reachesOver(assignment.orgId, person.branchId, orgs)
}

/** Everyone it was given to, and whoever finished it without being asked; by the sound of their names. */
export function standings(
  people: readonly Person[],
  assignments: readonly Assignment[],
  progress: readonly Pick<StudyProgress, 'memberId' | 'finishedOn' | 'source'>[],
  orgs: readonly Org[],
): Standing[] {
  const rows = new Map<string, (typeof progress)[number]>(
    progress.map((row) => [row.memberId, row]),
  )
  return people
    .map((person): Standing => {
      const mine = assignments.filter((assignment) => reaches(assignment, person, orgs))
      const row = rows.get(person.id)
      return {
        person,
        assigned: mine.length > 0,
        dueOn: firstDay(mine.map(({ dueOn }) => dueOn)),
        done: row?.finishedOn ? { on: row.finishedOn, source: row.source ?? 'self' } : null,
      }
    })
    .filter(({ assigned, done }) => assigned || done !== null)
    .sort((one, other) => byName(one.person, other.person))
}

export interface Count {
  assigned: number
  /** Of those it was given to. */
  finished: number
  bySource: Readonly<Record<Source, number>>
}

export function countOf(all: readonly Standing[]): Count {
  const given = all.filter(({ assigned }) => assigned)
  const by = (source: Source) => all.filter(({ done }) => done?.source === source).length
  return {
    assigned: given.length,
    finished: given.filter(({ done }) => done !== null).length,
    bySource: { self: by('self'), helper: by('helper'), paper: by('paper') },
  }
}

function firstDay(days: readonly (Day | null)[]): Day | null {
  return days.reduce<Day | null>(
    (first, day) => (day && (!first || day < first) ? day : first),
    null,
  )
}
