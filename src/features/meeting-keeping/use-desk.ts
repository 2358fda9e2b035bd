import { inTime } from '@/domain/shift-rules'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { addDays } from '@/domain/day'
import { branchesReached, isBranch, runsBranch, writesFor } from '@/domain/reach'
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
      const since = addDays(today(), -shownDays)
      return {
        org,
        isBranch: isBranch(org),
        /** The committee, whose phones hold the attendance. */
        runs: runsBranch(posts, org.id),
        /** Whoever may call to meetings of it. */
        mayWrite: writesFor(posts, org.id, orgs),
        meetings: (await db.meetings.where({ orgId: org.id }).toArray())
          .filter(({ onDay }) => onDay >= since)
          .sort(inTime),
      }
    },
  )
  const here = (path: string) => (desk.value ? `${path}?of=${desk.value.org.id}` : path)
  return { desk: computed(() => desk.value), fault, here }
}
