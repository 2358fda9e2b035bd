import { ref } from 'vue'
import { useAct } from '@/db/use-act'
import type { Mutation } from '@/db/mutation'
import { usePhone } from '@/db/use-phone'
import { useTold } from '@/db/use-told'
import { sayRefusal } from '@/domain/refusal-words'
import type { CommandArgs } from '@/domain/server-types'
import type { CommandName } from '@/domain/synced'

/** The commands at the counter that are about one order. */
type OrderCommand = Extract<
  CommandName,
  'collect_order' | 'return_order' | 'release_order' | 'serve_member'
>

/** At the counter an act is done when the town has said so, and not before: nothing is handed over on a hope. */
export function useWordOfTown<Name extends OrderCommand>(
  mutation: Mutation<Name, never>,
  done: (orderId: string) => void,
) {
  const { db, sync } = usePhone()
  const { busy, act } = useAct()
  const refused = ref<string>()
  let asked = ''
  const { waiting, follow } = useTold(mutation.name, 'orderId', (fate) => {
    if (fate.kind === 'refused') refused.value = sayRefusal(fate.code)
    else done(asked)
  })

  async function send(args: CommandArgs[Name]) {
    refused.value = undefined
    asked = args.orderId
    // An earlier refusal of the same thing would pass for the answer to this one.
    await db.notices
      .filter(
        ({ act: said }) =>
          said?.name === mutation.name && 'orderId' in said.args && said.args.orderId === asked,
      )
      .modify({ act: null })
    if (!(await act(mutation, args))) return
    follow(asked)
    sync.now()
  }
  return { busy, waiting, refused, send }
}
