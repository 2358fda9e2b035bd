// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { no } from '@/domain/fault'
import { newId } from '@/domain/id'
import { defineMutation } from '@/db/mutation'
import { deliver } from '@/sync/deliver'
import { run } from '@/sync/run'
import { syncOnce } from '@/sync/sync-once'
import { lesson, newPhone, oldChen, saveMaterial, type TestPhone } from '../../support/phone'
import { forbiddenTitle, PretendTown } from '../../support/pretend-town'

const save = (phone: TestPhone, title: string) =>
  phone.act(saveMaterial, lesson(title, { id: title }))
const issueCard = defineMutation('issue_card', { touches: [], apply: () => undefined })
const titles = async (phone: TestPhone) =>
  (await phone.db.materials.toArray()).map(({ title }) => title)

describe('with the app closed, the worker', () => {
  it('delivers everything that waits, and the page shows it all the while', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    for (let n = 0; n < 60; n++) await save(phone, String(n))
    expect(await deliver(phone.ports)).toEqual({ ok: true, value: null })
    expect(town.rows('materials')).toHaveLength(60)
    expect(await titles(phone)).toHaveLength(60)
    expect(await phone.db.outbox.filter(({ accepted }) => !accepted).count()).toBe(0)
  })

  it('leaves refusals for the page to tell, which the town has not forgotten', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await save(phone, forbiddenTitle)
    await save(phone, '春耕')
    await deliver(phone.ports)
    expect(await phone.db.notices.count()).toBe(0)
    await run((most) => syncOnce(phone.ports, most))
    expect(await phone.db.notices.count()).toBe(1)
    expect(await titles(phone)).toEqual(['春耕'])
    expect([...town.carriedOut.values()]).toEqual([1, 1])
    expect(await phone.db.outbox.count()).toBe(0)
  })

  it('forgets the code of an activation card once the town has it', async () => {
    const phone = newPhone(new PretendTown())
    const args = { cardId: newId<'activationCards'>(), memberId: oldChen, loginNumber: '12345678' }
    await phone.act(issueCard, { ...args, secretCode: '1234123412341234' })
    await deliver(phone.ports)
    const [entry] = await phone.db.outbox.toArray()
    expect(entry).toMatchObject({ accepted: true, args })
    expect(JSON.stringify(entry)).not.toContain('1234123412341234')
  })

  it('without a signal changes nothing and says so', async () => {
    const phone = newPhone(new PretendTown())
    await save(phone, '春耕')
    phone.line.transport = () => Promise.resolve(no({ kind: 'offline' }))
    expect(await deliver(phone.ports)).toEqual({ ok: false, fault: { kind: 'offline' } })
    expect((await phone.db.outbox.toArray())[0]?.accepted).toBe(false)
  })

  it('does not stop at an act too big to send; the page will say so', async () => {
    const town = new PretendTown()
    const phone = newPhone(town)
    await phone.act(saveMaterial, lesson('太长', { id: 'big', body: '字'.repeat(180_000) }))
    await save(phone, '短')
    await deliver(phone.ports)
    expect(town.rows('materials')).toHaveLength(1)
    expect(await phone.db.outbox.count()).toBe(2)
  })
})
