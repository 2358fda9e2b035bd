import { useWordOfTown as useWord } from '@/db/use-word-of-town'
import type { Mutation } from '@/db/mutation'
import type { CommandName } from '@/domain/synced'

/** The commands at the counter that are about one order. */
type OrderCommand = Extract<
  CommandName,
  'collect_order' | 'return_order' | 'release_order' | 'serve_member'
>

/** At the counter an act is done when the town has said so, and not before: nothing is handed over on a hope. */
export const useWordOfTown = <Name extends OrderCommand>(
  mutation: Mutation<Name, never>,
  done: (orderId: string) => void,
) => useWord(mutation, 'orderId', done)
