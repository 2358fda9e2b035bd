import { onScopeDispose, shallowRef, watch } from 'vue'
import { usePhone } from '@/db/use-phone'
import type { BranchAccount } from '@/domain/asks'
import type { Fault } from '@/domain/fault'
import { asId } from '@/domain/id'

/** Who has an account: asked of the town every time and kept nowhere, because it names login numbers. */
export function useAccounts(branchId: () => string, mayAsk: () => boolean) {
  const { ask } = usePhone()
  const accounts = shallowRef<ReadonlyMap<string, BranchAccount>>()
  const fault = shallowRef<Fault>()
  let asked = 0

  async function refresh() {
    const branch = branchId()
    if (branch === '' || !mayAsk()) return
    const mine = ++asked
    const answer = await ask('branch_accounts', { branchId: asId(branch) })
    if (mine !== asked) return
    fault.value = answer.ok ? undefined : answer.fault
    if (answer.ok)
      accounts.value = new Map(answer.value.map((account) => [account.memberId, account]))
  }
  const again = () => void refresh()

  watch([branchId, mayAsk], again, { immediate: true })
  window.addEventListener('online', again)
  onScopeDispose(() => {
    asked = -1
    window.removeEventListener('online', again)
  })
  return { accounts, fault, refresh }
}
