import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { monthOf } from '@/domain/month'
import { postsOf } from '@/domain/posts'
import { bookFor, bookOf, newestBook } from '@/domain/point-rules'

/** The rules of the town I work for: what holds, what was published last, and the draft if one is being written. Null when I work for none. */
export function useTownRules() {
  const { db, me, today } = usePhone()
  return useLive(async () => {
    const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
    const post = posts.find(({ role }) => role === 'town_staff')
    if (!post) return null
    const sets = (await db.ruleSets.toArray()).filter(({ orgId }) => orgId === post.orgId)
    const draft = sets.find(({ status }) => status === 'draft')
    return {
      orgId: post.orgId,
      /** What a month is scored by now, and what was published last: they differ until its month comes. */
      holding: bookFor(sets, monthOf(today())),
      published: newestBook(sets),
      draft: draft && bookOf(draft),
    }
  })
}
