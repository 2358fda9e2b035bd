import type { PhoneDb } from './phone-db'

/** Whether a first copy has come: before, that there is nothing here says nothing. */
export const hasSynced = async (db: PhoneDb): Promise<boolean> =>
  ((await db.syncState.get('sync'))?.syncedAt ?? null) !== null
