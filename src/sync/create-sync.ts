import { unsentCount, watchStanding, type Standing } from '@/db/outbox'
import { reportTrouble } from '@/db/trouble'
import type { Lock } from '@/domain/session'
import type { SyncStatus } from '@/domain/sync-status'
import { askForBackgroundSync } from './background'
import type { SyncPorts } from './ports'
import { statusOf, type LoopState } from './status'
import { createSyncLoop } from './sync-loop'
import { createTrip } from './sync-once'
import { listen, type PageSignals } from './triggers'

export interface SyncWiring {
  ports: SyncPorts
  lock: Lock
  page: PageSignals
  workers: Pick<ServiceWorkerContainer, 'getRegistration'> | undefined
  onCutOff: () => void
  onTooOld: () => void
  /** Rows are as the town has them: files can follow. */
  onCaughtUp: () => void
}

export interface Sync {
  watch(tell: (status: SyncStatus) => void): void
  now(): void
  soon(): void
  stop(): void
}

/** The loop, everything that starts it, and one sentence about where it stands. */
export function createSync({ ports, lock, page, workers, ...on }: SyncWiring): Sync {
  const watchers = new Set<(status: SyncStatus) => void>()
  // Unknown until the store was asked: a phone that agreed with the town long ago must not say it never did.
  let standing: Standing | undefined
  let state: LoopState = { kind: 'idle' }
  const tell = () => {
    if (standing) for (const watcher of watchers) watcher(statusOf(state, standing))
  }

  const loop = createSyncLoop({
    trip: createTrip(ports),
    lock,
    tell(now) {
      state = now
      tell()
      if (now.kind === 'idle') on.onCaughtUp()
      if (now.kind === 'failed') leaveWithBrowser(ports, workers).catch(reportTrouble)
    },
    onCutOff: on.onCutOff,
    onTooOld: on.onTooOld,
    onTrouble: reportTrouble,
  })
  const unwatch = watchStanding(
    ports.db,
    (now) => {
      standing = now
      tell()
    },
    reportTrouble,
  )
  const unlisten = listen(page, loop)

  return {
    watch(watcher) {
      watchers.add(watcher)
      if (standing) watcher(statusOf(state, standing))
    },
    now: () => void loop.now(),
    soon: () => {
      loop.soon()
    },
    stop() {
      loop.stop()
      unwatch()
      unlisten()
    },
  }
}

/** What could not be sent now may go after the app is closed, where the browser offers it. */
async function leaveWithBrowser({ db }: SyncPorts, workers: SyncWiring['workers']): Promise<void> {
  if ((await unsentCount(db)) > 0) await askForBackgroundSync(workers)
}
