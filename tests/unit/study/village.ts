import { knownTables } from '@/domain/synced'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { shallowRef } from 'vue'
import { mutate } from '@/db/mutate'
import type { FetchStart, FilesPort } from '@/db/files-port'
import type { Phone } from '@/db/phone'
import { phoneDb } from '@/db/phone-db'
import { dayOf, startOf, type Day } from '@/domain/day'
import { asId, type Id, type MemberId } from '@/domain/id'
import { yes } from '@/domain/fault'
import type { Rows } from '@/domain/server-types'

/** Old Zhao of Willow village reads at home; the town above gives him what to study. */
export const oldZhao: MemberId = asId('old-zhao')
export const secretaryLi: MemberId = asId('secretary-li')
export const town: Id<'orgs'> = asId('town')
export const area: Id<'orgs'> = asId('area')
export const willow: Id<'orgs'> = asId('willow')
export const today: Day = '2026-11-22'

export const orgs: readonly Rows['orgs'][] = [
  { id: town, parentId: null, kind: 'town', name: '清河镇党委' },
  { id: area, parentId: town, kind: 'area', name: '东片总支' },
  { id: willow, parentId: area, kind: 'village_branch', name: '柳树村党支部' },
]

export const material = (id: string, more: Partial<Rows['materials']> = {}): Rows['materials'] => ({
  ...{
    id: asId(id),
    orgId: town,
    topic: 'health',
    title: `第${id}课`,
    summary: '一句话',
    minutes: 10,
  },
  ...{ fromDay: null, untilDay: null, status: 'published', authorId: secretaryLi },
  ...{ publishedAt: startOf('2026-11-01'), editedAt: startOf('2026-11-01'), questionCount: 0 },
  ...more,
})

export const given = (
  materialId: string,
  more: Partial<Rows['studyAssignments']> = {},
): Rows['studyAssignments'] => ({
  ...{
    id: asId(`given-${materialId}`),
    materialId: asId(materialId),
    orgId: town,
    category: null,
    memberId: null,
  },
  ...{ dueOn: null, assignedBy: secretaryLi, assignedAt: startOf('2026-11-01') },
  ...more,
})

export const progress = (
  materialId: string,
  more: Partial<Rows['studyProgress']> = {},
): Rows['studyProgress'] => ({
  ...{
    id: `${oldZhao}:${materialId}`,
    memberId: oldZhao,
    branchId: willow,
    materialId: asId(materialId),
  },
  ...{
    reachedPermille: 0,
    heardSeconds: 0,
    finishedAt: null,
    finishedOn: null,
    countedMinutes: 0,
    source: null,
    answers: {},
  },
  ...more,
})

export const recording: Rows['materialFiles'] = {
  ...{ id: asId('recording'), materialId: asId('pressure'), kind: 'audio', path: 'town/recording' },
  ...{ mime: 'audio/mpeg', bytes: 1_258_291, seconds: 300, name: '血压.mp3' },
}

export const member = (id: MemberId): Rows['directoryCards'] => ({
  ...{
    id,
    branchId: willow,
    name: '赵大山',
    pinyin: 'zds',
    photoPath: null,
    post: null,
    promise: null,
    phone: null,
  },
})

export interface Fetching {
  asked: { id: string; evenOnMobile: boolean }[]
  answer: FetchStart
}

export interface TestedPhone extends Phone {
  /** What the files port was asked for, and what it will say. */
  fetching: Fetching
  clockAt: { now: number }
}

/** A phone with no signal: what is done on it stays in its outbox. */
export async function phoneOf(me: MemberId = oldZhao): Promise<TestedPhone> {
  const db = phoneDb(me, { indexedDB: new IDBFactory(), IDBKeyRange })
  const clockAt = { now: startOf(today) + 9 * 3_600_000 }
  const clock = () => clockAt.now
  const fetching: Fetching = { asked: [], answer: { kind: 'started' } }
  await db.syncState.put({
    id: 'sync',
    cursor: 'c',
    epoch: 'first-life',
    knew: knownTables,
    syncedAt: clock(),
    copied: null,
  })
  await db.orgs.bulkPut([...orgs])
  await db.directoryCards.put(member(me))
  return {
    ...{ db, me, clock, clockAt, fetching },
    today: () => dayOf(clock()),
    mutate: (mutation, args) => mutate({ db, me, clock }, mutation, args),
    ask: () => Promise.resolve({ ok: false, fault: { kind: 'offline' } }),
    files: filesOf(db, fetching),
    sync: { status: shallowRef({ kind: 'settled', syncedAt: null }), now: () => undefined },
  }
}

function filesOf(db: Phone['db'], fetching: Fetching): FilesPort {
  const nothing = () => Promise.resolve()
  return {
    fetch(file, options) {
      fetching.asked.push({ id: file.id, evenOnMobile: options?.evenOnMobile ?? false })
      return Promise.resolve(fetching.answer)
    },
    ...{ pause: nothing, removeAll: nothing },
    remove: (id) => db.files.delete(id),
    open: async (id) =>
      (await db.files.get(id))?.state === 'here' ? new Blob(['sound']) : undefined,
    room: () => Promise.resolve({ filesBytes: 0, usedBytes: null, allowedBytes: null, kept: true }),
    keep: () => Promise.resolve(true),
    upload: () => Promise.resolve(yes(null)),
  }
}
