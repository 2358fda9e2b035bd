import type { SimClock } from '../ports.ts'

const hour = 3_600_000
const day = 24 * hour
/** The town lies eight hours east. */
const townOffset = 8 * hour

export class TownClock implements SimClock {
  #now = Date.UTC(2026, 10, 20, 1, 0, 0)

  now(): number {
    return this.#now
  }

  advance(ms: number): void {
    this.#now += ms
  }

  /** The town's day, so many days from now. */
  day(offset: number): string {
    return new Date(this.#now + townOffset + offset * day).toISOString().slice(0, 10)
  }

  /** Until some minutes past the next midnight. */
  toNextDay(): void {
    this.#now += this.#untilMidnight() + 5 * 60_000
  }

  /** Looking at everything takes a moment; the day must not change in the middle of it. */
  awayFromMidnight(): void {
    if (this.#untilMidnight() < 2 * hour) this.toNextDay()
  }

  #untilMidnight(): number {
    return day - ((this.#now + townOffset) % day)
  }
}
