import type { Day } from '../../src/domain/day.ts'
import type { Query } from './rows.ts'

/** What seeding needs from outside, so that it fills an embedded town and a Supabase project alike. */
export interface TownPorts {
  /** As the database's owner. */
  query: Query
  exec(sql: string): Promise<void>
  /** Signs somebody up with the auth server, which alone knows how to keep a password; answers the user's id. */
  createAccount(email: string, password: string): Promise<string>
  /** Keeps a file in the bucket `materials`; the same path again replaces it. */
  putObject(path: string, bytes: Uint8Array, mime: string): Promise<void>
  today: Day
}
