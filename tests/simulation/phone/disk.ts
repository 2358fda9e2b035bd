import { syncedTables } from '@/domain/server-types'
import { syncedNames } from '@/domain/synced'
import { camel } from '@/sync/names'
import type { Notice, OutboxEntry, SyncState } from '@/db/phone-db'
import type { StoredSession } from '@/db/device-db'
import type { PhoneLook } from '../ports'
import type { Disk } from './insides'

/** What lies on the phone, read past the app and past Dexie: nothing is opened, nothing waits. */

const devicePrefix = 'pioneer-device'
const memberPrefix = 'pioneer-member-'

export const dbNameOf = (member: string): string => `${memberPrefix}${member}`

export function rowsIn<Row>(disk: Disk, db: string, store: string): Row[] {
  const records = disk._databases.get(db)?.rawObjectStores.get(store)?.records
  return records ? [...records.values()].map(({ value }) => value as Row) : []
}

export const sessionIn = (disk: Disk): StoredSession | undefined =>
  rowsIn<StoredSession>(disk, devicePrefix, 'session')[0]

export const outboxIn = (disk: Disk, member: string): OutboxEntry[] =>
  rowsIn<OutboxEntry>(disk, dbNameOf(member), 'outbox')

export const hasCursor = (disk: Disk, member: string): boolean =>
  rowsIn<SyncState>(disk, dbNameOf(member), 'syncState').some(({ cursor }) => cursor !== null)

/** Leaves the mark of an older app, which knew fewer tables than today's. */
export function knewLess(disk: Disk, member: string): void {
  for (const state of rowsIn<SyncState>(disk, dbNameOf(member), 'syncState'))
    state.knew = 'fewer tables'
}

export const unsentIn = (disk: Disk, member: string): string[] =>
  outboxIn(disk, member)
    .filter(({ accepted }) => !accepted)
    .map(({ id }) => id)

export function lookAt(disk: Disk): PhoneLook {
  const member = sessionIn(disk)?.memberId ?? null
  const db = dbNameOf(member ?? '')
  return {
    member,
    tables: Object.fromEntries(
      syncedNames.map((table) => [syncedTables[table].server, wireRows(disk, db, table)]),
    ),
    outbox: rowsIn<OutboxEntry>(disk, db, 'outbox').map(({ id, name, args, accepted }) => ({
      ...{ id, name, args, accepted },
    })),
    notices: rowsIn<Notice>(disk, db, 'notices').flatMap(({ act }) => (act ? [act] : [])),
    shadow: rowsIn(disk, db, 'shadow').length,
    others: membersOn(disk)
      .filter((each) => each !== member)
      .map((each) => ({ member: each, rows: rowCount(disk, each), unsent: unsentIn(disk, each) })),
  }
}

export const membersOn = (disk: Disk): string[] =>
  [...disk._databases.values()]
    .filter(({ name, version }) => name.startsWith(memberPrefix) && version > 0)
    .map(({ name }) => name.slice(memberPrefix.length))

function wireRows(disk: Disk, db: string, table: keyof typeof syncedTables) {
  const names = syncedTables[table].columns.map(camel)
  return rowsIn<Record<string, unknown>>(disk, db, table).map((row) =>
    names.map((name) => row[name] ?? null),
  )
}

/** Everything but the outbox: what a member who is not signed in may have left is their unsent acts alone. */
function rowCount(disk: Disk, member: string): number {
  const stores = disk._databases.get(dbNameOf(member))?.rawObjectStores
  return [...(stores?.keys() ?? [])]
    .filter((store) => store !== 'outbox' && store !== 'said')
    .reduce((sum, store) => sum + rowsIn(disk, dbNameOf(member), store).length, 0)
}
