import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useAsked } from '@/db/use-asked'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { useReachedBranch } from '@/db/use-reached-branch'
import { addMonths, monthPath, type Month } from '@/domain/month'
import { postsOf } from '@/domain/posts'
import { runsBranch } from '@/domain/reach'
import { asQuarter, currentQuarter, lastQuarter } from './comparison-rules'

/** A branch's quarter by name, read of the town each time: the last that is over, unless the address names another. */
export function useBranchComparison() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const { value: reached } = useReachedBranch(() => route.query['of'])
  const branchId = computed(() => reached.value?.branch.id)
  const quarter = computed(() => {
    const asked = asQuarter(String(route.query['quarter']))
    return asked !== undefined && asked <= currentQuarter(today()) ? asked : lastQuarter(today())
  })
  /** The committee puts it up; the town reads it all, and may take it down. */
  const { value: runs } = useLive(
    () => branchId.value,
    async (branch) => {
      const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
      return branch !== undefined && runsBranch(posts, branch)
    },
  )
  const {
    value: told,
    trouble,
    look,
  } = useAsked('branch_comparison', () =>
    reached.value?.mayWrite
      ? { branchId: reached.value.branch.id, quarter: quarter.value }
      : undefined,
  )
  const quarters = computed(() =>
    [0, 1, 2, 3, 4].map((ago) => addMonths(currentQuarter(today()), -3 * ago)),
  )
  const here = (path: string, of: Month = quarter.value) =>
    `${path}?quarter=${monthPath(of)}${branchId.value === undefined ? '' : `&of=${branchId.value}`}`
  return { reached, runs, quarter, quarters, told, trouble, look, here }
}
