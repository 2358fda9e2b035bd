// Before anything of ours: the phone's store takes whatever database it finds when it is loaded.
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { townClock } from '@/domain/clock'
import { asId } from '@/domain/id'
import { syncedTables, type Json } from '@/domain/server-types'
import { camel } from '@/sync/names'
import { byName, type Transport } from '@/sync/ports'
import { syncOnce } from '@/sync/sync-once'
import { finishMaterial, mutations, recordReading } from '@/features/study/mutations'
import { loadLessons } from '@/features/study/load-lessons'
import { searchIn } from '@/features/study/use-search'
import {
  given,
  material,
  oldZhao,
  phoneOf,
  progress,
  secretaryLi,
  today,
  town,
  willow,
} from './village'

const one = asId<'materials'>('1')
const two = asId<'materials'>('2')

describe('what waits to be sent', () => {
  it('is one act per lesson, however often someone reads a little further with no signal', async () => {
    const phone = await phoneOf()
    await phone.mutate(recordReading, { materialId: one, reachedPermille: 100, heardSeconds: 0 })
    await phone.mutate(recordReading, { materialId: two, reachedPermille: 500, heardSeconds: 0 })
    await phone.mutate(recordReading, { materialId: one, reachedPermille: 600, heardSeconds: 40 })
    const waiting = await phone.db.outbox.toArray()
    expect(waiting.map(({ args }) => args)).toEqual([
      { materialId: '2', reachedPermille: 500, heardSeconds: 0 },
      { materialId: '1', reachedPermille: 600, heardSeconds: 40 },
    ])
  })

  it('keeps an act the new one does not cover, and one the town has already agreed to', async () => {
    const phone = await phoneOf()
    await phone.mutate(recordReading, { materialId: one, reachedPermille: 100, heardSeconds: 90 })
    await phone.mutate(recordReading, { materialId: one, reachedPermille: 300, heardSeconds: 10 })
    expect(await phone.db.outbox.count()).toBe(2)
    await phone.db.outbox.toCollection().modify({ accepted: true })
    await phone.mutate(recordReading, { materialId: one, reachedPermille: 900, heardSeconds: 90 })
    expect(await phone.db.outbox.count()).toBe(3)
  })

  it('leaves nothing of a reading behind that gave way to one made after a move', async () => {
    const phone = await phoneOf()
    await phone.mutate(recordReading, { materialId: one, reachedPermille: 100, heardSeconds: 0 })
    await phone.db.directoryCards.update(oldZhao, { branchId: asId<'orgs'>('peach') })
    await phone.mutate(recordReading, { materialId: one, reachedPermille: 300, heardSeconds: 0 })
    expect((await phone.db.studyProgress.toArray()).map(({ branchId }) => branchId)).toEqual([
      'peach',
    ])
  })

  it('never loses a finish to a later one', async () => {
    const phone = await phoneOf()
    await phone.mutate(finishMaterial, { materialId: one, finishedOn: today, answers: { 0: 1 } })
    await phone.mutate(finishMaterial, { materialId: one, finishedOn: today, answers: { 1: 0 } })
    expect(await phone.db.outbox.count()).toBe(2)
  })
})

