import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { postsOf } from '@/domain/posts'

/** The posts I hold today, from the phone's copy. */
export function useMyPosts() {
  const { db, me, today } = usePhone()
  return useLive(async () =>
    postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today()),
  ).value
}
