import { dayOf, type Moment } from '@/domain/day'
import { newId, type MemberId } from '@/domain/id'
import type { CommandArgs } from '@/domain/server-types'
import type { CommandName, SyncedTable } from '@/domain/synced'
import type { AnyMutation, By, Mutation } from './mutation'
import { Overlay } from './overlay'
import type { OutboxEntry, PhoneDb } from './phone-db'

export interface Local {
  db: PhoneDb
  me: MemberId
  clock: () => Moment
}

/** Change the phone's copy and remember to tell the server: both, or neither. */
export async function mutate<Name extends CommandName, Table extends SyncedTable>(
  { db, me, clock }: Local,
  mutation: Mutation<Name, Table>,
  args: CommandArgs[Name],
): Promise<void> {
  const madeAt = clock()
  const stores = [...mutation.touches.map((table) => db.table(table)), db.shadow, db.outbox]
  await db.transaction('rw', stores, async () => {
    const overlay = new Overlay(db)
    await mutation.apply(overlay, args, by(me, madeAt))
    await overlay.flush()
    await db.outbox.add({ id: newId(), name: mutation.name, args, madeAt, accepted: false })
  })
}

/** Lays an unsent act on top of the server's word again. Runs inside the transaction that brought the word. */
export async function applyAgain(
  { db, me }: Pick<Local, 'db' | 'me'>,
  mutation: AnyMutation,
  entry: OutboxEntry,
): Promise<void> {
  const overlay = new Overlay(db)
  await mutation.apply(overlay, entry.args, by(me, entry.madeAt))
  await overlay.flush()
}

const by = (me: MemberId, now: Moment): By => ({ me, now, today: dayOf(now) })
