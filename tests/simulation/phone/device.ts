import type { Device, DeviceNeeds, OpenDevice, PhoneLook, Promised } from '../ports'
import { Core } from './core'
import { hasCursor, lookAt, sessionIn } from './disk'
import { wronglyShown } from './effects'
import { engine as todaysEngine, type Engine } from './engine'
import { befall, updateApp } from './mishaps'
import type { Page } from './page'
import { People, type Person } from './people'

/** The same handset with another app on it: an older one, or a broken one that must be found out. */
export const openDeviceOf =
  (engine: Engine): OpenDevice =>
  (needs) =>
    Promise.resolve(new SimDevice(needs, engine))

export const openDevice: OpenDevice = openDeviceOf(todaysEngine)

/** More runs than this without an end to them is a mistake of the engine. */
const mostRuns = 60

class SimDevice implements Device {
  readonly name: string
  readonly #core: Core
  readonly #people: People

  constructor(needs: DeviceNeeds, engine: Engine) {
    this.name = needs.name
    this.#core = new Core(needs, engine)
    this.#people = new People(this.#core)
  }

  async signIn(person: Person): Promise<void> {
    await this.#people.signIn(person)
    await this.#check()
  }

  async signOut(): Promise<void> {
    await this.#people.signOut()
    await this.#check()
  }

  async act(name: string, args: object): Promise<string | null> {
    const { tabs, phone, promises } = this.#core
    await befall(this.#core, this.#people)
    const page = await tabs.front()
    const { member } = page
    const mutation = phone.engine.mutations.get(name)
    if (!member) return null
    if (!mutation) throw new Error(`no such act: ${name}`)
    const me = member.session.memberId
    const before = promises.before(me)
    const local = { db: member.db, me, clock: () => page.clock.now() }
    const end = await this.#core.do(page, name, () =>
      phone.engine.mutate(local, mutation, args as never),
    )
    const id = promises.after(me, before)
    if (end.kind === 'ended' && id === null)
      this.#core.fail(`said to be kept, and is nowhere: ${name}`)
    await this.#check()
    return end.kind === 'ended' ? id : null
  }

  async sync(): Promise<void> {
    const { tabs, weather, disk } = this.#core
    await befall(this.#core, this.#people)
    const page = await tabs.idle()
    if (!page) {
      await this.step()
      return
    }
    this.#core.startSync(page)
    if (weather.rolls('twoTabs') && this.#core.startSync(await this.#secondTab(page)))
      weather.notice('twoTabs')
    if (sessionIn(disk) && weather.strikes('workerToo')) this.#core.wakeWorker()
    await this.#core.drive()
    await this.#check()
  }

  async #secondTab(first: Page): Promise<Page> {
    const { tabs } = this.#core
    return tabs.living.find((page) => page !== first) ?? tabs.open()
  }

  async step(): Promise<boolean> {
    const { room, chance, line } = this.#core
    if (room.all.length > 0) {
      const next = chance.pick(room.all)
      next.late = false
      await next.go()
      await this.#core.drive()
    } else if (!(await line.arriveAstray())) return false
    await this.#check()
    return true
  }

  async calm(): Promise<void> {
    const { weather, tabs, room, line } = this.#core
    weather.calm = true
    for (const page of tabs.living) weather.arm(page)
    updateApp(this.#core)
    for (const waiting of room.all) waiting.late = false
    await this.#core.drive()
    while (await line.arriveAstray());
    for (let runs = 0; !(await this.#caughtUp()); runs++)
      if (runs === mostRuns) this.#core.fail('does not catch up')
    await this.#check()
    weather.calm = false
  }

  /** One run on a good line. True: there is nothing left to say, or nobody to say it. */
  async #caughtUp(): Promise<boolean> {
    const page = await this.#core.tabs.idle()
    const job = page && this.#core.startSync(page)
    if (!job) return true
    await this.#core.drive()
    const end = job.end?.kind === 'ended' ? job.end.value : undefined
    if (end?.kind !== 'fault') return end !== undefined
    // The keys went astray on the line: the same member comes in again, over their own store.
    if (end.fault.kind === 'signed-out' && this.#people.here)
      await this.#people.renew(this.#people.here)
    return end.fault.kind === 'refused'
  }

  look(): Promise<PhoneLook> {
    return Promise.resolve(lookAt(this.#core.disk))
  }

  promised(): readonly Promised[] {
    return this.#core.promises.all
  }

  lostByOwner(): ReadonlySet<string> {
    return this.#core.promises.lost
  }

  async end(): Promise<void> {
    this.#core.tabs.buryAll()
    await this.#core.jobs.settle()
  }

  /** What must hold after every step, however bad the weather. */
  async #check(): Promise<void> {
    const { promises, disk } = this.#core
    const missing = promises.missing()
    if (missing.length > 0)
      this.#core.fail(`promised, and neither waiting nor judged: ${missing.join()}`)
    const me = sessionIn(disk)?.memberId
    const wrong = me === undefined ? [] : await this.#wronglyShown(me)
    if (wrong.length > 0)
      this.#core.fail(`not the town's word with the waiting acts on top: ${wrong.join()}`)
  }

  /** What an older app left, and what was sealed when its owner was cut off, shows only after the first trip. */
  #wronglyShown(me: string): Promise<string[]> {
    const { promises, disk, phone } = this.#core
    const waits = promises.hasUnshown(me) || !hasCursor(disk, me)
    return waits ? Promise.resolve([]) : wronglyShown(disk, me, phone.engine.mutations)
  }
}
