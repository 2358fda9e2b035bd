import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'

export interface MyCard {
  name: string
  branch: string
}

/** My name and my branch, from the phone's copy; null before the first sync has brought them. */
export function useMyCard() {
  const { db, me } = usePhone()
  return useLive(() =>
    db.transaction('r', db.directoryCards, db.orgs, async (): Promise<MyCard | null> => {
      const card = await db.directoryCards.get(me)
      if (!card) return null
      return { name: card.name, branch: (await db.orgs.get(card.branchId))?.name ?? '' }
    }),
  ).value
}
