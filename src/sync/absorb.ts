import type { SyncState } from '@/db/phone-db'
import { syncedTables } from '@/domain/server-types'
import { knownTables, syncedNames } from '@/domain/synced'
import type { SyncPage } from '@/domain/wire'
import { lookBefore, tellAnswers } from './answers'
import { judge } from './judge'
import { layUnsent, liftUnsent } from './layers'
import type { SyncPorts } from './ports'
import { sayAgain, settle } from './say-again'
import { readState } from './sync-state'
import { takeRows } from './take-rows'

/** What the phone knew when it asked. */
export interface Asked {
  cursor: string | null
  /** Acts agreed to before: a page that ends a copy asked for now is sure to show them. */
  accepted: readonly string[]
}

/** The server's word first, then whatever it has not settled yet on top; all of it, or nothing. */
export async function absorb(ports: SyncPorts, asked: Asked, page: SyncPage): Promise<void> {
  const { db, clock } = ports
  const stores = [...syncedNames.map((name) => db.table(name)), db.outbox, db.said, db.shadow]
  await db.transaction('rw', [...stores, db.syncState, db.seenPages, db.notices], async () => {
    const state = await readState(db)
    // Another tab has gone further meanwhile: these rows may be older than what is here, only verdicts keep.
    const current = state.cursor === asked.cursor
    const next = after(page, state, clock.now())
    // Said in a life of the database that has ended: worth nothing, and asked again in the new one.
    const outlived = !current && state.epoch !== null && state.epoch !== page.epoch
    const verdicts = outlived ? [] : page.verdicts
    const changes =
      verdicts.length > 0 || asked.accepted.length > 0 || (current && bringsRows(page))
    if (changes) {
      await liftUnsent(db)
      await judge(db, { verdicts, epoch: page.epoch }, clock.now())
      if (current) await takePage(ports, asked, page, state)
      await layUnsent(ports)
    }
    if (!current) return
    if (next.copied === null) await db.seenPages.clear()
    await db.syncState.put(next)
  })
}

async function takePage(
  ports: SyncPorts,
  asked: Asked,
  page: SyncPage,
  { copied, syncedAt }: SyncState,
): Promise<void> {
  const { db, me, clock } = ports
  // A new life of the database is told by a whole new copy.
  if (page.fresh) await sayAgain(db, page.epoch)
  // A new copy counts for itself: what an earlier one had named is no sign of what may be seen now.
  if (copied === null) await db.seenPages.clear()
  const notes = { db, me, now: clock.now() }
  const before = await lookBefore(notes, page, syncedAt)
  await takeRows(db, page)
  await tellAnswers(notes, page, before)
  if (page.more) return
  const shown = [...asked.accepted, ...page.verdicts.filter(({ ok }) => ok).map(({ id }) => id)]
  await settle(ports, shown, clock.now())
}

const bringsRows = (page: SyncPage): boolean => page.fresh || Object.keys(page.tables).length > 0

function after(page: SyncPage, { copied, syncedAt }: SyncState, now: number): SyncState {
  const soFar = page.fresh ? [...(copied ?? []), ...page.done] : null
  const whole =
    soFar !== null && syncedNames.every((name) => soFar.includes(syncedTables[name].server))
  return {
    id: 'sync',
    cursor: page.cursor,
    epoch: page.epoch,
    knew: knownTables,
    copied: whole ? null : soFar,
    syncedAt: page.more ? syncedAt : now,
  }
}
