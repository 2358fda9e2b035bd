import { dayOf, type Moment } from '@/domain/day'
import { newId, type MemberId } from '@/domain/id'
import type { CommandArgs } from '@/domain/server-types'
import type { CommandName, SyncedTable } from '@/domain/synced'
import type { AnyMutation, By, Mutation } from './mutation'
import { Overlay } from './overlay'
import { isStoreError, reportTrouble } from './trouble'
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
  const id = newId()
  const stores = [...mutation.touches.map((table) => db.table(table)), db.shadow, db.outbox]
  const writing = db.transaction('rw', stores, async () => {
    const overlay = new Overlay(db)
    await mutation.apply(overlay, args, by(me, madeAt))
    await overlay.flush()
    await dropReplaced(db, mutation, args)
    await db.outbox.add({ id, name: mutation.name, args, madeAt, accepted: false })
  })
  await writing.catch('PrematureCommitError', async (error: unknown) => {
    // The store closed the transaction before we had heard that it was done. What it kept, it kept whole: the entry tells.
    if ((await db.outbox.where({ id }).count()) === 0) throw error
  })
}

/** An act on its way just now may be judged all the same; one that can be replaced can also be done twice. */
async function dropReplaced<Name extends CommandName, Table extends SyncedTable>(
  db: PhoneDb,
  mutation: Mutation<Name, Table>,
  args: CommandArgs[Name],
): Promise<void> {
  if (!mutation.replaces) return
  const unsent = await db.outbox
    .filter(({ name, accepted }) => name === mutation.name && !accepted)
    .toArray()
  const replaced = unsent.filter((entry) =>
    mutation.replaces?.(entry.args as CommandArgs[Name], args),
  )
  await db.outbox.bulkDelete(replaced.map(({ seq }) => seq))
}

/** Lays an unsent act on top of the server's word again. Runs inside the transaction that brought the word. */
export async function applyAgain(
  { db, me }: Pick<Local, 'db' | 'me'>,
  mutation: AnyMutation,
  entry: OutboxEntry,
): Promise<void> {
  const overlay = new Overlay(db)
  try {
    await mutation.apply(overlay, entry.args, by(me, entry.madeAt))
  } catch (error) {
    if (isStoreError(error)) throw error
    // An act this version cannot draw any more is still sent; it must not stop the server's word coming in.
    reportTrouble(error)
    return
  }
  await overlay.flush()
}

const by = (me: MemberId, now: Moment): By => ({ me, now, today: dayOf(now) })
