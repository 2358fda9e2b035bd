import type { PhoneDb } from '@/db/phone-db'
import { categoryOn } from '@/domain/category-steps'
import type { Day } from '@/domain/day'
import { groupBy } from '@/domain/group-by'
import { postsOf } from '@/domain/posts'
import type { Rows } from '@/domain/server-types'
import type { Appointment, Material, MaterialFile, Org } from '@/domain/synced'
import { standings, type Assignment, type Person, type Standing } from './audience'
import { branchesIKeepPaperFor, branchesIRun, orgsIWriteFor } from './my-branches'
import { pendingOf, type PendingFile } from './pending-files'

/** What I look after, and what that lets me do. */
export interface Desk {
  orgs: readonly Org[]
  posts: readonly Appointment[]
  writable: readonly Org[]
  /** The branches whose members I see one by one. */
  branches: ReadonlySet<string>
  paperBranches: ReadonlySet<string>
}

export interface Who {
  me: string
  today: Day
}

export async function loadDesk(db: PhoneDb, { me, today }: Who): Promise<Desk> {
  const [orgs, mine] = await Promise.all([
    db.orgs.toArray(),
    db.appointments.where({ memberId: me }).toArray(),
  ])
  const posts = postsOf(mine, me, today)
  return {
    orgs,
    posts,
    writable: orgsIWriteFor(posts, orgs),
    branches: branchesIRun(posts),
    paperBranches: branchesIKeepPaperFor(posts),
  }
}

/** Everyone of these branches, with the category they are in today. */
export async function loadPeople(
  db: PhoneDb,
  branches: ReadonlySet<string>,
  today: Day,
): Promise<Person[]> {
  const ids = [...branches]
  const [cards, decisions] = await Promise.all([
    db.directoryCards.where('branchId').anyOf(ids).toArray(),
    db.categoryAssignments.where('branchId').anyOf(ids).toArray(),
  ])
  const byMember = groupBy(decisions, ({ memberId }) => memberId)
  return cards.map(({ id, branchId, name, pinyin }) => ({
    ...{ id, branchId, name, pinyin },
    category: categoryOn(byMember.get(id) ?? [], today),
  }))
}

/** One text with everything the secretary's pages say about it. */
export interface MaterialView {
  desk: Desk
  material: Material
  text: Rows['materialBodies'] | undefined
  files: readonly MaterialFile[]
  pending: readonly PendingFile[]
  assignments: readonly Assignment[]
  people: readonly Person[]
  standings: readonly Standing[]
  mayWrite: boolean
}

export async function loadMaterial(
  db: PhoneDb,
  who: Who,
  id: string,
): Promise<MaterialView | null> {
  const material = await db.materials.get(id)
  if (!material) return null
  const desk = await loadDesk(db, who)
  const [text, files, pending, assignments, people, progress] = await Promise.all([
    db.materialBodies.get(id),
    db.materialFiles.where({ materialId: id }).toArray(),
    pendingOf(db, id),
    db.studyAssignments.where({ materialId: id }).toArray(),
    loadPeople(db, desk.branches, who.today),
    db.studyProgress.where({ materialId: id }).toArray(),
  ])
  return {
    ...{ desk, material, text, files, pending, assignments, people },
    standings: standings(people, assignments, progress, desk.orgs),
    mayWrite: desk.writable.some((org) => org.id === material.orgId),
  }
}
