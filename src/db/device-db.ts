import Dexie, { type DexieOptions, type Table } from 'dexie'
import type { Moment } from '@/domain/day'
import type { Session } from '@/domain/session'

import { stayClosed } from './stay-closed'

export type StoredSession = Session & { id: 'session' }

export interface Setting {
  key: string
  value: string | number | boolean
}

/** A lock that outlives no tab for long, for browsers without `navigator.locks`. */
export interface Lease {
  name: string
  holder: string
  until: Moment
}

export type DeviceDb = Dexie & {
  readonly session: Table<StoredSession, string>
  readonly settings: Table<Setting, string>
  readonly leases: Table<Lease, string>
}

/** What belongs to the phone and not to a person: who is signed in, text size, the lock between tabs. */
export function deviceDb(options: DexieOptions = {}): DeviceDb {
  const db = new Dexie('pioneer-device', options)
  db.version(1).stores({ session: 'id', settings: 'key', leases: 'name' })
  stayClosed(db)
  return db as DeviceDb
}
