/** What the two halves of the simulation know of each other: the town and its people, and the phones. */

/** One HTTP exchange as the phone's fetch sees it, before the network does anything to it. */
export interface HttpAnswer {
  /** 0: nobody answered; the connection was refused or reset. */
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * The server. It never throws: a killed one answers with status 0. Paths: `/rest/v1/rpc/sync` (body `{"request": …}`)
 * and `/auth/v1/token?grant_type=refresh_token` (body `{"refresh_token": …}`). A token is its own refresh token too.
 */
export interface Town {
  handle(request: { path: string; token: string; body: string }): Promise<HttpAnswer | Unanswered>
}

/** A request that has come to the town, and whose transaction stands open there. */
export interface Unanswered {
  /** Waits for its end, and brings it about. */
  answer(): Promise<HttpAnswer>
}

export const isAnswered = (said: HttpAnswer | Unanswered): said is HttpAnswer => 'status' in said

/** Chance that one seed decides. A fork draws from its own stream, so that one part's thirst never shifts another's. */
export interface Chance {
  /** In [0, 1). */
  next(): number
  /** In 0 … n − 1. */
  int(n: number): number
  pick<T>(of: readonly T[]): T
  happens(odds: number): boolean
  fork(name: string): Chance
}

export interface SimClock {
  /** The town's time in ms; a phone adds its own skew. */
  now(): number
  advance(ms: number): void
}

/** Faults that the phone's half brings about. */
export const PHONE_FAULTS = [
  'requestLost',
  'answerLost',
  'answerLate',
  'deliveredTwice',
  'tabsReordered',
  'resetMidBody',
  'truncatedBody',
  'garbageBody',
  'tooMany429',
  'server5xx',
  'captivePortal',
  'pageKilled',
  'clockSkew',
  'twoTabs',
  'workerToo',
  'quotaExceeded',
  'connectionLost',
  'evicted',
  'appUpgraded',
  'oldApp',
] as const

/** Faults that the town's half brings about. */
export const TOWN_FAULTS = [
  'serverKilledInside',
  'serverKilledAfter',
  'restored',
  'signedOutUnsent',
  'cardReissued',
  'appointmentEnded',
  'transferred',
  'categoryChanged',
  'retargeted',
  'newServer',
  'purged',
] as const

/** What only happens where the town has several sessions: on a real PostgreSQL. */
export const TOGETHER_FAULTS = [
  'lateCommit',
  'stoppedInside',
  'diedOpen',
  'ranIntoAnother',
  'deadlocked',
] as const

export const FAULTS = [...PHONE_FAULTS, ...TOWN_FAULTS, ...TOGETHER_FAULTS] as const
export type FaultName = (typeof FAULTS)[number]

export interface Faults {
  /** How likely each is in this seed, each time it could befall; 0 when it is switched off. */
  readonly odds: Readonly<Record<FaultName, number>>
  /** Called once each time one really befell. */
  count(name: FaultName): void
}

/** Acts and rows as the phone holds them; `tables` are in wire form: values in the order of the synced columns. */
export interface PhoneLook {
  readonly member: string | null
  readonly tables: Readonly<Record<string, readonly (readonly unknown[])[]>>
  /** In the order in which they would be sent. */
  readonly outbox: readonly { id: string; name: string; args: unknown; accepted: boolean }[]
  /** Of refusals: a notice keeps the act's name and what was written in it, but not its id. */
  readonly notices: readonly { name: string; args: unknown; code: string }[]
  /** How many shadows are kept: none once nothing is unsent. */
  readonly shadow: number
  /** Stores of members who are not signed in: how many rows, notices, drafts, … besides the outbox are in each. */
  readonly others: readonly { member: string; rows: number; unsent: readonly string[] }[]
}

/** An act the phone has once said it keeps. */
export interface Promised {
  readonly id: string
  readonly member: string
  readonly name: string
  readonly args: unknown
  /** 0, 1, 2, … in the order in which this device promised. */
  readonly seq: number
  /** The later act that took its place in the outbox, if one did (decision 0017). */
  readonly replacedBy?: string
}

/** One handset: its databases, its tabs, its service worker. */
export interface Device {
  readonly name: string
  /** Signs out whoever is in (deleting what is theirs), then signs in this member. */
  signIn(member: { id: string; token: string }): Promise<void>
  signOut(): Promise<void>
  /** The act's id once `mutate` has promised it kept; null when it said it could not, or died before it could say. */
  act(name: string, args: object): Promise<string | null>
  /** One run of the sync loop's trip in one tab, under whatever faults fall. */
  sync(): Promise<void>
  /** Lets one pending thing happen: a late answer, the other tab, the worker, a killed page. False: nothing pends. */
  step(): Promise<boolean>
  /** Faults off: what is late arrives or is dropped, a page is open, and it syncs until it has caught up. */
  calm(): Promise<void>
  /** What is on the device now, read past the app. */
  look(): Promise<PhoneLook>
  promised(): readonly Promised[]
  /** All that was promised to a member whose store is gone: signed out in spite of the warning, or thrown away. */
  lostByOwner(): ReadonlySet<string>
  /** Closes everything and gives back its memory. */
  end(): Promise<void>
}

/** What a world hands to the maker of a device. */
export interface DeviceNeeds {
  readonly name: string
  readonly chance: Chance
  readonly clock: SimClock
  readonly faults: Faults
  readonly town: Town
  /** Tells the story: one short line for each thing that befell. Cheap when nobody listens. */
  tell(line: () => string): void
}

/** `tests/simulation/phone/device.ts` exports `openDevice` of this type. */
export type OpenDevice = (needs: DeviceNeeds) => Promise<Device>
