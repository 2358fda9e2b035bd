import { ref } from 'vue'
import { useAct } from '@/db/use-act'
import type { Mutation } from '@/db/mutation'
import { usePhone } from '@/db/use-phone'
import { useTold } from '@/db/use-told'
import { sayRefusal } from '@/domain/refusal-words'
import type { CommandArgs } from '@/domain/server-types'

type DuesCommand =
  | 'set_dues_basis'
  | 'record_dues'
  | 'record_dues_payment'
  | 'reverse_dues_payment'
  | 'remind_of_dues'

/** Money in a book is written when the town has said so, and not before. `keyed` names the ids that are new each time. */
export function useWordOfTown<Name extends DuesCommand>(
  mutation: Mutation<Name, never>,
  keyed: keyof CommandArgs[Name] & string,
  done: () => void,
) {
  const { sync } = usePhone()
  const { busy, act } = useAct()
  const refused = ref<string>()
  const { waiting, follow } = useTold(mutation.name, keyed, (fate) => {
    if (fate.kind === 'refused') refused.value = sayRefusal(fate.code)
    else done()
  })

  async function send(args: CommandArgs[Name]) {
    refused.value = undefined
    if (!(await act(mutation, args))) return
    follow(String(args[keyed]))
    sync.now()
  }
  return { busy, waiting, refused, send }
}
