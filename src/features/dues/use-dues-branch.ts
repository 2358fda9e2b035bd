import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { PhoneDb } from '@/db/phone-db'
import { addMonths, asMonth, monthOf, monthPath, type Month } from '@/domain/month'
import type { Day } from '@/domain/day'
import { postsOf } from '@/domain/posts'
import { isBranch } from '@/domain/reach'
import type { Org } from '@/domain/synced'
import { periodOf } from './dues-rules'

/** A branch whose dues I read, and what I may do about them: the town looks, the committee writes, the secretary decides. */
export interface DuesBranch {
  branch: Org
  runs: boolean
  decides: boolean
}

export async function duesBranch(
  db: PhoneDb,
  me: string,
  today: Day,
  of: string | undefined,
): Promise<DuesBranch | null> {
  const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today)
  const mine = posts.filter(
    ({ role }) => role === 'branch_secretary' || role === 'branch_committee',
  )
  const isTown = posts.some(({ role }) => role === 'town_staff')
  const id = isTown && of ? of : (mine.find(({ orgId }) => orgId === of) ?? mine[0])?.orgId
  const branch = id === undefined ? undefined : await db.orgs.get(id)
  if (!branch || !isBranch(branch)) return null
  const here = mine.filter(({ orgId }) => orgId === branch.id)
  return {
    branch,
    runs: here.length > 0,
    decides: here.some(({ role }) => role === 'branch_secretary'),
  }
}

/** Which branch and which months the address asks for: this month, unless told. */
export function useDuesBranch() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const { value: at } = useLive(
    () => String(route.query['of'] ?? ''),
    (of) => duesBranch(db, me, today(), of),
  )
  const isQuarter = computed(() => route.query['span'] === 'quarter')
  const period = computed(() =>
    periodOf(asMonth(String(route.query['month'])) ?? monthOf(today()), isQuarter.value),
  )
  const here = (path: string, month: Month = period.value.fromMonth, quarter = isQuarter.value) =>
    `${path}?month=${monthPath(month)}${quarter ? '&span=quarter' : ''}` +
    (at.value ? `&of=${at.value.branch.id}` : '')
  const step = (by: number) => addMonths(period.value.fromMonth, by * period.value.months)
  return { at, isQuarter, period, here, step }
}
