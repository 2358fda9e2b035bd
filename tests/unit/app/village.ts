import { knownTables } from '@/domain/synced'
import 'fake-indexeddb/auto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { render } from '@testing-library/vue'
import Dexie from 'dexie'
import { shallowRef, type Component } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { deviceDb, type DeviceDb } from '@/db/device-db'
import type { FilesPort } from '@/db/files-port'
import type { Phone } from '@/db/phone'
import { phoneDb } from '@/db/phone-db'
import { provideDevice } from '@/db/use-device'
import { providePhone } from '@/db/use-phone'
import { dayOf, startOf } from '@/domain/day'
import { no, yes } from '@/domain/fault'
import { asId, type MemberId } from '@/domain/id'
import type { SyncStatus } from '@/domain/sync-status'
import { provideDoor, type Door } from '@/app/entry/door'

export const auntieWang: MemberId = asId('auntie-wang')
export const secretaryLi: MemberId = asId('secretary-li')
export const now = startOf('2026-11-22') + 9.5 * 3_600_000

export interface StandIn extends Phone {
  status: ReturnType<typeof shallowRef<SyncStatus>>
  removed: string[]
  asked: string[]
}

const noFiles = (removed: string[]): FilesPort => ({
  fetch: () => Promise.resolve({ kind: 'started' }),
  pause: () => Promise.resolve(),
  remove: (id) => {
    removed.push(id)
    return Promise.resolve()
  },
  removeAll: () => {
    removed.push('all')
    return Promise.resolve()
  },
  open: () => Promise.resolve(undefined),
  room: () =>
    Promise.resolve({
      filesBytes: 0,
      usedBytes: 104_857_600,
      allowedBytes: 1_048_576_000,
      kept: false,
    }),
  keep: () => Promise.resolve(true),
  upload: () => Promise.resolve(yes(null)),
})

/** Auntie Wang's phone: her branch and its secretary are on it, and nothing talks to the town. */
export async function phoneOfAuntieWang(): Promise<StandIn> {
  freshStore()
  const db = phoneDb(auntieWang)
  const branchId = asId<'orgs'>('willow')
  const card = { branchId, photoPath: null, post: null, promise: null, phone: null }
  await db.syncState.put({
    id: 'sync',
    cursor: 'c',
    epoch: 'first-life',
    knew: knownTables,
    syncedAt: now,
    copied: null,
  })
  await db.orgs.put({ id: branchId, parentId: null, kind: 'village_branch', name: '柳树村党支部' })
  await db.directoryCards.bulkPut([
    { ...card, id: auntieWang, name: '王秀英', pinyin: 'wxy' },
    { ...card, id: secretaryLi, name: '李建国', pinyin: 'ljg', phone: '10012345678' },
  ])
  await db.appointments.put({
    ...{ id: asId('term'), memberId: secretaryLi, orgId: branchId, role: 'branch_secretary' },
    ...{ fromDay: '2024-01-01', untilDay: null },
  })
  const status = shallowRef<SyncStatus>({ kind: 'settled', syncedAt: now })
  const removed: string[] = []
  const asked: string[] = []
  return {
    ...{ db, status, removed, asked, me: auntieWang, files: noFiles(removed) },
    clock: () => now,
    today: () => dayOf(now),
    mutate: () => Promise.resolve(),
    ask: () => Promise.resolve(no({ kind: 'offline' })),
    sync: {
      status,
      now: () => {
        asked.push('sync')
      },
    },
  }
}

export function freshStore(): DeviceDb {
  Dexie.dependencies.indexedDB = new IDBFactory()
  Dexie.dependencies.IDBKeyRange = IDBKeyRange
  return deviceDb()
}

/** Two acts that the town has not heard. */
export async function twoActsUnsent({ db }: Phone) {
  const act = { name: 'record_reading', accepted: false, madeAt: now } as const
  const args = { materialId: asId<'materials'>('m'), reachedPermille: 100, heardSeconds: 0 }
  await db.outbox.bulkAdd([
    { ...act, id: 'one', args },
    { ...act, id: 'two', args },
  ])
}

export const doorThat = (more: Partial<Door> = {}): Door & { entered: string[]; left: number } => {
  const door = {
    ...{ loginNumber: undefined, entered: [] as string[], left: 0 },
    activate: () => Promise.resolve(no({ kind: 'offline' })),
    signIn: () => Promise.resolve(no({ kind: 'offline' })),
    leave: () => {
      door.left += 1
      return Promise.resolve()
    },
    enter: (path: string) => {
      door.entered.push(path)
    },
    ...more,
  }
  return door
}

export interface Setting {
  phone?: Phone
  device?: DeviceDb
  door?: Door
  path?: string
  props?: Record<string, unknown>
}

/** One page or part of the shell, as it stands on a screen. */
export async function show(
  part: Component,
  { phone, device, door, path = '/', props = {} }: Setting = {},
) {
  const blank: Component = { template: '<p>another page</p>' }
  const router: Router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)*', component: blank }],
  })
  await router.push(path)
  const view = render(part, {
    props,
    global: {
      plugins: [
        router,
        {
          install(app) {
            if (phone) providePhone(app, phone)
            if (device) provideDevice(app, device)
            if (door) provideDoor(app, door)
          },
        },
      ],
    },
  })
  return { ...view, router }
}
