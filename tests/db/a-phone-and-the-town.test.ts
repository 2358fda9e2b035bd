import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCode, newLoginNumber } from '@/domain/card-code'
import { dayOf } from '@/domain/day'
import { newId } from '@/domain/id'
import { syncedTables } from '@/domain/server-types'
import { syncedNames } from '@/domain/synced'
import { camel } from '@/sync/names'
import { settleDemoTown } from '../../supabase/dev/demo-town.ts'
import { startBackend, type Running } from '../../supabase/dev/server.ts'
import type { DemoPeople } from '../../supabase/seed/seed.ts'
import { realPhone, type RealPhone } from '../support/real-phone'

let running: Running
let cast: DemoPeople

beforeAll(async () => {
  running = await startBackend()
  cast = await settleDemoTown(running.backend)
})
afterAll(async () => {
  await running.close()
})

function signInOf(who: string) {
  const person = cast.people.find((one) => one.who === who)
  if (!person) throw new Error(`nobody plays ${who}`)
  return person
}
const phoneOf = (who: string) => realPhone(running.url, signInOf(who))

async function agrees(phone: RealPhone, whose: string) {
  for (const table of syncedNames) {
    const kept: unknown[] = await phone.db.table(table).toCollection().primaryKeys()
    expect(kept.sort(), `${whose}: ${table}`).toEqual(
      await phone.mayRead(syncedTables[table].server, running.backend),
    )
  }
}

/** A lesson given to this member and not finished yet. */
async function unfinished(phone: RealPhone) {
  const begun = await phone.db.studyProgress.where({ memberId: phone.me }).toArray()
  const finished = begun
    .filter(({ finishedOn }) => finishedOn !== null)
    .map(({ materialId }) => materialId)
  const given = await phone.db.studyAssignments.toArray()
  const open = given.find(({ materialId }) => !finished.includes(materialId))
  if (!open) throw new Error('nothing is left to study')
  return open.materialId
}
const progressOf = async (phone: RealPhone, materialId: Awaited<ReturnType<typeof unfinished>>) =>
  phone.db.studyProgress
    .where({ materialId })
    .and(({ memberId }) => memberId === phone.me)
    .first()

describe('a phone at the real town', () => {
  it('holds after a sync exactly what its member may read, whoever it is', async () => {
    for (const person of cast.people) {
      const phone = await realPhone(running.url, person)
      expect(await phone.catchUp()).toEqual({ kind: 'caught-up' })
      await agrees(phone, person.name)
      expect(await phone.db.seenPages.count()).toBe(0)
    }
  })

  it('reads every column that travels, moments as numbers', async () => {
    const phone = await phoneOf('支部书记')
    await phone.catchUp()
    for (const table of syncedNames) {
      const row: unknown = await phone.db.table(table).toCollection().first()
      if (row !== undefined)
        for (const column of syncedTables[table].columns) expect(row).toHaveProperty(camel(column))
    }
    expect((await phone.db.materials.toCollection().first())?.editedAt).toEqual(expect.any(Number))
  })

  it('finishes a lesson once, however often it is said', async () => {
    const phone = await phoneOf('年老党员')
    await phone.catchUp()
    const materialId = await unfinished(phone)
    await phone.act('finish_material', { materialId, finishedOn: dayOf(Date.now()) })
    const said = await phone.db.outbox.toArray()
    await phone.catchUp()
    const first = await progressOf(phone, materialId)
    expect(first?.finishedOn).toBe(dayOf(Date.now()))

    await phone.db.outbox.bulkAdd(said)
    await phone.catchUp()
    expect(await progressOf(phone, materialId)).toEqual(first)
    expect(await phone.db.outbox.count()).toBe(0)
  })

  it('agrees with the other phone of the same member, and never goes back', async () => {
    const [one, two] = [await phoneOf('外出务工党员'), await phoneOf('外出务工党员')]
    await one.catchUp()
    await two.catchUp()
    const materialId = await unfinished(one)
    await one.act('record_reading', { materialId, reachedPermille: 900, heardSeconds: 10 })
    await two.act('record_reading', { materialId, reachedPermille: 300, heardSeconds: 70 })
    await one.catchUp()
    await two.catchUp()
    await one.catchUp()
    expect(await progressOf(one, materialId)).toMatchObject({
      reachedPermille: 900,
      heardSeconds: 70,
    })
    expect(await progressOf(two, materialId)).toEqual(await progressOf(one, materialId))
  })

  it('hears a refusal in a sentence', async () => {
    const phone = await phoneOf('年老党员')
    await phone.act('record_reading', { materialId: newId(), reachedPermille: 5, heardSeconds: 0 })
    await phone.catchUp()
    const [notice] = await phone.db.notices.toArray()
    expect(notice?.act?.name).toBe('record_reading')
    expect(notice?.say).not.toMatch(/[A-Za-z]/)
  })

  it('loses what was withdrawn, text and all', async () => {
    const [secretary, elder] = [await phoneOf('支部书记'), await phoneOf('年老党员')]
    await secretary.catchUp()
    const { branchId } = (await secretary.db.directoryCards.get(secretary.me)) ?? {}
    if (branchId === undefined) throw new Error('the secretary has no branch')
    const materialId = newId<'materials'>()
    const text = { topic: 'farming', title: '明天就撤', summary: '', minutes: 5, body: '一段话' }
    await secretary.act('save_material', { materialId, orgId: branchId, ...text })
    await secretary.act('publish_material', { materialId })
    await secretary.act('assign_material', {
      assignmentId: newId<'studyAssignments'>(),
      materialId,
      orgId: branchId,
    })
    await secretary.catchUp()
    await elder.catchUp()
    expect((await elder.db.materialBodies.get(materialId))?.body).toBe('一段话')

    await secretary.act('withdraw_material', { materialId })
    await secretary.catchUp()
    await elder.catchUp()
    expect(await elder.db.materials.get(materialId)).toBeUndefined()
    expect(await elder.db.materialBodies.get(materialId)).toBeUndefined()
    await agrees(elder, 'the elder')
  })
})

