import { IDBKeyRange } from 'fake-indexeddb'
import type { DeviceDb } from '@/db/device-db'
import type { PhoneDb } from '@/db/phone-db'
import type { Clock } from '@/domain/clock'
import type { Session } from '@/domain/session'
import type { SyncPorts } from '@/sync/ports'
import type { RunEnd } from '@/sync/run'
import type { TripEnd } from '@/sync/trip-end'
import type { Engine } from './engine'
import type { Disk } from './insides'
import type { Line } from './line'
import type { SimLock } from './lock'
import { PageStore } from './page-store'

/** What every page of one handset shares. */
export interface Handset {
  engine: Engine
  disk: Disk
  line: Line
  lock: SimLock
  /** The phone's own clock, right or wrong. */
  raw: () => number
  /** A write that nobody waits for has failed. */
  onLoose: (error: unknown) => void
}

/** No honest work takes so long: nothing here is decided by the machine's own clock. */
export const patienceMs = 10 * 60_000

const town = { url: 'https://town', key: 'public' }

export interface SignedIn {
  session: Session
  db: PhoneDb
  ports: SyncPorts
  trip: (mostCommands: number) => Promise<TripEnd>
}

/** One tab, or one waking of the service worker: everything the app holds in memory, and nothing that survives it. */
export class Page {
  readonly n: number
  readonly store: PageStore
  readonly died: Promise<'died'>
  readonly #phone: Handset
  device: DeviceDb
  clock: Clock
  member: SignedIn | undefined
  /** A fault of its store has struck: what it is doing may fail. */
  hurt = false
  /** Tells once that the page has died, before anyone else hears of it. */
  onDeath: () => void = () => undefined

  constructor(n: number, phone: Handset) {
    this.n = n
    this.#phone = phone
    this.store = new PageStore(phone.disk)
    this.device = phone.engine.deviceDb(this.options)
    this.clock = phone.engine.townClock(phone.raw, 0)
    this.died = new Promise((resolve) => {
      this.store.onDeath = () => {
        this.onDeath()
        resolve('died')
      }
    })
  }

  get options() {
    return { indexedDB: this.store.factory, IDBKeyRange }
  }

  /** As src/app/start/open-device.ts does: all asked at once, and then the store of whoever is here. */
  async open({ wipes = true } = {}): Promise<void> {
    const { engine, raw, onLoose } = this.#phone
    const [[session, ahead]] = await Promise.all([
      this.#read(),
      this.device.open(),
      wipes && engine.finishWipes(this.device, this.options, patienceMs),
    ])
    this.clock = engine.townClock(raw, ahead, (aheadMs) => {
      engine.writeSetting(this.device, 'townAheadMs', aheadMs).catch(onLoose)
    })
    if (session) this.member = await this.#enter(session)
  }

  #read() {
    const { engine } = this.#phone
    return this.device.transaction('r', this.device.session, this.device.settings, () =>
      Promise.all([
        engine.sessionStore(this.device).read(),
        engine.readSetting(this.device, 'townAheadMs', 0),
      ]),
    )
  }

  async #enter(session: Session): Promise<SignedIn> {
    const { engine, line, lock } = this.#phone
    const db = engine.phoneDb(session.memberId, this.options)
    await db.open()
    const store = engine.sessionStore(this.device)
    const calls = { town, clock: this.clock, fetch: line.of(this.n) }
    const access = engine.createAccess({
      me: session.memberId,
      ...calls,
      store,
      lock: lock.of(this.n, 'keys'),
    })
    const ports: SyncPorts = {
      ...{ db, me: session.memberId, clock: this.clock, mutations: engine.mutations },
      device: await engine.deviceId(this.device),
      transport: engine.createTransport({ ...calls, access }),
    }
    return { session, db, ports, trip: engine.createTrip(ports) }
  }

  sync({ trip }: SignedIn): Promise<RunEnd> {
    const { engine, lock } = this.#phone
    return lock.of(this.n, 'sync')(() => engine.run(trip))
  }

  /** One waking of the service worker, as src/sw/deliver-outbox.ts goes about it. */
  async wake(): Promise<void> {
    const { engine, lock } = this.#phone
    await this.open({ wipes: false })
    const { ports, db } = this.member ?? {}
    if (ports && db) {
      await lock
        .of(
          this.n,
          'sync',
        )(() => engine.deliver(ports))
        .finally(() => {
          db.close()
        })
    }
    this.device.close()
  }

  /** Its store is shut for good: a sign-out in another tab, or the browser, has closed it. */
  get shut(): boolean {
    return this.member !== undefined && !this.member.db.isOpen()
  }

  /** Lets go of what a dead page's Dexie still holds. */
  forget(): void {
    this.store.die()
    this.member?.db.close({ disableAutoOpen: true })
    this.device.close({ disableAutoOpen: true })
  }
}
