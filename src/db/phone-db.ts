import Dexie, { type DexieOptions, type EntityTable, type Table } from 'dexie'
import type { Moment } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import type { CommandArgs, Rows } from '@/domain/server-types'
import type { CommandName, SyncedTable } from '@/domain/synced'
import { stayClosed } from './stay-closed'

/** One act of a person that the server has not been heard about yet. */
export interface OutboxEntry {
  seq: number
  id: string
  name: CommandName
  args: CommandArgs[CommandName]
  madeAt: Moment
  /** The server said yes, but the rows that show it may still be on their way. */
  accepted: boolean
  /** The life of the town's database in which it said yes. */
  epoch?: string
  /** Something in it must not be kept, so that it cannot be said a second time. */
  hadSecret?: true
}

/** An act the server has agreed to and shown; said again should its database lose it. */
export interface SaidAct extends OutboxEntry {
  saidAt: Moment
}

/** What the server last said about a row that an unsent act has changed; null: there was no such row. */
export interface Shadow {
  table: SyncedTable
  id: string
  row: Rows[SyncedTable] | null
}

export interface SyncState {
  id: 'sync'
  cursor: string | null
  /** The life of the town's database the rows here were read from. */
  epoch: string | null
  syncedAt: Moment | null
  /** Which tables and columns the app knew that took the last page; what it did not know it has passed over. */
  knew: string
  /** While a full copy is on its way over several pages: its tables that are complete. Null when none is. */
  copied: readonly string[] | null
}

/** The ids one page of a full copy has named, kept until the copy is complete. */
export interface SeenPage {
  n: number
  table: SyncedTable
  ids: readonly string[]
}

/** Something a person should be able to read again later. */
export interface Notice {
  id: number
  kind: 'refused' | 'word'
  at: Moment
  read: boolean
  say: string
  /** The act that was refused and what was written in it, so that nothing typed is lost. */
  act: { name: CommandName; args: CommandArgs[CommandName]; code: string } | null
  /** The page that shows what it is about. */
  to?: string
}

export interface StoredFile {
  id: string
  path: string
  mime: string
  bytes: number
  received: number
  state: 'getting' | 'paused' | 'here'
  /** The person saw the size and agreed to mobile data. */
  evenOnMobile: boolean
  savedAt: Moment
}

export interface FilePart {
  fileId: string
  n: number
  data: ArrayBuffer
}

/** A half-filled form, kept under a key of the screen's own choosing. */
export interface Draft {
  key: string
  value: unknown
  savedAt: Moment
}

export type PhoneDb = Dexie & { readonly [T in SyncedTable]: Table<Rows[T], string> } & {
  readonly outbox: EntityTable<OutboxEntry, 'seq'>
  readonly said: EntityTable<SaidAct, 'seq'>
  readonly shadow: Table<Shadow, [SyncedTable, string]>
  readonly syncState: Table<SyncState, string>
  readonly seenPages: EntityTable<SeenPage, 'n'>
  readonly notices: EntityTable<Notice, 'id'>
  readonly files: Table<StoredFile, string>
  readonly fileParts: Table<FilePart, [string, number]>
  readonly drafts: Table<Draft, string>
}

// Only what some screen asks by; an index not used is paid for on every row stored.
const firstTables = {
  orgs: 'id, parentId',
  appointments: 'id, memberId, orgId',
  directoryCards: 'id, branchId',
  studyAssignments: 'id, materialId, orgId, memberId',
  materials: 'id, orgId, topic, status',
  materialFiles: 'id, materialId',
  studyProgress: 'id, memberId, materialId, branchId',
  memberRecords: 'id, branchId',
  categoryAssignments: 'id, memberId, branchId',
  branchTransfers: 'id, memberId',
  elderHelpers: 'id, elderId, helperId, branchId',
  homeLessons: 'id, elderId, helperId, branchId',
  materialBodies: 'id',
} satisfies Partial<Record<SyncedTable, string>>

