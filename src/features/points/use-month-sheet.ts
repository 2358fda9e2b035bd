import { shallowRef, watch } from 'vue'
import { usePhone } from '@/db/use-phone'
import type { MonthSheet } from '@/domain/asks'
import type { Fault } from '@/domain/fault'
import type { Month } from '@/domain/month'

/** A branch's month as its overseers read it: asked of the town each time, kept nowhere. */
export function useMonthSheet(branchId: () => string, month: () => Month) {
  const { ask } = usePhone()
  const sheet = shallowRef<MonthSheet>()
  const fault = shallowRef<Fault>()
  let asked = 0

  async function look() {
    const mine = (asked += 1)
    sheet.value = undefined
    fault.value = undefined
    const answer = await ask('month_sheet', { branchId: branchId(), month: month() })
    // Another branch or month was asked for meanwhile.
    if (mine !== asked) return
    if (answer.ok) sheet.value = answer.value
    else fault.value = answer.fault
  }
  watch([branchId, month], () => void look(), { immediate: true })
  return { sheet, fault, look }
}
