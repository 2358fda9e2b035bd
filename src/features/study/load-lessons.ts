import type { PhoneDb } from '@/db/phone-db'
import type { Day } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import { lessonsOf, readerOf, type Lesson } from './lessons'

/** The reader's shelf from the phone's own tables. Texts stay where they are: a list needs none of them. */
export async function loadLessons(db: PhoneDb, me: MemberId, today: Day): Promise<Lesson[]> {
  // One transaction: six of them cost an old phone more than what they read.
  const stores = [
    ...[db.materials, db.studyAssignments, db.studyProgress],
    ...[db.directoryCards, db.orgs, db.categoryAssignments],
  ]
  const [materials, assignments, progress, card, orgs, decisions] = await db.transaction(
    'r',
    stores,
    () =>
      Promise.all([
        db.materials.where('status').equals('published').toArray(),
        db.studyAssignments.toArray(),
        db.studyProgress.where('memberId').equals(me).toArray(),
        db.directoryCards.get(me),
        db.orgs.toArray(),
        db.categoryAssignments.where('memberId').equals(me).toArray(),
      ]),
  )
  const reader = readerOf({ me, today, branchId: card?.branchId, orgs, decisions })
  return lessonsOf({ materials, assignments, progress, reader, today })
}
