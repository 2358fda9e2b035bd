import { ref } from 'vue'
import type { CommandArgs } from '@/domain/server-types'
import type { CommandName, SyncedTable } from '@/domain/synced'
import type { Mutation } from './mutation'
import { reportTrouble } from './trouble'
import { usePhone } from './use-phone'

/** One act at a time on one screen; true when it is written down. The app draws what the phone could not keep. */
export function useAct() {
  const { mutate } = usePhone()
  const busy = ref(false)

  async function act<Name extends CommandName, Table extends SyncedTable>(
    mutation: Mutation<Name, Table>,
    args: CommandArgs[Name],
  ): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      await mutate(mutation, args)
      return true
    } catch (error) {
      reportTrouble(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, act }
}
