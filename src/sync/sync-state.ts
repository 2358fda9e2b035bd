import type { PhoneDb, SyncState } from '@/db/phone-db'
import { knownTables } from '@/domain/synced'

const never: SyncState = {
  ...{ id: 'sync', cursor: null, epoch: null, syncedAt: null, copied: null },
  knew: knownTables,
}

/** Where the phone stands. After an update that takes in more than before, at the beginning: the old cursor is past it. */
export async function readState(db: PhoneDb): Promise<SyncState> {
  const state = (await db.syncState.get('sync')) ?? never
  return state.knew === knownTables ? state : { ...state, cursor: null, copied: null }
}

/** Everything is asked for again; what is on the phone stays until the new copy has arrived. */
export async function dropCursor(db: PhoneDb, sent: string | null): Promise<void> {
  await db.transaction('rw', db.syncState, async () => {
    const state = await readState(db)
    if (state.cursor === sent) await db.syncState.put({ ...state, cursor: null, copied: null })
  })
}
