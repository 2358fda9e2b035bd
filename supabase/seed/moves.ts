import { addDays, type Day } from '../../src/domain/day.ts'
import { momentOn } from './categories.ts'
import type { Org, Organisation } from './organisation.ts'
import type { Person } from './people.ts'
import { at, diceFor, idOf } from './random.ts'

export interface BranchTransfer {
  id: string
  member_id: string
  from_branch_id: string
  branch_id: string
  on_day: Day
  reason: string
  decided_by: string
  decided_at: string
}

const reasons = ['婚后搬到本村居住', '户口迁入本村', '合村后就近参加组织生活']

/** How people came to the branch they are in: to the eighth branch for a while, or to another village for good. */
export function transfersOf(
  people: readonly Person[],
  { villages, special }: Organisation,
  clerkId: string,
  rectifiedSince: (person: Person) => Day,
  today: Day,
): BranchTransfer[] {
  const move = (person: Person, from: Org, to: Org, on: Day, reason: string): BranchTransfer => ({
    id: idOf('transfer', person.id, from.name, to.name),
    member_id: person.id,
    from_branch_id: from.id,
    branch_id: to.id,
    on_day: on,
    reason,
    decided_by: clerkId,
    decided_at: momentOn(on, 9),
  })
  return people.flatMap((person, nth) => {
    const dice = diceFor(`move/${person.id}`)
    const elsewhere = at(villages, nth % villages.length)
    if (person.category === 'rectify') {
      const since = rectifiedSince(person)
      return [move(person, elsewhere, special, since, '由第八党支部帮扶转化，专人联系')]
    }
    const stays = person.branch.id === special.id || elsewhere.id === person.branch.id
    if (stays || person.job !== undefined || person.part !== undefined) return []
    if (!dice.happens(0.03)) return []
    const on = addDays(today, -dice.between(30, 170))
    return [move(person, elsewhere, person.branch, on, dice.pick(reasons))]
  })
}
