import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { townStores, phoneDb, phoneDbName } from '@/db/phone-db'
import { asId, type MemberId } from '@/domain/id'
import { syncedNames } from '@/domain/synced'

const auntieLin: MemberId = asId('auntie-lin')

/** The stores as the first version on phones had them. */
const firstOnPhones = {
  orgs: 'id, parentId',
  appointments: 'id, memberId, orgId',
  directoryCards: 'id, branchId',
  studyAssignments: 'id, materialId, orgId, memberId',
  materials: 'id, orgId, topic, status',
  materialFiles: 'id, materialId',
  studyProgress: 'id, memberId, materialId, branchId',
  memberRecords: 'id, branchId',
  categoryAssignments: 'id, memberId, branchId',
  branchTransfers: 'id, memberId',
  elderHelpers: 'id, elderId, helperId, branchId',
  homeLessons: 'id, elderId, helperId, branchId',
  materialBodies: 'id',
  outbox: '++seq, &id',
  said: 'seq',
  shadow: '[table+id]',
  syncState: 'id',
  seenPages: '++n, table',
  notices: '++id, at',
  files: 'id, state',
  fileParts: '[fileId+n]',
  drafts: 'key',
}

describe('the phone’s database', () => {
  it('has a store for every table that travels', async () => {
    const db = phoneDb(auntieLin, { indexedDB: new IDBFactory(), IDBKeyRange })
    await db.open()
    expect(db.tables.map(({ name }) => name)).toEqual(expect.arrayContaining([...syncedNames]))
    expect([...townStores].sort()).toEqual([...syncedNames].sort())
    db.close()
  })

  it('keeps what was not sent yet when a newer app opens it', async () => {
    const store = { indexedDB: new IDBFactory(), IDBKeyRange }
    const before = new Dexie(phoneDbName(auntieLin), store)
    before.version(1).stores(firstOnPhones)
    await before.table('outbox').add({ id: 'act', name: 'finish_material', accepted: false })
    before.close()

    const after = phoneDb(auntieLin, store)
    expect((await after.outbox.toArray()).map(({ id }) => id)).toEqual(['act'])
    expect(await after.monthFacts.count()).toBe(0)
    after.close()
  })
})
