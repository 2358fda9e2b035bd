import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { addDays } from '@/domain/day'
import { isBranch, reachesOver, branchesReached } from '@/domain/reach'
import { postsOf } from '@/domain/posts'
import type { Org } from '@/domain/synced'

/** How long ago a meeting may have been to stand on the desk. */
const shownDays = 186

/** Whose meetings these are, and what I may do with them. Undefined: still looking; null: nobody I look after. */
export function useDesk() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const { value: desk, fault } = useLive(
    () => route.query['of'],
    async (asked) => {
      const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
      const orgs = await db.orgs.toArray()
      const branches = branchesReached(posts, orgs)
      const towns = orgs.filter(({ id }) =>
        posts.some((post) => post.role === 'town_staff' && post.orgId === id),
      )
      const reached: readonly Org[] = [...branches, ...towns]
      const org =
        reached.find(({ id }) => id === asked) ?? (branches.length === 1 ? branches[0] : undefined)
      if (!org) return null
      const has = (...roles: string[]) =>
        posts.some((post) => roles.includes(post.role) && reachesOver(post.orgId, org.id, orgs))
      const since = addDays(today(), -shownDays)
      return {
        org,
        isBranch: isBranch(org),
        /** The committee, whose phones hold the attendance. */
        runs: posts.some(
          (post) =>
            (post.role === 'branch_secretary' || post.role === 'branch_committee') &&
            post.orgId === org.id,
        ),
        /** Whoever may call to meetings of it. */
        mayWrite:
          has('town_staff') ||
          posts.some(
            (post) =>
              (post.role === 'branch_secretary' || post.role === 'branch_committee') &&
              post.orgId === org.id,
          ),
        several: reached.length > 1,
        meetings: (await db.meetings.where({ orgId: org.id }).toArray())
          .filter(({ onDay }) => onDay >= since)
          .sort((one, other) =>
            one.onDay === other.onDay
              ? one.fromMinute - other.fromMinute
              : one.onDay < other.onDay
                ? -1
                : 1,
          ),
      }
    },
  )
  const here = (path: string) => (desk.value ? `${path}?of=${desk.value.org.id}` : path)
  return { desk: computed(() => desk.value), fault, here }
}
