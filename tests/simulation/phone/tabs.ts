import type { Chance } from '../ports'
import { sessionIn } from './disk'
import type { Jobs, JobEnd } from './jobs'
import { Page, type Handset } from './page'
import type { WaitingRoom } from './waiting'
import type { Weather } from './weather'

interface TabsNeeds {
  phone: Handset
  jobs: Jobs
  room: WaitingRoom
  weather: Weather
  chance: Chance
  tell: (line: () => string) => void
}

/** A phone that cannot be opened in so many tries, with nothing striking it, is broken. */
const mostTries = 50

/** The pages of one handset: opened when needed, killed when fate says so, closed when another tab shuts the gate. */
export class Tabs {
  readonly #needs: TabsNeeds
  #pages: Page[] = []
  #workers: Page[] = []
  #opened = 0

  constructor(needs: TabsNeeds) {
    this.#needs = needs
  }

  get living(): readonly Page[] {
    return this.#pages.filter(({ store }) => !store.dead)
  }

  /** A page that the person looks at and that has nothing in hand; undefined when all are busy. */
  async idle(): Promise<Page | undefined> {
    await this.#lookAround()
    if (this.living.length === 0) return this.open()
    const free = this.living.filter((page) => !this.#needs.jobs.busy(page))
    return free.length > 0 ? this.#needs.chance.pick(free) : undefined
  }

  /** Any page that lives and shows who is signed in now: acts need no line and can be done beside a trip. */
  async front(): Promise<Page> {
    await this.#lookAround()
    return this.living.length > 0 ? this.#needs.chance.pick(this.living) : this.open()
  }

  async open(): Promise<Page> {
    for (let tries = 0; tries < mostTries; tries++) {
      const page = this.#newPage()
      this.#pages.push(page)
      const end = await this.#run(page, 'opens', () => page.open())
      if (end.kind === 'ended') return page
      this.bury(page)
    }
    throw new Error('the phone cannot be opened any more')
  }

  /** The service worker wakes; it is no page that anyone looks at. */
  worker(): Page {
    const page = this.#newPage()
    this.#workers.push(page)
    return page
  }

  #newPage(): Page {
    const { phone, room, weather } = this.#needs
    const page = new Page((this.#opened += 1), phone)
    page.onDeath = () => {
      room.dropPage(page.n)
      phone.lock.dropPage(page.n)
    }
    weather.arm(page)
    return page
  }

  /**
   * A page whose member is no longer the one signed in leaves by itself when it is looked at; but being looked at
   * also sets off a trip.
   */
  async #lookAround(): Promise<void> {
    const { jobs, phone } = this.#needs
    const here = sessionIn(phone.disk)?.memberId
    for (const page of this.living) {
      const { member } = page
      if (member?.session.memberId === here) continue
      if (member && !jobs.busy(page)) {
        jobs.start(page, 'syncs while it leaves', () => page.sync(member))
        await jobs.settle()
      }
      this.bury(page)
    }
    for (const page of this.#pages.filter(({ store }) => store.dead)) this.bury(page)
    await this.#needs.jobs.settle()
  }

  bury(page: Page): void {
    page.forget()
    this.#pages = this.#pages.filter((each) => each !== page)
    this.#workers = this.#workers.filter((each) => each !== page)
  }

  buryAll(): void {
    for (const page of [...this.#pages, ...this.#workers]) this.bury(page)
  }

  /** Something short that waits for nobody but the store. */
  async #run<T>(page: Page, what: string, work: () => Promise<T>): Promise<JobEnd<T>> {
    return this.#needs.jobs.run(page, what, work)
  }
}
