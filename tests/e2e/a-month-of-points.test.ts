import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '@/domain/day'
import { addMonths, monthOf, monthPath } from '@/domain/month'
import {
  goOffline,
  newPhone,
  openBrowser,
  signIn,
  small,
  untilSettled,
} from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

// The elder looks, the secretary corrects with no signal, the clerk changes the rules, and the elder is told why.
describe('a month of points, seen by an elder, her secretary and the town', () => {
  let town: Town
  let browser: Browser
  let elder: Page
  let secretary: Page
  let clerk: Page

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    elder = await (await newPhone(browser, small)).newPage()
    await signIn(elder, town.url, town.people.elder, '最大')
    secretary = await (await newPhone(browser)).newPage()
    await signIn(secretary, town.url, town.people.secretary)
    clerk = await (await newPhone(browser)).newPage()
    await signIn(clerk, town.url, town.people.clerk)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  const total = async (page: Page) => {
    await page.goto(`${town.url}/points`)
    return Number(await page.locator('.total strong').innerText())
  }

  it('the elder finds her points on her phone, with no signal', async () => {
    await goOffline(elder)
    await elder.reload()
    expect(await total(elder)).toBeGreaterThanOrEqual(60)
    await elder.getByRole('link', { name: /为什么是这些分/ }).click()
    await elder.getByRole('heading', { name: '基础分' }).waitFor()
    await elder.getByText('没有扣分。').waitFor()
    await elder.context().setOffline(false)
  })

  it('the secretary writes down with no signal that she came late twice, and why', async () => {
    await goOffline(secretary)
    await secretary.goto(`${town.url}/branch/points`)
    await secretary.getByRole('link', { name: '记一条例外' }).click()
    await secretary.getByRole('link', { name: /迟到或早退/ }).click()
    await secretary.getByLabel('几次').fill('2')
    await secretary.getByLabel('原因').fill('两次开会来晚了')
    await secretary.getByRole('checkbox', { name: town.people.elder.name }).check()
    await secretary.getByRole('checkbox', { name: town.people.helper.name }).check()
    await secretary.getByRole('button', { name: '给 2 位记下' }).click()
    await secretary.getByText('已记在手机里').first().waitFor()
    await secretary
      .getByRole('link', { name: new RegExp(`${town.people.elder.name}.*例外 1 条`) })
      .waitFor()
    await secretary.context().setOffline(false)
    await untilSettled(secretary)
  })

  it('the elder reads how many points that took, and whose word it was', async () => {
    await elder.goto(`${town.url}/points`)
    await elder.reload()
    await untilSettled(elder)
    await elder.getByRole('link', { name: /为什么是这些分/ }).click()
    await elder.getByText('2 次 × −0.5 分 = −1 分').waitFor()
    await elder.getByText(/两次开会来晚了（刘春梅）/).waitFor()
  })

  it('the secretary takes it back, and both words stay to be read', async () => {
    await secretary.getByRole('link', { name: new RegExp(town.people.elder.name) }).click()
    await secretary.getByRole('button', { name: '撤回这条例外' }).click()
    await secretary.getByText('没有扣分。').waitFor()
    await untilSettled(secretary)
    await expect
      .poll(async () => {
        const words = await town.query<{ times: number | null }>(
          'select times from public.month_words where member_id = $1 and month = $2 order by said_at',
          [town.people.elder.memberId, monthOf(dayOf(Date.now()))],
        )
        return words.map(({ times }) => times)
      })
      .toEqual([2, null])
  })

  it('the secretary hands last month in, and the clerk confirms what he has looked at', async () => {
    const last = monthPath(addMonths(monthOf(dayOf(Date.now())), -1))
    await secretary.goto(`${town.url}/branch/points?month=${last}`)
    await secretary.getByRole('button', { name: '上报' }).click()
    await secretary.getByRole('dialog').getByRole('button', { name: '上报' }).click()
    await secretary.getByText('已上报，等镇里确认').waitFor()
    await untilSettled(secretary)

    await clerk.goto(`${town.url}/branch/months`)
    await clerk.reload()
    await untilSettled(clerk)
    await clerk.getByRole('link', { name: /已上报，等镇里确认/ }).click()
    await clerk.getByRole('heading', { name: /按系统记下的算/ }).waitFor()
    await clerk.getByRole('button', { name: '确认' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '确认' }).click()
    await untilSettled(clerk)
    await expect
      .poll(async () => {
        const results = await town.query<{ members: number }>(
          `select count(*)::int as members from public.month_results
           where member_id = $1 and month = $2`,
          [town.people.elder.memberId, `${last}-01`],
        )
        return results[0]?.members
      })
      .toBe(1)

    await elder.goto(`${town.url}/points/${last}`)
    await elder.reload()
    await untilSettled(elder)
    await elder.getByText('镇里已经确认。').waitFor()
  })

  it('the clerk makes a rule dearer, sees what it would have changed, and publishes it from next month on', async () => {
    await clerk.goto(`${town.url}/branch/rules`)
    await clerk.getByRole('link', { name: /完成当月在家学习/ }).click()
    await clerk.getByLabel('每次加几分').fill('4')
    await clerk.getByLabel('每月最多几分').fill('4')
    await clerk.getByRole('button', { name: '存进草稿' }).click()
    await clerk.getByText('草稿改了 1 处').waitFor()
    await untilSettled(clerk)
    await clerk.getByRole('link', { name: '公布' }).click()
    await clerk.getByRole('button', { name: '算一算' }).click()
    await clerk
      .getByText(/人里 \d+ 人的分会变/)
      .first()
      .waitFor()
    await clerk.getByRole('button', { name: '公布' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '公布' }).click()
    await untilSettled(clerk)
    await expect
      .poll(() => town.query('select version, status from public.rule_sets order by version'))
      .toEqual([
        { version: 1, status: 'superseded' },
        { version: 2, status: 'published' },
      ])
    await elder.reload()
    await untilSettled(elder)
    expect(await total(elder)).toBeGreaterThanOrEqual(60)
  })
})
