import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { byName } from '@/domain/pinyin'
import { postsOf } from '@/domain/posts'

/** The posts of the town I work for. Null when I work for none. */
export function useTownPosts() {
  const { db, me, today } = usePhone()
  return useLive(async () => {
    const held = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
    const orgId = held.find(({ role }) => role === 'town_staff')?.orgId
    if (orgId === undefined) return null
    const posts = (await db.dutyPosts.toArray()).filter((post) => post.orgId === orgId)
    return { orgId, posts: posts.sort(byName) }
  })
}
