import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'

export function useUnreadNotices() {
  const { db } = usePhone()
  return useLive(() => db.notices.filter(({ read }) => !read).count()).value
}
