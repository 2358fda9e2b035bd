import type { Chance, FaultName, Faults, HttpAnswer } from '../ports'
import { fromNewerTown } from './older'
import type { Page } from './page'

/** What happens to an answer on its way back to the phone. */
export type Arrival =
  | { kind: 'whole'; answer: HttpAnswer }
  | { kind: 'lost' }
  | { kind: 'hangs' }
  | { kind: 'reset' } // the body breaks off and says so
  | { kind: 'instead'; answer: HttpAnswer }

const portal: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>欢迎使用免费无线网络</body></html>',
}

const json = { 'content-type': 'application/json' }

/** The line's moods in one seed. */
export class Weather {
  readonly #chance: Chance
  readonly #faults: Faults
  calm = false
  /** The town has grown since this phone's app was built. */
  grown: boolean

  constructor(chance: Chance, faults: Faults) {
    this.#chance = chance
    this.#faults = faults
    this.grown = this.rolls('oldApp')
  }

  strikes(name: FaultName): boolean {
    if (this.calm || !this.#chance.happens(this.#faults.odds[name])) return false
    this.#faults.count(name)
    return true
  }

  /** Whether it is its turn; counted only once it has really struck. */
  rolls(name: FaultName): boolean {
    return !this.calm && this.#chance.happens(this.#faults.odds[name])
  }

  /** Decides what befalls a page in what it does next. */
  arm(page: Page): void {
    page.hurt = false
    page.store.onFault = (fault) => {
      page.hurt = true
      this.notice(fault === 'full' ? 'quotaExceeded' : 'connectionLost')
    }
    page.store.onFate = () => {
      this.notice('pageKilled')
    }
    page.store.fate({
      diesAfter: this.rolls('pageKilled') ? this.#soon() : Infinity,
      keepsLastCommit: this.#chance.happens(0.5),
      fullAfter: this.rolls('quotaExceeded') ? this.#soon() : Infinity,
      dropsAfter: this.rolls('connectionLost') ? this.#soon() : Infinity,
    })
  }

  /** Any of the next few hundred events, and the first few much more often than the rest. */
  #soon(): number {
    return 1 + this.#chance.int(2 ** (1 + this.#chance.int(8)))
  }

  /** Something that came about by itself. */
  notice(name: FaultName): void {
    if (!this.calm) this.#faults.count(name)
  }

  /** What answers in the town's place, before the request has reached it. */
  beforeTown(): Arrival | undefined {
    if (this.strikes('requestLost')) return { kind: this.#chance.happens(0.3) ? 'hangs' : 'lost' }
    return this.#apology()
  }

  /** What becomes of the town's answer. */
  afterTown(answer: HttpAnswer): Arrival {
    if (answer.status === 0) return { kind: 'lost' }
    if (this.strikes('answerLost')) return { kind: this.#chance.happens(0.3) ? 'hangs' : 'lost' }
    if (this.strikes('resetMidBody')) return { kind: 'reset' }
    if (this.strikes('truncatedBody')) {
      const body = answer.body.slice(0, this.#chance.int(Math.max(1, answer.body.length)))
      return { kind: 'instead', answer: { ...answer, body } }
    }
    if (this.strikes('garbageBody'))
      return { kind: 'instead', answer: { ...answer, body: this.#garbage(answer.body) } }
    const apology = this.#apology()
    if (apology) return apology
    if (this.grown && answer.status === 200) {
      this.notice('oldApp')
      return { kind: 'whole', answer: { ...answer, body: fromNewerTown(answer.body) } }
    }
    return { kind: 'whole', answer }
  }

  #apology(): Arrival | undefined {
    if (this.strikes('captivePortal')) return { kind: 'instead', answer: portal }
    if (this.strikes('tooMany429')) {
      const wait = this.#chance.pick([{}, { 'retry-after': '30' }, { 'retry-after': 'soon' }])
      return { kind: 'instead', answer: { status: 429, headers: { ...json, ...wait }, body: '{}' } }
    }
    if (this.strikes('server5xx')) {
      const status = this.#chance.pick([500, 502, 503])
      const headers = this.#chance.pick([json, { 'content-type': 'text/html' }])
      return { kind: 'instead', answer: { status, headers, body: '{"message":"upstream"}' } }
    }
    return undefined
  }

  /** Bytes that are no JSON, JSON that is no answer, and an answer with a hole in it. */
  #garbage(body: string): string {
    const at = this.#chance.int(Math.max(1, body.length))
    const broken = this.#chance.pick([
      '\u0000\u0001not json',
      '{}',
      'null',
      '[]',
      '{"v":2,"now":0,"refused":"cut-off"}',
      `${body.slice(0, at)}\u0000${body.slice(at + 1)}`,
      body.replace('"rows"', '"rous"'),
      body.replace('"cursor"', '"kursor"'),
      body.replace('[[', '[[null,'),
    ])
    return broken === body ? '{}' : broken
  }
}
