import type { Day } from '@/domain/day'
import { newId } from '@/domain/id'
import type { CommandArgs, Rows } from '@/domain/server-types'
import type { Category } from '@/domain/synced'
import type { Assignment } from './audience'

export type AssignArgs = CommandArgs['assign_material']

/** Whom the secretary picked. */
export type Chosen =
  | { kind: 'everyone' }
  | { kind: 'categories'; categories: readonly Category[] }
  | { kind: 'people'; memberIds: readonly Rows['directoryCards']['id'][] }

interface Giving {
  materialId: AssignArgs['materialId']
  orgId: AssignArgs['orgId']
  dueOn: Day | null
}

/** One act for each category or person; nothing for those it was already given to in the same way and by the same day. */
export function actsFor(
  chosen: Chosen,
  giving: Giving,
  before: readonly Assignment[],
): AssignArgs[] {
  const { materialId, orgId, dueOn } = giving
  const base = () => ({
    assignmentId: newId<'studyAssignments'>(),
    materialId,
    orgId,
    ...(dueOn && { dueOn }),
  })
  const acts = partsOf(chosen).map((part): AssignArgs => ({ ...base(), ...part }))
  return acts.filter((act) => !before.some((one) => isSame(act, one)))
}

function partsOf(chosen: Chosen): Pick<AssignArgs, 'category' | 'memberId'>[] {
  switch (chosen.kind) {
    case 'everyone':
      return [{}]
    case 'categories':
      return chosen.categories.map((category) => ({ category }))
    case 'people':
      return chosen.memberIds.map((memberId) => ({ memberId }))
  }
}

const isSame = (act: AssignArgs, one: Assignment): boolean =>
  one.materialId === act.materialId &&
  one.orgId === act.orgId &&
  one.category === (act.category ?? null) &&
  one.memberId === (act.memberId ?? null) &&
  one.dueOn === (act.dueOn ?? null)
