import type { Fetch } from '@/remote/town'
import { isAnswered, type Chance, type HttpAnswer, type SimClock, type Town } from '../ports'
import type { Unanswered } from '../ports'
import type { KeyDesk } from './keys'
import { Weather, type Arrival } from './weather'
import type { Waiting, WaitingRoom } from './waiting'

interface Request {
  path: string
  access: string
  body: string
}

export interface LineNeeds {
  town: Town
  desk: KeyDesk
  clock: SimClock
  chance: Chance
  weather: Weather
  room: WaitingRoom
  tell: (line: () => string) => void
  /** A request in this member's name has reached the town. */
  onSpoken: (member: string, body: string) => void
  /** The phone is about to hear what became of these acts. */
  onVerdicts: (ids: readonly string[]) => void
}

/** The phone gives up on an answer after this long; see `answerWithinMs` in src/remote/http.ts. */
const patienceMs = 45_000

/** The air between one phone and the town. Every request waits here until the seed lets it go on. */
export class Line {
  readonly #needs: LineNeeds
  /** Requests that the phone no longer waits for and that have not reached the town: they may yet. */
  #astray: Request[] = []
  #sent = 0

  constructor(needs: LineNeeds) {
    this.#needs = needs
  }

  get astray(): number {
    return this.#astray.length
  }

  of(page: number): Fetch {
    return (url, init) =>
      new Promise((resolve, reject) => {
        const headers = new Headers(init.headers)
        const access = (headers.get('authorization') ?? '').replace('Bearer ', '')
        const body = typeof init.body === 'string' ? init.body : ''
        const request = { path: url.replace('https://town', ''), access, body }
        this.#needs.room.enter(this.#exchange(page, request, { resolve, reject }))
      })
  }

  /** A request that had been given up on arrives after all; nobody hears the answer. */
  async arriveAstray(): Promise<boolean> {
    const request = this.#astray.shift()
    if (!request) return false
    this.#needs.tell(() => `a request given up on reaches the town: ${request.path}`)
    await this.#ask(request)
    return true
  }

  dropAstray(): void {
    this.#astray = []
  }

  #exchange(
    page: number,
    request: Request,
    phone: { resolve: (response: Response) => void; reject: (error: Error) => void },
  ): Waiting {
    const { room, chance, clock, weather, tell } = this.#needs
    const n = (this.#sent += 1)
    let answer: HttpAnswer | undefined
    let unanswered: Unanswered | undefined
    let arrival: Arrival | undefined

    const arrive = () => {
      room.leave(waiting)
      clock.advance(20 + chance.int(400))
      if (arrival?.kind === 'hangs') clock.advance(patienceMs)
      tell(() => `answer ${String(n)} for page ${String(page)}: ${arrival?.kind ?? 'none'}`)
      const response = answer && arrival ? responseOf(answer, arrival) : undefined
      if (arrival?.kind === 'whole') this.#needs.onVerdicts(judgedIn(arrival.answer.body))
      if (response) phone.resolve(response)
      else phone.reject(new TypeError('fetch failed'))
    }
    const hear = (said: HttpAnswer) => {
      answer = said
      arrival = weather.afterTown(said)
      waiting.late = weather.strikes('answerLate')
    }
    const waiting: Waiting = {
      ...{ page, what: `request ${String(n)}`, late: false },
      go: async () => {
        if (arrival) {
          arrive()
          return
        }
        if (unanswered) {
          // Now and then the phone has had enough of it, and the town goes on without anybody who listens.
          if (!weather.calm && chance.happens(0.4)) {
            arrival = { kind: 'hangs' }
            arrive()
          } else hear(await unanswered.answer())
          return
        }
        const earlier = room.all.slice(0, room.all.indexOf(waiting))
        if (earlier.some(({ what }) => what.startsWith('request'))) weather.notice('tabsReordered')
        clock.advance(20 + chance.int(400))
        arrival = weather.beforeTown()
        if (arrival) {
          answer = arrival.kind === 'instead' ? arrival.answer : nobody
          if (arrival.kind !== 'instead' && chance.happens(0.3)) this.#astray.push(request)
          arrive()
          return
        }
        const said = await this.#ask(request)
        if (weather.strikes('deliveredTwice')) await this.#again(request, chance.happens(0.5))
        if (isAnswered(said)) hear(said)
        else {
          unanswered = said
          waiting.late = true
        }
      },
      drop: () => {
        if (!answer && !unanswered && chance.happens(0.5)) this.#astray.push(request)
        phone.reject(new TypeError('the page has died'))
      },
    }
    return waiting
  }

  async #again(request: Request, atOnce: boolean): Promise<void> {
    if (atOnce) await this.#ask(request)
    else this.#astray.push(request)
  }

  async #ask({ path, access, body }: Request): Promise<HttpAnswer | Unanswered> {
    const { desk, town } = this.#needs
    if (path.startsWith('/auth/v1/token')) {
      const { refresh_token: refresh } = JSON.parse(body) as { refresh_token: string }
      return desk.trade(refresh)
    }
    const holder = desk.holderOf(access)
    if (!holder) return ended
    this.#needs.onSpoken(holder.member, body)
    return town.handle({ path, token: holder.token, body })
  }
}

function judgedIn(body: string): string[] {
  if (!body.includes('"ok"')) return []
  const { verdicts } = JSON.parse(body) as { verdicts?: { id: string }[] }
  return (verdicts ?? []).map(({ id }) => id)
}

const nobody: HttpAnswer = { status: 0, headers: {}, body: '' }

const ended: HttpAnswer = {
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: '{"code":"PGRST303","message":"JWT expired"}',
}

function responseOf(answer: HttpAnswer, arrival: Arrival): Response | undefined {
  switch (arrival.kind) {
    case 'whole':
    case 'instead':
      return new Response(arrival.answer.body, arrival.answer)
    case 'reset':
      return new Response(brokenOff(answer.body), answer)
    case 'lost':
    case 'hangs':
      return undefined
  }
}

function brokenOff(body: string): ReadableStream<Uint8Array> {
  const half = new TextEncoder().encode(body.slice(0, body.length / 2))
  let sent = false
  return new ReadableStream({
    pull(stream) {
      if (sent) stream.error(new TypeError('terminated'))
      else stream.enqueue(half)
      sent = true
    },
  })
}
