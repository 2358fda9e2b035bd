// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { yes } from '@/domain/fault'
import { syncedTables } from '@/domain/server-types'
import { engine, type Engine } from '../../simulation/phone/engine'
import { PHONE_FAULTS } from '../../simulation/ports'
import { everyFault, live } from './life'

vi.spyOn(console, 'warn').mockReturnValue() // Dexie tells of each connection it opens anew.

const titleAt = syncedTables.materials.columns.indexOf('title')

describe('a simulated handset', () => {
  it('whatever befalls it, ends up with what the town says and nothing unsaid', async () => {
    const befell = new Set<string>()
    for (let seed = 1; seed <= 12; seed++) {
      const { error, look, counts, town } = await live(seed, everyFault(seed % 2 ? 0.04 : 0.15))
      expect(error, `seed ${String(seed)}`).toBeUndefined()
      for (const fault of counts.keys()) befell.add(fault)
      expect(look?.outbox.filter(({ accepted }) => !accepted)).toEqual([])
      expect(look?.others.filter(({ rows }) => rows > 0)).toEqual([])
      const shown = look?.tables['materials']?.map((row) => [row[0], row[titleAt]])
      expect(shown?.sort()).toEqual(
        town
          .rows('materials')
          .map((row) => [row['id'], row['title']])
          .sort(),
      )
    }
    expect(PHONE_FAULTS.filter((fault) => !befell.has(fault))).toEqual([])
  }, 60_000)

  it('lives the same life again from the same seed', async () => {
    const first = await live(7, everyFault(0.1))
    await live(8, everyFault(0.2))
    expect((await live(7, everyFault(0.1))).story).toEqual(first.story)
  }, 30_000)

  it('with no fault, has none', async () => {
    const { error, counts } = await live(3, everyFault(0))
    expect([error, counts.size]).toEqual([undefined, 0])
  }, 30_000)
})

/** What must be found with one part of the app exchanged for a broken one. */
async function found(broken: Partial<Engine>, from = 1): Promise<string> {
  const odds = { ...everyFault(0), answerLost: 0.3, answerLate: 0.3, twoTabs: 0.8 }
  for (let seed = from; seed < from + 40; seed++) {
    const { error } = await live(seed, odds, { ...engine, ...broken })
    if (error) return error.message
  }
  return 'nothing'
}

describe('a handset notices an app', () => {
  it('that forgets what it was to keep', async () => {
    const mutate: Engine['mutate'] = async (local, ...act) => {
      await engine.mutate(local, ...act)
      const last = await local.db.outbox.orderBy('seq').first()
      if (last) await local.db.outbox.delete(last.seq)
    }
    expect(await found({ mutate })).toContain('said to be kept')
  }, 60_000)

  it('that shows something else than the town says with the waiting acts on top', async () => {
    const createTrip: Engine['createTrip'] = (ports) =>
      engine.createTrip({ ...ports, mutations: new Map() })
    expect(await found({ createTrip })).toContain('not the town')
  }, 60_000)

  it("that speaks in another member's name", async () => {
    const createAccess: Engine['createAccess'] = (ports) => {
      const mine = engine.createAccess(ports)
      const whoever = async () => {
        const session = await ports.store.read()
        return session?.memberId === ports.me || !session ? mine.token() : yes(session.accessToken)
      }
      return { ...mine, token: whoever }
    }
    expect(await found({ createAccess }, 24)).toContain("in another member's name")
  }, 60_000)
})
