// @vitest-environment node
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { deviceDb } from '@/db/device-db'
import { browserLock, leaseLock } from '@/db/lock'
import type { Lock } from '@/domain/session'
import { ownStore } from '../../support/phone'

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** How many worked at the same time, at worst. */
async function crowd(locks: readonly Lock[]): Promise<number> {
  let inside = 0
  let most = 0
  await Promise.all(
    locks.map((lock) =>
      lock(async () => {
        most = Math.max(most, ++inside)
        await rest(20)
        inside--
      }),
    ),
  )
  return most
}

describe.each([
  [
    'with the browser’s locks',
    () => browserLock(navigator.locks, `t-${String(Math.random())}`, 1_000),
    true,
  ],
  ['with a lease in the store', () => leaseLock(deviceDb(ownStore()), 'sync', 3_000), false],
])('one tab at a time, %s', (_, newLock) => {
  it('lets two tabs in one after the other', async () => {
    const lock = newLock()
    expect(await crowd([lock, lock])).toBe(1)
  })

  it('passes on what the work gives and what it throws', async () => {
    const lock = newLock()
    expect(await lock(() => Promise.resolve('done'))).toBe('done')
    await expect(lock(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
    expect(await lock(() => Promise.resolve('again'))).toBe('again')
  })
})

describe('a tab put to sleep while it holds the lock', () => {
  it('does not keep the others from the browser’s lock for ever', async () => {
    const name = 'asleep'
    void navigator.locks.request(name, () => rest(500))
    expect(await browserLock(navigator.locks, name, 50)(() => Promise.resolve('went ahead'))).toBe(
      'went ahead',
    )
  })

  it('nor from the lease', async () => {
    const device = deviceDb(ownStore())
    await device.leases.put({ name: 'sync', holder: 'asleep', until: Date.now() + 30_000 })
    expect(await leaseLock(device, 'sync', 50)(() => Promise.resolve('went ahead'))).toBe(
      'went ahead',
    )
    expect((await device.leases.get('sync'))?.holder).toBe('asleep')
  })

  it('nor when its lease was written by a clock since set back', async () => {
    const device = deviceDb(ownStore())
    await device.leases.put({ name: 'sync', holder: 'future', until: Date.now() + 86_400_000 })
    const started = Date.now()
    await leaseLock(device, 'sync', 5_000)(() => Promise.resolve())
    expect(Date.now() - started).toBeLessThan(1_000)
  })
})
