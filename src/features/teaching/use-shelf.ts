import type { PhoneDb } from '@/db/phone-db'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { groupBy } from '@/domain/group-by'
import type { Material } from '@/domain/synced'
import { countOf, standings, type Count } from './audience'
import { loadDesk, loadPeople, type Desk, type Who } from './load'
import { draftedId, isBlank, type MaterialDraft } from './material-draft'

export interface ShelfRow {
  id: string
  material: Material
  mayWrite: boolean
  /** Only where I may see people one by one. */
  count: Count | null
}

/** Something begun on this phone and not yet saved. */
export interface Unsaved {
  id: string
  title: string
  isNew: boolean
}

export interface Shelf {
  desk: Desk
  rows: readonly ShelfRow[]
  unsaved: readonly Unsaved[]
}

export function useShelf() {
  const { db, me, today } = usePhone()
  return useLive(() => loadShelf(db, { me, today: today() }))
}

async function loadShelf(db: PhoneDb, who: Who): Promise<Shelf> {
  const desk = await loadDesk(db, who)
  const [materials, assignments, people, progress] = await Promise.all([
    db.materials.toArray(),
    db.studyAssignments.toArray(),
    loadPeople(db, desk.branches, who.today),
    db.studyProgress
      .where('branchId')
      .anyOf([...desk.branches])
      .toArray(),
  ])
  const writable = new Set<string>(desk.writable.map(({ id }) => id))
  const givenOut = groupBy(assignments, ({ materialId }) => materialId)
  const studied = groupBy(progress, ({ materialId }) => materialId)
  const rows = materials.map((material): ShelfRow => {
    const { id, orgId } = material
    const all = standings(people, givenOut.get(id) ?? [], studied.get(id) ?? [], desk.orgs)
    return {
      id,
      material,
      mayWrite: writable.has(orgId),
      count: desk.branches.size > 0 ? countOf(all) : null,
    }
  })
  rows.sort((one, other) => other.material.editedAt - one.material.editedAt)
  return { desk, rows, unsaved: await loadUnsaved(db, materials) }
}

async function loadUnsaved(db: PhoneDb, materials: readonly Material[]): Promise<Unsaved[]> {
  const drafts = await db.drafts.where('key').startsWith('material:').reverse().sortBy('savedAt')
  return drafts.flatMap(({ key, value }) => {
    const id = draftedId(key)
    const draft = value as MaterialDraft
    if (id === undefined || isBlank(draft)) return []
    return [
      {
        id,
        title: draft.title.trim() || '还没有标题',
        isNew: !materials.some((one) => one.id === id),
      },
    ]
  })
}
