import { daysBetween, type Day } from '@/domain/day'
import { isCurrent } from '@/domain/posts'
import type { Rows } from '@/domain/server-types'
import type { Category, Material, Org, StudyProgress } from '@/domain/synced'

export type Source = NonNullable<StudyProgress['source']>
export type Assignment = Rows['studyAssignments']

/** Where a lesson stands with one reader today. */
export type Standing =
  | { kind: 'done'; on: Day; source: Source }
  | { kind: 'overdue'; dueOn: Day }
  | { kind: 'due-today'; dueOn: Day }
  | { kind: 'soon'; dueOn: Day }
  | { kind: 'later'; dueOn: Day }
  | { kind: 'open' }

/** A task this many days ahead is worth a place on the first page. */
export const soonDays = 7

type Progress = Pick<StudyProgress, 'finishedOn' | 'source'>

export function standingOf(
  progress: Progress | undefined,
  dueOn: Day | null,
  today: Day,
): Standing {
  if (progress?.finishedOn)
    return { kind: 'done', on: progress.finishedOn, source: progress.source ?? 'self' }
  if (dueOn === null) return { kind: 'open' }
  if (dueOn < today) return { kind: 'overdue', dueOn }
  if (dueOn === today) return { kind: 'due-today', dueOn }
  return { kind: daysBetween(today, dueOn) <= soonDays ? 'soon' : 'later', dueOn }
}

/** Whom an assignment is meant for, as far as this phone knows itself. */
export interface Reader {
  me: string
  /** My branch and everything above it; empty before the first sync has told. */
  orgIds: ReadonlySet<string>
  /** Undefined before it has been told: the server has already chosen, so nothing is held back meanwhile. */
  category: Category | undefined
}

/** A secretary's phone also holds what was given to others; this picks out what was given to me. */
export function isForMe({ memberId, orgId, category }: Assignment, reader: Reader): boolean {
  if (memberId !== null && memberId !== reader.me) return false
  if (category !== null && reader.category !== undefined && category !== reader.category)
    return false
  return reader.orgIds.size === 0 || reader.orgIds.has(orgId)
}

/** My branch and every organisation above it. */
export function orgsAbove(
  branchId: string | undefined,
  orgs: readonly Pick<Org, 'id' | 'parentId'>[],
): Set<string> {
  const parents = new Map<string, string | null>(orgs.map(({ id, parentId }) => [id, parentId]))
  const above = new Set<string>()
  let at: string | null | undefined = branchId
  while (at !== undefined && at !== null && !above.has(at)) {
    above.add(at)
    at = parents.get(at)
  }
  return above
}

/** Whether a piece is on the shelf, not yet out, or among the 往期. */
export function shelfOf({ fromDay, untilDay }: Pick<Material, 'fromDay' | 'untilDay'>, today: Day) {
  if (fromDay !== null && today < fromDay) return 'not-yet'
  return isCurrent({ fromDay: fromDay ?? today, untilDay }, today) ? 'now' : 'past'
}

/** The nearest day anyone asked me to have it done by; null when nobody did. */
export function dueOnOf(assignments: readonly Pick<Assignment, 'dueOn'>[]): Day | null {
  const days = assignments.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).sort()
  return days[0] ?? null
}
