import type { Ref } from 'vue'
import type { Ask } from '@/domain/asks'
import type { Day, Moment } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import type { CommandArgs } from '@/domain/server-types'
import type { SyncStatus } from '@/domain/sync-status'
import type { CommandName, SyncedTable } from '@/domain/synced'
import type { FilesPort } from './files-port'
import type { Mutation } from './mutation'
import type { PhoneDb } from './phone-db'

/** Everything a screen may use: this member's rows, the acts, the online reads and the files. */
export interface Phone {
  readonly db: PhoneDb
  readonly me: MemberId
  /** The time, put right by the town's clock. */
  clock: () => Moment
  today: () => Day
  /** Done as soon as it is written down here; rejects with PhoneTrouble when the phone cannot keep it. */
  mutate: <Name extends CommandName, Table extends SyncedTable>(
    mutation: Mutation<Name, Table>,
    args: CommandArgs[Name],
  ) => Promise<void>
  ask: Ask
  readonly files: FilesPort
  readonly sync: { readonly status: Readonly<Ref<SyncStatus>>; now: () => void }
}
