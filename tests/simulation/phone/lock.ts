import type { Lock } from '@/domain/session'
import type { Waiting, WaitingRoom } from './waiting'

interface Turn {
  page: number
  take: () => void
  waiting: Waiting
}

/**
 * The lock between tabs with simulated patience: whoever waits goes on when the holder is done, or when the seed says
 * that the wait has been long enough, as `phoneLock` does after twenty seconds. A browser without locks has none at all.
 */
export class SimLock {
  readonly #room: WaitingRoom
  readonly #works: boolean
  readonly #holders = new Map<string, number>()
  #turns: (Turn & { name: string })[] = []

  constructor(room: WaitingRoom, works: boolean) {
    this.#room = room
    this.#works = works
  }

  of(page: number, name: string): Lock {
    return async (work) => {
      if (!this.#works) return work()
      const had = await this.#turn(page, name)
      try {
        return await work()
      } finally {
        if (had) this.#release(page, name)
      }
    }
  }

  /** The browser takes back what a page held when it died. */
  dropPage(page: number): void {
    this.#turns = this.#turns.filter((turn) => turn.page !== page)
    for (const [name, holder] of this.#holders) if (holder === page) this.#release(page, name)
  }

  #turn(page: number, name: string): Promise<boolean> {
    if (!this.#holders.has(name)) {
      this.#holders.set(name, page)
      return Promise.resolve(true)
    }
    return new Promise((resolve) => {
      const end = (had: boolean) => {
        this.#turns = this.#turns.filter((each) => each !== turn)
        this.#room.leave(waiting)
        resolve(had)
      }
      const waiting: Waiting = {
        ...{ page, what: `waits for ${name}`, late: false },
        go: () => {
          end(false)
        },
        drop: () => undefined,
      }
      const turn = {
        page,
        name,
        waiting,
        take: () => {
          end(true)
        },
      }
      this.#turns.push(turn)
      this.#room.enter(waiting)
    })
  }

  #release(page: number, name: string): void {
    if (this.#holders.get(name) !== page) return
    this.#holders.delete(name)
    const next = this.#turns.find((turn) => turn.name === name)
    if (!next) return
    this.#holders.set(name, next.page)
    next.take()
  }
}
