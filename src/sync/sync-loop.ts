import { nextTry, type Fault } from '@/domain/fault'
import type { Lock } from '@/domain/session'
import { run, type RunEnd } from './run'
import type { LoopState } from './status'
import type { TripEnd } from './trip-end'

export interface LoopPorts {
  trip: (mostCommands: number) => Promise<TripEnd>
  /** One tab talks at a time; the others read what it brought. */
  lock: Lock
  tell: (state: LoopState) => void
  /** The account ended on the server: close the gate. */
  onCutOff: () => void
  onTooOld: () => void
  /** The phone's own store failed under a trip. */
  onTrouble: (error: unknown) => void
}

export interface SyncLoop {
  /** Goes now, or once more after the trip that is under way. */
  now(): Promise<void>
  /** Goes a moment after the last of several quick acts. */
  soon(): void
  stop(): void
}

const gatherMs = 600
/** Quicker than this and saying "talking" is only flicker. */
const quietMs = 400

export function createSyncLoop(ports: LoopPorts): SyncLoop {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function goIn(ms: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void now(), ms)
  }

  function failed(fault: Fault) {
    const wait = nextTry(fault, failures)
    failures += 1
    ports.tell({ kind: 'failed', fault })
    if (wait !== null && !stopped) goIn(wait)
  }

  function finish(end: RunEnd) {
    switch (end.kind) {
      case 'caught-up':
        failures = 0
        ports.tell({ kind: 'idle' })
        break
      case 'fault':
        failed(end.fault)
        break
      case 'cut-off':
        stop()
        ports.onCutOff()
        break
      case 'app-too-old':
        failed({ kind: 'refused', code: 'app-too-old' })
        ports.onTooOld()
        break
    }
  }

  async function talk() {
    clearTimeout(timer)
    const talking = setTimeout(() => {
      ports.tell({ kind: 'talking' })
    }, quietMs)
    try {
      const end = await ports.lock(() => run(ports.trip))
      if (!stopped) finish(end)
    } catch (error) {
      if (stopped) return
      ports.onTrouble(error)
      failed({ kind: 'busy', retryAfterMs: 0 })
    } finally {
      clearTimeout(talking)
    }
  }

  async function now(): Promise<void> {
    if (stopped) return
    if (running) {
      again = true
      return running
    }
    running = talk().finally(() => {
      running = undefined
    })
    await running
    if (again) {
      again = false
      await now()
    }
  }

  function stop() {
    stopped = true
    clearTimeout(timer)
  }

  return {
    now,
    stop,
    soon: () => {
      if (!stopped) goIn(gatherMs)
    },
  }
}
