// @vitest-environment node
import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { openStore } from '@/db/open-store'
import { phoneDb } from '@/db/phone-db'
import { onTrouble, troubleOf, type PhoneTrouble } from '@/db/trouble'
import { asId } from '@/domain/id'
import { auntieLin, ownStore } from '../../support/phone'

/** An IndexedDB that takes every request and never answers, as some phones have. */
function hanging(): IDBFactory {
  const factory = new IDBFactory()
  factory.open = () => ({}) as ReturnType<IDBFactory['open']>
  return factory
}

function failing(name: string): IDBFactory {
  const factory = new IDBFactory()
  factory.open = () => {
    throw new DOMException('no', name)
  }
  return factory
}

const open = (indexedDB: IDBFactory | undefined, withinMs?: number) =>
  openStore(phoneDb(auntieLin, { ...ownStore(), indexedDB: indexedDB as IDBFactory }), withinMs)

describe('opening the phone’s store', () => {
  it('proves that it answers', async () => {
    expect(await open(new IDBFactory())).toEqual({ ok: true })
  })

  it('where there is none says so', async () => {
    const db = new Dexie('nowhere')
    const { indexedDB } = Dexie.dependencies
    Dexie.dependencies.indexedDB = undefined as never
    expect(await openStore(db, 60)).toEqual({ ok: false, trouble: { kind: 'no-store' } })
    Dexie.dependencies.indexedDB = indexedDB
  })

  it('that gives neither value nor error does not wait for ever', async () => {
    expect(await open(hanging(), 60)).toEqual({ ok: false, trouble: { kind: 'store-hangs' } })
  })

  it.each([
    ['SecurityError', 'no-store'],
    ['QuotaExceededError', 'full'],
    ['UnknownError', 'broken'],
  ])('that throws %s is named', async (name, kind) => {
    expect(await open(failing(name))).toMatchObject({ ok: false, trouble: { kind } })
  })

  it('held open by an old tab that does not let go says which door is in the way', async () => {
    const store = { indexedDB: new IDBFactory(), IDBKeyRange }
    const oldTab = await new Promise<IDBDatabase>((resolve) => {
      const request = store.indexedDB.open('pioneer-shared', 10)
      request.onsuccess = () => {
        resolve(request.result)
      }
    })
    const newer = new Dexie('pioneer-shared', store)
    newer.version(2).stores({ things: 'id' })
    expect(await openStore(newer, 60)).toEqual({ ok: false, trouble: { kind: 'upgrade-blocked' } })
    oldTab.close()
  })
})

describe('a store taken away by another tab', () => {
  it('stays closed here, so that no late answer fills it anew', async () => {
    const store = ownStore()
    const here = phoneDb(auntieLin, store)
    await here.open()
    const met: PhoneTrouble[] = []
    const stopListening = onTrouble((trouble) => met.push(trouble))
    await new Dexie(here.name, store).delete()
    await expect(here.orgs.count()).rejects.toThrow()
    await expect(
      here.orgs.put({ id: asId('late'), parentId: null, kind: 'town', name: '' }),
    ).rejects.toThrow()
    expect(await Dexie.exists(here.name)).toBe(false)
    expect(met).toContainEqual({ kind: 'closed' })
    stopListening()
  })
})

describe('what a store error means', () => {
  it('is found however deep the library has wrapped it', () => {
    const inner = new Dexie.QuotaExceededError('full')
    expect(troubleOf(new Dexie.AbortError('aborted', inner))).toEqual({ kind: 'full' })
  })

  it('is never a crash, even when someone throws a word', () => {
    expect(troubleOf('oops')).toEqual({ kind: 'broken', name: 'string' })
  })
})
