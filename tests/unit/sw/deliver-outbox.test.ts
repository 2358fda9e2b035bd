// @vitest-environment node
import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { deviceDb } from '@/db/device-db'
import { mutate } from '@/db/mutate'
import { phoneDb } from '@/db/phone-db'
import { sessionStore } from '@/db/session-store'
import { deliverOutbox } from '@/sw/deliver-outbox'
import { json, noSignal, sessionOf } from '../../support/network'
import { auntieLin, lesson, saveMaterial } from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'
import type { SyncRequest } from '@/domain/wire'

afterEach(async () => {
  vi.unstubAllGlobals()
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

async function leftBehind() {
  const device = deviceDb()
  await sessionStore(device).write(
    sessionOf({ memberId: auntieLin, expiresAt: Date.now() + 3_600_000 }),
  )
  device.close()
  const db = phoneDb(auntieLin)
  await mutate({ db, me: auntieLin, clock: Date.now }, saveMaterial, lesson('春耕'))
  db.close()
}

async function stillWaiting(): Promise<number> {
  const db = phoneDb(auntieLin)
  const waiting = await db.outbox.filter(({ accepted }) => !accepted).count()
  db.close()
  return waiting
}

/** The pretend town behind the real wire. */
function townOnline() {
  const town = new PretendTown()
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const { request } = JSON.parse(typeof init.body === 'string' ? init.body : '') as {
      request: SyncRequest
    }
    const answer = await town.answer(request)
    return json({ v: 1, ...(answer.ok ? answer.value : {}) })
  })
  return town
}

describe('with the app closed', () => {
  it('what was left behind goes out with the keys the page left', async () => {
    await leftBehind()
    const town = townOnline()
    await deliverOutbox('https://town.test')
    expect(town.rows('materials')).toHaveLength(1)
    expect(await stillWaiting()).toBe(0)
  })

  it('and still no signal, it stays, and the browser is asked to try again', async () => {
    await leftBehind()
    vi.stubGlobal('fetch', noSignal)
    await expect(deliverOutbox('https://town.test')).rejects.toThrow()
    expect(await stillWaiting()).toBe(1)
  })

  it('and an ended account, it stays sealed and nobody is asked again', async () => {
    await leftBehind()
    vi.stubGlobal('fetch', () => Promise.resolve(json({ v: 1, now: 1, refused: 'cut-off' })))
    await deliverOutbox('https://town.test')
    expect(await stillWaiting()).toBe(1)
  })

  it('and nobody signed in, nothing is sent and no store is made', async () => {
    const fetch = vi.fn()
    vi.stubGlobal('fetch', fetch)
    await deliverOutbox('https://town.test')
    expect(fetch).not.toHaveBeenCalled()
    expect(await Dexie.getDatabaseNames()).toEqual(['pioneer-device'])
  })
})
