import { computed } from 'vue'
import { useAsked } from '@/db/use-asked'
import type { Month } from '@/domain/month'
import type { Org } from '@/domain/synced'
import { asConfirmed, isConfirmed } from './confirmed'
import type { Sheet } from './use-sheet'

/**
 * A branch's rows with the sums that were confirmed and corrected: asked online, since no phone keeps another's result.
 * Until they are there, or while the month is open, as the phone counts them.
 */
export function useConfirmedSheet(
  sheet: () => Sheet | undefined,
  branch: () => Org | null | undefined,
  month: () => Month,
) {
  const { value: told, trouble } = useAsked('month_sheet', () => {
    const branchId = branch()?.id
    return isConfirmed(sheet()?.state) && branchId !== undefined
      ? { branchId, month: month() }
      : undefined
  })
  const rows = computed(() => {
    const results = new Map(told.value?.rows.map((row) => [row.memberId, row]))
    return sheet()?.rows.map((row) => ({
      ...row,
      score: asConfirmed(row.score, results.get(row.id)),
    }))
  })
  return {
    rows,
    trouble,
    isAsking: computed(() => isConfirmed(sheet()?.state) && !told.value && !trouble.value),
  }
}
