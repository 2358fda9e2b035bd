// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { newId } from '@/domain/id'
import { no, yes } from '@/domain/fault'
import { tripLimits, type SyncPage, type SyncRequest } from '@/domain/wire'
import { run } from '@/sync/run'
import { syncOnce } from '@/sync/sync-once'
import {
  assignMaterial,
  lesson,
  newPhone,
  saveMaterial,
  task,
  unassignMaterial,
  type TestPhone,
} from '../../support/phone'
import { forbiddenTitle, PretendTown } from '../../support/pretend-town'

const titleOn = async (phone: TestPhone) =>
  (await phone.db.materials.get(lesson('').materialId))?.title
const catchUp = (phone: TestPhone) => run((most) => syncOnce(phone.ports, most))
const village = (n: number) => ({
  id: `org-${String(n)}`,
  parentId: null,
  kind: 'village_branch',
  name: '柳树村',
})

const page = (more: Partial<SyncPage> = {}): SyncPage => ({
  ...{
    kind: 'page',
    now: 1,
    cursor: 'c',
    epoch: 'first-life',
    fresh: false,
    more: false,
    done: [],
    verdicts: [],
    tables: {},
  },
  ...more,
})

describe('an app that was updated', () => {
  it('asks again for everything when it takes in more than the one before', async () => {
    const town = new PretendTown()
    town.put('orgs', village(1))
    const phone = newPhone(town)
    await catchUp(phone)
    // The app before knew no villages: it passed them over, and its cursor stands behind them.
    await phone.db.orgs.clear()
    await phone.db.syncState.toCollection().modify({ knew: 'materials(id)' })
    await catchUp(phone)
    expect(await phone.db.orgs.count()).toBe(1)
  })
})

describe('an act', () => {
  it('is on the screen at once and in the outbox, or in neither', async () => {
    const phone = newPhone(new PretendTown())
    await phone.act(saveMaterial, lesson('春耕'))
    expect(await titleOn(phone)).toBe('春耕')
    expect(await phone.db.outbox.count()).toBe(1)

    const halfWay = { ...saveMaterial, apply: () => Promise.reject(new Error('dropped the phone')) }
    await expect(phone.act(halfWay, lesson('防骗'))).rejects.toThrow('dropped the phone')
    expect(await titleOn(phone)).toBe('春耕')
    expect(await phone.db.outbox.count()).toBe(1)
  })

  it('that is refused goes back to what the town says, with a notice in plain words and everything typed', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await phone.act(saveMaterial, lesson('春耕'))
    await catchUp(phone)
    await phone.act(saveMaterial, lesson(forbiddenTitle, { body: '写了很久的正文' }))
    await catchUp(phone)

    expect(await titleOn(phone)).toBe('春耕')
    const [notice] = await phone.db.notices.toArray()
    expect(notice?.say).toMatch(/^「保存学习内容」没有通过：[^a-z-]+$/)
    expect(notice?.act?.args).toMatchObject({ body: '写了很久的正文' })
    expect(notice?.read).toBe(false)
  })

  it('that is refused does not take the acts behind it along', async () => {
    const phone = newPhone(new PretendTown())
    await phone.act(saveMaterial, lesson(forbiddenTitle))
    await phone.act(assignMaterial, task('task'))
    await catchUp(phone)
    expect(await titleOn(phone)).toBeUndefined()
    expect(await phone.db.studyAssignments.count()).toBe(1)
  })

  it('agreed to stays on the screen while the rows that show it are still on their way', async () => {
    const town = new PretendTown(2)
    const phone = newPhone(town)
    for (let n = 0; n < 5; n++) town.put('orgs', village(n))
    await syncOnce(phone.ports)
    await phone.act(saveMaterial, lesson('春耕'))
    await syncOnce(phone.ports)
    expect(await titleOn(phone)).toBe('春耕')
    expect((await phone.db.outbox.toArray())[0]?.accepted).toBe(true)
    await catchUp(phone)
    expect(await titleOn(phone)).toBe('春耕')
    expect(await phone.db.outbox.count()).toBe(0)
  })

  it('agreed to is not sent a second time on the next page', async () => {
    const town = new PretendTown(2)
    const phone = newPhone(town)
    for (let n = 0; n < 5; n++) town.put('orgs', village(n))
    const sent: number[] = []
    phone.line.transport = (request) => {
      sent.push(request.commands.length)
      return town.answer(request)
    }
    await phone.act(saveMaterial, lesson('春耕'))
    await catchUp(phone)
    expect(sent).toEqual([0, 1, 0, 0])
  })

  it('is sent to no town whose life the phone cannot name', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    const asked: [string | null, number][] = []
    phone.line.transport = ({ epoch, ...request }) => {
      asked.push([epoch, request.commands.length])
      return town.answer({ epoch, ...request })
    }
    await phone.act(saveMaterial, lesson('春耕'))
    await catchUp(phone)
    expect(asked).toEqual([
      [null, 0],
      [town.epoch, 1],
    ])
    expect(town.rows('materials')).toHaveLength(1)
  })

  it('undone before it was sent leaves nothing behind on either side', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await phone.act(assignMaterial, task('task'))
    await phone.act(unassignMaterial, { assignmentId: task('task').assignmentId })
    expect(await phone.db.studyAssignments.count()).toBe(0)
    await catchUp(phone)
    expect(await phone.db.studyAssignments.count()).toBe(0)
    expect(town.rows('studyAssignments')).toEqual([])
  })

  it('of an older version that lacks what this one calls its id is still sent, and stops no trip', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await phone.act(saveMaterial, lesson('春耕'))
    const { assignmentId: _, ...older } = task('task')
    await phone.db.outbox.add({
      ...{ id: newId(), name: 'assign_material', madeAt: 1, accepted: false },
      args: older,
    })
    expect(await syncOnce(phone.ports, 1)).toEqual({ kind: 'more' })
    expect(await catchUp(phone)).toEqual({ kind: 'caught-up' })
    expect(town.carriedOut.size).toBe(2)
    expect(await phone.db.outbox.count()).toBe(0)
  })

  it('of a kind this version can no longer draw is still sent, and the rest still drawn', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await catchUp(phone)
    await phone.act(saveMaterial, lesson('春耕'))
    const broken = {
      ...saveMaterial,
      apply: () => Promise.reject(new TypeError('not drawn any more')),
    }
    const ports = { ...phone.ports, mutations: new Map([['save_material', broken]]) }
    expect(await syncOnce(ports)).toEqual({ kind: 'caught-up' })
    expect(town.rows('materials')).toHaveLength(1)
  })
})

