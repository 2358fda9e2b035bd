import { IDBFactory, IDBRequest, IDBTransaction, IDBVersionChangeEvent } from 'fake-indexeddb'
import {
  deadRequest,
  deadTransaction,
  undo,
  type Disk,
  type RawConnection,
  type RawTransaction,
} from './insides'

/** What befalls a page's store next; each strikes once. */
export interface Fate {
  /** The page dies instead of hearing this many more events; 1 is the next. */
  diesAfter: number
  /** Whether a commit the page dies in, before hearing of it, is on the disk all the same. */
  keepsLastCommit: boolean
  /** A write transaction is thrown away for want of room, after so many events of its own. */
  fullAfter: number
  /** The browser drops the connection after so many events. */
  dropsAfter: number
}

const noFate: Fate = {
  diesAfter: Infinity,
  keepsLastCommit: true,
  fullAfter: Infinity,
  dropsAfter: Infinity,
}

/** One page's view of the phone's IndexedDB, with a way to be cut off from it at any event. */
export class PageStore {
  readonly factory: IDBFactory
  readonly #disk: Disk
  readonly #connections = new Set<RawConnection>()
  #fate: Fate = { ...noFate }
  #opening = 0
  #dead = false
  /** Tells once that the page has died. */
  onDeath: () => void = () => undefined
  /** Tells that the page dies because its fate said so, and not because someone closed it. */
  onFate: () => void = () => undefined
  /** Tells that a fault of the store has really struck. */
  onFault: (fault: 'full' | 'dropped') => void = () => undefined

  constructor(disk: Disk) {
    this.#disk = disk
    this.factory = new PageFactory(this, disk)
  }

  get dead(): boolean {
    return this.#dead
  }

  /** Whether some open or delete of this page is still under way. */
  get opening(): boolean {
    return this.#opening > 0
  }

  fate(fate: Partial<Fate>): void {
    this.#fate = { ...noFate, ...fate }
  }

