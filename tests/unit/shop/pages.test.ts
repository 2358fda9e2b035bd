import 'fake-indexeddb/auto'
import { cleanup, fireEvent, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { asId } from '@/domain/id'
import type { Phone } from '@/db/phone'
import { routes } from '@/features/shop'
import { openPage } from '../../support/on-screen'
import { oldZhao, phoneOf } from '../study/village'
import { entry, item, order, stock } from './things'

afterEach(cleanup)

async function shopper() {
  const phone = await phoneOf(oldZhao)
  await phone.db.shopSettings.put({
    ...{ id: asId('town'), fenPerPoint: 100, yearBudgetFen: 100_000, holdDays: 7 },
  })
  await phone.db.shopItems.bulkPut([
    item('肥皂'),
    item('大米', { priceTenths: 280 }),
    item('雨伞', { isOpen: false }),
    item('毛巾', { priceTenths: 60 }),
  ])
  await phone.db.shopStock.bulkPut([stock('肥皂', 3), stock('大米', 3), stock('毛巾', 2)])
  await phone.db.walletEntries.put(entry('earned', 130))
  return phone
}
const open = (phone: Phone, path: string) => openPage(phone, routes, path)

describe('a member in the shop', () => {
  it('sees what there is and why some of it cannot be had, and not what is closed', async () => {
    const screen = await open(await shopper(), '/points/shop')
    expect(await screen.findByText('13 元')).toBeTruthy()
    expect(await screen.findByText('积分还不够')).toBeTruthy()
    expect(screen.queryByText('雨伞')).toBeNull()
  })

  it('is asked in numbers, and what is asked for waits, holding nothing', async () => {
    const phone = await shopper()
    const screen = await open(phone, '/points/shop/肥皂')
    await fireEvent.click(await screen.findByRole('button', { name: '多一件' }))
    await fireEvent.click(screen.getByRole('button', { name: '用 10 分换' }))
    const dialog = await screen.findByRole('dialog', { name: '花 10 分换肥皂 2 件？' })
    expect(within(dialog).getByText(/换了以后还剩 3 分/)).toBeTruthy()
    await fireEvent.click(within(dialog).getByRole('button', { name: '换' }))
    expect((await screen.findAllByText('有网后才能确认')).length).toBeGreaterThan(0)
    const [asked] = await phone.db.outbox.toArray()
    expect(asked).toMatchObject({
      name: 'reserve_item',
      args: { itemId: '肥皂', priceTenths: 50, quantity: 2 },
    })
    expect(screen.queryByRole('img', { name: '取货码' })).toBeNull()
    cleanup()
    const wallet = await open(phone, '/points/wallet')
    expect(await wallet.findByText('13')).toBeTruthy()
    expect(wallet.queryByText('留着没取的')).toBeNull()
  })

  it('shows the code the town gave, until the last day', async () => {
    const phone = await shopper()
    await phone.db.shopOrders.put(order('one'))
    const screen = await open(phone, '/points/orders/one')
    expect(await screen.findByText('423 344')).toBeTruthy()
    expect(screen.getByRole('img', { name: '取货码' })).toBeTruthy()
    cleanup()
    await phone.db.shopOrders.put(order('one', { heldUntil: '2026-11-21' }))
    const late = await open(phone, '/points/orders/one')
    expect(await late.findByText('过期没取')).toBeTruthy()
    expect(late.queryByText('423 344')).toBeNull()
  })

  it('is told why there is none, and what can be had instead', async () => {
    const phone = await shopper()
    await phone.db.notices.add({
      ...{ kind: 'refused', at: 1, read: false, say: '' },
      act: {
        ...{ name: 'reserve_item', code: 'sold-out' },
        args: { orderId: asId('gone'), itemId: asId('肥皂'), priceTenths: 50 },
      },
    })
    const screen = await open(phone, '/points/orders/gone')
    expect(await screen.findByRole('heading', { name: '没有换成' })).toBeTruthy()
    expect(screen.getByText(/这样东西换完了/)).toBeTruthy()
    expect(await screen.findByText('毛巾')).toBeTruthy()
  })

  it('lets an order go after being asked, and the points are free', async () => {
    const phone = await shopper()
    await phone.db.shopOrders.put(order('one'))
    const screen = await open(phone, '/points/orders/one')
    await fireEvent.click(await screen.findByRole('button', { name: '不要了，取消' }))
    const dialog = await screen.findByRole('dialog', { name: '不要肥皂了？' })
    await fireEvent.click(within(dialog).getByRole('button', { name: '取消这一单' }))
    expect(await screen.findByText('已取消')).toBeTruthy()
    expect((await phone.db.outbox.toArray()).map(({ name }) => name)).toEqual(['cancel_order'])
  })
})
