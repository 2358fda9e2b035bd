import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '@/domain/day'
import { addMonths, monthOf, monthPath } from '@/domain/month'
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

// The elder came late by the book and did not by her own word; the board hangs, she objects with no signal, the town
// answers, the days pass, and what she earned is hers.
describe('a board that hangs for five days, and an elder who objects', () => {
  let town: Town
  let browser: Browser
  let elder: Page
  let secretary: Page
  let clerk: Page
  const last = addMonths(monthOf(dayOf(Date.now())), -1)
  const month = monthPath(last)

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

  const fresh = (page: Page, path: string) => openFresh(page, `${town.url}${path}`)
  const untilMonthIs = (state: string) =>
    expect
      .poll(
        () =>
          town.query('select state from public.month_sheets where branch_id = $1 and month = $2', [
            town.people.secretary.branchId,
            last,
          ]),
        { timeout: 30_000 },
      )
      .toEqual([{ state }])
  const results = () =>
    town.query<{ base_tenths: number }>(
      `select base_tenths from public.month_results where member_id = $1 and month = $2 order by confirmed_at`,
      [town.people.elder.memberId, last],
    )

  it('the secretary writes down that she came late, with a photo of the list, and hands the month in', async () => {
    await secretary.goto(`${town.url}/branch/points/say/late?month=${month}`)
    await secretary.getByLabel('几次').fill('2')
    await secretary.getByLabel('原因').fill('签到册上没有她')
    const photo = await secretary.screenshot({ type: 'jpeg', quality: 30 })
    await secretary
      .locator('input[type=file]')
      .setInputFiles({ name: '签到册.jpg', mimeType: 'image/jpeg', buffer: photo })
    await secretary.getByAltText('选好的照片').waitFor()
    await secretary.getByRole('checkbox', { name: town.people.elder.name }).check()
    await secretary.getByRole('button', { name: '给 1 位记下' }).click()
    await secretary.getByText('已记在手机里').first().waitFor()
    await secretary.goto(`${town.url}/branch/points?month=${month}`)
    await secretary.getByRole('button', { name: '上报' }).click()
    await secretary.getByRole('dialog').getByRole('button', { name: '上报' }).click()
    await secretary.getByText('已上报，等镇里确认').waitFor()
    await untilSettled(secretary)
  })

  it('the clerk confirms, and the secretary sees the board before it hangs, and hangs it', async () => {
    await clerk.goto(`${town.url}/branch/months/${town.people.secretary.branchId}?month=${month}`)
    await clerk.getByRole('button', { name: '确认' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '确认' }).click()
    await untilMonthIs('confirmed')

    await fresh(secretary, `/branch/board?month=${month}`)
    await secretary.getByRole('heading', { name: /^提醒（\d+ 人）$/ }).waitFor()
    await secretary.getByText(/不公示，只有本人、支部和镇里看得到/).waitFor()
    await secretary.getByRole('button', { name: '公示' }).click()
    await secretary.getByRole('dialog').getByRole('button', { name: '公示' }).click()
    await secretary.getByRole('heading', { name: '正在公示' }).waitFor()
    await untilSettled(secretary)
  })

  it('the elder’s branch reads the board, and on no phone of it stands who is to be reminded', async () => {
    await fresh(elder, '/points/board')
    await elder.getByRole('heading', { name: /^先锋（\d+ 人）$/ }).waitFor()
    expect(await elder.getByText('提醒').count()).toBe(0)
    const bands = (await rowsStored<{ band: string }>(elder, 'boardEntries')).map(
      ({ band }) => band,
    )
    expect(bands.length).toBeGreaterThan(0)
    expect(new Set(bands)).not.toContain('yellow')
  })

  it('she sees her own band, looks at the photo, and objects with no signal', async () => {
    await elder.goto(`${town.url}/points/${month}`)
    await elder.getByText(/签到册上没有她/).waitFor()
    await elder.getByRole('button', { name: '看照片' }).click()
    await elder.getByAltText('带来的照片').waitFor()
    await goOffline(elder)
    await elder.getByRole('link', { name: /觉得不对，提异议/ }).click()
    await elder.getByRole('radio', { name: /迟到或早退/ }).check({ force: true })
    await elder.getByRole('button', { name: '提交异议' }).click()
    await elder.getByText('请写明为什么').waitFor()
    await elder.getByLabel('为什么不对').fill('那天我在门口登的记，李大姐看见的')
    await elder.getByRole('button', { name: '提交异议' }).click()
    await elder.getByText('等答复').waitFor()
    await elder.context().setOffline(false)
    await untilSettled(elder)
  })

  it('the secretary, who wrote it, is told that others answer', async () => {
    await secretary.goto(`${town.url}/branch/objections`)
    await secretary.getByRole('link', { name: /您经手过，由别人答复/ }).click()
    await secretary.getByText(/由没有经手的同志来答复/).waitFor()
    expect(await secretary.getByRole('button', { name: '答复' }).count()).toBe(0)
  })

  it('the clerk upholds it in writing, and the month counts again', async () => {
    await clerk.goto(`${town.url}/branch/objections`)
    await clerk.getByRole('link', { name: new RegExp(town.people.elder.name) }).click()
    await clerk.getByText('那天我在门口登的记').waitFor()
    await clerk.getByRole('radio', { name: /^采纳/ }).check({ force: true })
    expect(await clerk.getByRole('radio', { name: /迟到或早退：现在 2 次/ }).isChecked()).toBe(true)
    await clerk.getByLabel('应该是几次').fill('0')
    await clerk.getByLabel('书面答复').fill('核对了门口的登记，没有迟到')
    await clerk.getByRole('button', { name: '答复' }).click()
    await untilSettled(clerk)
    await expect
      .poll(results, { timeout: 30_000 })
      .toEqual([{ base_tenths: 590 }, { base_tenths: 600 }])
  })

  it('she reads the answer, whose it is, what was given back, and who has looked', async () => {
    await fresh(elder, '/points/objections')
    await elder.getByText('已采纳，已更正').waitFor()
    await elder.getByText('核对了门口的登记，没有迟到').waitFor()
    await elder.getByText(/冲回：迟到或早退\s*\+1 分/).waitFor()
    await elder.goto(`${town.url}/me/looked`)
    await elder.getByText('看了我异议').first().waitFor()
  })

  it('the days pass, the month closes by itself, and what she earned is in her wallet once', async () => {
    await town.query(
      `update public.month_sheets set objections_until = objections_until - 10 where state = 'published'`,
    )
    await fresh(elder, `/points/${month}`)
    await elder.getByText('公示已结束，这个月的积分定了。').waitFor()
    expect(
      await town.query<{ equal: boolean }>(
        `select sum(entry.tenths) = (
           select category_tenths + bonus_tenths from public.month_results as result
           where result.member_id = entry.member_id and result.month = entry.month
           order by confirmed_at desc limit 1) as equal
         from public.wallet_entries as entry
         where member_id = $1 and month = $2 group by member_id, month`,
        [town.people.elder.memberId, last],
      ),
    ).toEqual([{ equal: true }])
  })

  it('the notice for the wall names the bands that are published, and nobody else', async () => {
    await secretary.goto(`${town.url}/points/board/print?month=${month}`)
    await secretary.getByRole('columnheader', { name: '档次' }).waitFor()
    await secretary.emulateMedia({ media: 'print' })
    expect(await secretary.getByText('提醒').count()).toBe(0)
    await secretary.emulateMedia({ media: 'screen' })
  })

  it('the town names its bands anew, for the months to come', async () => {
    await fresh(clerk, '/branch/boards/settings')
    await clerk.getByLabel('叫什么').first().fill('红旗')
    await clerk.getByRole('button', { name: '存下来' }).click()
    await expect
      .poll(
        () =>
          town.query<{ words: string }>(
            `select bands -> 0 ->> 'words' as words from public.point_settings`,
          ),
        { timeout: 30_000 },
      )
      .toEqual([{ words: '红旗' }])
  })
})
