import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useAsked } from '@/db/use-asked'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { AttendanceTotals } from '@/domain/asks'
import { missingIn, quarterOf, type Missing } from '@/domain/meeting-rules'
import { asMonth } from '@/domain/month'
import { byName } from '@/domain/pinyin'
import { postsOf } from '@/domain/posts'
import { branchesReached, isOverseer } from '@/domain/reach'

export interface BranchTotals {
  id: string
  name: string
  missing: readonly Missing[]
  /** How many were expected and came; undefined until the town has said it, or where too few came to be counted. */
  counted: AttendanceTotals | undefined
}

/** How each branch below stands in the quarter the address names, or in this one: what is missing from this phone, who came from the town. */
export function useTotals() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const quarter = computed(() => {
    const asked = asMonth(String(route.query['quarter']))
    return quarterOf(asked && asked <= today() ? asked : today())
  })
  const { value: known, fault } = useLive(
    () => quarter.value.from,
    async (from) => {
      const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
      const branches = branchesReached(posts, await db.orgs.toArray())
      const meetings = await db.meetings
        .where('orgId')
        .anyOf(branches.map(({ id }) => id))
        .toArray()
      return {
        top: posts.find(({ role }) => isOverseer(role))?.orgId,
        rows: branches
          .map((branch) => ({
            ...{ id: branch.id, name: branch.name },
            missing: missingIn(
              meetings.filter(({ orgId }) => orgId === branch.id),
              from,
              today(),
            ),
          }))
          .sort((one, other) => other.missing.length - one.missing.length || byName(one, other)),
      }
    },
  )
  const { value, trouble, look } = useAsked(
    'attendance_totals',
    () =>
      known.value?.top && {
        orgId: known.value.top,
        ...{ firstDay: quarter.value.from, lastDay: quarter.value.until },
      },
    '要有网才能看到会的人数，请连上网再试。',
  )
  const rows = computed(() =>
    known.value?.rows.map((row): BranchTotals => ({
      ...row,
      counted: value.value?.find(({ branchId }) => branchId === row.id),
    })),
  )
  return { quarter, rows, fault, value, trouble, look }
}
