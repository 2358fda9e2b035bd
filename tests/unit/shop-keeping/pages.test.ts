import 'fake-indexeddb/auto'
import { cleanup, fireEvent, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Ask, Asks, OrderTold } from '@/domain/asks'
import { no, yes } from '@/domain/fault'
import { asId } from '@/domain/id'
import { routes } from '@/features/shop-keeping'
import { openPage } from '../../support/on-screen'
import { appointed } from '../points/village'
import { item, stock } from '../shop/things'
import { oldZhao, phoneOf, town } from '../study/village'

afterEach(cleanup)

const told = (more: Partial<OrderTold> = {}): OrderTold => ({
  ...{ id: 'one', memberId: 'auntie-lin', name: '林秀英', branch: '柳树村党支部', itemId: '肥皂' },
  ...{ item: '肥皂', quantity: 1, priceTenths: 50, state: 'reserved', reservedAt: 1 },
  ...{ heldUntil: '2026-11-29', collectedAt: null, confirmed: null, hasPhone: true, hasPin: false },
  ...more,
})

type Answers = { [Name in keyof Asks]?: Awaited<ReturnType<Ask>> }

async function keeper(answers: Answers) {
  const asked: [string, object][] = []
  const phone = await phoneOf(oldZhao)
  const ask = ((name: keyof Asks, args: object) => {
    asked.push([name, args])
    return Promise.resolve(answers[name] ?? no({ kind: 'offline' }))
  }) as Ask
  await phone.db.appointments.put(appointed(oldZhao, 'shopkeeper', town))
  await phone.db.shopItems.bulkPut([item('肥皂'), item('雨伞', { isOpen: false })])
  await phone.db.shopStock.bulkPut([stock('肥皂', 5, 2), stock('雨伞', 1)])
  return { phone: { ...phone, ask }, asked }
}

