import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BareDb } from '../../supabase/dev/bare.ts'
import { idOf, openVillage, trip } from './support/village.ts'

describe('a piece that is given once more', () => {
  let db: BareDb
  const id = (name: string) => idOf(db, name)
  beforeAll(async () => {
    db = await openVillage()
  })
  afterAll(() => db.close())

  const tables = ['materials', 'material_bodies', 'material_files']
  /** Starts listening as somebody; each time it is asked, tells what came of pieces since. */
  async function listen(who: string) {
    let { cursor } = await trip(db, who, null)
    return async () => {
      const page = await trip(db, who, cursor)
      cursor = page.cursor
      const came = tables.filter((table) => (page.tables[table]?.rows.length ?? 0) > 0)
      const gone = tables.filter((table) => (page.tables[table]?.gone.length ?? 0) > 0)
      return { came, gone, given: page.tables['study_assignments']?.rows.length ?? 0 }
    }
  }
  const say = async (name: string, args: Record<string, string | null>) => {
    const { verdicts } = await trip(db, 'Secretary Wang', null, [{ name, args }])
    return verdicts[0]?.code ?? 'ok'
  }
  const give = async (piece: string, more: Record<string, string | null>) =>
    say('assign_material', {
      assignment_id: crypto.randomUUID(),
      material_id: await id(piece),
      org_id: await id('Willow Village'),
      ...more,
    })

  it('comes to nobody again who has it, neither when it is given nor when that is taken back', async () => {
    const [wu, chen] = [await listen('Young Wu'), await listen('Old Chen')]
    const assignment_id = crypto.randomUUID()
    const toWu = { assignment_id, member_id: await id('Young Wu'), due_on: '2027-02-01' }
    expect(await give('Plan', toWu)).toBe('ok')
    expect(await wu()).toEqual({ came: [], gone: [], given: 1 })
    expect(await chen()).toEqual({ came: [], gone: [], given: 0 })
    expect(await say('unassign_material', { assignment_id })).toBe('ok')
    expect(await wu()).toEqual({ came: [], gone: [], given: 0 })
    expect(await chen()).toEqual({ came: [], gone: [], given: 0 })
  })

  it('comes to whoever had it not, and leaves them again', async () => {
    const wu = await listen('Young Wu')
    const assignment_id = crypto.randomUUID()
    expect(await give('Fraud', { assignment_id, category: 'migrant' })).toBe('ok')
    expect(await wu()).toEqual({ came: tables, gone: [], given: 1 })
    expect(await say('unassign_material', { assignment_id })).toBe('ok')
    expect(await wu()).toEqual({ came: [], gone: tables, given: 0 })
    expect(await give('Fraud', { category: 'migrant' })).toBe('ok')
    expect(await wu()).toEqual({ came: tables, gone: [], given: 1 })
  })

  it('is not given twice to the same for the same day, but may be for another', async () => {
    const task = { member_id: await id('Old Zhou'), due_on: '2027-03-01' }
    expect(await give('Rice', task)).toBe('ok')
    expect(await give('Rice', task)).toBe('already-given')
    expect(await give('Rice', { ...task, due_on: '2027-03-02' })).toBe('ok')
    expect(await give('Rice', { ...task, due_on: null })).toBe('ok')
    expect(await give('Rice', { ...task, due_on: null })).toBe('already-given')
  })
})
