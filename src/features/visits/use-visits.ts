import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useAsked } from '@/db/use-asked'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { VisitTold } from '@/domain/dues-asks'
import { postsOf } from '@/domain/posts'
import { isOverseer, reachesOver, runsBranch } from '@/domain/reach'
import { isPressing, toDoFirst } from './visit-rules'

/** My own visits, what is still to be done first. */
export function useMyVisits() {
  const { db, me } = usePhone()
  return useLive(async () => (await db.visits.where({ memberId: me }).toArray()).sort(toDoFirst))
}

/** One visit that is on this phone: mine, or of the branch I run; and by whom. Null when there is none. */
export function useVisit(id: () => string) {
  const { db, me } = usePhone()
  return useLive(id, async (visitId) => {
    const visit = await db.visits.get(visitId)
    if (!visit) return null
    const card = await db.directoryCards.get(visit.memberId)
    return { visit, isMine: visit.memberId === me, name: card?.name ?? '一位党员' }
  })
}

/** What I have promised and must look after now, and how much is overdue in the branches I run. */
export function usePressing() {
  const { db, me, today } = usePhone()
  return useLive(
    () => today(),
    async (day) => {
      const open = (await db.visits.toArray()).filter((visit) => isPressing(visit, day))
      return {
        mine: open.filter(({ memberId }) => memberId === me).sort(toDoFirst),
        others: open.filter(
          ({ memberId, promiseBy }) => memberId !== me && (promiseBy ?? day) < day,
        ).length,
      }
    },
  ).value
}

const readers: ReadonlySet<string> = new Set(['town_staff', 'stationed_cadre'])

/** Where I look: the organisation in the address, else the first I look after; its visits from the phone, else asked for. */
export function useVisitsBelow() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const { value: at } = useLive(
    () => String(route.query['of'] ?? ''),
    async (of) => {
      const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
      const held = posts.filter(({ role }) => isOverseer(role))
      const orgs = await db.orgs.toArray()
      const org = orgs.find(({ id }) => id === of) ?? orgs.find(({ id }) => id === held[0]?.orgId)
      if (!org || held.length === 0) return null
      return {
        org,
        names: new Map<string, string>(orgs.map(({ id, name }) => [id, name])),
        runs: runsBranch(held, org.id),
        /** Town and stationed cadre read them one by one; an area is told how many. */
        reads: held.some(
          ({ role, orgId }) => readers.has(role) && reachesOver(orgId, org.id, orgs),
        ),
      }
    },
  )
  const { value: kept } = useLive(
    () => (at.value?.runs ? at.value.org.id : ''),
    async (branchId): Promise<readonly VisitTold[]> => {
      const visits = await db.visits.where({ branchId }).toArray()
      const cards = await db.directoryCards.bulkGet(visits.map(({ memberId }) => memberId))
      return visits
        .map((visit, nth) => ({ ...visit, name: cards[nth]?.name ?? '一位党员' }))
        .sort(toDoFirst)
    },
  )
  const asked = useAsked('visits_below', () =>
    at.value?.reads && !at.value.runs ? { orgId: at.value.org.id } : undefined,
  )
  const rows = computed(() => (at.value?.runs ? kept.value : asked.value.value))
  const trouble = computed(() => (at.value?.runs ? undefined : asked.trouble.value))
  const here = (path: string) => (at.value ? `${path}?of=${at.value.org.id}` : path)
  return { at, rows, trouble, look: asked.look, here }
}
