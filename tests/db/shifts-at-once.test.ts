import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settleCrowd } from './support/crowd.ts'
import { startPostgres, type RealPostgres, type Session } from './support/real-postgres.ts'
import { settle, trip, type Act, type Json } from './support/village.ts'

const crowd = 50
const neighbour = (n: number) => `Neighbour ${String(n)}`
const everyone = Array.from({ length: crowd }, (_, n) => neighbour(n))

describe('fifty sign up for a shift at once, on a real PostgreSQL', () => {
  let server: RealPostgres
  let house: Session
  let phones: Session[]
  let village: string
  let shift: string
  let deadlocks = 0

  beforeAll(async () => {
    server = await startPostgres()
    house = server.session()
    await settle(house)
    await settleCrowd(house, 'Neighbour', crowd)
    const [row] = await house.query<{ id: string }>(`select tests.id('Willow Village') as id`)
    village = row?.id ?? ''
    phones = everyone.map(() => server.session())
  })
  afterAll(async () => {
    await Promise.all([house, ...phones].map((session) => session.close()))
    await server.stop()
  })
  beforeEach(async () => {
    deadlocks = 0
    shift = await planned({ places: 7 })
  })

  /** A shift of its own for each story, ten days from now and later each time, so that none clashes with another. */
  let made = 0
  async function planned(more: Record<string, Json>): Promise<string> {
    const id = crypto.randomUUID()
    made += 1
    const [day] = await house.query<{ day: string }>(
      `select (tests.today() + ${String(10 * made)})::text as day`,
    )
    const said = await stubborn(house, 'Secretary Wang', [
      {
        name: 'plan_shifts',
        args: {
          ...{ shift_ids: [id], org_id: village, post: 'Sweeping', place: 'Gate' },
          ...{ on_day: day?.day ?? '', from_minute: 480, until_minute: 600, places: 7 },
          ...{ opens_days_before: 366, closes_days_before: 0, leave_hours: 24, rest_hours: 0 },
          ...{ confirm_hours: 24, is_published: true },
          ...more,
        },
      },
    ])
    expect(said).toEqual(['ok'])
    return id
  }

  /** As a phone does it: a trip that the town took back because two stood in each other's way is made again. */
  async function stubborn(phone: Session, who: string, acts: readonly Act[]): Promise<string[]> {
    const named = acts.map((act) => ({ id: crypto.randomUUID(), ...act }))
    for (;;) {
      try {
        const { verdicts } = await trip(phone, who, null, named)
        return verdicts.map(({ code }) => code ?? 'ok')
      } catch (error) {
        if ((error as { code?: string }).code !== '40P01') throw error
        deadlocks += 1
      }
    }
  }
  const tally = (codes: readonly string[]) =>
    Object.fromEntries(
      Object.entries(Object.groupBy(codes, (code) => code)).map(([code, all]) => [
        code,
        all?.length,
      ]),
    )
  const atOnce = async (each: (phone: Session, n: number) => Promise<string[]>) =>
    tally((await Promise.all(phones.map(each))).flat())

  const comes = (signupId: string = crypto.randomUUID(), shiftId = shift): Act => ({
    name: 'sign_up',
    args: { signup_id: signupId, shift_id: shiftId },
  })
  const about = (name: string, signupId: string, more: Act['args'] = {}): Act => ({
    name,
    args: { signup_id: signupId, ...more },
  })
  const standing = async (shiftId = shift) => {
    const rows = await house.query<{ status: string; nth: number }>(
      'select status, nth from public.shift_signups where shift_id = $1 order by nth',
      [shiftId],
    )
    return rows.map(({ status }) => status)
  }
  /** Never more people than places, nobody passed over, nobody on two shifts at once. */
  async function expectItAddsUp() {
    const wrong = await house.query(`
      select 'too many' as what, shift.id from public.shifts as shift
      where private.taken_of(shift.id) > shift.places
      union all
      select 'passed over', shift.id from public.shifts as shift
      where private.taken_of(shift.id) < shift.places
        and exists (select from public.shift_signups where shift_id = shift.id and status = 'waiting')
      union all
      select 'two at once', one.id from public.shift_signups as one
      join public.shifts as shift on shift.id = one.shift_id
      where one.status in ('offered', 'held') and private.clash_of(one.member_id, shift) = 'shifts-clash'`)
    expect(wrong).toEqual([])
  }

  it('lets exactly seven in, and keeps the rest in the order they were heard', async () => {
    const codes = await atOnce((phone, n) => stubborn(phone, neighbour(n), [comes()]))
    expect(codes).toEqual({ ok: 50 })
    expect(await standing()).toEqual([
      ...Array.from({ length: 7 }, () => 'held'),
      ...Array.from({ length: 43 }, () => 'waiting'),
    ])
    const outOfOrder = await house.query(
      `select 1 from public.shift_signups as one join public.shift_signups as other using (shift_id)
       where shift_id = $1 and one.nth < other.nth and one.heard_at > other.heard_at`,
      [shift],
    )
    expect(outOfOrder).toEqual([])
    expect(deadlocks).toBe(0)
    await expectItAddsUp()
  })

  it('asks the next of the list, one for each who leaves, though all seven leave at once', async () => {
    const ids = everyone.map(() => crypto.randomUUID())
    for (const [n, id] of ids.slice(0, 20).entries())
      expect(await stubborn(house, neighbour(n), [comes(id)])).toEqual(['ok'])
    const codes = await atOnce((phone, n) =>
      n < 7
        ? stubborn(phone, neighbour(n), [about('leave_shift', ids[n] ?? '')])
        : Promise.resolve([]),
    )
    expect(codes).toEqual({ ok: 7 })
    expect(await standing()).toEqual([
      ...Array.from({ length: 7 }, () => 'left'),
      ...Array.from({ length: 7 }, () => 'offered'),
      ...Array.from({ length: 6 }, () => 'waiting'),
    ])
    await expectItAddsUp()
  })

  it('puts one member, who signs up for two shifts of the same hours from fifty phones, onto one of them once', async () => {
    const other = await planned({
      ...{ places: 40, from_minute: 540, until_minute: 660 },
      on_day: (
        await house.query<{ day: string }>(
          'select on_day::text as day from public.shifts where id = $1',
          [shift],
        )
      )[0]?.day as string,
    })
    const codes = await atOnce((phone, n) =>
      stubborn(phone, 'Auntie Lin', [comes(undefined, n % 2 === 0 ? shift : other)]),
    )
    expect(codes['ok']).toBe(1)
    expect((codes['already-signed-up'] ?? 0) + (codes['shifts-clash'] ?? 0)).toBe(49)
    await expectItAddsUp()
  })

  it('comes out right when fifty sign up, leave, confirm and catch up with their study, the house being kept beside them', async () => {
    const ids = everyone.map(() => crypto.randomUUID())
    const [plan] = await house.query<{ id: string }>(`select tests.id('Plan') as id`)
    const learnt: Act = {
      name: 'finish_material',
      args: { material_id: plan?.id ?? '', finished_on: '2026-11-20' },
    }
    const codes = await atOnce(async (phone, n) => {
      const mine = ids[n] ?? ''
      const first = await stubborn(phone, neighbour(n), [learnt, comes(mine)])
      if (n % 10 === 0) await phone.query('select private.settle_due_offers(5)')
      const then = await stubborn(phone, neighbour(n), [
        about(n % 3 === 0 ? 'leave_shift' : 'confirm_shift', mine),
      ])
      return [...first, ...then]
    })
    expect(codes['server-fault']).toBeUndefined()
    expect(codes['bad-arguments']).toBeUndefined()
    expect(deadlocks).toBe(0)
    await expectItAddsUp()
  })
})
