import type { Moment } from './day'
import type { Json } from './server-types'

export const wireVersion = 1

/** What one trip may carry; the server checks the same numbers. */
export const tripLimits = {
  commands: 50,
  // Room for the longest text a lesson may have: 100 000 Chinese characters, three bytes each, and more for the marks.
  commandBytes: 512 * 1024,
  requestBytes: 1024 * 1024,
} as const

export interface WireCommand {
  id: string
  name: string
  args: { readonly [key: string]: Json }
  made_at: Moment
}

export interface SyncRequest {
  v: typeof wireVersion
  device: string
  cursor: string | null
  /** The life of the database in which the phone was last agreed with; in another, or in none, nothing is judged. */
  epoch: string | null
  /** How many bytes of rows the answer may hold; the server keeps to its own bounds. */
  room: number
  commands: readonly WireCommand[]
}

export type Verdict = { id: string; ok: true } | { id: string; ok: false; code: string }

/** One list of values for each column: what is alike stands together and packs smaller than row by row. */
export interface WireTable {
  columns: readonly string[]
  values: readonly (readonly Json[])[]
  gone: readonly string[]
}

export interface SyncPage {
  kind: 'page'
  now: Moment
  cursor: string
  /** Another one after a restore: what was agreed to since the backup is not there. */
  epoch: string
  /** This page belongs to a full copy of everything this member may see. */
  fresh: boolean
  more: boolean
  /** Tables the full copy has now named completely. */
  done: readonly string[]
  verdicts: readonly Verdict[]
  tables: Readonly<Record<string, WireTable>>
}

/** What stands at the beginning of a page, known before its rows have come. */
export type PageHead = Pick<SyncPage, 'cursor' | 'epoch' | 'more'>

export interface SyncRefused {
  kind: 'refused'
  now: Moment
  code: string
}

export type SyncReply = SyncPage | SyncRefused
