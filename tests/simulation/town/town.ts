import type { Chance, Faults, HttpAnswer, SimClock, Town, Unanswered } from '../ports.ts'
import type { House } from './house.ts'
import type { Ending } from './open-work.ts'
import { quote } from './quote.ts'
import { UnansweredRequests, type Delay } from './unanswered.ts'

/** What the server said to whom; the oracle remembers it for the whole seed. */
export interface Ears {
  /** One page's rows, before anything happens to the answer on its way. */
  page(userId: string, tables: Readonly<Record<string, { values: readonly unknown[][] }>>): void
  verdict(id: string, code: string | null): void
  /** The server failed where it should not have. */
  trouble(what: string): void
}

export interface TownNeeds {
  readonly house: House
  readonly clock: SimClock
  readonly chance: Chance
  readonly faults: Faults
  readonly ears: Ears
  readonly tell: (line: () => string) => void
  /** Bytes of rows on a page; 0: as many as the phone asks for. */
  readonly room: number
}

interface Page {
  verdicts?: { id: string; ok: boolean; code?: string }[]
  tables?: Record<string, { values: unknown[][] }>
}

/** One command sent past every phone. */
export interface Deed {
  readonly id: string
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
}

/** The server as its gateway shows it; and the doors by which people without a simulated phone come in. */
export class SimTown implements Town {
  life = 0
  trips = 0
  /** How often anything may have been changed. */
  changes = 0
  readonly open: UnansweredRequests
  readonly #needs: TownNeeds

  constructor(needs: TownNeeds) {
    this.#needs = needs
    const { house, chance, faults, tell } = needs
    this.open = new UnansweredRequests({ together: house.together, chance, faults, tell })
  }

  async handle(request: {
    path: string
    token: string
    body: string
  }): Promise<HttpAnswer | Unanswered> {
    if (request.path.startsWith('/auth/v1/token')) return this.#renew(request.body)
    if (request.path !== '/rest/v1/rpc/sync')
      return this.#json(404, '{"code":"PGRST202","message":"no such function"}')
    const { request: asked } = JSON.parse(request.body) as { request: { commands?: unknown[] } }
    this.trips += 1
    return this.#sync(request.token, asked, asked.commands?.length ?? 0)
  }