describe('reading on while a trip is under way', () => {
  /** The town agrees to whatever it is sent, and says back the row as it now stands there. */
  const townThatHears =
    (reached: number, meanwhile: () => Promise<void>): Transport =>
    async ({ commands }) => {
      await meanwhile()
      const row = progress('1', { reachedPermille: reached })
      const columns = syncedTables.studyProgress.columns
      const values = columns.map((column) => (row as Record<string, Json>)[camel(column)] ?? null)
      const verdicts = commands.map(({ id }) => ({ id, ok: true as const }))
      const tables = {
        study_progress: { columns, values: values.map((value) => [value]), gone: [] },
      }
      const page = {
        kind: 'page' as const,
        now: 1,
        cursor: '1',
        epoch: 'first-life',
        fresh: false,
        more: false,
        done: [],
        verdicts,
        tables,
      }
      return { ok: true, value: page }
    }

  it('shows the further place throughout, and sends it next', async () => {
    const phone = await phoneOf()
    const read = (reachedPermille: number) =>
      phone.mutate(recordReading, { materialId: one, reachedPermille, heardSeconds: 0 })
    await read(100)
    const transport = townThatHears(100, () => read(300))
    const clock = townClock(() => phone.clock(), 0)
    const { db, me } = phone
    await syncOnce({ db, me, device: 'phone', clock, transport, mutations: byName(mutations) })
    expect((await db.studyProgress.toArray())[0]?.reachedPermille).toBe(300)
    expect((await db.outbox.toArray()).map(({ args }) => args)).toEqual([
      { materialId: '1', reachedPermille: 300, heardSeconds: 0 },
    ])
  })
})

describe('a lesson finished on this phone', () => {
  it('is mine, of my branch, with the day and the answers', async () => {
    const phone = await phoneOf()
    await phone.db.materials.put(material('1', { minutes: 25 }))
    await phone.mutate(finishMaterial, { materialId: one, finishedOn: today, answers: { 0: 1 } })
    expect(await phone.db.studyProgress.toArray()).toEqual([
      progress('1', {
        branchId: willow,
        finishedOn: today,
        finishedAt: phone.clock(),
        countedMinutes: 25,
        source: 'self',
        answers: { 0: 1 },
      }),
    ])
  })
})

describe('the shelf on a phone', () => {
  it('of a secretary holds what was given to the secretary, not what was given to others', async () => {
    const phone = await phoneOf(secretaryLi)
    await phone.db.materials.bulkPut([
      material('mine'),
      material('theirs'),
      material('draft', { status: 'draft' }),
    ])
    await phone.db.studyAssignments.bulkPut([
      given('mine', { orgId: town }),
      given('theirs', { memberId: oldZhao }),
      given('draft'),
    ])
    const lessons = await loadLessons(phone.db, secretaryLi, today)
    expect(lessons.map(({ id }) => id)).toEqual(['mine'])
  })

  it('of 200 lessons opens without reading a single text', async () => {
    const phone = await phoneOf()
    const ids = Array.from({ length: 200 }, (_, at) => `lesson-${String(at)}`)
    await phone.db.materials.bulkPut(ids.map((id) => material(id)))
    await phone.db.studyAssignments.bulkPut(ids.map((id) => given(id)))
    let opened = 0
    phone.db.materialBodies.hook('reading', (row: unknown) => {
      opened += 1
      return row
    })
    await phone.db.materialBodies.bulkPut(
      ids.map((id) => ({ id: asId<'materials'>(id), body: '正文', questions: [] })),
    )
    expect(await loadLessons(phone.db, oldZhao, today)).toHaveLength(200)
    expect(opened).toBe(0)
  })

  it('is searched by title, summary and text, with the words round the find', async () => {
    const phone = await phoneOf()
    const pieces = [
      material('a', { title: '血压怎么量' }),
      material('b', { summary: '说说血压' }),
      material('c'),
      material('d'),
    ]
    await phone.db.materials.bulkPut(pieces)
    await phone.db.studyAssignments.bulkPut(pieces.map(({ id }) => given(id)))
    await phone.db.materialBodies.bulkPut([
      { id: asId('c'), body: '吃咸了，**血压**会高。', questions: [] },
      { id: asId('d'), body: '种豆得豆。', questions: [] },
    ])
    const found = await searchIn(phone.db, await loadLessons(phone.db, oldZhao, today), ['血压'])
    expect(found.map(({ id, excerpt }) => [id, excerpt])).toEqual([
      ['a', ''],
      ['b', ''],
      ['c', '吃咸了，血压会高。'],
    ])
  })
})
