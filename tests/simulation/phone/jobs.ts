import type { Disk } from './insides'
import type { Page } from './page'
import type { WaitingRoom } from './waiting'

export type JobEnd<T = unknown> =
  { kind: 'ended'; value: T } | { kind: 'threw'; error: unknown } | { kind: 'died' }

/** Something a page is doing. It runs by itself until it waits for the world. */
export interface Job<T = unknown> {
  readonly page: Page
  readonly what: string
  end: JobEnd<T> | undefined
}

/** More turns of the event loop than any honest work takes: what is not at rest by then hangs. */
const mostTurns = 200_000

/** Runs what pages do to the next point of rest: everyone is done, dead, or waits for the world. */
export class Jobs {
  readonly #disk: Disk
  readonly #room: WaitingRoom
  #running: Job[] = []

  constructor(disk: Disk, room: WaitingRoom) {
    this.#disk = disk
    this.#room = room
  }

  start<T>(page: Page, what: string, work: () => Promise<T>): Job<T> {
    const job: Job<T> = { page, what, end: undefined }
    this.#running.push(job)
    const ended = work().then(
      (value): JobEnd<T> => ({ kind: 'ended', value }),
      (error: unknown): JobEnd<T> => ({ kind: 'threw', error }),
    )
    const died = page.died.then((): JobEnd<T> => ({ kind: 'died' }))
    void Promise.race([ended, died]).then((end) => {
      job.end = page.store.dead ? { kind: 'died' } : end
    })
    return job
  }

  /** Something short that waits for nobody but the store. What fails without a fault of the store is a mistake. */
  async run<T>(page: Page, what: string, work: () => Promise<T>): Promise<JobEnd<T>> {
    const job = this.start(page, what, work)
    await this.settle()
    if (!job.end) throw new Error(`still not done: ${what}`)
    return job.end
  }

  busy(page: Page): boolean {
    return this.#running.some((job) => job.page === page && !job.end)
  }

  /** Hands over what has ended since it was last asked. */
  takeEnded(): Job[] {
    const ended = this.#running.filter(({ end }) => end)
    this.#running = this.#running.filter(({ end }) => !end)
    return ended
  }

  async settle(): Promise<void> {
    for (let turns = 0, still = 0; turns < mostTurns; turns++) {
      await nextTurn()
      still = this.#atRest() ? still + 1 : 0
      if (still === 2) return
    }
    const hanging = this.#running.filter(({ end }) => !end).map(({ what }) => what)
    throw new Error(`the phone hangs: ${hanging.join(', ') || 'its store'}`)
  }

  #atRest(): boolean {
    for (const { transactions } of this.#disk._databases.values())
      if (transactions.length > 0) return false
    return this.#running.every(
      ({ end, page }) => end !== undefined || (this.#room.waits(page.n) && !page.store.opening),
    )
  }
}

const nextTurn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })
