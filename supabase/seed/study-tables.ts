import type { Account } from './accounts.ts'
import { audienceOf } from './audience.ts'
import type { ElderHelper } from './care.ts'
import type { Piece } from './library.ts'
import { bodyRow, filesOf, materialRow, type StoredFile } from './material-rows.ts'
import { studyOf, type Given, type Studied } from './progress.ts'
import type { Person } from './people.ts'
import type { Table } from './rows.ts'
import { clerkOf, demoPerson, finderOfSecretaries, type Scene } from './scene.ts'
import {
  branchAssignments,
  branchMaterials,
  townAssignments,
  townMaterials,
  type Material,
  type StudyAssignment,
} from './study.ts'

export interface Library {
  pieces: readonly Piece[]
  notices: readonly Piece[]
}

/** Everything there is to study, to whom it was given, and how far each has come. */
export function studyIn(
  scene: Scene,
  library: Library,
  helpers: readonly ElderHelper[],
  accounts: readonly Account[],
): { tables: Table[]; files: StoredFile[] } {
  const { materials, assignments } = givenIn(scene, library)
  const files = materials.flatMap(filesOf)
  const givenTo = audienceOf(materials, assignments, scene.orgs)
  const studied = studiedBy(scene, givenTo, helpers, accounts)
  const tables = [
    { name: 'public.materials', rows: materials.map((one) => materialRow(one, scene.today)) },
    { name: 'public.study_assignments', rows: assignments },
    { name: 'public.material_bodies', rows: materials.map(bodyRow) },
    { name: 'public.material_files', rows: files.map(({ row }) => row) },
    { name: 'public.study_progress', rows: studied.map(({ progress }) => progress) },
    { name: 'public.home_lessons', rows: studied.flatMap(({ lesson }) => lesson ?? []) },
  ]
  return { tables, files }
}

function givenIn(
  scene: Scene,
  { pieces, notices }: Library,
): { materials: Material[]; assignments: StudyAssignment[] } {
  const { organisation, people, today } = scene
  const secretaryOf = finderOfSecretaries(scene)
  const town = townMaterials(pieces, organisation.town, clerkOf(scene), today)
  const own = branchMaterials(notices, organisation.villages, secretaryOf, today)
  const elder = demoPerson(people, '年老党员')
  return {
    materials: [...town, ...own],
    assignments: [
      ...townAssignments(town, today),
      ...branchAssignments(own, town, organisation, secretaryOf, elder, today),
    ],
  }
}

function studiedBy(
  { people, today }: Scene,
  givenTo: (person: Person) => Given[],
  helpers: readonly ElderHelper[],
  accounts: readonly Account[],
): Studied[] {
  const active = new Set(accounts.map(({ member_id }) => member_id))
  const current = helpers.filter(({ until_day }) => until_day === null)
  const helperOf = new Map(current.map((link) => [link.elder_id, link]))
  return people.flatMap((person) => {
    const signsIn = person.part !== undefined && person.part.newcomer === undefined
    const hasAccount = signsIn || active.has(person.id)
    return studyOf({ person, hasAccount, helper: helperOf.get(person.id) }, givenTo(person), today)
  })
}
