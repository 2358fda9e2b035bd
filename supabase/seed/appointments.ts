import { addDays, type Day } from '../../src/domain/day.ts'
import type { Org } from './organisation.ts'
import type { Person } from './people.ts'
import type { Job } from './posts.ts'
import { diceFor, idOf } from './random.ts'

export interface Appointment {
  id: string
  member_id: string
  org_id: string
  role: string
  from_day: Day
  until_day: Day | null
}

const roles: Partial<Record<Job, string>> = {
  secretary: 'branch_secretary',
  committee: 'branch_committee',
  'town-staff': 'town_staff',
  coordinator: 'area_coordinator',
  cadre: 'stationed_cadre',
  shopkeeper: 'shopkeeper',
  liaison: 'liaison',
}

/** Everybody's post, and in the first village the secretary who stepped down before the present one. */
export function appointmentsOf(people: readonly Person[], today: Day): Appointment[] {
  return [...people.flatMap((person) => held(person, today)), ...steppedDown(people, today)]
}

function held(person: Person, today: Day): Appointment[] {
  const role = person.job && roles[person.job]
  if (role === undefined) return []
  return [post(person, person.jobAt ?? person.branch, role, elected(person, today), null)]
}

// Branches elect together; others take up their posts when they are sent.
function elected({ job, branch, id, joinedOn }: Person, today: Day): Day {
  const byBranch = job === 'secretary' || job === 'committee'
  const ago = diceFor(byBranch ? `election/${branch.id}` : `posting/${id}`).between(90, 900)
  const day = addDays(today, -ago)
  return day > joinedOn ? day : addDays(joinedOn, 1)
}

function steppedDown(people: readonly Person[], today: Day): Appointment[] {
  const secretary = people.find(({ job }) => job === 'secretary')
  if (secretary === undefined) return []
  const former = people.find(
    ({ branch, category, part }) =>
      branch.id === secretary.branch.id && category === 'elder' && part === undefined,
  )
  if (former === undefined) return []
  const last = addDays(elected(secretary, today), -1)
  return [post(former, secretary.branch, 'branch_secretary', addDays(last, -3 * 365), last)]
}

function post(person: Person, org: Org, role: string, from: Day, until: Day | null): Appointment {
  return {
    id: idOf('appointment', person.id, role),
    member_id: person.id,
    org_id: org.id,
    role,
    from_day: from,
    until_day: until,
  }
}
