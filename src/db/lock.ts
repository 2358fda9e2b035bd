import { newId } from '@/domain/id'
import type { Lock } from '@/domain/session'
import type { DeviceDb } from './device-db'

/**
 * A tab put to sleep by the phone may hold the lock for ever. Waiting longer than this helps nobody, and going
 * ahead harms nothing: what is sent twice is judged once, and an answer to an old cursor is not taken.
 */
const waitMaxMs = 20_000
const leaseMs = 60_000
const lookAgainMs = 300

/** One at a time across tabs and the service worker, as long as all of them are awake. */
export function phoneLock(device: DeviceDb, name: string, waitMs = waitMaxMs): Lock {
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {}
  return locks ? browserLock(locks, name, waitMs) : leaseLock(device, name, waitMs)
}

export function browserLock(locks: LockManager, name: string, waitMs: number): Lock {
  return async (work) => {
    const patience = new AbortController()
    const timer = setTimeout(() => {
      patience.abort()
    }, waitMs)
    const turn = { came: false }
    try {
      return await locks.request(name, { signal: patience.signal }, () => {
        turn.came = true
        clearTimeout(timer)
        return work()
      })
    } catch (error) {
      if (turn.came || !patience.signal.aborted) throw error
      return await work()
    } finally {
      clearTimeout(timer)
    }
  }
}

/** For browsers without locks: a row that says who works until when. */
export function leaseLock(device: DeviceDb, name: string, waitMs: number): Lock {
  return async (work) => {
    const holder = newId()
    const giveUpAt = Date.now() + waitMs
    while (!(await takeLease(device, name, holder)) && Date.now() < giveUpAt)
      await rest(lookAgainMs)
    try {
      return await work()
    } finally {
      await device.leases
        .where({ name })
        .and((lease) => lease.holder === holder)
        .delete()
    }
  }
}

function takeLease(device: DeviceDb, name: string, holder: string): Promise<boolean> {
  return device.transaction('rw', device.leases, async () => {
    const lease = await device.leases.get(name)
    const now = Date.now()
    // A lease further ahead than any is ever given was written before the clock was set back.
    if (lease && lease.until > now && lease.until <= now + leaseMs) return false
    await device.leases.put({ name, holder, until: now + leaseMs })
    return true
  })
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
