import type { PhoneDb, SyncState } from '@/db/phone-db'

const never: SyncState = { id: 'sync', cursor: null, epoch: null, syncedAt: null, copied: null }

export async function readState(db: PhoneDb): Promise<SyncState> {
  return (await db.syncState.get('sync')) ?? never
}

/** Everything is asked for again; what is on the phone stays until the new copy has arrived. */
export async function dropCursor(db: PhoneDb, sent: string | null): Promise<void> {
  await db.transaction('rw', db.syncState, async () => {
    const state = await readState(db)
    if (state.cursor === sent) await db.syncState.put({ ...state, cursor: null, copied: null })
  })
}
