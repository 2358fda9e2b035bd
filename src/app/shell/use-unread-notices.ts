import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'

/** What has not been looked at yet; few rows, and every part of the frame that tells of them reads these. */
export function useUnreadNotices() {
  const { db } = usePhone()
  return useLive(() => db.notices.filter(({ read }) => !read).toArray()).value
}
