// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { no } from '@/domain/fault'
import type { SyncRequest } from '@/domain/wire'
import { run } from '@/sync/run'
import { createTrip } from '@/sync/sync-once'
import { lesson, newPhone, said, saveMaterial, shown } from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'

function townOf(villages: number, rowsPerPage = 2) {
  const town = new PretendTown(rowsPerPage)
  for (let n = 0; n < villages; n++)
    town.put('orgs', { id: `org-${String(n)}`, parentId: null, kind: 'village_branch', name: '柳' })
  return town
}

/** A phone whose every trip takes this long, and what it asked for. */
function phoneOn(town: PretendTown, tripMs = 500) {
  const phone = newPhone(town)
  const asked: SyncRequest[] = []
  let now = 1_780_000_000_000
  const clock = { ...phone.ports.clock, raw: () => now }
  phone.line.transport = async (request) => {
    asked.push(request)
    now += tripMs
    return town.answer(request)
  }
  const trip = createTrip({ ...phone.ports, clock })
  return { ...phone, asked, trip, catchUp: () => run(trip) }
}

describe('a copy of many pages', () => {
  it('is asked for page by page, each while the one before is stored, and none twice', async () => {
    const town = townOf(7)
    const phone = phoneOn(town)
    await phone.trip(50)
    expect(phone.asked).toHaveLength(2)
    await phone.catchUp()
    expect(await shown(phone.db, 'orgs')).toEqual(said(town, 'orgs'))
    expect(new Set(phone.asked.map(({ cursor }) => cursor)).size).toBe(phone.asked.length)
  })

  it('grows its pages on a good line and shrinks them on a bad one', async () => {
    const quick = phoneOn(townOf(12))
    await quick.catchUp()
    const rooms = quick.asked.map(({ room }) => room)
    expect(rooms[0]).toBe(128 * 1024)
    expect(Math.max(...rooms)).toBe(512 * 1024)

    const slow = phoneOn(townOf(12), 12_000)
    await slow.catchUp()
    expect(slow.asked.at(-1)?.room).toBe(64 * 1024)
  })

  it('lets an act done meanwhile go with the trip after next', async () => {
    const town = townOf(7)
    const phone = phoneOn(town)
    await phone.trip(50)
    await phone.act(saveMaterial, lesson('春耕'))
    await phone.catchUp()
    expect(town.rows('materials').map(({ title }) => title)).toEqual(['春耕'])
    expect(await phone.db.outbox.count()).toBe(0)
    expect(await shown(phone.db, 'orgs')).toEqual(said(town, 'orgs'))
  })

  it('forgets a page asked for from where the phone no longer stands', async () => {
    const town = townOf(7)
    const phone = phoneOn(town)
    await phone.trip(50)
    await run(createTrip(phone.ports)) // Another tab goes to the end.
    town.put('orgs', { id: 'org-0', parentId: null, kind: 'village_branch', name: '桃' })
    await phone.catchUp()
    expect(await shown(phone.db, 'orgs')).toEqual(said(town, 'orgs'))
  })

  it('asks for the next page as soon as one begins to arrive, but for no third', async () => {
    const town = townOf(9)
    const phone = phoneOn(town)
    const { transport } = phone.line
    const arriving: (() => void)[] = []
    phone.line.transport = async (request, onHead) => {
      const answer = await transport(request)
      if (request.cursor === null) return answer
      if (answer.ok && answer.value.kind === 'page') onHead?.(answer.value)
      await new Promise<void>((arrived) => arriving.push(arrived))
      return answer
    }
    const going = phone.catchUp()
    await vi.waitFor(() => {
      expect(arriving).toHaveLength(2)
    })
    expect(phone.asked).toHaveLength(3)
    const rest = setInterval(() => arriving.shift()?.(), 1)
    await going
    clearInterval(rest)
    expect(await shown(phone.db, 'orgs')).toEqual(said(town, 'orgs'))
  })

  it('goes on from where it stood when the page asked for ahead is lost', async () => {
    const town = townOf(7)
    const phone = phoneOn(town)
    const { transport } = phone.line
    phone.line.transport = (request) =>
      request.cursor === null ? transport(request) : Promise.resolve(no({ kind: 'offline' }))
    expect(await phone.catchUp()).toEqual({ kind: 'fault', fault: { kind: 'offline' } })
    phone.line.transport = transport
    await phone.catchUp()
    expect(await shown(phone.db, 'orgs')).toEqual(said(town, 'orgs'))
  })
})
