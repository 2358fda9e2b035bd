import type { Day } from '../../src/domain/day.ts'
import { accountsOf } from './accounts.ts'
import { appointmentsOf } from './appointments.ts'
import { helpersOf } from './care.ts'
import { categoryHistory } from './categories.ts'
import type { StoredFile } from './material-rows.ts'
import { transfersOf } from './moves.ts'
import { makeOrganisation, type TownSize } from './organisation.ts'
import { directoryCard, memberRecord, memberRow } from './people-rows.ts'
import { makePeople, type Person } from './people.ts'
import type { Table } from './rows.ts'
import { clerkOf, orgsOf, type Scene } from './scene.ts'
import { makeSlots } from './slots.ts'
import { studyIn, type Library } from './study-tables.ts'

/** A whole town: its tables in the order in which they may be written. */
export interface Town {
  tables: readonly Table[]
  files: readonly StoredFile[]
  people: readonly Person[]
}

/** Thinks up the town without touching anything: same size, same day, same town. */
export function makeTown(size: TownSize, today: Day, library: Library): Town {
  const organisation = makeOrganisation(size)
  const people = makePeople(makeSlots(organisation, size), today)
  const scene = { organisation, orgs: orgsOf(organisation), people, today }
  const helpers = helpersOf(people, today)
  const accounts = accountsOf(people)
  const study = studyIn(scene, library, helpers, accounts)
  return {
    people,
    files: study.files,
    tables: [
      { name: 'public.orgs', rows: scene.orgs },
      { name: 'public.members', rows: people.map(memberRow) },
      { name: 'public.appointments', rows: appointmentsOf(people, today) },
      { name: 'public.directory_cards', rows: people.map(directoryCard) },
      { name: 'public.member_records', rows: people.map(memberRecord) },
      ...historyOf(scene),
      { name: 'public.elder_helpers', rows: helpers },
      ...study.tables,
      { name: 'private.accounts', rows: accounts },
    ],
  }
}

/** How people came to be in their category and in their branch. */
function historyOf(scene: Scene): Table[] {
  const { people, organisation, today } = scene
  const clerk = clerkOf(scene)
  const categories = people.flatMap((person) => categoryHistory(person, clerk.id, today))
  const since = new Map(categories.map((row) => [row.member_id, row.from_day]))
  const transfers = transfersOf(
    people,
    organisation,
    clerk.id,
    ({ id }) => since.get(id) ?? today,
    today,
  )
  return [
    { name: 'public.category_assignments', rows: categories },
    { name: 'public.branch_transfers', rows: transfers },
  ]
}
