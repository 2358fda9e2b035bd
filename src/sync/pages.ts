import type { Answer } from '@/domain/fault'
import type { Moment } from '@/domain/day'
import type { PageHead, SyncReply, SyncRequest } from '@/domain/wire'
import type { SyncPorts } from './ports'

/** A question under way, and what the phone knew when it asked. */
export interface Asking {
  request: SyncRequest
  /** Acts agreed to before it was asked: its answer is sure to show them. */
  accepted: string[]
  /** How the answer begins, as soon as that is known; undefined when it begins like no page. */
  head: Promise<PageHead | undefined>
  heard: Promise<Heard>
}

export interface Heard {
  answer: Answer<SyncReply>
  askedAt: Moment
}

/** Bytes of rows. The first page is small, so that the first screen comes soon; none holds the phone up for long. */
const firstRoom = 128 * 1024
const leastRoom = 64 * 1024
const mostRoom = 512 * 1024
/** On a line that brings a page quicker, waiting for the next answer is what costs; on a slower one, losing a page is. */
const quickMs = 3_000
const slowMs = 10_000

type Asks = Pick<SyncPorts, 'transport' | 'clock'>

/** Asks for pages as large as the line carries, and for the next one while the last is still being stored. */
export class Pages {
  room = firstRoom
  #next: Asking | undefined

  ask(ports: Asks, request: SyncRequest, accepted: readonly string[]): Asking {
    let tellHead: (head: PageHead | undefined) => void = () => undefined
    const head = new Promise<PageHead | undefined>((resolve) => {
      tellHead = resolve
    })
    const heard = this.#hear(ports, request, tellHead).finally(() => {
      tellHead(undefined)
    })
    return { request, accepted: [...accepted], head, heard }
  }

  /** One page ahead and no more: what has come must be stored before more is asked for. */
  askAhead(ports: Asks, request: SyncRequest, accepted: readonly string[]): void {
    if (this.#next?.request.cursor === request.cursor) return
    this.#next = this.ask(ports, request, accepted)
    // Should the trip end before anyone listens, nobody misses the answer; whoever listens hears the error too.
    this.#next.heard.catch(() => undefined)
  }

  /** The town had judged these before it was asked for the next page. */
  noteAgreed(ids: readonly string[]): void {
    this.#next?.accepted.push(...ids)
  }

  /** The question already under way from where the phone stands; one asked from elsewhere is forgotten. */
  takeAsked(cursor: string | null): Asking | undefined {
    const asked = this.#next
    this.#next = undefined
    return asked?.request.cursor === cursor ? asked : undefined
  }

  async #hear(
    { transport, clock }: Asks,
    request: SyncRequest,
    onHead: (head: PageHead) => void,
  ): Promise<Heard> {
    const askedAt = clock.raw()
    const answer = await transport(request, onHead)
    this.#learn(answer.ok ? clock.raw() - askedAt : slowMs)
    return { answer, askedAt }
  }

  #learn(tookMs: number): void {
    if (tookMs < quickMs) this.room = Math.min(this.room * 2, mostRoom)
    else if (tookMs >= slowMs) this.room = Math.max(this.room / 2, leastRoom)
  }
}
