import { createHash } from 'node:crypto'

/** Chance that comes out the same every time the same name is asked. */
export interface Dice {
  /** From 0 up to but not including 1. */
  next(): number
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  happens(probability: number): boolean
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** Every part of the town throws its own dice, so that changing one part leaves the others as they were. */
export function diceFor(name: string): Dice {
  let state = digest(name).readUInt32LE(0)
  // mulberry32: small, fast and even enough for a village.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]) => at(list, between(0, list.length - 1))
  return {
    next,
    between,
    pick,
    happens: (p) => next() < p,
    shuffled: (list) => shuffle(list, next),
  }
}

/** The same name gives the same id on every machine. */
export function idOf(kind: string, ...names: readonly (string | number)[]): string {
  const bytes = digest([kind, ...names].join('/')).subarray(0, 16)
  // Version 8, "made in our own way", so that it is a well-formed uuid.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The element at this place; asking for one that is not there is a mistake in the seed. */
export function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new Error(`nothing at place ${place} of ${list.length}`)
  return found
}

function shuffle<T>(list: readonly T[], next: () => number): T[] {
  return list
    .map((item) => ({ item, order: next() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item)
}

const digest = (name: string) => createHash('sha256').update(`qinghe/${name}`).digest()