  /** From now on nothing of the page is ever called back; what it had not committed is gone. */
  die(): void {
    if (this.#dead) return
    this.#dead = true
    for (const db of this.#disk._databases.values()) {
      for (const transaction of [...db.transactions]) {
        if (this.#connections.has(transaction.db) && transaction._state !== 'finished')
          transaction._abort(null)
      }
    }
    for (const connection of this.#connections) this.#leave(connection)
    this.onDeath()
  }

  /** Closes what the browser may close at any time; the page hears of it. */
  #drop(connection: RawConnection): void {
    for (const transaction of [...connection._rawDatabase.transactions])
      if (transaction.db === connection && transaction._state !== 'finished')
        transaction._abort('AbortError')
    connection.close()
    const shown = connection as unknown as IDBDatabase
    setImmediate(() => {
      if (!this.#dead) shown.onclose?.(new Event('close'))
    })
    this.onFault('dropped')
  }

  #leave(connection: RawConnection): void {
    connection.close()
    connection.transaction = (names, mode) => deadTransaction(connection, names, mode)
    for (const _ of connection._rawDatabase.transactions)
      connection._rawDatabase.processTransactions()
  }

  own(connection: RawConnection): void {
    owners.set(connection, this)
    this.#connections.add(connection)
  }

  began(request: IDBRequest): void {
    this.#opening += 1
    owners.set(request, this)
  }

  /** True: the page may hear this event of a request. */
  hearsRequest(request: IDBRequest, event: Event): boolean {
    const connection = owners.has(request) ? this.#opened(request, event) : undefined
    if (!this.#dead && connection) this.own(connection)
    this.#count()
    if (!this.#dead) return true
    if (connection) {
      this.own(connection)
      this.#leave(connection)
      if (event.type === 'upgradeneeded') throw new Error('the page has died: no upgrade')
    }
    return false
  }

  /** The connection that an open has brought, or is about to upgrade. */
  #opened(request: IDBRequest, { type }: Event): RawConnection | undefined {
    if (type === 'success' || type === 'error') this.#opening -= 1
    const brings = type === 'success' || type === 'upgradeneeded'
    return brings ? (request.result as RawConnection | undefined) : undefined
  }

  /** True: the page may hear how this transaction ended. */
  hearsTransaction(transaction: RawTransaction, event: Event): boolean {
    if (this.#dead || event.type !== 'complete') return !this.#dead
    this.#count(() => {
      if (!this.#fate.keepsLastCommit) undo(transaction)
    })
    return !this.#dead
  }

  /** Whether this answer turns into a refusal for want of room. */
  refuses(transaction: RawTransaction): boolean {
    if (this.#dead || transaction.mode !== 'readwrite' || (this.#fate.fullAfter -= 1) > 0)
      return false
    this.#fate.fullAfter = Infinity
    this.onFault('full')
    return true
  }

  /** After an event was heard: the browser may drop the connection between two. */
  after(transaction: RawTransaction): void {
    if (this.#dead || transaction.mode === 'versionchange' || (this.#fate.dropsAfter -= 1) > 0)
      return
    this.#fate.dropsAfter = Infinity
    this.#drop(transaction.db)
  }

  /** Whether a commit just before `complete` fails for want of room: browsers often notice only then. */
  failsCommit(transaction: RawTransaction): boolean {
    if (!this.refuses(transaction)) return false
    undo(transaction)
    transaction.error = noRoom()
    return true
  }

  #count(inCommit: () => void = () => undefined): void {
    if (this.#dead || (this.#fate.diesAfter -= 1) > 0) return
    inCommit()
    this.onFate()
    this.die()
  }
}

/** Opens the shared data for one page, and for nobody once it is dead. */
class PageFactory extends IDBFactory {
  readonly #page: PageStore

  constructor(page: PageStore, disk: Disk) {
    super()
    this.#page = page
    Object.assign(this, disk)
  }

  override open(name: string, version?: number): IDBOpenDBRequest {
    if (this.#page.dead) return deadRequest()
    const request = super.open(name, version)
    this.#page.began(request)
    return request
  }

  override deleteDatabase(name: string): IDBOpenDBRequest {
    if (this.#page.dead) return deadRequest()
    const request = super.deleteDatabase(name)
    this.#page.began(request)
    return request
  }
}

const owners = new WeakMap<object, PageStore>()

interface Target {
  dispatchEvent: (event: Event) => boolean
}

/** Puts a listener before everyone's: all events of the library pass through one method. */
function oversee<T extends object>(
  kind: { prototype: T },
  hear: (target: T, event: Event, go: (event: Event) => boolean) => boolean,
): void {
  const target = kind.prototype as unknown as Target
  const { dispatchEvent } = target
  target.dispatchEvent = function (this: T, event) {
    return hear(this, event, (heard) => dispatchEvent.call(this, heard))
  }
}

oversee(IDBRequest, (request, event, go) => {
  const transaction = request.transaction as unknown as RawTransaction | null
  const page = owners.get(request) ?? (transaction ? owners.get(transaction.db) : undefined)
  if (!page) return go(event)
  if (!page.hearsRequest(request, event)) return true
  if (transaction && event.type === 'success' && page.refuses(transaction)) {
    Object.assign(request, { result: undefined, error: noRoom() })
    const heard = go(eventFor(transaction, 'error'))
    if (heard && transaction._state !== 'finished') transaction._abort('QuotaExceededError')
    return heard
  }
  const heard = go(event)
  if (transaction && event.type === 'success') page.after(transaction)
  return heard
})

oversee(IDBTransaction, (shown, event, go) => {
  const transaction = shown as unknown as RawTransaction
  const page = owners.get(transaction.db)
  if (!page || (event.type !== 'complete' && event.type !== 'abort')) return go(event)
  if (event.type === 'complete' && page.failsCommit(transaction))
    return go(eventFor(transaction, 'abort'))
  if (page.hearsTransaction(transaction, event)) return go(event)
  transaction._prioritizedListeners.get(event.type)?.()
  transaction.db._rawDatabase.processTransactions()
  return true
})

const noRoom = () => new DOMException('no room', 'QuotaExceededError')

function eventFor(transaction: RawTransaction, type: 'abort' | 'error'): Event {
  const eventPath = type === 'error' ? [transaction.db, transaction] : [transaction.db]
  const event = new IDBVersionChangeEvent(type)
  return Object.assign(event, { bubbles: true, cancelable: type === 'error', eventPath })
}
