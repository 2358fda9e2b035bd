/** What can go wrong between phone and town, named for who can mend it. */
export type Fault =
  | { kind: 'offline' } // the sky
  | { kind: 'busy'; retryAfterMs: number } // time
  | { kind: 'signed-out' } // the person
  | { kind: 'refused'; code: string } // the village office

export type Answer<T> = { ok: true; value: T } | { ok: false; fault: Fault }

const waitMinMs = 2_000
const waitMaxMs = 5 * 60_000

/** When to try again after this fault; null when only a person can help. */
export function nextTry(fault: Fault, failures: number): number | null {
  switch (fault.kind) {
    case 'offline':
      return Math.min(waitMinMs * 2 ** failures, waitMaxMs)
    case 'busy':
      return Math.max(fault.retryAfterMs, Math.min(waitMinMs * 2 ** failures, waitMaxMs))
    case 'signed-out':
    case 'refused':
      return null
  }
}

export const yes = <T>(value: T): Answer<T> => ({ ok: true, value })
export const no = (fault: Fault): { ok: false; fault: Fault } => ({ ok: false, fault })