const pointTables = {
  ruleSets: 'id',
  monthFacts: 'id, memberId, branchId',
  monthWords: 'id, memberId, branchId',
  baseExemptions: 'id, memberId, branchId',
  monthSheets: 'id, branchId',
  monthSteps: 'id, branchId',
  pointEntries: 'id, month',
  monthResults: 'id, month',
  pointSettings: 'id',
  boardEntries: 'id, branchId',
  objections: 'id, month',
  accessLog: 'id',
  walletEntries: 'id',
} satisfies Partial<Record<SyncedTable, string>>

const shopTables = {
  shopSettings: 'id',
  shopItems: 'id',
  shopStock: 'id',
  shopOrders: 'id',
  shopPhotos: 'id',
} satisfies Partial<Record<SyncedTable, string>>

const meetingTables = {
  meetings: 'id, orgId',
  meetingMinutes: 'id',
  meetingKeys: 'id',
  attendanceMarks: 'id, meetingId, memberId',
  leaveRequests: 'id, meetingId, memberId',
  meetingPhotos: 'id, meetingId',
  meetingOutcomes: 'id, meetingId, memberId',
} satisfies Partial<Record<SyncedTable, string>>

const shiftTables = {
  shifts: 'id, orgId',
  shiftSignups: 'id, shiftId, memberId',
  shiftWords: 'id, shiftId',
  shiftCovers: 'id, shiftId',
  shiftCodes: 'id',
} satisfies Partial<Record<SyncedTable, string>>

const postTables = {
  dutyPosts: 'id',
  dutyTerms: 'id, memberId, branchId',
  dutyReviews: 'id, termId',
  requestSettings: 'id',
  requests: 'id, branchId',
} satisfies Partial<Record<SyncedTable, string>>

const duesTables = {
  duesBases: 'id',
  duesPayments: 'id',
  duesReminders: 'id',
} satisfies Partial<Record<SyncedTable, string>>

const visitTables = {
  visits: 'id, memberId, branchId',
} satisfies Partial<Record<SyncedTable, string>>

const lifeTables = {
  ...{ ...meetingTables, ...shiftTables, ...postTables },
  ...{ ...duesTables, ...visitTables },
}

/** What came after those of version 3 had been on phones. */
const laterTables = {
  shiftCorrections: 'id, shiftId',
  comparisons: 'id, branchId',
  comparisonMarks: 'id, comparisonId',
  comparisonResults: 'id',
} satisfies Partial<Record<SyncedTable, string>>

/** The stores that hold rows of the town's, by name; what is in them in columns only sync needs to know. */
export const townStores = Object.keys({
  ...{ ...firstTables, ...pointTables, ...shopTables, ...lifeTables },
  ...laterTables,
}) as readonly SyncedTable[]

const localStores = {
  outbox: '++seq, &id',
  said: 'seq',
  shadow: '[table+id]',
  syncState: 'id',
  seenPages: '++n, table',
  notices: '++id, at',
  files: 'id, state',
  fileParts: '[fileId+n]',
  drafts: 'key',
}

const namePrefix = 'pioneer-member-'

export const phoneDbName = (me: MemberId): string => `${namePrefix}${me}`

/** Each member has a database of their own, so that a shared phone never mixes two people. */
export function phoneDb(me: MemberId, options: DexieOptions = {}): PhoneDb {
  // Strict: an act counts as kept when it is on the disk, not when the phone means to write it soon.
  const db = new Dexie(phoneDbName(me), {
    chromeTransactionDurability: 'strict',
    // What screens follow is asked of the store. A second copy in memory is much on a small phone, and while it settled
    // what an act had written, the act's own promise could come too late and say that it failed.
    cache: 'disabled',
    ...options,
  })
  // A version that has been on a phone stays as it was; what comes later is a version of its own.
  db.version(1).stores({ ...firstTables, ...localStores })
  db.version(2).stores({ ...pointTables, ...shopTables })
  db.version(3).stores(lifeTables)
  db.version(4).stores(laterTables)
  stayClosed(db)
  return db as PhoneDb
}
