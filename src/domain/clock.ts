import type { Moment } from './day'

/** Below this the difference is the network's delay, not a wrong clock. */
const worthCorrectingMs = 5_000

export interface Clock {
  /** The time in the town, as well as this phone knows it. */
  now(): Moment
  /** The server said what time it is; `askedAt` is when the phone's own clock sent the question. */
  hear(serverNow: Moment, askedAt: Moment): void
  /** What the phone's own clock says, right or wrong. */
  raw(): Moment
}

/** A phone set wrong by hours must not finish lessons tomorrow or throw away a good session. */
export function townClock(
  raw: () => Moment,
  ahead: number,
  keep: (aheadMs: number) => void = () => undefined,
): Clock {
  let aheadMs = ahead
  return {
    raw,
    now: () => raw() + aheadMs,
    hear(serverNow, askedAt) {
      const middle = askedAt + (raw() - askedAt) / 2
      const heard = Math.round(serverNow - middle)
      if (Math.abs(heard - aheadMs) < worthCorrectingMs) return
      aheadMs = heard
      keep(heard)
    },
  }
}
