import type { Day, Moment } from '@/domain/day'
import type { CommandArgs, Rows } from '@/domain/server-types'
import type { CommandName, SyncedTable } from '@/domain/synced'
import type { MemberId } from '@/domain/id'

/** Who acts and when; the same on the first run and whenever the act is laid on again. */
export interface By {
  me: MemberId
  today: Day
  now: Moment
}

/** The rows an act may change, as it sees them: the phone's tables with its own writes on top. */
export interface Tx<Table extends SyncedTable> {
  get<T extends Table>(table: T, id: string): Promise<Rows[T] | undefined>
  where<T extends Table>(table: T, match: Partial<Rows[T]>): Promise<Rows[T][]>
  put<T extends Table>(table: T, row: Rows[T]): void
  delete(table: Table, id: string): void
}

export interface Mutation<Name extends CommandName, Table extends SyncedTable> {
  readonly name: Name
  readonly touches: readonly Table[]
  // A method, so that a list can hold mutations of different arguments.
  apply(tx: Tx<Table>, args: CommandArgs[Name], by: By): void | Promise<void>
  /** Whether this act says all that an earlier, unsent one of the same name said. */
  replaces?(earlier: CommandArgs[Name], later: CommandArgs[Name]): boolean
}

export type AnyMutation = Mutation<CommandName, SyncedTable>

/**
 * What an act looks like on this phone until the server has decided it. The name is the command's name.
 * `apply` runs again after every sync until the answer is in: put a state, never add to one.
 * `replaces` keeps acts that are done again and again, like getting further in a text, from piling up unsent.
 */
export function defineMutation<Name extends CommandName, const Table extends SyncedTable = never>(
  name: Name,
  effect: {
    touches: readonly Table[]
    apply: (tx: Tx<Table>, args: CommandArgs[Name], by: By) => void | Promise<void>
    replaces?: (earlier: CommandArgs[Name], later: CommandArgs[Name]) => boolean
  },
): Mutation<Name, Table> {
  return { name, ...effect }
}
