import { liveQuery } from 'dexie'
import type { PhoneDb } from './phone-db'

/** How many acts of this member the server has not been heard about. */
export function unsentCount(db: PhoneDb): Promise<number> {
  return db.outbox.filter((entry) => !entry.accepted).count()
}

export interface Standing {
  pending: number
  syncedAt: number | null
}

/** Tells, now and after every change in any tab, how much waits and when the phone last caught up. */
export function watchStanding(
  db: PhoneDb,
  tell: (standing: Standing) => void,
  failed: (error: unknown) => void,
) {
  const watching = liveQuery(async () => ({
    pending: await unsentCount(db),
    syncedAt: (await db.syncState.get('sync'))?.syncedAt ?? null,
  })).subscribe({ next: tell, error: failed })
  return () => {
    watching.unsubscribe()
  }
}
