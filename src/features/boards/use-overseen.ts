import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { addMonths, asMonth, monthOf, monthPath, type Month } from '@/domain/month'
import { postsOf } from '@/domain/posts'
import { branchesReached, isBranch, isOverseer, runsBranch } from '@/domain/reach'
import type { Org } from '@/domain/synced'

/** Where and for which month I look: the organisation the address names among mine, else my first; last month unless told. */
export function useOverseen() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const last = computed(() => addMonths(monthOf(today()), -1))
  const month = computed(() => {
    const asked = asMonth(String(route.query['month']))
    return asked !== undefined && asked <= last.value ? asked : last.value
  })
  const { value: reach } = useLive(
    () => String(route.query['of']),
    async (of) => {
      const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
      const orgs = await db.orgs.toArray()
      const branches = branchesReached(posts, orgs)
      const held = posts.filter(({ role }) => isOverseer(role))
      const tops = orgs.filter(({ id }) => held.some(({ orgId }) => orgId === id))
      const runs = (org: Org) =>
        runsBranch(posts, org.id) || posts.some(({ role }) => role === 'town_staff')
      const asked = [...tops, ...branches].find(({ id }) => id === of)
      const org = asked ?? tops.find(runs) ?? tops[0]
      const branch =
        asked && isBranch(asked) ? asked : (branches.find(({ id }) => id === org?.id) ?? null)
      return {
        ...{ org: org ?? null, branch, branches, orgs },
        isTown: posts.some(({ role }) => role === 'town_staff'),
        /** Whether I keep the books there, or only look. */
        runs: org !== undefined && runs(org),
      }
    },
  )
  const here = (path: string, of: Month = month.value) =>
    `${path}?month=${monthPath(of)}${reach.value?.org ? `&of=${reach.value.org.id}` : ''}`
  return { month, last, reach, here }
}