  /** Runs as one sign-in, in one transaction, with nothing but its rights. */
  as<Row>(userId: string, question: string, killIn = 0): Promise<Row[]> {
    return this.#needs.house.run<Row>(
      `begin; ${this.#entering(userId, killIn)} ${question}; commit;`,
    )
  }

  /** Somebody's acts on a phone that is not simulated: judged, and nothing read. Null: that is not over yet. */
  async judge(userId: string, deeds: readonly Deed[]): Promise<string[] | null> {
    this.changes += 1
    const commands = deeds.map((deed) => ({ ...deed, made_at: this.#needs.clock.now() }))
    const question = `select private.judge(null, ${quote(JSON.stringify(commands))}::jsonb) as verdicts`
    const delay = this.open.delay(deeds.length, 'reads nothing')
    if (delay !== null) {
      await this.#leaveOpen(userId, question, delay)
      return null
    }
    const [row] = await this.as<{ verdicts: { code?: string }[] }>(userId, question)
    return (row?.verdicts ?? []).map(({ code }) => code ?? 'ok')
  }

  /** The house itself, at the simulated moment. */
  async asOwner<Row>(script: string): Promise<Row[]> {
    this.changes += 1
    const { house, clock } = this.#needs
    clock.advance(1)
    return house.run<Row>(`select set_config('sim.now', '${this.#seconds()}', false); ${script}`)
  }

  async #sync(token: string, asked: object, commands: number): Promise<HttpAnswer | Unanswered> {
    const { faults, chance } = this.#needs
    const killed = commands > 0 && chance.happens(faults.odds.serverKilledInside)
    const killIn = killed ? 1 + chance.int(commands) : 0
    const delay = killed ? null : this.open.delay(commands)
    if (delay !== null) {
      if (commands > 0) this.changes += 1
      return this.#leaveOpen(token, syncing(JSON.stringify(asked)), delay)
    }
    let body: string
    try {
      body = await this.#ask(token, JSON.stringify(asked), commands, killIn)
    } catch (error) {
      return this.#failed(error, killed)
    }
    return this.#said(token, body)
  }

  /** Begins a request that somebody has to bring to its end. */
  async #leaveOpen(
    token: string,
    question: string,
    delay: Delay,
  ): Promise<HttpAnswer | Unanswered> {
    const heard: HttpAnswer[] = []
    const script = `${this.#entering(token, 0)} ${question};`
    const work = await this.open.begin(script, delay, (ending) => {
      this.changes += 1
      heard.push(this.#ended(token, ending))
    })
    const answer = async () => {
      await work.end()
      return heard[0] ?? nobody
    }
    return heard[0] ?? { answer }
  }

  #ended(token: string, ending: Ending): HttpAnswer {
    switch (ending.kind) {
      case 'committed': {
        const [row] = ending.rows as { body?: string }[]
        return row?.body === undefined ? nobody : this.#said(token, row.body)
      }
      case 'died':
        this.#needs.faults.count('diedOpen')
        return nobody
      case 'failed':
        return this.#failed(ending.error, false)
    }
  }

  /** The answer leaves the town. */
  #said(token: string, body: string): HttpAnswer {
    const { faults, chance, tell } = this.#needs
    this.#listen(token, JSON.parse(body) as Page)
    if (chance.happens(faults.odds.serverKilledAfter)) {
      faults.count('serverKilledAfter')
      tell(() => 'the server is killed after its commit')
      return nobody
    }
    return this.#json(200, body)
  }

  /** A first copy costs most of all, and as long as nothing has happened it is the same in every seed. */
  async #ask(token: string, asked: string, commands: number, killIn: number): Promise<string> {
    const { house, clock, room } = this.#needs
    if (commands > 0) this.changes += 1
    const isFirst = this.changes === 0
    const key = `${token} ${String(room)} ${asked.replace(/"device":"[^"]*"/, '')}`
    const known = isFirst ? house.firstAnswers.get(key) : undefined
    if (known !== undefined) {
      clock.advance(1)
      return known.replace(/"now": \d+/, `"now": ${String(clock.now())}`)
    }
    const [row] = await this.as<{ body: string }>(token, syncing(asked), killIn)
    const body = row?.body ?? ''
    if (isFirst) house.firstAnswers.set(key, body)
    return body
  }

  #failed(error: unknown, killed: boolean): HttpAnswer {
    const { faults, ears, tell } = this.#needs
    const { code, message } = error as { code?: string; message?: string }
    if (killed && code === '57P01') {
      faults.count('serverKilledInside')
      tell(() => 'the server is killed in the middle of the commands')
      return nobody
    }
    // Two that waited for each other: a gateway answers so, and the phone tries again.
    if (code === '40P01') {
      faults.count('deadlocked')
      tell(() => 'two sessions waited for each other, and this one gave way')
    } else ears.trouble(`the server failed: ${String(code)} ${String(message)}`)
    return this.#json(500, JSON.stringify({ code, message }))
  }

  #listen(userId: string, page: Page): void {
    const { ears } = this.#needs
    ears.page(userId, page.tables ?? {})
    for (const { id, code } of page.verdicts ?? []) ears.verdict(id, code ?? null)
  }

  #renew(body: string): HttpAnswer {
    const { refresh_token: token } = JSON.parse(body) as { refresh_token: string }
    return this.#json(
      200,
      JSON.stringify({ access_token: token, refresh_token: token, expires_in: 3600 }),
    )
  }

  #json(status: number, body: string): HttpAnswer {
    const date = new Date(this.#needs.clock.now()).toUTCString()
    return { status, headers: { 'content-type': 'application/json; charset=utf-8', date }, body }
  }

  #entering(userId: string, killIn: number): string {
    const { clock, room } = this.#needs
    clock.advance(1)
    const settings = [killIn, this.life, room].join()
    return `select sim.enter(${quote(userId)}, ${this.#seconds()}, ${settings});`
  }

  /** A fraction of a millisecond more than the clock says, as a real server's moments have. */
  #seconds(): string {
    return (this.#needs.clock.now() / 1000 + 0.000_377).toFixed(6)
  }
}

const syncing = (asked: string): string =>
  `select public.sync(${quote(asked)}::text::jsonb)::text as body`

const nobody: HttpAnswer = { status: 0, headers: {}, body: '' }
