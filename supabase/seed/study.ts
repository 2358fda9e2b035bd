import { addDays, type Day } from '../../src/domain/day.ts'
import { momentOn, type Category } from './categories.ts'
import type { Piece } from './library.ts'
import type { Org, Organisation } from './organisation.ts'
import type { Person } from './people.ts'
import { idOf } from './random.ts'
import { branchTask, elderTask, townTasks } from './tasks.ts'

/** A piece as one organisation gives it out. */
export interface Material {
  id: string
  org: Org
  author: Person
  piece: Piece
  publishedOn: Day | null
}

export interface StudyAssignment {
  id: string
  material_id: string
  org_id: string
  category: Category | null
  member_id: string | null
  branch_id: string | null
  due_on: Day | null
  assigned_by: string
  assigned_at: string
}

const daysBetweenPieces = 6
const noticeDays = 4
/** A task is given out three weeks ahead. */
const leadDays = 21

/** The town's pieces, one every few days over the last months. */
export function townMaterials(
  pieces: readonly Piece[],
  town: Org,
  author: Person,
  today: Day,
): Material[] {
  const first = addDays(today, -daysBetweenPieces * (pieces.length + 1))
  return pieces.map((piece, nth) => ({
    id: idOf('material', piece.slug),
    org: town,
    author,
    piece,
    publishedOn: addDays(first, nth * daysBetweenPieces),
  }))
}

/** Every village has one piece of its own; the first has them all, the last of them still being written. */
export function branchMaterials(
  notices: readonly Piece[],
  villages: readonly Org[],
  secretaryOf: (branch: Org) => Person,
  today: Day,
): Material[] {
  return villages.flatMap((org, place) => {
    const mine =
      place === 0
        ? notices
        : notices
            .slice(0, -1)
            .slice((place - 1) % (notices.length - 1))
            .slice(0, 1)
    return mine.map((piece) => ({
      id: idOf('material', org.name, piece.slug),
      org,
      author: secretaryOf(org),
      piece,
      publishedOn: piece === notices.at(-1) ? null : addDays(today, -noticeDays - (place % 9)),
    }))
  })
}

interface Audience {
  org: Org
  by: Person
  from: Day
  category?: Category | null
  member?: Person
  dueOn?: Day
}

export function assign(
  material: Material,
  { org, by, from, category, member, dueOn }: Audience,
): StudyAssignment {
  return {
    id: idOf('assignment', material.id, org.id, category ?? '', member?.id ?? ''),
    material_id: material.id,
    org_id: org.id,
    category: category ?? null,
    member_id: member?.id ?? null,
    branch_id: member?.branch.id ?? null,
    due_on: dueOn ?? null,
    assigned_by: by.id,
    assigned_at: momentOn(from, 11),
  }
}

/** To the whole town or to the categories a piece names; with a day where the town asks for it. */
export function townAssignments(materials: readonly Material[], today: Day): StudyAssignment[] {
  return materials.flatMap((material) => {
    const { org, author: by, piece, publishedOn } = material
    if (publishedOn === null) return []
    const tasks = townTasks.filter(({ slug }) => slug === piece.slug)
    const asked = new Set(tasks.map(({ category }) => category))
    const open = (piece.categories.length === 0 ? [null] : piece.categories).filter(
      (one) => !asked.has(one),
    )
    return [
      ...tasks.map(({ category, dueIn }) =>
        assign(material, {
          org,
          by,
          category,
          from: given(dueIn, publishedOn, today),
          dueOn: addDays(today, dueIn),
        }),
      ),
      ...open.map((category) => assign(material, { org, by, category, from: publishedOn })),
    ]
  })
}

/** What secretaries give out: their own pieces, one of the town's as a task, and one for a single elder. */
export function branchAssignments(
  own: readonly Material[],
  town: readonly Material[],
  { villages }: Organisation,
  secretaryOf: (branch: Org) => Person,
  elder: Person,
  today: Day,
): StudyAssignment[] {
  const lent = town.find(({ piece }) => piece.slug === branchTask.slug)
  const forElder = town.find(({ piece }) => piece.slug === elderTask.slug)
  if (lent?.publishedOn == null || forElder?.publishedOn == null)
    throw new Error('a piece given by branches is missing')
  const task = (org: Org, dueIn: number, publishedOn: Day) => ({
    org,
    by: secretaryOf(org),
    from: given(dueIn, publishedOn, today),
    dueOn: addDays(today, dueIn),
  })
  return [
    ...own.flatMap((material) => ownAssignments(material)),
    ...villages
      .filter((_, place) => place % 2 === 1)
      .map((org) => assign(lent, task(org, branchTask.dueIn, lent.publishedOn ?? today))),
    assign(forElder, {
      ...task(elder.branch, elderTask.dueIn, forElder.publishedOn),
      member: elder,
    }),
  ]
}

function ownAssignments(material: Material): StudyAssignment[] {
  const { org, author: by, publishedOn, piece } = material
  if (publishedOn === null) return []
  const categories = piece.categories.length === 0 ? [null] : piece.categories
  return categories.map((category) => assign(material, { org, by, category, from: publishedOn }))
}

function given(dueIn: number, publishedOn: Day, today: Day): Day {
  const ahead = addDays(today, Math.min(dueIn - leadDays, 0))
  return ahead > publishedOn ? ahead : publishedOn
}
