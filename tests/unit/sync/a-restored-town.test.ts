// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { run } from '@/sync/run'
import { syncOnce } from '@/sync/sync-once'
import { deliver } from '@/sync/deliver'
import {
  lesson,
  newPhone,
  said,
  saveMaterial,
  shown,
  task,
  assignMaterial,
  type TestPhone,
} from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'

const catchUp = (phone: TestPhone) => run((most) => syncOnce(phone.ports, most))
const titles = (town: PretendTown) => town.rows('materials').map(({ title }) => title)
/** The town as it stood before anything was said: what a backup of yesterday brings back. */
const yesterday = (rowsPerPage?: number) => new PretendTown(rowsPerPage, 'second-life')

describe('a town restored from a backup', () => {
  it('is told again what it had agreed to since, once', async () => {
    const phone = newPhone(new PretendTown())
    await phone.act(saveMaterial, lesson('春耕'))
    await catchUp(phone)
    expect(await phone.db.outbox.count()).toBe(0)

    const town = yesterday()
    phone.line.transport = town.answer
    expect(await catchUp(phone)).toEqual({ kind: 'caught-up' })
    expect(titles(town)).toEqual(['春耕'])
    expect([...town.carriedOut.values()]).toEqual([1])
    expect(await shown(phone.db, 'materials')).toEqual(said(town, 'materials'))
    expect(await phone.db.outbox.count()).toBe(0)
  })

  it('hears it in the order it was done, before what was done after', async () => {
    const phone = newPhone(new PretendTown())
    await phone.act(saveMaterial, lesson('春耕'))
    await catchUp(phone)
    await phone.act(saveMaterial, lesson('春耕和育秧'))
    await phone.act(assignMaterial, task('1'))
    const done = [...(await phone.db.said.toArray()), ...(await phone.db.outbox.toArray())]

    const town = yesterday(1)
    phone.line.transport = town.answer
    await catchUp(phone)
    expect([...town.carriedOut.keys()]).toEqual(done.map(({ id }) => id))
    expect(titles(town)).toEqual(['春耕和育秧'])
  })

  it('hears of it also when the phone was in the middle of a copy', async () => {
    const before = new PretendTown(1)
    for (const n of [1, 2, 3])
      before.put('orgs', {
        id: `org-${String(n)}`,
        parentId: null,
        kind: 'village_branch',
        name: '',
      })
    const phone = newPhone(before)
    await syncOnce(phone.ports)
    await phone.act(saveMaterial, lesson('春耕'))
    await syncOnce(phone.ports)
    expect((await phone.db.outbox.toArray()).map(({ accepted }) => accepted)).toEqual([true])

    const town = yesterday(1)
    phone.line.transport = town.answer
    await catchUp(phone)
    expect(titles(town)).toEqual(['春耕'])
    expect(await phone.db.outbox.count()).toBe(0)
  })

  it('is not taken at its old word when an answer from before arrives late', async () => {
    const before = new PretendTown()
    const town = yesterday()
    const phone = newPhone(before)
    await catchUp(phone)
    await phone.act(saveMaterial, lesson('春耕'))
    phone.line.transport = async (request) => {
      const late = await before.answer(request)
      phone.line.transport = town.answer
      await syncOnce(phone.ports) // Another tab is quicker.
      return late
    }
    await catchUp(phone)
    await catchUp(phone)
    expect(titles(town)).toEqual(['春耕'])
    expect(await phone.db.outbox.count()).toBe(0)
  })

  it('is told nothing out of order by the worker, which leaves it to the page', async () => {
    const phone = newPhone(new PretendTown())
    await phone.act(saveMaterial, lesson('春耕'))
    await catchUp(phone)
    await phone.act(saveMaterial, lesson('防骗'))
    const town = yesterday()
    phone.line.transport = town.answer
    await deliver(phone.ports)
    expect(town.carriedOut.size).toBe(0)
    await catchUp(phone)
    expect(titles(town)).toEqual(['防骗'])
  })
})

describe('what was said', () => {
  it('is kept a week and a day, and no longer', async () => {
    const phone = newPhone(new PretendTown())
    await phone.act(saveMaterial, lesson('春耕', { id: '1' }))
    await catchUp(phone)
    expect(await phone.db.said.count()).toBe(1)
    await phone.db.said.toCollection().modify((entry) => {
      entry.saidAt -= 9 * 24 * 3_600_000
    })
    await phone.act(saveMaterial, lesson('防骗', { id: '2' }))
    await catchUp(phone)
    expect((await phone.db.said.toArray()).map(({ args }) => args)).toEqual([
      lesson('防骗', { id: '2' }),
    ])
  })

  it('never holds a secret', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await phone.db.outbox.add({
      ...{ id: 'card', name: 'issue_card', madeAt: 1, accepted: false },
      args: { secretCode: '1234' } as never,
    })
    await catchUp(phone)
    expect(await phone.db.outbox.count()).toBe(0)
    expect(await phone.db.said.count()).toBe(0)
  })
})
