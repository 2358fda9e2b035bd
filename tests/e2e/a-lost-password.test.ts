import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  newPhone,
  openBrowser,
  signIn,
  untilSettled,
  untilWorkerServes,
} from './support/hand-held.ts'
import { everythingStored } from './support/traces.ts'
import { openTown, type Town } from './support/town.ts'

describe('an elder who gets a new card', () => {
  let town: Town
  let browser: Browser
  let phone: BrowserContext
  let page: Page
  let desk: Page
  let link = ''

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    phone = await newPhone(browser)
    page = await phone.newPage()
    await signIn(page, town.url, town.people.elder)
    desk = await (await newPhone(browser)).newPage()
    await signIn(desk, town.url, town.people.secretary)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  it('has finished a lesson that the town has not heard of', async () => {
    await untilWorkerServes(page)
    await phone.setOffline(true)
    await page.goto(`${town.url}/study/${town.people.unopenedLesson.id}`)
    await page.getByRole('button', { name: '学完了' }).click()
    await page.getByText('已学完。已记在手机里').waitFor()
  })

  it('is handed the card by the secretary, on whose phone no code remains', async () => {
    await desk.goto(`${town.url}/branch/members/${town.people.elder.memberId}/card`)
    await desk.getByRole('button', { name: '重新发激活卡' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: '重新发卡' }).click()
    const card = desk.getByRole('region', { name: `${town.people.elder.name}的激活卡` })
    await card.waitFor()
    const numbers = (await card.locator('dd').allInnerTexts()).map((text) =>
      text.replace(/\D/g, ''),
    )
    const [loginNumber = '', code = ''] = numbers
    expect(loginNumber).toMatch(/^\d{8}$/)
    expect(code).toMatch(/^\d{16}$/)
    link = `${town.url}/activate#n=${loginNumber}&c=${code}`

    await desk.getByRole('button', { name: '已经打印或抄好了' }).click()
    await desk.goto(town.url)
    await untilSettled(desk)
    expect(await everythingStored(desk)).not.toContain(code)
    const kept = await town.query<{ told: string }>(
      `select args::text as told from private.command_log`,
    )
    expect(kept.filter(({ told }) => told.includes(code))).toEqual([])
  })

  it('is cut off at the next request, with nothing left to read on the old phone', async () => {
    await phone.setOffline(false)
    await page
      .getByRole('heading', { level: 1, name: '这个登录已经停用' })
      .waitFor({ timeout: 60_000 })
    const stored = await everythingStored(page)
    expect(stored).not.toContain(town.people.elder.name)
    expect(stored).not.toContain(town.people.heardLesson.title)
  })

  it('comes back with the new card, and what was not handed in goes by itself', async () => {
    await page.goto(link)
    await page.getByLabel('选一个密码').fill('xinmima66')
    await page.getByLabel('再写一遍密码').fill('xinmima66')
    await page.getByRole('button', { name: '好了，进去' }).click()
    await page.getByRole('heading', { level: 1, name: `${town.people.elder.name}，您好` }).waitFor()
    await page.goto(`${town.url}/study/${town.people.unopenedLesson.id}`)
    await page.getByText('已学完 · 已交').waitFor({ timeout: 60_000 })
  })

  it('finds that the card cannot be used a second time', async () => {
    const finder = await (await newPhone(browser)).newPage()
    await finder.goto(link)
    await finder.getByRole('button', { name: '就用这个字号' }).click()
    await finder.getByLabel('选一个密码').fill('buyaojin1')
    await finder.getByLabel('再写一遍密码').fill('buyaojin1')
    await finder.getByRole('button', { name: '好了，进去' }).click()
    await finder.getByRole('alert').filter({ hasText: '卡' }).waitFor()
    expect(await finder.getByRole('heading', { level: 1 }).innerText()).not.toContain('您好')
  })
})
