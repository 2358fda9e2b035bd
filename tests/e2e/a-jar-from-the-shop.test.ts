import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  goOffline,
  newPhone,
  openBrowser,
  openFresh,
  signIn,
  small,
  untilSettled,
} from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

// The town puts a jar into its shop, the shopkeeper has one on the shelf, and two want it: the elder with no signal at
// her stove, and her neighbour's son far away. One of them carries it home, and brings it back.
describe('a jar from the shop', () => {
  let town: Town
  let browser: Browser
  let elder: Page
  let migrant: Page
  let keeper: Page
  let clerk: Page

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    elder = await (await newPhone(browser, small)).newPage()
    await signIn(elder, town.url, town.people.elder, '最大')
    migrant = await (await newPhone(browser)).newPage()
    await signIn(migrant, town.url, town.people.migrant)
    keeper = await (await newPhone(browser)).newPage()
    await signIn(keeper, town.url, town.people.keeper)
    clerk = await (await newPhone(browser)).newPage()
    await signIn(clerk, town.url, town.people.clerk)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  const fresh = (page: Page, path: string) => openFresh(page, `${town.url}${path}`)
  const yes = (page: Page, name: string) =>
    page.getByRole('dialog').getByRole('button', { name }).click()
  const jarOrders = () =>
    town.query<{ state: string; code: string }>(
      `select asked.state, asked.code from public.shop_orders as asked
       join public.shop_items as item on item.id = asked.item_id
       where item.name = '腌菜坛' order by asked.reserved_at`,
    )
  const balance = async (memberId: string) => {
    const [row] = await town.query<{ tenths: number }>('select private.balance_of($1) as tenths', [
      memberId,
    ])
    return row?.tenths ?? 0
  }

  it('the clerk adds a jar with a picture, and sees how much of the year’s money is promised', async () => {
    await clerk.goto(`${town.url}/branch/shop`)
    await clerk.getByText(/，一共 20000 元/).waitFor()
    await clerk.getByRole('link', { name: '加一样东西' }).click()
    await clerk.getByRole('button', { name: '存好' }).click()
    await clerk.getByText('请写名称。').waitFor()
    await clerk.getByLabel('名称').fill('腌菜坛')
    await clerk.getByLabel('说明').fill('陶的，能装三斤')
    await clerk.getByLabel('要多少积分').fill('5')
    await clerk.getByRole('button', { name: '存好' }).click()
    await clerk.getByRole('heading', { name: '图片' }).waitFor()
    const photo = await clerk.screenshot({ type: 'jpeg', quality: 80 })
    await clerk
      .locator('input[type=file]')
      .setInputFiles({ name: '坛子.jpg', mimeType: 'image/jpeg', buffer: photo })
    await clerk.getByRole('button', { name: '用这张' }).click()
    await untilSettled(clerk)
    const [kept] = await town.query<{ signs: number }>(
      `select max(char_length(jpeg)) as signs from public.shop_photos
       join public.shop_items using (id) where name = '腌菜坛'`,
    )
    expect(kept?.signs).toBeGreaterThan(100)
    expect(kept?.signs).toBeLessThanOrEqual(12_288)
  })

  it('the shopkeeper writes down that one jar came, and may not count fewer than are promised', async () => {
    await fresh(keeper, '/shop/stock')
    await keeper.getByRole('link', { name: /腌菜坛/ }).click()
    await keeper.getByLabel('几件', { exact: true }).fill('1')
    await keeper.getByRole('button', { name: '记下' }).click()
    await untilSettled(keeper)
    await keeper.getByText('1 件', { exact: true }).waitFor()
    await keeper.getByText(`经手 ${town.people.keeper.name}`).waitFor()
    await keeper.goto(`${town.url}/shop/stock/${town.people.shop.itemId}`)
    await keeper.getByLabel('货架上一共点到几件').fill('0')
    await keeper.getByRole('button', { name: '按实数记' }).click()
    await keeper.getByText(/已经订下 1 件，不能比这个少/).waitFor()
  })

  it('with no signal the elder asks for the jar, and is told that nothing is kept yet', async () => {
    await fresh(elder, '/points/shop')
    await fresh(migrant, '/points/shop')
    await elder.getByRole('link', { name: /腌菜坛/ }).click()
    await goOffline(elder)
    await elder.getByText('您现在能用 23 分。').waitFor()
    await elder.getByRole('button', { name: '用 5 分换' }).click()
    await elder.getByText('换了以后还剩 18 分。').waitFor()
    await yes(elder, '换')
    await elder.getByText('有网后才能确认').first().waitFor()
    await elder.getByText(/还没有替您留货，积分也没有动/).waitFor()
    expect(await elder.getByRole('img', { name: '取货码' }).count()).toBe(0)
    await elder.goto(`${town.url}/points/wallet`)
    await elder.getByText('23', { exact: true }).waitFor()
    expect(await jarOrders()).toEqual([])
  })

  it('so does somebody far away; whose phone is heard first has it, the other is told why not, and what else there is', async () => {
    await migrant.getByRole('link', { name: /腌菜坛/ }).click()
    await goOffline(migrant)
    await migrant.getByRole('button', { name: '用 5 分换' }).click()
    await yes(migrant, '换')
    await migrant.getByText('有网后才能确认').first().waitFor()

    await elder.context().setOffline(false)
    await untilSettled(elder)
    await migrant.context().setOffline(false)
    await untilSettled(migrant)
    expect((await jarOrders()).map(({ state }) => state)).toEqual(['reserved'])
    await migrant.getByRole('heading', { name: '没有换成' }).waitFor()
    await migrant
      .getByText(/这样东西换完了，积分没有动/)
      .first()
      .waitFor()
    await migrant.getByRole('heading', { name: '这些现在能换' }).waitFor()
  })

  it('the elder’s code is there without a signal, and on her home page too', async () => {
    await fresh(elder, '/')
    await goOffline(elder)
    await elder.getByRole('link', { name: /腌菜坛/ }).click()
    const [order] = await jarOrders()
    const code = order?.code ?? ''
    await elder.getByText(`${code.slice(0, 3)} ${code.slice(3)}`).waitFor()
    await elder.getByRole('img', { name: '取货码' }).waitFor()
    await elder.getByRole('link', { name: /打印取货单/ }).click()
    await elder.getByText(town.people.elder.name).waitFor()
  })

  it('the shopkeeper types it, and hands the jar over once the town has said so', async () => {
    const [order] = await jarOrders()
    const before = await balance(town.people.elder.memberId)
    await keeper.goto(`${town.url}/shop/code`)
    await keeper.getByLabel('取货码').fill('1234')
    await keeper.getByRole('button', { name: '查这一单' }).click()
    await keeper.getByText('还差 2 位').waitFor()
    await keeper.getByLabel('取货码').fill(order?.code ?? '')
    await keeper.getByRole('button', { name: '查这一单' }).click()
    await keeper.getByText(new RegExp(town.people.elder.name)).first().waitFor()
    await keeper.getByRole('button', { name: '交货：腌菜坛' }).click()
    await keeper.getByText('镇里记下了，可以交货。').waitFor()
    expect(await balance(town.people.elder.memberId)).toBe(before - 50)
    await keeper.getByRole('button', { name: '下一位' }).click()
    await keeper.getByLabel('取货码').fill(order?.code ?? '')
    await keeper.getByRole('button', { name: '查这一单' }).click()
    await keeper.getByText(/这一单已经取走了/).waitFor()
  })

  it('at home, when there is a signal again, she reads what she spent and who handed it out', async () => {
    await elder.context().setOffline(false)
    await fresh(elder, '/points/wallet')
    await elder.getByText('换了腌菜坛').waitFor()
    await elder.getByText('−5 分').waitFor()
    await elder.goto(`${town.url}/points/orders`)
    await elder
      .getByText(new RegExp(`凭取货码，经手 ${town.people.keeper.name}`))
      .first()
      .waitFor()
  })

  it('it leaks; she brings it back the same day and has her points again', async () => {
    await keeper.goto(`${town.url}/shop`)
    await keeper
      .getByRole('link', { name: new RegExp(`${town.people.elder.name}：腌菜坛`) })
      .click()
    await keeper.getByRole('button', { name: '退货' }).click()
    await yes(keeper, '收下，退积分')
    await keeper.getByText('退货记好了，积分已经退回。').waitFor()
    expect((await jarOrders()).map(({ state }) => state)).toEqual(['returned'])
    await fresh(elder, '/points/wallet')
    await elder.getByText('退了腌菜坛').waitFor()
    await elder.getByText('+5 分').waitFor()
  })

  it('without a phone, a PIN will do; a wrong one is told at once and hands nothing out', async () => {
    await migrant.goto(`${town.url}/points/pin`)
    await migrant.getByLabel('新的取货密码').fill('123456')
    await migrant.getByLabel('再写一遍').fill('123456')
    await migrant.getByRole('button', { name: '设好' }).click()
    await migrant.getByText('这个太好猜了').waitFor()
    await migrant.getByLabel('新的取货密码').fill('4071')
    await migrant.getByLabel('再写一遍').fill('4071')
    await migrant.getByRole('button', { name: '设好' }).click()
    await migrant.getByRole('heading', { name: '先锋超市' }).waitFor()
    await untilSettled(migrant)

    await keeper.goto(`${town.url}/shop`)
    await keeper
      .getByRole('link', { name: new RegExp(`${town.people.migrant.name}：抽纸`) })
      .click()
    const pin = keeper.getByLabel('请本人写取货密码')
    await pin.fill('1111')
    await keeper.getByRole('button', { name: '核对并交货' }).click()
    await keeper.getByText('取货密码不对').waitFor()
    await pin.fill('4071')
    await keeper.getByRole('button', { name: '核对并交货' }).click()
    await keeper.getByRole('heading', { name: '超市柜台' }).waitFor()
    await keeper.getByText('已取走，凭取货密码').waitFor()
  })

  it('whoever never had a phone is found by name, and signs a slip', async () => {
    const [person] = await town.query<{ name: string; id: string }>(
      `select card.name, card.id from public.directory_cards as card
       join public.shop_orders as asked on asked.member_id = card.id where asked.id = $1`,
      [town.people.shop.voucherOrderId],
    )
    const name = person?.name ?? ''
    await keeper.getByRole('link', { name: /按姓名办/ }).click()
    await keeper.getByLabel('党员姓名').fill(name)
    await keeper.getByRole('button', { name: '找', exact: true }).click()
    await keeper.getByRole('button', { name: new RegExp(`${name}.*没有手机，纸上签字`) }).click()
    await keeper.getByRole('radio', { name: /洗衣皂/ }).check({ force: true })
    await keeper.getByRole('button', { name: /替本人留好/ }).click()
    await keeper.getByRole('heading', { name: `${name}的这一单` }).waitFor()
    await keeper.getByRole('link', { name: '打印取货单' }).click()
    await keeper.getByText('取货人签字').waitFor()
    await keeper.getByText('洗衣皂').waitFor()
    await keeper.goBack()
    await keeper.getByRole('button', { name: '已经签字，交货' }).click()
    await yes(keeper, '签了，交货')
    await keeper.getByText('已取走，凭纸上签字').waitFor()
    const noted = await town.query(
      `select from public.access_log where member_id = $1 and what = 'wallet' and reader = $2`,
      [person?.id, town.people.keeper.name],
    )
    expect(noted).toHaveLength(1)
  })

  it('the town looks at a wallet, and the member reads that it did', async () => {
    await fresh(clerk, `/branch/shop/members/${town.people.elder.memberId}`)
    await clerk
      .getByText(/腌菜坛/)
      .first()
      .waitFor()
    await fresh(elder, '/me/looked')
    await elder.getByText(town.people.clerk.name).waitFor()
    await elder.getByText('看了我积分钱包').waitFor()
  })

  it('an order nobody came for is let go, and its points are free', async () => {
    await town.query('alter table public.shop_orders disable trigger only_grows')
    await town.query(
      `update public.shop_orders set held_until = held_until - 30 where member_id = $1 and state = 'reserved'`,
      [town.people.elder.memberId],
    )
    await town.query('alter table public.shop_orders enable trigger only_grows')
    await fresh(elder, `/points/orders/${town.people.shop.openOrderId}`)
    await elder.getByText('过期没取').waitFor()
    expect(await elder.getByRole('img', { name: '取货码' }).count()).toBe(0)
    await elder.goto(`${town.url}/points/wallet`)
    await elder.getByText('29', { exact: true }).waitFor()
  })
})