describe('a full copy', () => {
  it('keeps what is on the phone until the new copy has arrived', async () => {
    const town = new PretendTown(2)
    const phone = newPhone(town)
    for (let n = 0; n < 6; n++) town.put('orgs', village(n))
    await catchUp(phone)
    town.loseSight('orgs', 'org-0')
    await syncOnce(phone.ports)
    expect(await phone.db.orgs.count()).toBe(6)
    await catchUp(phone)
    expect(await phone.db.orgs.count()).toBe(5)
  })

  it('interrupted half-way goes on from its last page', async () => {
    const town = new PretendTown(2)
    const phone = newPhone(town)
    for (let n = 0; n < 6; n++) town.put('orgs', village(n))
    await syncOnce(phone.ports)
    phone.line.transport = () => Promise.resolve(no({ kind: 'offline' }))
    await catchUp(phone)
    const cursors: (string | null)[] = []
    phone.line.transport = (request) => {
      cursors.push(request.cursor)
      return town.answer(request)
    }
    await catchUp(phone)
    expect(cursors).not.toContain(null)
    expect(await phone.db.orgs.count()).toBe(6)
  })

  it('begun anew right after one was complete does not take the first one’s rows for its own', async () => {
    const town = new PretendTown(2)
    const phone = newPhone(town)
    for (let n = 0; n < 4; n++) town.put('orgs', village(n))
    expect(await syncOnce(phone.ports)).toEqual({ kind: 'more' })
    expect(await syncOnce(phone.ports)).toEqual({ kind: 'more' })
    town.loseSight('orgs', 'org-3')
    await catchUp(phone)
    expect(await phone.db.orgs.toCollection().primaryKeys()).toEqual(['org-0', 'org-1', 'org-2'])
  })

  it('leaves tables it does not know to a later version', async () => {
    const phone = newPhone(new PretendTown())
    const strange = { columns: ['id'], values: [['x']], gone: ['y'] }
    phone.line.transport = () => Promise.resolve(yes(page({ tables: { shop_items: strange } })))
    expect(await syncOnce(phone.ports)).toEqual({ kind: 'caught-up' })
  })
})

describe('a phone whose browser has cleared everything', () => {
  it('is filled again', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    town.put('orgs', village(1))
    await catchUp(phone)
    for (const store of phone.db.tables) await store.clear()
    expect(await catchUp(phone)).toEqual({ kind: 'caught-up' })
    expect(await phone.db.orgs.count()).toBe(1)
  })
})

describe('an answer that comes late', () => {
  it('brings its verdicts but not its rows when another tab has gone further', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    town.put('orgs', village(1))
    await catchUp(phone)
    await phone.act(saveMaterial, lesson(forbiddenTitle))
    phone.line.transport = async (request) => {
      const answer = await town.answer(request)
      town.put('orgs', { ...village(1), name: '新柳树村' })
      phone.line.transport = town.answer
      await phone.db.syncState.update('sync', { cursor: '1:999:0' })
      return answer
    }
    await syncOnce(phone.ports)
    expect((await phone.db.syncState.get('sync'))?.cursor).toBe('1:999:0')
    expect(await phone.db.outbox.count()).toBe(0)
    expect(await titleOn(phone)).toBeUndefined()
  })
})

