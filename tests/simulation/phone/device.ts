import type { Chance, Device, DeviceNeeds, OpenDevice, PhoneLook, Promised } from '../ports'
import { dbNameOf, hasCursor, knewLess, lookAt, membersOn, sessionIn, unsentIn } from './disk'
import { wronglyShown } from './effects'
import { engine as todaysEngine, type Engine } from './engine'
import { newDisk } from './insides'
import { Jobs, type Job, type JobEnd } from './jobs'
import { KeyDesk } from './keys'
import { Line } from './line'
import { SimLock } from './lock'
import { writeOldAct } from './older'
import type { Handset, Page } from './page'
import { sessionOf, type Person } from './people'
import { Promises } from './promises'
import { Tabs } from './tabs'
import { WaitingRoom } from './waiting'
import { Weather } from './weather'

export const openDeviceOf =
  (engine: Engine): OpenDevice =>
  (needs) =>
    Promise.resolve(new SimDevice(needs, engine))

export const openDevice: OpenDevice = openDeviceOf(todaysEngine)

/** More runs than this without an end to them is a mistake of the engine. */
const mostRuns = 60
const hourMs = 60 * 60_000

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
  readonly #line: Line
  readonly #phone: Handset
  readonly #tabs: Tabs
  #person: Person | undefined
  /** How far the phone's own clock is from the town's. */
  #skewMs = 0

  constructor(needs: DeviceNeeds, engine: Engine) {
    const { town, clock } = needs
    this.name = needs.name
    this.#needs = needs
    this.#chance = needs.chance.fork(needs.name)
    this.#desk = new KeyDesk(clock)
    this.#weather = new Weather(this.#chance.fork('weather'), needs.faults)
    const shared = { room: this.#room, weather: this.#weather, tell: this.#tell }
    this.#line = new Line({
      ...{ ...shared, town, clock, desk: this.#desk, chance: this.#chance.fork('line') },
      onSpoken: (member, body) => {
        const foreign = this.#promises.foreign(member, body)
        if (foreign.length > 0) this.#fail(`said in another member's name: ${foreign.join()}`)
      },
      onVerdicts: (ids) => {
        this.#promises.heard(ids)
      },
    })
    this.#phone = {
      ...{ engine, disk: this.#disk, line: this.#line },
      // Some browsers have no locks at all; waiting in vain for one that sleeps ends the same way.
      lock: new SimLock(this.#room, this.#chance.happens(0.8)),
      raw: () => clock.now() + this.#skewMs,
      onLoose: (error) => {
        this.#tell(() => `a write nobody waited for failed: ${String(error)}`)
      },
    }
    this.#tabs = new Tabs({
      ...{ ...shared, phone: this.#phone, jobs: this.#jobs, chance: this.#chance.fork('tabs') },
    })
  }

  async signIn(person: Person): Promise<void> {
    const before = sessionIn(this.#disk)?.memberId
    const other = before !== undefined && before !== person.id
    if (other && this.#chance.happens(0.6)) await this.signOut()
    else if (other) this.#promises.giveUp(unsentIn(this.#disk, before))
    this.#person = person
    await this.#enter(person)
    await this.#check()
  }

  /** The sign-in page, until it has worked; over another member's session it is a change of hands. */
  async #enter(person: Person): Promise<void> {
    const { sessionStore } = this.#phone.engine
    while (sessionIn(this.#disk)?.memberId !== person.id) {
      const page = await this.#tabs.front()
      const session = sessionOf(person, this.#desk)
      await this.#do(page, 'signs in', () => sessionStore(page.device).write(session))
      this.#tabs.bury(page)
    }
    await this.#tabs.front()
  }

  async signOut(): Promise<void> {
    const me = sessionIn(this.#disk)?.memberId
    if (me === undefined) return
    this.#promises.giveUp(unsentIn(this.#disk, me))
    while (sessionIn(this.#disk)?.memberId === me) {
      const page = await this.#tabs.front()
      const { device, options, member } = page
      if (!member) break
      const { signOutHere } = this.#phone.engine
      await this.#do(page, 'signs out', () => signOutHere({ device, options, db: member.db, me }))
      this.#leave(page)
    }
    this.#person = undefined
    await this.#check()
  }

  /** This tab goes to the sign-in page; the others hear of it, unless they sleep. */
  #leave(page: Page): void {
    this.#tabs.bury(page)
    for (const other of this.#tabs.living) if (this.#chance.happens(0.7)) this.#tabs.bury(other)
  }

  async act(name: string, args: object): Promise<string | null> {
    await this.#befall()
    const page = await this.#tabs.front()
    const { member } = page
    const mutation = this.#phone.engine.mutations.get(name)
    if (!member) return null
    if (!mutation) throw new Error(`no such act: ${name}`)
    const me = member.session.memberId
    const before = this.#promises.before(me)
    const local = { db: member.db, me, clock: () => page.clock.now() }
    const end = await this.#do(page, name, () =>
      this.#phone.engine.mutate(local, mutation, args as never),
    )
    const id = this.#promises.after(me, before)
    if (end.kind === 'ended' && id === null) this.#fail(`said to be kept, and is nowhere: ${name}`)
    await this.#check()
    return end.kind === 'ended' ? id : null
  }

  async sync(): Promise<void> {
    await this.#befall()
    const page = await this.#tabs.idle()
    if (!page) {
      await this.step()
      return
    }
    this.#startSync(page)
    if (this.#weather.rolls('twoTabs')) this.#startSync(await this.#secondTab(page), 'twoTabs')
    if (sessionIn(this.#disk) && this.#weather.strikes('workerToo')) {
      const worker = this.#tabs.worker()
      this.#jobs.start(worker, 'wakes', () => worker.wake())
    }
    await this.#drive()
    await this.#check()
  }

  async #secondTab(first: Page): Promise<Page> {
    return this.#tabs.living.find((page) => page !== first) ?? this.#tabs.open()
  }

  async step(): Promise<boolean> {
    const late = this.#room.all
    if (late.length > 0) {
      const next = this.#chance.pick(late)
      next.late = false
      await next.go()
      await this.#drive()
    } else if (!(await this.#line.arriveAstray())) return false
    await this.#check()
    return true
  }

  async calm(): Promise<void> {
    this.#weather.calm = true
    for (const page of this.#tabs.living) this.#weather.arm(page)
    if (this.#weather.grown) {
      this.#tabs.buryAll()
      this.#updateApp()
    }
    for (const waiting of this.#room.all) waiting.late = false
    await this.#drive()
    while (await this.#line.arriveAstray());
    for (let runs = 0; !(await this.#caughtUp()); runs++)
      if (runs === mostRuns) throw new Error(`${this.name} does not catch up`)
    await this.#check()
    this.#weather.calm = false
  }

  /** One run on a good line. True: there is nothing left to say, or nobody to say it. */
  async #caughtUp(): Promise<boolean> {
    const page = await this.#tabs.idle()
    const job = page && this.#startSync(page)
    if (!job) return true
    await this.#drive()
    const end = job.end?.kind === 'ended' ? job.end.value : undefined
    if (end?.kind === 'fault' && end.fault.kind === 'signed-out' && this.#person) {
      await this.#signInAgain(this.#person)
      return false
    }
    if (end?.kind === 'fault' && end.fault.kind === 'refused') return true
    return end !== undefined && end.kind !== 'fault'
  }

  /** The keys ran out, or went astray on the line: the same member comes in again, over their own store. */
  async #signInAgain(person: Person): Promise<void> {
    const page = await this.#tabs.front()
    const { sessionStore } = this.#phone.engine
    const session = sessionOf(person, this.#desk)
    await this.#do(page, 'signs in again', () => sessionStore(page.device).write(session))
    this.#tabs.bury(page)
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

  async end(): Promise<void> {
    this.#tabs.buryAll()
    await this.#jobs.settle()
  }

  readonly #tell = (line: () => string): void => {
    this.#needs.tell(() => `${this.name}: ${line()}`)
  }

  /** What may happen to a phone at any time, whatever is being done on it. */
  async #befall(): Promise<void> {
    for (const page of this.#tabs.living) if (!this.#jobs.busy(page)) this.#weather.arm(page)
    if (this.#weather.strikes('clockSkew')) {
      this.#skewMs = (this.#chance.int(41) - 20) * hourMs
      this.#tell(() => `the clock is wrong by ${String(this.#skewMs / hourMs)} h`)
    }
    if (this.#weather.strikes('evicted')) await this.#evict()
    if (this.#weather.rolls('appUpgraded')) await this.#upgrade()
  }

  /** The browser throws away what the app has stored, while no page is open. */
  async #evict(): Promise<void> {
    this.#tabs.buryAll()
    await this.#jobs.settle()
    const everything = this.#chance.happens(0.5)
    const gone = everything
      ? [...this.#disk._databases.keys()]
      : membersOn(this.#disk).map(dbNameOf)
    for (const member of membersOn(this.#disk)) this.#promises.giveUp(unsentIn(this.#disk, member))
    for (const name of gone) this.#disk._databases.delete(name)
    this.#tell(() => `the browser throws away ${everything ? 'everything' : "the members' stores"}`)
    if (everything && this.#person) await this.#enter(this.#person)
  }

  /** An older app has left an act in the outbox; then the page opens with today's. */
  async #upgrade(): Promise<void> {
    const page = await this.#tabs.front()
    const { member } = page
    if (!member) return
    this.#weather.notice('appUpgraded')
    if (this.#weather.grown) this.#updateApp()
    const me = member.session.memberId
    const before = this.#promises.before(me)
    const now = page.clock.now()
    await this.#do(page, 'the older app notes an act', () =>
      writeOldAct(member.db, this.#chance, now),
    )
    const id = this.#promises.after(me, before)
    if (id !== null) this.#promises.unshown(id)
    this.#tabs.buryAll()
  }

  /** The app is as new as the town again, and finds what an older one has passed over. */
  #updateApp(): void {
    this.#weather.grown = false
    for (const member of membersOn(this.#disk)) knewLess(this.#disk, member)
  }

  #startSync(page: Page, fault?: 'twoTabs') {
    const { member } = page
    if (!member || this.#jobs.busy(page)) return undefined
    if (fault) this.#weather.notice(fault)
    return this.#jobs.start(page, 'syncs', () => page.sync(member))
  }

  async #do<T>(page: Page, what: string, work: () => Promise<T>): Promise<JobEnd<T>> {
    const end = await this.#jobs.run(page, what, work)
    await this.#collect()
    return end
  }

  /** Lets everyone who waits go on, one at a time and in an order of chance, until only the late are left. */
  async #drive(): Promise<void> {
    for (;;) {
      await this.#jobs.settle()
      await this.#collect()
      const ready = this.#room.all.filter(({ late }) => !late)
      if (ready.length === 0) return
      const next = this.#chance.pick(ready)
      if (this.#weather.rolls('pageKilled') && this.#chance.happens(0.3)) this.#kill(next.page)
      else await next.go()
    }
  }

  #kill(n: number): void {
    const page = this.#tabs.living.find((each) => each.n === n)
    if (!page) return
    this.#weather.notice('pageKilled')
    this.#tell(() => `page ${String(n)} dies while it waits`)
    page.store.die()
  }

  async #collect(): Promise<void> {
    for (const job of this.#jobs.takeEnded()) await this.#ended(job)
  }

  async #ended({ page, what, end }: Job): Promise<void> {
    this.#tell(() => `page ${String(page.n)} ${what}: ${said(end)}`)
    if (end?.kind === 'threw' && !page.hurt && !page.shut && what !== 'wakes') throw end.error
    if (what === 'wakes') this.#tabs.bury(page)
    if (end?.kind === 'ended' && isCutOff(end.value)) await this.#cutOff(page)
  }

  /** As src/app/start/start.ts: what can be read goes, what was not sent stays sealed. */
  async #cutOff(page: Page): Promise<void> {
    const { device, options, member } = page
    if (!member) return
    const { cutOffHere } = this.#phone.engine
    const me = member.session.memberId
    await this.#do(page, 'is cut off', () => cutOffHere({ device, options, db: member.db, me }))
    this.#leave(page)
  }

  #fail(why: string): never {
    throw new Error(`${this.name}: ${why}`)
  }

  async #wrong(me: string): Promise<string[]> {
    // What an older app left, and what was sealed when its owner was cut off, shows after the first trip.
    const waits = this.#promises.hasUnshown(me) || !hasCursor(this.#disk, me)
    return waits ? [] : wronglyShown(this.#disk, me, this.#phone.engine.mutations)
  }

  /** What must hold after every step, however bad the weather. */
  async #check(): Promise<void> {
    const missing = this.#promises.missing()
    if (missing.length > 0)
      this.#fail(`promised, and neither waiting nor judged: ${missing.join()}`)
    const me = sessionIn(this.#disk)?.memberId
    const wrong = me === undefined ? [] : await this.#wrong(me)
    if (wrong.length > 0)
      this.#fail(`not the town's word with the waiting acts on top: ${wrong.join()}`)
  }
}

const isCutOff = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'cut-off'

function said(end: JobEnd | undefined): string {
  if (end?.kind === 'threw') return `failed, ${String(end.error)}`
  return end?.kind === 'ended'
    ? end.value === undefined
      ? 'done'
      : JSON.stringify(end.value)
    : 'died'
}
