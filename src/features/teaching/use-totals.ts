import { computed, shallowRef, watch } from 'vue'
import type { BranchTotals } from '@/domain/asks'
import { usePhone } from '@/db/use-phone'
import type { Fault } from '@/domain/fault'
import { isOverseer } from '@/domain/reach'
import { useDesk } from './use-material'

export type Asked =
  | { kind: 'asking' }
  | { kind: 'here'; rows: readonly NamedTotals[] }
  | { kind: 'failed'; fault: Fault }

export interface NamedTotals extends BranchTotals {
  id: string
  name: string
}

/** Totals by branch, asked for online each time and not kept. */
export function useTotals() {
  const { ask } = usePhone()
  const { value: desk } = useDesk()
  const asked = shallowRef<Asked>({ kind: 'asking' })
  const tops = computed(() => [
    ...new Set(desk.value?.posts.filter(({ role }) => isOverseer(role)).map(({ orgId }) => orgId)),
  ])

  async function askAll() {
    asked.value = { kind: 'asking' }
    const answers = await Promise.all(tops.value.map((orgId) => ask('study_totals', { orgId })))
    const rows = new Map<string, NamedTotals>()
    for (const answer of answers) {
      if (!answer.ok) {
        asked.value = { kind: 'failed', fault: answer.fault }
        return
      }
      for (const row of answer.value) rows.set(row.branchId, named(row))
    }
    asked.value = { kind: 'here', rows: [...rows.values()] }
  }
  const named = (row: BranchTotals): NamedTotals => ({
    ...row,
    id: row.branchId,
    name: desk.value?.orgs.find(({ id }) => id === row.branchId)?.name ?? '支部',
  })
  watch(
    () => tops.value.join(),
    () => {
      if (desk.value) void askAll()
    },
    { immediate: true },
  )
  return { asked, askAll }
}