describe('the town', () => {
  const refusing = (code: string) => () =>
    Promise.resolve(yes({ kind: 'refused' as const, now: 5, code }))

  it.each([
    ['cut-off', { kind: 'cut-off' }],
    ['app-too-old', { kind: 'app-too-old' }],
    ['signed-out', { kind: 'fault', fault: { kind: 'signed-out' } }],
  ])('that answers %s is heard, and the outbox is kept', async (code, end) => {
    const phone = newPhone(new PretendTown())
    await phone.act(saveMaterial, lesson('春耕'))
    phone.line.transport = refusing(code)
    expect(await syncOnce(phone.ports)).toEqual(end)
    expect(await phone.db.outbox.count()).toBe(1)
    expect(await titleOn(phone)).toBe('春耕')
  })

  it('that no longer knows the cursor is asked for everything again', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await catchUp(phone)
    phone.line.transport = (request) =>
      request.cursor === null ? town.answer(request) : refusing('bad-cursor')()
    expect(await catchUp(phone)).toEqual({ kind: 'caught-up' })
  })

  it('that cannot read one act gets all the others, and the one becomes a notice', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    for (const title of ['一', '二', '坏', '四']) {
      await phone.act(saveMaterial, lesson(title, { id: newId() }))
    }
    phone.line.transport = (request) =>
      request.commands.some(({ args }) => args['title'] === '坏')
        ? refusing('bad-request')()
        : town.answer(request)
    expect(await catchUp(phone)).toEqual({ kind: 'caught-up' })
    expect(town.rows('materials').map((row) => row['title'])).toEqual(['一', '二', '四'])
    expect(await phone.db.notices.count()).toBe(1)
    expect(await phone.db.materials.count()).toBe(3)
  })

  it('that would read nothing at all, not even an empty trip, does not make us throw acts away', async () => {
    const phone = newPhone(new PretendTown())
    await phone.act(saveMaterial, lesson('春耕'))
    phone.line.transport = refusing('bad-request')
    expect(await catchUp(phone)).toEqual({
      kind: 'fault',
      fault: { kind: 'refused', code: 'bad-request' },
    })
    expect(await phone.db.outbox.count()).toBe(1)
    expect(await phone.db.notices.count()).toBe(0)
  })

  it('whose door lets only small loads through gets small ones', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    for (let n = 0; n < 7; n++) await phone.act(saveMaterial, lesson(String(n), { id: newId() }))
    phone.line.transport = (request) =>
      request.commands.length > 2
        ? Promise.resolve(no({ kind: 'refused', code: 'too-big' }))
        : town.answer(request)
    expect(await catchUp(phone)).toEqual({ kind: 'caught-up' })
    expect(town.rows('materials')).toHaveLength(7)
  })

  it('tells the time, and a phone set wrong by hours believes it', async () => {
    const phone = newPhone(new PretendTown())
    const threeHours = 3 * 3_600_000
    const real = phone.ports.clock.raw() + threeHours
    phone.line.transport = () => Promise.resolve(yes(page({ now: real })))
    await syncOnce(phone.ports)
    expect(Math.abs(phone.ports.clock.now() - real)).toBeLessThan(1000)
  })
})

describe('one trip', () => {
  it('carries no more acts than the town takes, in the order they were done', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await catchUp(phone)
    const requests: SyncRequest[] = []
    phone.line.transport = (request) => {
      requests.push(request)
      return town.answer(request)
    }
    for (let n = 0; n < tripLimits.commands + 3; n++)
      await phone.act(saveMaterial, lesson(String(n)))
    await catchUp(phone)
    expect(requests.map(({ commands }) => commands.length)).toEqual([tripLimits.commands, 3])
    expect(town.rows('materials')[0]?.['title']).toBe(String(tripLimits.commands + 2))
  })

  it('stays under the size the town takes', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await catchUp(phone)
    const sizes: number[] = []
    phone.line.transport = (request) => {
      sizes.push(new TextEncoder().encode(JSON.stringify({ request })).length)
      return town.answer(request)
    }
    for (let n = 0; n < 8; n++)
      await phone.act(saveMaterial, lesson(String(n), { body: '字'.repeat(80_000) }))
    await catchUp(phone)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(tripLimits.requestBytes)
    expect(sizes.length).toBe(2)
  })

  it('does not wait for an act too big for any trip; that one becomes a notice', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await phone.act(saveMaterial, lesson('太长', { body: '字'.repeat(180_000) }))
    await phone.act(saveMaterial, lesson('短', { id: 'short' }))
    await catchUp(phone)
    expect(town.rows('materials').map((row) => row['title'])).toEqual(['短'])
    expect((await phone.db.notices.toArray())[0]?.act?.code).toBe('too-big')
  })
})
