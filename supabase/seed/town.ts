import type { Day } from '../../src/domain/day.ts'
import { accountsOf } from './accounts.ts'
import { appointmentsOf } from './appointments.ts'
import { audienceOf } from './audience.ts'
import { helpersOf } from './care.ts'
import { categoryHistory } from './categories.ts'
import type { Piece } from './library.ts'
import { bodyRow, filesOf, materialRow, type StoredFile } from './material-rows.ts'
import { transfersOf } from './moves.ts'
import { makeOrganisation, type Org, type TownSize } from './organisation.ts'
import { directoryCard, memberRecord, memberRow } from './people-rows.ts'
import { makePeople, type Person } from './people.ts'
import { studyOf } from './progress.ts'
import { makeSlots } from './slots.ts'
import { branchAssignments, branchMaterials, townAssignments, townMaterials } from './study.ts'

/** The rows of a whole town, table by table in the order in which they may be written. */
export interface Town {
  tables: readonly { name: string; rows: readonly object[] }[]
  files: readonly StoredFile[]
  people: readonly Person[]
}

export interface Library {
  pieces: readonly Piece[]
  notices: readonly Piece[]
}

/** Thinks up the town without touching anything: same size, same day, same town. */
export function makeTown(size: TownSize, today: Day, library: Library): Town {
  const organisation = makeOrganisation(size)
  const { town, areas, villages, special } = organisation
  const orgs = [town, ...areas, ...villages, special]
  const people = makePeople(makeSlots(organisation, size), today)
  const clerk = demoPerson(people, '镇党委工作人员')
  const secretaryOf = finderOfSecretaries(people)

  const helpers = helpersOf(people, today)
  const categories = people.map((person) => categoryHistory(person, clerk.id, today))
  const rectifiedSince = new Map(
    categories.map((rows) => [rows.at(-1)?.member_id, rows.at(-1)?.from_day]),
  )
  const transfers = transfersOf(
    people,
    villages,
    special,
    clerk.id,
    ({ id }) => rectifiedSince.get(id) ?? today,
    today,
  )

  const fromTown = townMaterials(library.pieces, town, clerk, today)
  const fromBranches = branchMaterials(library.notices, villages, secretaryOf, today)
  const materials = [...fromTown, ...fromBranches]
  const elder = demoPerson(people, '年老党员')
  const assignments = [
    ...townAssignments(fromTown, today),
    ...branchAssignments(fromBranches, fromTown, organisation, secretaryOf, elder, today),
  ]

  const accounts = accountsOf(people)
  const withAccount = new Set(accounts.map(({ member_id }) => member_id))
  const helperOf = new Map(
    helpers.filter((link) => link.until_day === null).map((link) => [link.elder_id, link]),
  )
  const givenTo = audienceOf(materials, assignments, orgs)
  const studied = people.flatMap((person) => {
    const isDemo = person.part !== undefined && person.part.newcomer === undefined
    const learner = {
      person,
      hasAccount: isDemo || withAccount.has(person.id),
      helper: helperOf.get(person.id),
    }
    return studyOf(learner, givenTo(person), today)
  })
  const files = materials.flatMap(filesOf)

  return {
    people,
    files,
    tables: [
      { name: 'public.orgs', rows: orgs },
      { name: 'public.members', rows: people.map(memberRow) },
      { name: 'public.appointments', rows: appointmentsOf(people, today) },
      { name: 'public.directory_cards', rows: people.map(directoryCard) },
      { name: 'public.member_records', rows: people.map(memberRecord) },
      { name: 'public.category_assignments', rows: categories.flat() },
      { name: 'public.branch_transfers', rows: transfers },
      { name: 'public.elder_helpers', rows: helpers },
      { name: 'public.materials', rows: materials.map((material) => materialRow(material, today)) },
      { name: 'public.study_assignments', rows: assignments },
      { name: 'public.material_bodies', rows: materials.map(bodyRow) },
      { name: 'public.material_files', rows: files.map(({ row }) => row) },
      { name: 'public.study_progress', rows: studied.map(({ progress }) => progress) },
      { name: 'public.home_lessons', rows: studied.flatMap(({ lesson }) => lesson ?? []) },
      { name: 'private.accounts', rows: accounts },
    ],
  }
}

export function demoPerson(people: readonly Person[], who: string): Person {
  const found = people.find(({ part }) => part?.who === who)
  if (found === undefined) throw new Error(`nobody plays ${who}`)
  return found
}

function finderOfSecretaries(people: readonly Person[]): (branch: Org) => Person {
  const secretaries = new Map(
    people.filter(({ job }) => job === 'secretary').map((person) => [person.branch.id, person]),
  )
  return ({ id, name }) => {
    const found = secretaries.get(id)
    if (found === undefined) throw new Error(`${name} has no secretary`)
    return found
  }
}
