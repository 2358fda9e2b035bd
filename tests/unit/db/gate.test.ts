import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deviceDb, type DeviceDb } from '@/db/device-db'
import { cutOffHere, finishWipes, signOutHere, watchGate } from '@/db/gate'
import { mutate } from '@/db/mutate'
import { phoneDb, phoneDbName, type PhoneDb } from '@/db/phone-db'
import { promiseKey } from '@/db/promises'
import { sessionStore } from '@/db/session-store'
import { deviceId, readSetting, writeSetting } from '@/db/settings'
import { sessionOf } from '../../support/network'
import { auntieLin, lesson, oldChen, saveMaterial } from '../../support/phone'

let device: DeviceDb
const opened: Dexie[] = []

beforeEach(() => {
  device = deviceDb()
  opened.push(device)
})
afterEach(async () => {
  for (const db of opened.splice(0)) db.close({ disableAutoOpen: true })
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

function open(me: typeof auntieLin): PhoneDb {
  const db = phoneDb(me)
  opened.push(db)
  return db
}

const signIn = (me: typeof auntieLin) => sessionStore(device).write(sessionOf({ memberId: me }))

async function studied(db: PhoneDb, me: typeof auntieLin) {
  await mutate({ db, me, clock: () => 1 }, saveMaterial, lesson('春耕'))
  await db.fileParts.put({ fileId: 'f', n: 0, data: new ArrayBuffer(8) })
  await db.drafts.put({ key: 'note', value: '写了一半', savedAt: 1 })
  await db.notices.add({ kind: 'word', at: 1, read: false, say: '好', act: null })
}

describe('signing out on a shared phone', () => {
  it('leaves no trace of the member, and keeps what belongs to the phone', async () => {
    await signIn(auntieLin)
    await writeSetting(device, 'textSize', 'largest')
    const phoneName = await deviceId(device)
    const db = open(auntieLin)
    await studied(db, auntieLin)
    await signOutHere({ device, db, me: auntieLin })

    expect(await Dexie.getDatabaseNames()).toEqual(['pioneer-device'])
    expect(await device.session.count()).toBe(0)
    const left = JSON.stringify(await device.settings.toArray())
    expect(left).not.toContain(auntieLin)
    expect(await readSetting(device, 'textSize', 'normal')).toBe('largest')
    expect(await deviceId(device)).toBe(phoneName)
  })

  it('in a tab that slept ends nobody else’s session', async () => {
    await signIn(auntieLin)
    const db = open(auntieLin)
    await studied(db, auntieLin)
    await signIn(oldChen)
    await cutOffHere({ device, db, me: auntieLin })
    expect((await sessionStore(device).read())?.memberId).toBe(oldChen)
  })

  it('reaches every other tab', async () => {
    await signIn(auntieLin)
    const [here, there] = [open(auntieLin), open(auntieLin)]
    await there.open()
    const closed = vi.fn()
    const stop = watchGate(device, auntieLin, closed)
    await signOutHere({ device, db: here, me: auntieLin })
    await vi.waitFor(() => {
      expect(closed).toHaveBeenCalled()
    })
    await expect(there.orgs.count()).rejects.toThrow()
    stop()
  })

  it('is noticed by a tab that slept through it as soon as it is looked at', async () => {
    await signIn(auntieLin)
    const closed = vi.fn()
    const stop = watchGate(device, auntieLin, closed)
    document.dispatchEvent(new Event('visibilitychange'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(closed).not.toHaveBeenCalled()
    await signIn(oldChen)
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.waitFor(() => {
      expect(closed).toHaveBeenCalled()
    })
    stop()
  })

  it('cut short by a dying phone is finished at the next start', async () => {
    await signIn(auntieLin)
    const db = open(auntieLin)
    await studied(db, auntieLin)
    const dying = vi.spyOn(Dexie.prototype, 'delete').mockRejectedValueOnce(new Error('battery'))
    await expect(signOutHere({ device, db, me: auntieLin })).rejects.toThrow('battery')
    dying.mockRestore()

    expect(await device.session.count()).toBe(0)
    await finishWipes(device)
    expect(await Dexie.exists(phoneDbName(auntieLin))).toBe(false)
    expect(await device.settings.count()).toBe(0)
  })

  it('and back in: what is done then is not wiped by the promise of before', async () => {
    const db = open(auntieLin)
    await signIn(auntieLin)
    await writeSetting(device, promiseKey('wipe', auntieLin), true)
    await signIn(auntieLin)
    await studied(db, auntieLin)
    await finishWipes(device)
    expect(await db.outbox.count()).toBe(1)
  })
})

describe('a member cut off by the town', () => {
  it('leaves nothing to read, but what was not sent stays sealed until that same member is back', async () => {
    await signIn(auntieLin)
    const db = open(auntieLin)
    await studied(db, auntieLin)
    await cutOffHere({ device, db, me: auntieLin })

    expect(await device.session.count()).toBe(0)
    const again = open(auntieLin)
    for (const store of again.tables) {
      expect(await store.count(), store.name).toBe(store.name === 'outbox' ? 1 : 0)
    }
  })

  it('is sealed at the next start when the phone dies, or its disk is full, on the way', async () => {
    await signIn(auntieLin)
    const db = open(auntieLin)
    await studied(db, auntieLin)
    const clear = Reflect.get<IDBObjectStore, 'clear'>(IDBObjectStore.prototype, 'clear')
    const full = vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(function (
      this: IDBObjectStore,
    ) {
      if (this.name === 'session') return clear.call(this)
      throw new DOMException('full', 'QuotaExceededError')
    })
    await cutOffHere({ device, db, me: auntieLin })
    full.mockRestore()
    expect(await device.session.count()).toBe(0)
    expect(await open(auntieLin).materials.count()).toBe(1)

    await finishWipes(device)
    const again = open(auntieLin)
    expect(await again.materials.count()).toBe(0)
    expect(await again.outbox.count()).toBe(1)
    expect(await device.settings.count()).toBe(0)
  })
})

describe('two members on one phone', () => {
  it('leave nothing of the first, however early the page dies after the second came in', async () => {
    await signIn(auntieLin)
    await studied(open(auntieLin), auntieLin)
    await signIn(oldChen)
    for (const db of opened.splice(0)) db.close({ disableAutoOpen: true })
    device = deviceDb()
    await finishWipes(device)
    expect(await Dexie.exists(phoneDbName(auntieLin))).toBe(false)
  })

  it('have stores of their own', async () => {
    await studied(open(auntieLin), auntieLin)
    expect(await open(oldChen).materials.count()).toBe(0)
  })
})
