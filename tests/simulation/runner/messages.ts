import type { Where } from '../town/database.ts'
import type { Plan } from '../world/plan.ts'
import type { SeedEnd } from '../world/run-seed.ts'

/** What a worker is told when it starts, as one argument. */
export interface Task {
  /** The phone's half, made ready. */
  readonly phone: string
  readonly where: Where
  /** SQL that breaks a promise of the server. */
  readonly breakTown: string
  /** How many failures each worker tells in full, made as small as it can. */
  readonly explains: number
}

/** From the parent: plans to live through. An empty list: nothing more, go home. */
export type Work = readonly (number | Plan)[]

export interface Failure {
  readonly seed: number
  readonly broken: string
  /** The shortest story found that ends the same way; empty when nobody had time to look for it. */
  readonly story: readonly string[]
  readonly plan: Plan | null
}

export type Report =
  | { kind: 'ready' }
  | { kind: 'lived'; end: Omit<SeedEnd, 'story'> }
  | { kind: 'failed'; failure: Failure }
