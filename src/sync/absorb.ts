import { syncedNames } from '@/domain/synced'
import type { SyncPage } from '@/domain/wire'
import { judge } from './judge'
import { layUnsent, liftUnsent } from './layers'
import type { SyncPorts } from './ports'
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
  const stores = [...syncedNames.map((name) => db.table(name)), db.outbox, db.shadow, db.syncState]
  await db.transaction('rw', [...stores, db.seenPages, db.notices], async () => {
    const state = await readState(db)
    // Another tab has gone further meanwhile: these rows may be older than what is here, only verdicts keep.
    const current = state.cursor === asked.cursor
    const changes = page.verdicts.length > 0 || asked.accepted.length > 0 || (current && bringsRows(page))
    if (changes) {
      await liftUnsent(db)
      await judge(db, page.verdicts, clock.now())
      if (current) await takePage(ports, asked, page, state.inSnapshot)
      await layUnsent(ports)
    }
    if (current) await db.syncState.put({ id: 'sync', ...after(page, state.syncedAt, clock.now()) })
  })
}

async function takePage({ db }: SyncPorts, asked: Asked, page: SyncPage, inSnapshot: boolean): Promise<void> {
  if (asked.cursor === null || !inSnapshot || !page.fresh) await db.seenPages.clear()
  await takeRows(db, page)
  if (page.more) return
  await db.seenPages.clear()
  const shown = [...asked.accepted, ...page.verdicts.filter(({ ok }) => ok).map(({ id }) => id)]
  await db.outbox.where('id').anyOf(shown).delete()
}

const bringsRows = (page: SyncPage): boolean => page.fresh || Object.keys(page.tables).length > 0

const after = (page: SyncPage, syncedAt: number | null, now: number) => ({
  cursor: page.cursor,
  inSnapshot: page.fresh && page.more,
  syncedAt: page.more ? syncedAt : now,
})
