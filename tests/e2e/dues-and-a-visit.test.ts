import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { monthOf } from '@/domain/month'
import { dayOf } from '@/domain/day'
import {
  goOffline,
  newPhone,
  openBrowser,
  openFresh,
  rowsStored,
  signIn,
  small,
  untilSettled,
} from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

// One evening the secretary writes down a quarter's dues; the elder reads what was written. The helper, in a yard with no
// signal, writes down what she was asked, and what she promised.
describe('dues and a visit', () => {
  let town: Town
  let browser: Browser
  let secretary: Page
  let elder: Page
  let helper: Page

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    secretary = await (await newPhone(browser)).newPage()
    await signIn(secretary, town.url, town.people.secretary)
    elder = await (await newPhone(browser, small)).newPage()
    await signIn(elder, town.url, town.people.elder, '最大')
    helper = await (await newPhone(browser)).newPage()
    await signIn(helper, town.url, town.people.helper)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  const fresh = (page: Page, path: string) => openFresh(page, `${town.url}${path}`)
  const month = () => monthOf(dayOf(Date.now()))

  it('the elder was reminded, on her phone alone', async () => {
    await fresh(elder, '/')
    await elder.getByRole('heading', { name: '党费还没交' }).waitFor()
    await elder.getByText(new RegExp(`${town.people.secretary.name}.*提醒`)).waitFor()
    expect(await rowsStored(secretary, 'duesReminders')).toEqual([])
  })

  it('the secretary ticks everybody who has not paid, counts the money, and it is done', async () => {
    await fresh(secretary, '/branch')
    await secretary.getByRole('link', { name: /^党费/ }).click()
    await secretary.getByRole('link', { name: /一个季度一起看/ }).click()
    await secretary.getByRole('heading', { name: /^(还没交|没交齐)/ }).waitFor()
    await secretary.getByRole('button', { name: '全部选上' }).click()
    await secretary.getByRole('button', { name: /人都交了，共/ }).click()
    await secretary.getByText(/请数一数钱/).waitFor()
    await secretary.getByRole('dialog').getByRole('button', { name: '都交了，记下' }).click()
    await secretary.getByText('记好了，本人手机上会看到。').waitFor()
    await secretary.getByRole('heading', { name: /^交清的/ }).waitFor()
    expect(await secretary.getByRole('heading', { name: /^(还没交|没交齐)/ }).count()).toBe(0)
    const open = await town.query(
      `select due.member_id from private.dues_months(
         array(select id from public.members where branch_id = $1), $2::date, $2::date) as due
       where due.payment_id is null and due.month_fen > 0`,
      [town.people.secretary.branchId, month()],
    )
    expect(open).toEqual([])
    expect(await rowsStored<{ memberId: string }>(secretary, 'duesPayments')).not.toContainEqual(
      expect.objectContaining({ memberId: town.people.elder.memberId }),
    )
  })

  it('of whom nothing was said, he says now how they are counted', async () => {
    await secretary.getByRole('link', { name: '务农的一起定' }).click()
    const boxes = secretary.getByRole('list', { name: '还没定标准的' }).getByRole('checkbox')
    await boxes.first().check()
    await boxes.nth(1).check()
    await secretary.getByRole('button', { name: '给这 2 人定下来' }).click()
    await secretary.getByText('2 人的标准定好了。').waitFor()
    await secretary.getByRole('heading', { name: /^(还没交|没交齐) 2 人/ }).waitFor()
  })

  it('the elder reads without a signal that she has paid, how it is counted, and her receipt', async () => {
    await fresh(elder, '/')
    await elder.getByRole('heading', { name: '党费还没交' }).waitFor({ state: 'detached' })
    await fresh(elder, '/dues')
    await goOffline(elder)
    await elder.getByText('到这个月都交清了。').waitFor()
    await elder.getByText(/养老金每月 .* × 0\.5% = /).waitFor()
    await elder.locator('a[href^="/dues/receipts/"]').first().click()
    await elder.getByRole('heading', { name: '党费收据', level: 2 }).waitFor()
    await elder.getByText(town.people.elder.name).waitFor()
    await elder.context().setOffline(false)
  })

  it('and who has looked at her dues', async () => {
    await fresh(elder, '/me/looked')
    await elder.getByText('看了我的党费').first().waitFor()
    await elder.getByText(town.people.secretary.name).first().waitFor()
  })

  it('a slip is undone with a reason, and stays to be read', async () => {
    await secretary.goto(`${town.url}/branch/dues/members/${town.people.elder.memberId}`)
    await secretary.locator('a[href*="/receipts/"]').first().click()
    await secretary.getByLabel('哪里记错了').fill('点错了人')
    await secretary.getByRole('button', { name: '冲回这一笔' }).click()
    await secretary.getByRole('dialog').getByRole('button', { name: '冲回' }).click()
    await secretary.getByText(/冲回，原因：点错了人/).waitFor()
    await fresh(elder, '/dues')
    await elder.getByText(/冲回，原因：点错了人/).waitFor()
  })

  it('with no signal the helper writes down a visit and its promise', async () => {
    await fresh(helper, '/visits')
    await goOffline(helper)
    await helper.getByRole('link', { name: '记一次走访' }).click()
    await helper.getByLabel('到了哪家').fill('河边孔大爷家')
    await helper.getByRole('radio', { name: '听意见' }).check({ force: true })
    await helper.getByLabel('群众说了什么').fill('桥上的栏杆松了')
    await helper.getByLabel('答应了什么').fill('报给村里修栏杆')
    await helper.getByLabel('哪天前办好').fill(dayOf(Date.now() + 86_400_000))
    await helper.getByRole('button', { name: '记下' }).click()
    await helper.getByRole('link', { name: /河边孔大爷家/ }).waitFor()
    await helper.goto(`${town.url}/`)
    await helper.getByRole('link', { name: /报给村里修栏杆/ }).waitFor()
    expect(await town.query(`select from public.visits where household = '河边孔大爷家'`)).toEqual(
      [],
    )
  })

  it('when she is back it is with the branch, and counts for her month', async () => {
    await helper.context().setOffline(false)
    await untilSettled(helper)
    await fresh(secretary, '/branch/visits')
    await secretary.getByText('河边孔大爷家').waitFor()
    await secretary.getByText(/桥上的栏杆松了/).waitFor()
    const facts = await town.query(
      `select from public.month_facts as fact join public.visits as visit on visit.id = fact.source_id
       where fact.fact = 'visit_made' and visit.household = '河边孔大爷家'`,
    )
    expect(facts).toHaveLength(1)
  })

  it('she keeps it, and the secretary sees how', async () => {
    await helper.getByRole('link', { name: /报给村里修栏杆/ }).click()
    await helper.getByLabel('怎么办的').fill('栏杆焊好了')
    await helper.getByRole('button', { name: '办好了' }).click()
    await untilSettled(helper)
    await fresh(secretary, '/branch/visits')
    await secretary.getByText(/栏杆焊好了/).waitFor()
  })
})