describe('keys', () => {
  it('no longer taken are renewed on the way', async () => {
    const phone = await phoneOf('年老党员')
    const before = await phone.sessions.read()
    if (before) await phone.sessions.write({ ...before, accessToken: 'not-a-token' })
    expect(await phone.catchUp()).toEqual({ kind: 'caught-up' })
    expect((await phone.sessions.read())?.accessToken).not.toBe('not-a-token')
  })

  it('the auth server has forgotten sign out, and nothing less does', async () => {
    const phone = await phoneOf('年老党员')
    const before = await phone.sessions.read()
    if (before) await phone.sessions.write({ ...before, refreshToken: 'never-given', expiresAt: 0 })
    expect(await phone.catchUp()).toEqual({ kind: 'fault', fault: { kind: 'signed-out' } })
  })

  it('are not given for a wrong password', async () => {
    const { loginNumber } = signInOf('年老党员')
    await expect(realPhone(running.url, { loginNumber, password: 'wrong-one' })).rejects.toThrow(
      'wrong-password',
    )
  })

  it('of a member who was given a new card are worth nothing at the next trip', async () => {
    const [secretary, helper] = [await phoneOf('支部书记'), await phoneOf('帮扶人')]
    await secretary.catchUp()
    await helper.catchUp()
    const fill = (into: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(into)
    const card = { loginNumber: newLoginNumber(fill), secretCode: newCode(fill) }
    await secretary.act('issue_card', { cardId: newId(), memberId: helper.me, ...card })
    await secretary.catchUp()
    expect(await secretary.db.notices.count()).toBe(0)
    expect(await helper.catchUp()).toEqual({ kind: 'cut-off' })
  })
})

describe('a recording', () => {
  it('comes whole, and from the middle', async () => {
    const phone = await phoneOf('年老党员')
    await phone.catchUp()
    const file = (await phone.db.materialFiles.toArray()).find(({ kind }) => kind === 'audio')
    if (!file) throw new Error('there is no recording')
    const arrives = async (from: number) => {
      const answer = await phone.storage.open(file.path, from, new AbortController().signal)
      if (!answer.ok) throw new Error(JSON.stringify(answer.fault))
      let end = answer.value.from
      for (let part = await answer.value.read(); part; part = await answer.value.read())
        end += part.length
      return { from: answer.value.from, total: answer.value.total, end }
    }
    expect(await arrives(0)).toEqual({ from: 0, total: file.bytes, end: file.bytes })
    expect(await arrives(1000)).toEqual({ from: 1000, total: file.bytes, end: file.bytes })
  })
})
