import { setTimeout as pause } from 'node:timers/promises'
import { openSession, type Answer, type Session } from './session.ts'
import { OpenWork, type Errand } from './open-work.ts'
import { hold, letGo, stopAt, whoWaits } from './stops.ts'

/** Real time, and only how often the server is asked how things stand: nothing is decided by it. */
const betweenLooksMs = 2

interface Look {
  /** It has come to its stop. */
  readonly stands: boolean
  /** The sessions it waits for. */
  readonly behind: readonly number[]
}

/**
 * The sessions of one town. One of them works at a time; the others have nothing to do, or stand open in the middle of
 * a transaction. So it is always known who is in whose way, and the seed alone decides the order.
 */
export class Together {
  readonly #url: string
  readonly #watcher: Session
  #idle: Session[] = []
  #open: OpenWork[] = []
  #stops = 0

  constructor(url: string, watcher: Session) {
    this.#url = url
    this.#watcher = watcher
  }

  static async begin(url: string): Promise<Together> {
    return new Together(url, await openSession(url))
  }

  /** A whole script in a session of its own, undone when it fails. */
  async run<Row>(script: string): Promise<Row[]> {
    const session = await this.#take()
    const answer = await this.#watch(session, session.ask(script))
    if (answer === 'stands') throw new Error('it stands where nobody told it to')
    if (!answer.ok) await session.ask('rollback')
    this.#idle.push(session)
    if (!answer.ok) throw answer.error
    return answer.rows as Row[]
  }

  /** Begins a transaction and leaves it open: in the middle of its work, or with nothing left but to commit. */
  async begin(errand: Errand): Promise<OpenWork> {
    const session = await this.#take()
    const stop = (this.#stops += 1)
    if (errand.stopAfter !== null) await this.#told(hold(stop))
    const work = new OpenWork(errand, session, {
      goOn: async (asked) => {
        if (errand.stopAfter !== null) await this.#told(letGo(stop))
        return this.#watch(session, asked)
      },
      onEnd: () => {
        this.#open = this.#open.filter((each) => each !== work)
        this.#idle.push(session)
      },
    })
    const arrives = errand.stopAfter === null ? '' : stopAt(stop, errand.stopAfter)
    const asked = session.ask(`begin; ${arrives} ${errand.script}`)
    const answer = await this.#watch(session, asked, errand.stopAfter !== null)
    if (answer === 'stands') work.stands(asked)
    else {
      if (errand.stopAfter !== null) await this.#told(letGo(stop))
      await work.isDone(answer)
    }
    if (work.ending === null) this.#open.push(work)
    return work
  }

  async close(): Promise<void> {
    for (const work of this.#open) await work.end(false)
    for (const session of [...this.#idle, this.#watcher]) await session.close()
  }

  async #take(): Promise<Session> {
    return this.#idle.pop() ?? openSession(this.#url)
  }

  async #told<Row>(question: string): Promise<Row[]> {
    const answer = await this.#watcher.ask(question)
    if (!answer.ok) throw answer.error
    return answer.rows as Row[]
  }

  /** Until it has answered or stands at its stop. Whatever stands open in its way is ended first. */
  async #watch(
    session: Session,
    asked: Promise<Answer>,
    mayStand = false,
  ): Promise<Answer | 'stands'> {
    if (!mayStand && this.#open.length === 0) return asked
    for (;;) {
      const answer = await Promise.race([asked, pause(betweenLooksMs, undefined)])
      if (answer !== undefined) return answer
      const { stands, behind } = await this.#look(session.pid)
      if (stands) return 'stands'
      for (const work of this.#open) if (behind.includes(work.pid)) await work.makeWay()
    }
  }

  async #look(pid: number): Promise<Look> {
    const [look] = await this.#told<Look>(whoWaits(pid))
    return look ?? { stands: false, behind: [] }
  }
}
