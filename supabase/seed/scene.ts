import type { Day } from '../../src/domain/day.ts'
import type { Org, Organisation } from './organisation.ts'
import type { Person } from './people.ts'

/** What everything that happens in the town is told by: where, who, and when it is. */
export interface Scene {
  organisation: Organisation
  orgs: readonly Org[]
  people: readonly Person[]
  today: Day
}

export const orgsOf = ({ town, areas, villages, special }: Organisation): Org[] => [
  town,
  ...areas,
  ...villages,
  special,
]

/** Somebody the demo is shown with. */
export function demoPerson(people: readonly Person[], who: string): Person {
  const found = people.find(({ part }) => part?.who === who)
  if (found === undefined) throw new Error(`nobody plays ${who}`)
  return found
}

/** The town's clerk decides and writes for the town. */
export const clerkOf = ({ people }: Scene): Person => demoPerson(people, '镇党委工作人员')

export function finderOfSecretaries({ people }: Scene): (branch: Org) => Person {
  const secretaries = new Map(
    people.filter(({ job }) => job === 'secretary').map((person) => [person.branch.id, person]),
  )
  return ({ id, name }) => {
    const found = secretaries.get(id)
    if (found === undefined) throw new Error(`${name} has no secretary`)
    return found
  }
}
