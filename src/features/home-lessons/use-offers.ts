import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { offersFor } from './lesson-rules'

/** What can be read with this elder: what I may read myself, because only that is on my phone. */
export function useOffers(elderId: () => string) {
  const { db, today } = usePhone()
  return useLive(elderId, async (elder) =>
    offersFor(
      await db.materials.where({ status: 'published' }).toArray(),
      await db.studyAssignments.toArray(),
      await db.homeLessons.where({ elderId: elder }).toArray(),
      today(),
    ),
  ).value
}
