import { ref } from 'vue'
import { sayRefusal } from '@/domain/refusal-words'
import type { CommandArgs } from '@/domain/server-types'
import type { CommandName, SyncedTable } from '@/domain/synced'
import type { Mutation } from './mutation'
import { useAct } from './use-act'
import { usePhone } from './use-phone'
import { useTold } from './use-told'

/**
 * For an act that is done when the town has said so, and not before: what it is about is not on this phone. `keyed` is
 * the argument that tells one from another.
 */
export function useWordOfTown<Name extends CommandName, Table extends SyncedTable>(
  mutation: Mutation<Name, Table>,
  keyed: keyof CommandArgs[Name] & string,
  done: (key: string) => void,
) {
  const { db, sync } = usePhone()
  const { busy, act } = useAct()
  const refused = ref<string>()
  let asked = ''
  const { waiting, follow } = useTold(mutation.name, keyed, (fate) => {
    if (fate.kind === 'refused') refused.value = sayRefusal(fate.code)
    else done(asked)
  })
  const keyOf = (args: object) => String((args as Record<string, unknown>)[keyed])

  async function send(args: CommandArgs[Name]) {
    refused.value = undefined
    asked = keyOf(args)
    // An earlier refusal of the same thing would pass for the answer to this one.
    await db.notices
      .filter(({ act: said }) => said?.name === mutation.name && keyOf(said.args) === asked)
      .modify({ act: null })
    if (!(await act(mutation, args))) return
    follow(asked)
    sync.now()
  }
  return { busy, waiting, refused, send }
}
