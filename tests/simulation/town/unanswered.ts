import type { Chance, Faults } from '../ports.ts'
import type { Ending, OpenWork } from './open-work.ts'
import type { Together } from './together.ts'

export interface UnansweredNeeds {
  /** Null where there is one session: nothing is ever left open there. */
  readonly together: Together | null
  readonly chance: Chance
  readonly faults: Faults
  readonly tell: (line: () => string) => void
}

/** Where one request stands still, and what becomes of it. */
export interface Delay {
  /** After so many of its acts; 0: before it reads its page; null: before it commits. */
  readonly stopAfter: number | null
  readonly commits: boolean
}

/** More than a handful at once would leave hardly anything that is not in somebody's way. */
const mostOpen = 4

/** The requests whose transactions stand open: the seed decides which, where, and when each comes to its end. */
export class UnansweredRequests {
  /** Everything is to be answered now. */
  resting = false
  readonly #needs: UnansweredNeeds
  #open: OpenWork[] = []

  constructor(needs: UnansweredNeeds) {
    this.#needs = needs
  }

  /** Whether the next request, with so many acts, is not to end by itself. */
  delay(acts: number, then: 'reads' | 'reads nothing' = 'reads'): Delay | null {
    const { together, chance, faults } = this.#needs
    if (together === null || this.resting || this.#open.length >= mostOpen) return null
    // Who only asks has locked nothing, and stands in nobody's way.
    const isStopped = chance.happens(faults.odds.stoppedInside * (acts > 0 ? 1 : 0.5))
    const isLate = acts > 0 && chance.happens(faults.odds.lateCommit)
    if (!isStopped && !isLate) return null
    const places = [
      ...Array.from({ length: acts }, (_, n) => n + 1),
      ...(then === 'reads' ? [0] : []),
    ]
    const stopAfter = isStopped ? chance.pick(places) : null
    const dies = acts > 0 && chance.happens(faults.odds.diedOpen * 0.5)
    return { stopAfter, commits: !dies }
  }

  async begin(script: string, delay: Delay, onEnd: (ending: Ending) => void): Promise<OpenWork> {
    const { together, faults, tell } = this.#needs
    if (together === null) throw new Error('there is one session only')
    const work: OpenWork = await together.begin({
      ...{ script, ...delay },
      onMet: () => {
        faults.count('ranIntoAnother')
        tell(() => 'somebody waits for what stands open')
      },
      onEnd: (ending) => {
        this.#open = this.#open.filter((each) => each.ending === null)
        onEnd(ending)
      },
    })
    if (work.ending !== null) return work
    faults.count(delay.stopAfter === null ? 'lateCommit' : 'stoppedInside')
    tell(() => `it stands open, ${whereOf(delay)}`)
    this.#open.push(work)
    return work
  }

  /** Something else happens: some of them end meanwhile. */
  async moveOn(odds = 0.15): Promise<void> {
    for (const work of this.#open) if (this.#needs.chance.happens(odds)) await work.end()
  }

  async endAll(): Promise<void> {
    for (const work of this.#open) await work.end()
  }

  /** The seed is over, or somebody pulls the plug. */
  async dropAll(): Promise<void> {
    for (const work of this.#open) await work.end(false)
  }
}

function whereOf({ stopAfter, commits }: Delay): string {
  const end = commits ? '' : ', and will never commit'
  if (stopAfter === null) return `not yet committed${end}`
  return stopAfter === 0 ? `before it reads${end}` : `after act ${String(stopAfter)}${end}`
}
