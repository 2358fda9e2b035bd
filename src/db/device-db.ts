import Dexie, { type Table } from 'dexie'
import type { MemberId } from '@/domain/id'
import type { Moment } from '@/domain/day'

/** Who is signed in on this phone. Kept in IndexedDB because the service worker must read it too. */
export interface StoredSession {
  id: 'session'
  memberId: MemberId
  userId: string
  loginNumber: string
  accessToken: string
  refreshToken: string
  /** By the server's clock, not the phone's. */
  expiresAt: Moment
}

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
export function deviceDb(): DeviceDb {
  const db = new Dexie('pioneer-device')
  db.version(1).stores({ session: 'id', settings: 'key', leases: 'name' })
  return db as DeviceDb
}
