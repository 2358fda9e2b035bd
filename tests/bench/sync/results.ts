import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Asked } from './stage/front.ts'

export const workNames = ['first sync', 'nothing new', '20 rows', 'send 50', 'start'] as const
export type WorkName = (typeof workNames)[number]

export interface Work {
  ms: number
  longestTaskMs: number
  down: number
  up: number
  requests: number
  preflights: number
  /** For whoever wants to know where the time went; in no table. */
  log: readonly Asked[]
}

/** One engine's works in one repetition on one network. */
export interface Run {
  rep: number
  network: string
  engine: string
  rows: number
  scriptBytes: number
  firstScreenMs: number | null
  works: Partial<Record<WorkName, Work>>
  /** What did not go as it should: not everything came, or not in time. */
  troubles: string[]
}

/** One engine in one of the cases. */
export interface CaseResult {
  case: string
  engine: string
  passed: boolean
  saw: string
}

type Entry =
  | { kind: 'run'; run: Run }
  | { kind: 'case'; result: CaseResult }
  /** What an engine promised and did not keep, outside of any repetition. */
  | { kind: 'trouble'; engine: string; trouble: string }
  | { kind: 'versions'; versions: Record<string, string> }

/** Every result is on the disk as soon as it is there, so that a cut measurement loses nothing. */
export class Results {
  readonly file: string
  readonly runs: Run[] = []
  readonly cases: CaseResult[] = []
  readonly troubles: { engine: string; trouble: string }[] = []
  versions: Record<string, string> = {}

  constructor(resume: boolean, file = join(tmpdir(), 'pioneer-bench-sync.jsonl')) {
    this.file = file
    if (!resume) rmSync(this.file, { force: true })
    const lines = existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n') : []
    for (const line of lines) if (line !== '') this.#take(JSON.parse(line) as Entry)
  }

  add(entry: Entry): void {
    this.#take(entry)
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`)
  }

  hasRun(wanted: Pick<Run, 'rep' | 'network' | 'engine' | 'rows'>): boolean {
    return this.runs.some(
      ({ rep, network, engine, rows }) =>
        rep === wanted.rep &&
        network === wanted.network &&
        engine === wanted.engine &&
        rows === wanted.rows,
    )
  }

  hasCase(name: string, engine: string): boolean {
    return this.cases.some((one) => one.case === name && one.engine === engine)
  }

  #take(entry: Entry): void {
    switch (entry.kind) {
      case 'run':
        this.runs.push(entry.run)
        break
      case 'case':
        this.cases.push(entry.result)
        break
      case 'trouble':
        this.troubles.push(entry)
        break
      case 'versions':
        this.versions = entry.versions
        break
    }
  }
}
