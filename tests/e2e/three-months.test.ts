import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '@/domain/day'
import { addMonths, monthOf, monthPath } from '@/domain/month'
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

// A village nobody has scored yet, three months back: the secretary writes exceptions, the town confirms, the board
// hangs, the days pass. The member is offline half the time; in the second month he objects, and is right.
describe('three months of a village, its member offline half the time, and something from the shop', () => {
  let town: Town
  let browser: Browser
  let member: Page
  let secretary: Page
  let clerk: Page
  let keeper: Page
  const current = monthOf(dayOf(Date.now()))
  const months = [3, 2, 1].map((ago) => addMonths(current, -ago))
  const disputed = months[1]

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    const open = async (who: { loginNumber: string; password: string }, viewport = small) => {
      const page = await (await newPhone(browser, viewport)).newPage()
      await signIn(page, town.url, who)
      return page
    }
    member = await open(town.people.stranger)
    secretary = await open(town.people.strangersSecretary)
    clerk = await open(town.people.clerk)
    keeper = await open(town.people.keeper)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  const fresh = (page: Page, path: string) => openFresh(page, `${town.url}${path}`)

  /** What the town has written down, as soon as the act has reached it. */
  const untilTold = (sql: string, params: unknown[]) =>
    expect.poll(() => town.query(sql, params), { timeout: 30_000 })

  /** One exception for the member, with its reason, as the secretary types it in. */
  async function write(code: string, times: number, reason: string, month: string) {
    await secretary.goto(`${town.url}/branch/points/say/${code}?month=${month}`)
    await secretary.getByLabel('几次').fill(String(times))
    await secretary.getByLabel('原因').fill(reason)
    await secretary.getByLabel('找人').fill(town.people.stranger.name)
    await secretary.getByRole('checkbox', { name: town.people.stranger.name }).check()
    await secretary.getByRole('button', { name: '给 1 位记下' }).click()
    // The page leads back once the word is kept; the line at the bottom says the same of any earlier one.
    await secretary.waitForURL((url) => url.pathname === '/branch/points')
  }

  it.each(months)('the month of %s is written, handed in, confirmed and hung', async (month) => {
    const path = monthPath(month)
    await goOffline(member)
    await goOffline(secretary)
    await write('theme_day', 1, '签到册', path)
    await write('meeting', 2, '签到册', path)
    await write('honour', 2, '防汛抢险', path)
    if (month === disputed) await write('late', 2, '点名后才到', path)
    await secretary.context().setOffline(false)
    await untilSettled(secretary)
    await secretary.goto(`${town.url}/branch/points?month=${path}`)
    await secretary.getByRole('button', { name: '上报' }).click()
    await secretary.getByRole('dialog').getByRole('button', { name: '上报' }).click()
    await secretary.getByText('已上报，等镇里确认').waitFor()
    await untilSettled(secretary)

    await clerk.goto(`${town.url}/branch/months/${town.people.stranger.branchId}?month=${path}`)
    await clerk.getByRole('button', { name: '确认' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '确认' }).click()
    await untilTold('select state from public.month_sheets where branch_id = $1 and month = $2', [
      town.people.stranger.branchId,
      month,
    ]).toEqual([{ state: 'confirmed' }])

    await fresh(secretary, `/branch/board?month=${path}`)
    await secretary.getByRole('button', { name: '公示' }).click()
    await secretary.getByRole('dialog').getByRole('button', { name: '公示' }).click()
    await secretary.getByRole('heading', { name: '正在公示' }).waitFor()
    await untilSettled(secretary)

    await member.context().setOffline(false)
    await fresh(member, `/points/board?month=${path}`)
    // Until this month's board has come, the page shows the one before.
    await member.getByRole('heading', { name: `${String(Number(path.slice(5)))}月榜单` }).waitFor()
    await member.getByText(town.people.stranger.name).waitFor()
    if (month === disputed) await objectAndBeRight(path)

    // The days for objections pass; whoever comes by next closes the month.
    await town.query(
      `update public.month_sheets set objections_until = objections_until - 10 where state = 'published'`,
    )
    await fresh(member, `/points/${path}`)
    await member.getByText('公示已结束，这个月的积分定了。').waitFor()
  })

  async function objectAndBeRight(path: string) {
    await goOffline(member)
    await member.goto(`${town.url}/points/${path}`)
    await member.getByRole('link', { name: /觉得不对，提异议/ }).click()
    await member.getByRole('radio', { name: /迟到或早退/ }).check({ force: true })
    await member.getByLabel('为什么不对').fill('两次都是去接镇里的车')
    await member.getByRole('button', { name: '提交异议' }).click()
    await member.getByText('等答复').waitFor()
    await member.context().setOffline(false)
    await untilSettled(member)

    await clerk.goto(`${town.url}/branch/objections`)
    await clerk.getByRole('link', { name: new RegExp(town.people.stranger.name) }).click()
    await clerk.getByRole('radio', { name: /^采纳/ }).check({ force: true })
    await clerk.getByLabel('应该是几次').fill('0')
    await clerk.getByLabel('书面答复').fill('派车单上有，属实')
    await clerk.getByRole('button', { name: '答复' }).click()
    await untilTold('select state from public.objections where member_id = $1', [
      town.people.stranger.memberId,
    ]).toEqual([{ state: 'upheld' }])
    await fresh(member, '/points/objections')
    await member.getByText('已采纳，已更正').waitFor()
  }

  it('three months are in his wallet, each once, and what was taken wrongly is not missing', async () => {
    const earned = await town.query<{ month: string; tenths: number; base: number }>(
      `select to_char(entry.month, 'YYYY-MM-DD') as month, entry.tenths, result.base_tenths as base
       from public.wallet_entries as entry
       join lateral (
         select base_tenths from public.month_results
         where member_id = entry.member_id and month = entry.month order by confirmed_at desc limit 1
       ) as result on true
       where entry.member_id = $1 order by entry.month`,
      [town.people.stranger.memberId],
    )
    expect(earned.map(({ month }) => month)).toEqual(months)
    for (const { tenths, base } of earned) {
      expect(tenths).toBeGreaterThanOrEqual(180)
      expect(base).toBe(600)
    }
  })

  it('with them he orders something with no signal, and the shopkeeper hands it out by its code', async () => {
    const item = `${town.url}/points/shop/${town.people.shop.itemId}`
    await member.goto(item)
    await member.getByRole('button', { name: /分换$/ }).waitFor()
    await goOffline(member)
    await member.getByRole('button', { name: /分换$/ }).click()
    await member.getByRole('dialog').getByRole('button', { name: '换' }).click()
    await member.getByText('有网后才能确认').first().waitFor()
    await member.context().setOffline(false)
    await untilSettled(member)

    const order = () =>
      town.query<{ code: string; state: string; spent: number | null }>(
        `select code, state, (
           select -sum(tenths)::int from public.wallet_entries where order_id = asked.id) as spent
         from public.shop_orders as asked where member_id = $1`,
        [town.people.stranger.memberId],
      )
    const [reserved] = await order()
    expect(reserved).toMatchObject({ state: 'reserved', spent: null })
    await keeper.goto(`${town.url}/shop/code`)
    await keeper.getByLabel('取货码').fill(reserved?.code ?? '')
    await keeper.getByRole('button', { name: '查这一单' }).click()
    await keeper.getByText(town.people.stranger.name).first().waitFor()
    await keeper.getByRole('button', { name: /交货|交给/ }).click()
    await keeper.getByText('镇里记下了，可以交货。').waitFor()
    const [collected] = await order()
    expect(collected?.state).toBe('collected')
    expect(collected?.spent).toBeGreaterThan(0)
    await fresh(member, '/points/orders')
    await member
      .getByText(/取走|已取/)
      .first()
      .waitFor()
  })
})
