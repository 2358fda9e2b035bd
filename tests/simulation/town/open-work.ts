import type { Answer, Session } from './session.ts'

/** How a transaction ended. */
export type Ending =
  | { kind: 'committed'; rows: unknown[] }
  /** Its server died before the commit. */
  | { kind: 'died' }
  | { kind: 'failed'; error: unknown }

/** What is to be done in a transaction that stands open for a while. */
export interface Errand {
  readonly script: string
  /** After so many acts it stands still; 0: before it reads its page; null: only once all is done. */
  readonly stopAfter: number | null
  /** Whether it will commit in the end, or its server dies. */
  readonly commits: boolean
  /** Somebody runs into what it has locked. */
  onMet(): void
  onEnd(ending: Ending): void
}

interface Hands {
  /** Takes away what it stands at, and waits for its answer. */
  goOn(asked: Promise<Answer>): Promise<Answer | 'stands'>
  onEnd(): void
}

/** A transaction that stands open until somebody ends it. */
export class OpenWork {
  ending: Ending | null = null
  readonly #errand: Errand
  readonly #session: Session
  readonly #hands: Hands
  /** What it has answered, or will once it goes on. */
  #asked: Promise<Answer> | null = null
  #rows: unknown[] = []
  #closing: Promise<void> | null = null

  constructor(errand: Errand, session: Session, hands: Hands) {
    this.#errand = errand
    this.#session = session
    this.#hands = hands
  }

  get pid(): number {
    return this.#session.pid
  }

  stands(asked: Promise<Answer>): void {
    this.#asked = asked
  }

  /** Nothing is left but to commit; or it has failed already. */
  async isDone(answer: Answer): Promise<void> {
    if (answer.ok) this.#rows = answer.rows
    else await this.#fail(answer.error)
  }

  /** Somebody waits for what it has locked. One that is ending already is left to it. */
  async makeWay(): Promise<void> {
    if (this.#closing !== null) return
    this.#errand.onMet()
    await this.end()
  }

  end(commits = this.#errand.commits): Promise<void> {
    this.#closing ??= this.#end(commits)
    return this.#closing
  }

  async #end(commits: boolean): Promise<void> {
    if (this.ending !== null) return
    if (this.#asked !== null) {
      const answer = await this.#hands.goOn(this.#asked)
      if (answer === 'stands') throw new Error('it stands twice')
      if (!answer.ok) {
        await this.#fail(answer.error)
        return
      }
      this.#rows = answer.rows
    }
    const end = await this.#session.ask(commits ? 'commit' : 'rollback')
    if (!end.ok) await this.#fail(end.error)
    else this.#close(commits ? { kind: 'committed', rows: this.#rows } : { kind: 'died' })
  }

  async #fail(error: unknown): Promise<void> {
    await this.#session.ask('rollback')
    this.#close({ kind: 'failed', error })
  }

  #close(ending: Ending): void {
    this.ending = ending
    this.#hands.onEnd()
    this.#errand.onEnd(ending)
  }
}
