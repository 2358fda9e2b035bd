import { FAULTS, type FaultName } from '../ports.ts'
import type { SeedEnd } from '../world/run-seed.ts'
import type { Failure } from './messages.ts'

/** What became of the seeds so far. */
export class Tally {
  seeds = 0
  acts = 0
  judged = 0
  trips = 0
  readonly failures: Failure[] = []
  readonly faults = new Map<FaultName, number>()
  readonly #since = performance.now()

  add({ acts, judged, trips, faults }: Omit<SeedEnd, 'story'>): void {
    this.seeds += 1
    this.acts += acts
    this.judged += judged
    this.trips += trips
    for (const name of FAULTS) {
      const times = faults[name] ?? 0
      if (times > 0) this.faults.set(name, (this.faults.get(name) ?? 0) + times)
    }
  }

  get seconds(): number {
    return (performance.now() - this.#since) / 1000
  }

  line(): string {
    const rate = (this.seeds / this.seconds).toFixed(1)
    const { seeds, acts, trips, failures } = this
    return `${seeds} seeds, ${acts} acts, ${trips} trips, ${failures.length} failures; ${rate} seeds a second`
  }

  table(): string {
    const faults = FAULTS.map((name) => [name, this.faults.get(name) ?? 0] as const)
    const rows: (readonly [string, number | string])[] = [
      ['seeds', this.seeds],
      ['acts kept by phones', this.acts],
      ['acts judged', this.judged],
      ['trips', this.trips],
      ['seconds', Math.round(this.seconds)],
      ...faults.map(([name, times]) => [`fault: ${name}`, times] as const),
      ['failures', this.failures.length],
      ...this.failures.map(({ seed, broken }) => [`  seed ${seed}`, broken.slice(0, 160)] as const),
    ]
    const width = Math.max(...rows.map(([name]) => name.length))
    return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
  }

  /** The failures as they should be read: what broke, and the shortest way there. */
  stories(): string {
    return this.failures
      .filter(({ story }) => story.length > 0)
      .map(({ seed, broken, story, plan }) =>
        [`seed ${seed}: ${broken}`, ...story, `plan: ${JSON.stringify(plan)}`].join('\n'),
      )
      .join('\n\n')
  }
}
