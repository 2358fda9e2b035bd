import type { Shadow } from '@/db/phone-db'
import { applyAgain } from '@/db/mutate'
import type { SyncedTable } from '@/domain/synced'
import type { SyncPorts } from './ports'

/** Takes every unsent act off again: the tables then hold the server's word and nothing else. */
export async function liftUnsent(db: SyncPorts['db']): Promise<void> {
  const shadows = await db.shadow.toArray()
  for (const [table, kept] of byTable(shadows)) {
    const store = db.table(table)
    await store.bulkPut(kept.filter(({ row }) => row !== null).map(({ row }) => row))
    await store.bulkDelete(kept.filter(({ row }) => row === null).map(({ id }) => id))
  }
  await db.shadow.clear()
}

/** Lays what the server has not settled back on top, in the order it was done. */
export async function layUnsent(ports: Pick<SyncPorts, 'db' | 'me' | 'mutations'>): Promise<void> {
  const entries = await ports.db.outbox.orderBy('seq').toArray()
  for (const entry of entries) {
    const mutation = ports.mutations.get(entry.name)
    if (mutation) await applyAgain(ports, mutation, entry)
  }
}

function byTable(shadows: readonly Shadow[]): Map<SyncedTable, Shadow[]> {
  const groups = new Map<SyncedTable, Shadow[]>()
  for (const shadow of shadows) {
    const group = groups.get(shadow.table) ?? []
    group.push(shadow)
    groups.set(shadow.table, group)
  }
  return groups
}
