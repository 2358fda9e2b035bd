import type { Chance, Device, DeviceNeeds, OpenDevice, PhoneLook, Promised } from '../ports'
import { lookAt, sessionIn, unsentIn } from './disk'
import { engine as todaysEngine, type Engine } from './engine'
import { newDisk } from './insides'
import { Jobs, type Job, type JobEnd } from './jobs'
import { KeyDesk } from './keys'
import { Line } from './line'
import { SimLock } from './lock'
import { Page, type Handset, type SignedIn } from './page'
import { Promises } from './promises'
import { WaitingRoom } from './waiting'
import { Weather } from './weather'

interface Person {
  id: string
  token: string
}

export const openDeviceOf =
  (engine: Engine): OpenDevice =>
  (needs) =>
    Promise.resolve(new SimDevice(needs, engine))

export const openDevice: OpenDevice = openDeviceOf(todaysEngine)

/** More than this many runs without an end to them is a mistake of the engine. */
const mostRuns = 60

class SimDevice implements Device {
  readonly name: string
  readonly #needs: DeviceNeeds
  readonly #chance: Chance
  readonly #disk = newDisk()
  readonly #room = new WaitingRoom()
  readonly #jobs = new Jobs(this.#disk, this.#room)
  readonly #promises = new Promises(this.#disk)
  readonly #desk: KeyDesk
  readonly #weather: Weather
  readonly #handset: Handset
  #pages: Page[] = []
  #opened = 0
  #person: Person | undefined

  constructor(needs: DeviceNeeds, engine: Engine) {
    this.name = needs.name
    this.#needs = needs
    this.#chance = needs.chance.fork(needs.name)
    this.#desk = new KeyDesk(needs.clock)
    this.#weather = new Weather(this.#chance.fork('weather'), needs.faults)
    const { town, clock } = needs
    const shared = { room: this.#room, weather: this.#weather, desk: this.#desk }
    this.#handset = {
      ...{ engine, disk: this.#disk },
      line: new Line({
        ...shared,
        town,
        clock,
        chance: this.#chance.fork('line'),
        tell: this.#tell,
      }),
      lock: new SimLock(this.#room, true),
      raw: () => clock.now(),
      onLoose: (error) => {
        this.#tell(() => `a write nobody waited for failed: ${String(error)}`)
      },
    }
  }

  async signIn(person: Person): Promise<void> {
    if (sessionIn(this.#disk)) await this.signOut()
    await this.#signInAgain(person)
  }

  async #signInAgain(person: Person): Promise<void> {
    const page = await this.#page()
    const { access, refresh, endsAt } = this.#desk.issue(person.token)
    const { sessionStore } = this.#handset.engine
    await this.#do(page, 'signs in', () =>
      sessionStore(page.device).write({
        ...{ memberId: person.id as SignedIn['session']['memberId'], userId: person.id },
        ...{ name: '', loginNumber: '', accessToken: access, refreshToken: refresh },
        expiresAt: endsAt,
      }),
    )
    this.#person = person
    this.#reload()
    await this.#page()
  }

  async signOut(): Promise<void> {
    const page = await this.#page()
    const { member } = page
    if (!member) return
    this.#promises.giveUp(unsentIn(this.#disk, member.session.memberId))
    const { signOutHere } = this.#handset.engine
    const { device, options } = page
    const gate = { device, db: member.db, me: member.session.memberId, options }
    await this.#do(page, 'signs out', () => signOutHere(gate))
    this.#person = undefined
    this.#reload()
  }

  async act(name: string, args: object): Promise<string | null> {
    const page = await this.#page()
    const { member } = page
    const mutation = this.#handset.engine.mutations.get(name)
    if (!member) return null
    if (!mutation) throw new Error(`no such act: ${name}`)
    const me = member.session.memberId
    const before = this.#promises.before(me)
    const local = { db: member.db, me, clock: () => page.clock.now() }
    const end = await this.#do(page, name, () =>
      this.#handset.engine.mutate(local, mutation, args as never),
    )
    const id = this.#promises.after(me, before)
    return end.kind === 'ended' ? id : null
  }

  async sync(): Promise<void> {
    const page = await this.#page()
    this.#startSync(page)
    await this.#drive()
  }

  async step(): Promise<boolean> {
    const [late] = this.#room.all
    if (late) {
      late.late = false
      await late.go()
      await this.#drive()
      return true
    }
    return this.#handset.line.arriveAstray()
  }

  async calm(): Promise<void> {
    this.#weather.calm = true
    for (const waiting of this.#room.all) waiting.late = false
    await this.#drive()
    while (await this.#handset.line.arriveAstray());
    for (let runs = 0; runs < mostRuns; runs++) {
      const job = this.#startSync(await this.#page())
      if (!job) break
      await this.#drive()
      const end = job.end?.kind === 'ended' ? job.end.value : undefined
      if (end?.kind === 'caught-up' || end?.kind === 'cut-off') break
      if (end?.kind === 'fault' && end.fault.kind === 'signed-out' && this.#person)
        await this.#signInAgain(this.#person)
    }
    this.#weather.calm = false
  }

  look(): Promise<PhoneLook> {
    return Promise.resolve(lookAt(this.#disk))
  }

  promised(): readonly Promised[] {
    return this.#promises.all
  }

  lostByOwner(): ReadonlySet<string> {
    return this.#promises.lost
  }

  end(): Promise<void> {
    this.#reload()
    return Promise.resolve()
  }

  readonly #tell = (line: () => string): void => {
    this.#needs.tell(() => `${this.name}: ${line()}`)
  }

  /** A living page that has nothing in hand; the newest is the one looked at. */
  async #page(): Promise<Page> {
    const here = this.#pages.find((page) => !page.store.dead)
    if (here) return here
    const page = new Page((this.#opened += 1), this.#handset)
    this.#pages.push(page)
    await this.#do(page, 'opens', () => page.open())
    return page
  }

  #reload(): void {
    for (const page of this.#pages) {
      this.#room.dropPage(page.n)
      this.#handset.lock.dropPage(page.n)
      page.forget()
    }
    this.#pages = []
  }

  #startSync(page: Page) {
    const { member } = page
    if (!member || this.#jobs.busy(page)) return undefined
    return this.#jobs.start(page, 'syncs', () => page.sync(member))
  }

  /** Something short that waits for nobody but the store. */
  async #do<T>(page: Page, what: string, work: () => Promise<T>): Promise<JobEnd<T>> {
    const job = this.#jobs.start(page, what, work)
    await this.#jobs.settle()
    this.#collect()
    if (job.end?.kind === 'threw' && !page.hurt) throw job.end.error
    return job.end ?? { kind: 'died' }
  }

  /** Lets everyone who waits go on, one at a time and in an order of chance, until only the late are left. */
  async #drive(): Promise<void> {
    for (;;) {
      await this.#jobs.settle()
      this.#collect()
      const ready = this.#room.all.filter(({ late }) => !late)
      if (ready.length === 0) return
      await this.#chance.pick(ready).go()
    }
  }

  #collect(): void {
    for (const job of this.#jobs.takeEnded()) this.#ended(job)
  }

  #ended({ page, what, end }: Job): void {
    this.#tell(() => `page ${String(page.n)} ${what}: ${said(end)}`)
    if (end?.kind === 'threw' && !page.hurt) throw end.error
  }
}

function said(end: JobEnd | undefined): string {
  if (end?.kind === 'threw') return `failed, ${String(end.error)}`
  return end?.kind === 'ended' ? (JSON.stringify(end.value) ?? 'done') : 'died'
}
