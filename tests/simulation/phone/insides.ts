import { IDBOpenDBRequest, IDBTransaction } from 'fake-indexeddb'

/**
 * What the simulation has to know of fake-indexeddb's insides: a page can only die at any moment, and a commit can only
 * be undone, where transactions are kept. One file, so that a new version of the library is looked at in one place.
 */

export interface RawTransaction {
  readonly mode: 'readonly' | 'readwrite' | 'versionchange'
  readonly db: RawConnection
  readonly _state: 'active' | 'inactive' | 'committing' | 'finished'
  readonly _rollbackLog: (() => void)[]
  /** The library's own listeners; they keep its queues going and have to run even for a dead page. */
  readonly _prioritizedListeners: Map<string, () => void>
  error: unknown
  _abort(errorName: string | null): void
}

export interface RawConnection {
  readonly _rawDatabase: RawDatabase
  transaction(names: string | readonly string[], mode?: string, options?: unknown): unknown
  close(): void
}

export interface RawDatabase {
  readonly name: string
  readonly version: number
  readonly transactions: readonly RawTransaction[]
  readonly connections: readonly RawConnection[]
  readonly rawObjectStores: ReadonlyMap<string, RawStore>
  processTransactions(): void
}

interface RawStore {
  readonly records: { values(): Iterable<{ key: unknown; value: unknown }> }
}

/** The parts of a factory that hold the data; two factories that share them are two pages of one phone. */
export interface Disk {
  readonly _databases: Map<string, RawDatabase>
  readonly _connectionQueues: Map<string, Promise<unknown>>
}

export const newDisk = (): Disk => ({ _databases: new Map(), _connectionQueues: new Map() })

type NewTransaction = new (
  names: readonly string[],
  mode: string,
  durability: string,
  db: RawConnection,
) => unknown

/** Takes requests and never answers one: what a page that has died holds in its hand. */
export const deadTransaction = (
  db: RawConnection,
  names: string | readonly string[],
  mode = 'readonly',
): unknown => new (IDBTransaction as unknown as NewTransaction)([names].flat(), mode, 'default', db)

type NewRequest = new () => IDBOpenDBRequest

export const deadRequest = (): IDBOpenDBRequest => new (IDBOpenDBRequest as unknown as NewRequest)()

/** Takes back what a transaction has done, though the library thinks it committed. */
export function undo(transaction: RawTransaction): void {
  for (const step of transaction._rollbackLog.reverse()) step()
  transaction._rollbackLog.length = 0
}
