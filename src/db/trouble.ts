import Dexie from 'dexie'

/** What can be wrong with the phone's own store; each has words and one thing to do. */
export type PhoneTrouble =
  | { kind: 'no-store' } // no IndexedDB here: private window, locked-down browser
  | { kind: 'store-hangs' } // neither value nor error within the time limit
  | { kind: 'upgrade-blocked' } // an older tab holds the old version open
  | { kind: 'full' }
  | { kind: 'closed' } // the browser dropped the connection or cleared the data
  | { kind: 'broken'; name: string }

export class PhoneTroubleError extends Error {
  readonly trouble: PhoneTrouble

  constructor(trouble: PhoneTrouble, cause?: unknown) {
    super(trouble.kind, { cause })
    this.name = 'PhoneTroubleError'
    this.trouble = trouble
  }
}

const byErrorName: Readonly<Record<string, PhoneTrouble>> = {
  MissingAPIError: { kind: 'no-store' },
  SecurityError: { kind: 'no-store' },
  InvalidAccessError: { kind: 'no-store' },
  QuotaExceededError: { kind: 'full' },
  DatabaseClosedError: { kind: 'closed' },
  InvalidStateError: { kind: 'closed' },
  VersionError: { kind: 'upgrade-blocked' },
}

/** Dexie wraps what the browser threw, sometimes twice; the innermost known name decides. */
export function troubleOf(error: unknown): PhoneTrouble {
  if (error instanceof PhoneTroubleError) return error.trouble
  if (!(error instanceof Error)) return { kind: 'broken', name: typeof error }
  for (const inner of causesOf(error)) {
    const deeper = troubleOf(inner)
    if (deeper.kind !== 'broken') return deeper
  }
  return byErrorName[error.name] ?? { kind: 'broken', name: error.name }
}

/** What lies under an error of the store: one cause, or for a bulk write one for each row that failed. */
function causesOf(error: Error): readonly Error[] {
  const inner: unknown = 'inner' in error ? error.inner : undefined
  const failures: unknown = 'failures' in error ? error.failures : undefined
  const causes: unknown[] = [inner, ...(Array.isArray(failures) ? failures.slice(0, 1) : [])]
  return causes.filter((cause): cause is Error => cause instanceof Error && cause !== error)
}

/** Whether the store itself failed, rather than the code that used it. */
export const isStoreError = (error: unknown): boolean => error instanceof Dexie.DexieError

type Listener = (trouble: PhoneTrouble) => void
const listeners = new Set<Listener>()

/** The app draws the trouble once, wherever it was met. */
export function onTrouble(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function reportTrouble(error: unknown): void {
  const trouble = troubleOf(error)
  for (const listener of listeners) listener(trouble)
}
