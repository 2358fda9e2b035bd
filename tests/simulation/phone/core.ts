import type { Chance, DeviceNeeds } from '../ports'
import type { Engine } from './engine'
import { newDisk } from './insides'
import { Jobs, type Job, type JobEnd } from './jobs'
import { KeyDesk } from './keys'
import { Line } from './line'
import { SimLock } from './lock'
import type { Handset, Page } from './page'
import { Promises } from './promises'
import { Tabs } from './tabs'
import { WaitingRoom } from './waiting'
import { Weather } from './weather'

/** The works of one handset: its disk, its pages, what they are doing, and what they wait for. */
export class Core {
  readonly name: string
  readonly chance: Chance
  readonly disk = newDisk()
  readonly room = new WaitingRoom()
  readonly jobs = new Jobs(this.disk, this.room)
  readonly promises = new Promises(this.disk)
  readonly desk: KeyDesk
  readonly weather: Weather
  readonly line: Line
  readonly phone: Handset
  readonly tabs: Tabs
  readonly tell: (line: () => string) => void
  /** How far the phone's own clock is from the town's. */
  skewMs = 0
  /** The town has told this page that its member is cut off. */
  onCutOff: (page: Page) => Promise<void> = () => Promise.resolve()

  constructor(needs: DeviceNeeds, engine: Engine) {
    const { name, chance, clock, faults, town } = needs
    this.name = name
    this.tell = (line) => {
      needs.tell(() => `${name}: ${line()}`)
    }
    this.chance = chance.fork(name)
    this.desk = new KeyDesk(clock)
    this.weather = new Weather(this.chance.fork('weather'), faults)
    const shared = { room: this.room, weather: this.weather, tell: this.tell }
    this.line = new Line({
      ...{ ...shared, town, clock, desk: this.desk, chance: this.chance.fork('line') },
      onSpoken: (member, body) => {
        const foreign = this.promises.foreign(member, body)
        if (foreign.length > 0) this.fail(`said in another member's name: ${foreign.join()}`)
      },
      onVerdicts: (ids) => {
        this.promises.heard(ids)
      },
    })
    this.phone = {
      ...{ engine, disk: this.disk, line: this.line },
      // Some browsers have no locks at all; waiting in vain for one that sleeps ends the same way.
      lock: new SimLock(this.room, this.chance.happens(0.8)),
      raw: () => clock.now() + this.skewMs,
      onLoose: (error) => {
        this.tell(() => `a write nobody waited for failed: ${String(error)}`)
      },
    }
    this.tabs = new Tabs({
      ...{ ...shared, phone: this.phone, jobs: this.jobs, chance: this.chance.fork('tabs') },
    })
  }

  startSync(page: Page) {
    const { member } = page
    if (!member || this.jobs.busy(page)) return undefined
    return this.jobs.start(page, 'syncs', () => page.sync(member))
  }

  wakeWorker(): void {
    const worker = this.tabs.worker()
    this.jobs.start(worker, 'wakes', () => worker.wake())
  }

  /** Something short that waits for nobody but the store. */
  async do<T>(page: Page, what: string, work: () => Promise<T>): Promise<JobEnd<T>> {
    const end = await this.jobs.run(page, what, work)
    await this.#collect()
    return end
  }

  /** Lets everyone who waits go on, one at a time and in an order of chance, until only the late are left. */
  async drive(): Promise<void> {
    for (;;) {
      await this.jobs.settle()
      await this.#collect()
      const ready = this.room.all.filter(({ late }) => !late)
      if (ready.length === 0) return
      const next = this.chance.pick(ready)
      if (this.weather.rolls('pageKilled') && this.chance.happens(0.3)) this.#kill(next.page)
      else await next.go()
    }
  }

  fail(why: string): never {
    throw new Error(`${this.name}: ${why}`)
  }

  #kill(n: number): void {
    const page = this.tabs.living.find((each) => each.n === n)
    if (!page) return
    this.weather.notice('pageKilled')
    this.tell(() => `page ${String(n)} dies while it waits`)
    page.store.die()
  }

  async #collect(): Promise<void> {
    for (const job of this.jobs.takeEnded()) await this.#ended(job)
  }

  async #ended({ page, what, end }: Job): Promise<void> {
    this.tell(() => `page ${String(page.n)} ${what}: ${said(end)}`)
    if (end?.kind === 'threw' && !page.hurt && !page.shut && what !== 'wakes') throw end.error
    if (what === 'wakes') this.tabs.bury(page)
    if (end?.kind === 'ended' && isCutOff(end.value)) await this.onCutOff(page)
  }
}

const isCutOff = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'cut-off'

function said(end: JobEnd | undefined): string {
  if (end?.kind === 'threw') return `failed, ${String(end.error)}`
  if (end?.kind !== 'ended') return 'died'
  return end.value === undefined ? 'done' : JSON.stringify(end.value)
}
