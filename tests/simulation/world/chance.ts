import type { Chance } from '../ports.ts'

/** A word's own number, so that a name can lead to its own stream of chance. */
function numberOf(word: string): number {
  let hash = 2166136261
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 16777619)
  return hash >>> 0
}

/** Mulberry32: small, quick, and the same everywhere. */
function streamOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const mix = (seed: number, name: string): number => Math.imul(seed ^ numberOf(name), 2654435761)

/**
 * Chance that begins anew with each step of a plan, and all its forks with it: a step left out by the shrinker leaves
 * the luck of the others as it was.
 */
export class SeededChance implements Chance {
  #draw: () => number
  #seed: number
  readonly #forks = new Map<string, SeededChance>()

  constructor(seed: number) {
    this.#seed = seed
    this.#draw = streamOf(seed)
  }

  begin(seed: number): void {
    this.#seed = seed
    this.#draw = streamOf(seed)
    for (const [name, fork] of this.#forks) fork.begin(mix(seed, name))
  }

  next(): number {
    return this.#draw()
  }

  int(n: number): number {
    return Math.floor(this.#draw() * n)
  }

  pick<T>(of: readonly T[]): T {
    const found = of[this.int(of.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }

  happens(odds: number): boolean {
    return odds > 0 && this.#draw() < odds
  }

  fork(name: string): SeededChance {
    const fork = this.#forks.get(name) ?? new SeededChance(mix(this.#seed, name))
    this.#forks.set(name, fork)
    return fork
  }
}

/** An id as browsers make them. */
export function uuidFrom(chance: Chance): `${string}-${string}-${string}-${string}-${string}` {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => chance.int(16).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${chance.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`
}
