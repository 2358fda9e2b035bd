import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settleCrowd } from './support/crowd.ts'
import { startPostgres, type RealPostgres, type Session } from './support/real-postgres.ts'
import { as, settle, trip, type Act } from './support/village.ts'

const crowd = 50
const price = 50
const buyer = (n: number) => `Buyer ${String(n)}`
const everyone = Array.from({ length: crowd }, (_, n) => buyer(n))

describe('fifty at the shop at once, on a real PostgreSQL', () => {
  let server: RealPostgres
  let house: Session
  let phones: Session[]
  let town: string
  let soap: string
  let deadlocks = 0

  beforeAll(async () => {
    server = await startPostgres()
    house = server.session()
    await settle(house)
    await settleCrowd(house, 'Buyer', crowd)
    await house.exec(`
      insert into tests.names (name) values ('Soap');
      insert into public.appointments (id, member_id, org_id, role, from_day)
      values (gen_random_uuid(), tests.id('Shopkeeper He'), tests.id('Town'), 'shopkeeper', '2020-01-01');
      update public.shop_settings set year_budget_fen = 2000000000 where id = tests.id('Town');
    `)
    town = await id('Town')
    phones = everyone.map(() => server.session())
  })
  afterAll(async () => {
    await Promise.all([house, ...phones].map((session) => session.close()))
    await server.stop()
  })
  beforeEach(async () => {
    deadlocks = 0
    // A shelf and wallets of their own for each story; what former ones left behind stays and must still add up.
    await house.exec(`update tests.names set id = gen_random_uuid() where name = 'Soap'`)
    soap = await id('Soap')
    await house.query(
      `insert into public.shop_items (id, org_id, name, price_tenths, edited_by)
       values ($1, $2, 'Soap', ${String(price)}, tests.id('Town Zhao'))`,
      [soap, town],
    )
  })

  async function id(name: string): Promise<string> {
    const [row] = await house.query<{ id: string }>('select tests.id($1) as id', [name])
    return row?.id ?? ''
  }
  const brings = (pieces: number) =>
    house.query(
      `insert into private.stock_moves (id, item_id, reason, pieces, moved_by)
       values (gen_random_uuid(), $1, 'delivered', $2, tests.id('Shopkeeper He'))`,
      [soap, pieces],
    )
  /** Makes a wallet hold exactly so much that is free to spend. */
  const holds = (who: string, tenths: number) =>
    house.query(
      `insert into public.wallet_entries (id, member_id, kind, month, tenths)
       select gen_random_uuid(), member, 'earned', '2026-10-01', $2 - private.spendable_of(member)
       from (select tests.id($1) as member) as whose where $2 > private.spendable_of(member)`,
      [who, tenths],
    )
  const wants = (orderId: string = crypto.randomUUID()): Act => ({
    name: 'reserve_item',
    args: { order_id: orderId, item_id: soap, price_tenths: price },
  })
  const about = (name: string, orderId: string, more: Act['args'] = {}): Act => ({
    name,
    args: { order_id: orderId, ...more },
  })

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

  /** How it went for all of them. */
  const atOnce = async (each: (phone: Session, n: number) => Promise<string[]>) =>
    tally((await Promise.all(phones.map(each))).flat())

  async function expectItAddsUp() {
    const wrong = await house.query(`
      select 'stock' as what, stock.id from public.shop_stock as stock
      where on_hand <> (select coalesce(sum(pieces), 0) from private.stock_moves where item_id = stock.id)
        or held <> (
          select coalesce(sum(quantity), 0) from public.shop_orders where item_id = stock.id and state = 'reserved')
      union all
      select 'wallet', member.id from public.members as member
      where private.balance_of(member.id) < 0 or private.spendable_of(member.id) < 0
      union all
      select 'order', asked.id from public.shop_orders as asked
      where (select coalesce(sum(tenths), 0) from public.wallet_entries where order_id = asked.id)
          <> case state when 'collected' then -quantity * price_tenths else 0 end
        or (select coalesce(sum(pieces), 0) from private.stock_moves where order_id = asked.id)
          <> case state when 'collected' then -quantity else 0 end
      union all
      select 'code', min(id::text)::uuid from public.shop_orders where state = 'reserved' group by org_id, code having count(*) > 1`)
    expect(wrong).toEqual([])
  }
  const stock = async () => {
    const [row] = await house.query<{ on_hand: number; held: number }>(
      'select on_hand, held from public.shop_stock where id = $1',
      [soap],
    )
    return row
  }

  it('sells the last seven pieces to seven of fifty', async () => {
    await brings(7)
    await Promise.all(everyone.map((who) => holds(who, price)))
    const codes = await atOnce((phone, n) => stubborn(phone, buyer(n), [wants()]))
    expect(codes).toEqual({ ok: 7, 'sold-out': 43 })
    expect(await stock()).toEqual({ on_hand: 7, held: 7 })
    await expectItAddsUp()
  })

  it('spends a wallet that is enough for two pieces on two, though fifty phones of one member ask', async () => {
    await brings(crowd)
    await holds('Auntie Lin', 2 * price)
    const codes = await atOnce((phone) => stubborn(phone, 'Auntie Lin', [wants()]))
    expect(codes).toEqual({ ok: 2, 'too-few-points': 48 })
    expect(await stock()).toEqual({ on_hand: crowd, held: 2 })
    await expectItAddsUp()
  })

  it('makes one order of one act that arrives fifty times', async () => {
    await brings(crowd)
    await holds('Old Chen', crowd * price)
    const act = { id: crypto.randomUUID(), ...wants() }
    const codes = await atOnce((phone) => stubborn(phone, 'Old Chen', [act]))
    expect(codes).toEqual({ ok: 50 })
    expect(await stock()).toEqual({ on_hand: crowd, held: 1 })
    await expectItAddsUp()
  })

  const shown = async (orderId: string) => {
    const [row] = await house.query<{ code: string }>(
      'select code from public.shop_orders where id = $1',
      [orderId],
    )
    await as(house, 'Shopkeeper He', () =>
      house.query('select public.shop_order($1, $2)', [town, row?.code]),
    )
  }

  it('hands an order out once, though fifty counters do it', async () => {
    await brings(5)
    await holds('Young Wu', price)
    const orderId = crypto.randomUUID()
    expect(await stubborn(house, 'Young Wu', [wants(orderId)])).toEqual(['ok'])
    await shown(orderId)
    const collect = about('collect_order', orderId, { confirmed: 'code' })
    const codes = await atOnce((phone) => stubborn(phone, 'Shopkeeper He', [collect]))
    expect(codes).toEqual({ ok: 1, 'order-collected': 49 })
    expect(await stock()).toEqual({ on_hand: 4, held: 0 })
    await expectItAddsUp()
  })

  it('hands an order out or lets it go, never both', async () => {
    await brings(5)
    await holds('Young Wu', price)
    const orderId = crypto.randomUUID()
    await stubborn(house, 'Young Wu', [wants(orderId)])
    await shown(orderId)
    const codes = await atOnce((phone, n) =>
      n % 2 === 0
        ? stubborn(phone, 'Young Wu', [about('cancel_order', orderId)])
        : stubborn(phone, 'Shopkeeper He', [
            about('collect_order', orderId, { confirmed: 'code' }),
          ]),
    )
    expect(codes['ok']).toBe(1)
    await expectItAddsUp()
  })

  it('gives a returned order’s points back once', async () => {
    await brings(5)
    await holds('Young Wu', price)
    const orderId = crypto.randomUUID()
    await stubborn(house, 'Young Wu', [wants(orderId)])
    await shown(orderId)
    await stubborn(house, 'Shopkeeper He', [about('collect_order', orderId, { confirmed: 'code' })])
    const codes = await atOnce((phone) =>
      stubborn(phone, 'Shopkeeper He', [about('return_order', orderId)]),
    )
    expect(codes).toEqual({ ok: 1, 'order-returned': 49 })
    await expectItAddsUp()
  })

  it('promises no fen more than the town has', async () => {
    await brings(crowd)
    await Promise.all(everyone.map((who) => holds(who, price)))
    await house.exec(`
      update public.shop_settings set year_budget_fen = private.used_fen(id) + private.promised_fen(id) + 3 * 500 + 499
      where id = tests.id('Town')`)
    const codes = await atOnce((phone, n) => stubborn(phone, buyer(n), [wants()]))
    await house.exec(
      `update public.shop_settings set year_budget_fen = 2000000000 where id = tests.id('Town')`,
    )
    expect(codes).toEqual({ ok: 3, 'budget-used-up': 47 })
    await expectItAddsUp()
  })

  it('lets five of fifty guesses at a PIN be guesses', async () => {
    await brings(5)
    await holds('Committee Sun', price)
    const orderId = crypto.randomUUID()
    await stubborn(house, 'Committee Sun', [
      { name: 'set_shop_pin', args: { secret_pin: '918273' } },
      wants(orderId),
    ])
    const codes = await atOnce(async (phone, n) => {
      const [row] = await as(phone, 'Shopkeeper He', () =>
        phone.query<{ said: { refused?: string } }>(
          'select public.check_shop_pin($1, $2) as said',
          [orderId, String(n).padStart(6, '0')],
        ),
      )
      return [row?.said.refused ?? 'ok']
    })
    expect(codes).toEqual({ 'wrong-pin': 5, 'too-many-attempts': 45 })
  })

  const study = async (): Promise<Act> => ({
    name: 'finish_material',
    args: { material_id: await id('Plan'), finished_on: '2026-11-20' },
  })

  // A phone finds a signal at the shop's door and sends all it has done, while its owner's order is handed out inside.
  it('serves twenty-five at the counter while the phones of all of them catch up, and nobody stands in a ring', async () => {
    await brings(2 * crowd)
    const half = everyone.filter((_, n) => n % 2 === 0)
    await Promise.all(half.map((who) => holds(who, 4 * price)))
    const orders = new Map(half.map((who) => [who, crypto.randomUUID()]))
    for (const [who, orderId] of orders) {
      expect(await stubborn(house, who, [wants(orderId)])).toEqual(['ok'])
      await shown(orderId)
    }
    const learnt = await study()
    const codes = await atOnce((phone, n) => {
      const who = buyer(n - (n % 2))
      const orderId = orders.get(who) ?? ''
      return n % 2 === 0
        ? stubborn(phone, who, [learnt, wants()])
        : stubborn(phone, 'Shopkeeper He', [
            about('collect_order', orderId, { confirmed: 'code' }),
            about('return_order', orderId),
          ])
    })
    expect(codes).toEqual({ ok: 100 })
    expect(deadlocks).toBe(0)
    await expectItAddsUp()
  })

  it('comes out right when fifty do everything to the same few things, house-keeping included', async () => {
    await brings(40)
    await Promise.all(everyone.map((who) => holds(who, 4 * price)))
    const learnt = await study()
    await house.exec(`
      alter table public.shop_orders disable trigger only_grows;
      update public.shop_orders set held_until = held_until - 30 where state = 'reserved';
      alter table public.shop_orders enable trigger only_grows`)
    const orders = everyone.map(() => crypto.randomUUID())
    const codes = await atOnce(async (phone, n) => {
      const who = buyer(n)
      const mine = orders[n] ?? ''
      const first = await stubborn(phone, who, [learnt, wants(mine), wants()])
      if (n % 10 === 0) await phone.query('select private.release_overdue_orders(5)')
      const neighbour = orders[(n + 1) % crowd] ?? ''
      const then =
        n % 3 === 0
          ? await stubborn(phone, 'Shopkeeper He', [
              about('release_order', mine),
              about('release_order', neighbour),
            ])
          : await stubborn(phone, who, [about('cancel_order', mine), wants()])
      return [...first, ...then]
    })
    expect(codes['server-fault']).toBeUndefined()
    expect(codes['bad-arguments']).toBeUndefined()
    await expectItAddsUp()
    const left = await stock()
    expect(left?.held).toBeLessThanOrEqual(40)
    expect(deadlocks).toBe(0)
  })
})
