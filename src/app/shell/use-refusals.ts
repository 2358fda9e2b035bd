import { watch } from 'vue'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { sayKept } from '@/ui/say'

/** An act that the town has just refused is said at once; the notice itself stays unread until it is looked at. */
export function useRefusals() {
  const { db } = usePhone()
  const refused = useLive(() =>
    db.notices.filter(({ kind, read }) => kind === 'refused' && !read).toArray(),
  ).value
  let toldTo: number | undefined
  watch(refused, (now) => {
    if (!now) return
    const newest = Math.max(0, ...now.map(({ id }) => id))
    const fresh = toldTo === undefined ? [] : now.filter(({ id }) => id > (toldTo ?? 0))
    toldTo = Math.max(toldTo ?? 0, newest)
    for (const { say } of fresh) sayKept(say)
  })
}
