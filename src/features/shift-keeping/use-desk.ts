import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { addDays } from '@/domain/day'
import { byName } from '@/domain/pinyin'
import { postsOf } from '@/domain/posts'
import { branchesReached, writesFor } from '@/domain/reach'
import { inTime } from '@/domain/shift-rules'

/** How long ago a shift may have been to stand on the desk. */
const shownDays = 186

/** The branch that the address names, or the only one I look after, with its shifts. Null: none is chosen. */
export function useDesk() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const { value: desk, fault } = useLive(
    () => route.query['of'],
    async (asked) => {
      const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
      const orgs = await db.orgs.toArray()
      const reached = branchesReached(posts, orgs)
      const org =
        reached.find(({ id }) => id === asked) ?? (reached.length === 1 ? reached[0] : undefined)
      if (!org) return null
      const since = addDays(today(), -shownDays)
      const [shifts, signups, cards] = await Promise.all([
        db.shifts.where({ orgId: org.id }).toArray(),
        db.shiftSignups.toArray(),
        db.directoryCards.where({ branchId: org.id }).toArray(),
      ])
      return {
        org,
        mayWrite: writesFor(posts, org.id, orgs),
        shifts: shifts.filter(({ onDay }) => onDay >= since).sort(inTime),
        signups: signups.filter(({ branchId }) => branchId === org.id),
        people: cards.sort(byName),
      }
    },
  )
  const here = (path: string) => (desk.value ? `${path}?of=${desk.value.org.id}` : path)
  return { desk, fault, here }
}