describe('the counter', () => {
  it('tells who will come and what was handed out today', async () => {
    const { phone } = await keeper({
      shop_queue: yes([
        told(),
        told({ id: 'two', name: '周大伯', state: 'collected', confirmed: 'paper' }),
      ]),
    })
    const screen = await openPage(phone, routes, '/shop')
    expect(await screen.findByText('林秀英：肥皂')).toBeTruthy()
    expect(screen.getByRole('heading', { name: '今天交出的 1 单' })).toBeTruthy()
    expect(screen.getByText('已取走，凭纸上签字')).toBeTruthy()
  })

  it('says that it needs a signal, and keeps nothing of the queue', async () => {
    const { phone } = await keeper({})
    const screen = await openPage(phone, routes, '/shop')
    expect(await screen.findByText(/这一页要有网才能看/)).toBeTruthy()
  })

  it('asks for a whole code, says why it leads nowhere, and hands over only what the town has agreed to', async () => {
    const answers: Answers = { shop_order: no({ kind: 'refused', code: 'no-such-code' }) }
    const { phone, asked } = await keeper(answers)
    const screen = await openPage(phone, routes, '/shop/code')
    const field = await screen.findByLabelText('取货码')
    await fireEvent.update(field, '4233')
    await fireEvent.click(screen.getByRole('button', { name: '查这一单' }))
    expect(await screen.findByText('取货码是六位数字，还差 2 位。')).toBeTruthy()
    expect(asked).toEqual([])
    await fireEvent.update(field, '423 344')
    await fireEvent.click(screen.getByRole('button', { name: '查这一单' }))
    expect(await screen.findByText(/没有这个取货码/)).toBeTruthy()
    expect(asked).toEqual([['shop_order', { orgId: town, code: '423344' }]])

    answers.shop_order = yes(told())
    await fireEvent.click(screen.getByRole('button', { name: '查这一单' }))
    await fireEvent.click(await screen.findByRole('button', { name: '交货：肥皂' }))
    expect(await screen.findByText(/正在交给镇里/)).toBeTruthy()
    const [waiting] = await phone.db.outbox.toArray()
    expect(waiting).toMatchObject({
      name: 'collect_order',
      args: { orderId: 'one', confirmed: 'code' },
    })
    expect(screen.queryByText('镇里记下了，可以交货。')).toBeNull()
    await phone.db.outbox.clear()
    expect(await screen.findByText('镇里记下了，可以交货。')).toBeTruthy()
  })

  it('offers paper to nobody with a phone, and a PIN to nobody without one', async () => {
    const { phone } = await keeper({
      shop_queue: yes([
        told({ hasPin: true }),
        told({ id: 'two', name: '周大伯', hasPhone: false }),
      ]),
    })
    const young = await openPage(phone, routes, '/shop/orders/one')
    expect(await young.findByLabelText('请本人写取货密码')).toBeTruthy()
    expect(young.queryByText('已经签字，交货')).toBeNull()
    cleanup()
    const old = await openPage(phone, routes, '/shop/orders/two')
    expect(await old.findByText('已经签字，交货')).toBeTruthy()
    expect(old.queryByLabelText('请本人写取货密码')).toBeNull()
  })

  it('tries a PIN by asking, so that it lies in no outbox', async () => {
    const { phone, asked } = await keeper({
      shop_queue: yes([told({ hasPin: true })]),
      check_shop_pin: no({ kind: 'refused', code: 'wrong-pin' }),
    })
    const screen = await openPage(phone, routes, '/shop/orders/one')
    await fireEvent.update(await screen.findByLabelText('请本人写取货密码'), '4071')
    await fireEvent.click(screen.getByRole('button', { name: '核对并交货' }))
    expect(await screen.findByText(/取货密码不对/)).toBeTruthy()
    expect(asked).toContainEqual(['check_shop_pin', { orderId: 'one', secretPin: '4071' }])
    expect(await phone.db.outbox.count()).toBe(0)
  })

  it('counts against what the phone showed, and not below what is promised', async () => {
    const { phone } = await keeper({ stock_moves: yes([]) })
    const screen = await openPage(phone, routes, '/shop/stock/肥皂')
    const field = await screen.findByLabelText('货架上一共点到几件')
    await fireEvent.update(field, '1')
    expect(await screen.findByText(/已经订下 2 件/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '按实数记' }))
    expect(await phone.db.outbox.count()).toBe(0)
    await fireEvent.update(field, '4')
    await fireEvent.click(screen.getByRole('button', { name: '按实数记' }))
    await waitFor(async () => {
      expect(await phone.db.outbox.toArray()).toMatchObject([
        { name: 'count_stock', args: { itemId: '肥皂', seen: 5, counted: 4 } },
      ])
    })
    expect((await phone.db.shopStock.get(asId<'shopItems'>('肥皂')))?.onHand).toBe(4)
  })

  it('serves by name: asks whether it is enough, and makes no order when it is not', async () => {
    const { phone, asked } = await keeper({
      shop_people: yes([
        {
          memberId: 'old-zhou',
          name: '周大伯',
          branch: '柳树村党支部',
          hasPhone: false,
          hasPin: false,
        },
      ]),
      shop_affords: yes({ enough: false }),
    })
    const screen = await openPage(phone, routes, '/shop/people')
    await fireEvent.update(await screen.findByLabelText('党员姓名'), '周')
    await fireEvent.click(screen.getByRole('button', { name: '找' }))
    await fireEvent.click(await screen.findByRole('button', { name: /周大伯/ }))
    const things = await screen.findByRole('group', { name: '换什么' })
    expect(within(things).queryByText('雨伞')).toBeNull()
    await fireEvent.click(within(things).getByRole('radio', { name: /肥皂/ }))
    await fireEvent.click(screen.getByRole('button', { name: /替本人留好/ }))
    expect(await screen.findByText('周大伯的积分不够换这样，请换一样便宜些的。')).toBeTruthy()
    expect(asked.at(-1)).toEqual([
      'shop_affords',
      { memberId: 'old-zhou', itemId: '肥皂', quantity: 1 },
    ])
    expect(await phone.db.outbox.count()).toBe(0)
  })
})
