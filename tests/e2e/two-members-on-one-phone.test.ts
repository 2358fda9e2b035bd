import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  chooseSize,
  newPhone,
  openBrowser,
  takeRecording,
  untilSettled,
  untilWorkerServes,
} from './support/hand-held.ts'
import { everythingStored, heapHolds } from './support/traces.ts'
import { openTown, type Town } from './support/town.ts'

describe('two members on one phone, one after the other', () => {
  let town: Town
  let browser: Browser
  let phone: BrowserContext
  let page: Page
  /** Left open from before anybody had signed in. */
  let old: Page

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    phone = await newPhone(browser)
    old = await phone.newPage()
    await old.goto(`${town.url}/sign-in`)
    await chooseSize(old)
    await old.getByLabel('登录号').waitFor()
    page = await phone.newPage()
    await page.goto(`${town.url}/sign-in`)
    await page.getByLabel('登录号').fill(town.people.elder.loginNumber)
    await page.getByLabel('密码', { exact: true }).fill(town.people.elder.password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await untilSettled(page)
    await page.goto(`${town.url}/study/${town.people.heardLesson.id}`)
    await takeRecording(page)
    await untilWorkerServes(page)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  it('finds the first one there before leaving, so that the search is known to find', async () => {
    const { elder } = town.people
    const stored = await everythingStored(page)
    expect(stored).toContain(elder.memberId)
    expect(stored).toContain(elder.name)
    expect(await heapHolds(page, elder.name)).toBe(true)
  })

  it('does not let the second in over the first, by a tab that is older than the first one’s sign-in', async () => {
    const { elder, stranger } = town.people
    await old.getByLabel('登录号').fill(stranger.loginNumber)
    await old.getByLabel('密码', { exact: true }).fill(stranger.password)
    await old.getByRole('button', { name: '登录', exact: true }).click()
    await old.getByRole('heading', { level: 1, name: `${elder.name}，您好` }).waitFor()
    expect(await everythingStored(page)).toContain(elder.memberId)
    await old.close()
  })

  it('leaves no trace of the first: not in IndexedDB, caches or storage, nor in memory', async () => {
    const { elder, stranger } = town.people
    await page.goto(`${town.url}/me/leave`)
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '退出' }).first().click()
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor()

    await page.getByLabel('登录号').fill(stranger.loginNumber)
    await page.getByLabel('密码', { exact: true }).fill(stranger.password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: `${stranger.name}，您好` }).waitFor()
    await untilSettled(page)

    const stored = await everythingStored(page)
    expect(stored).toContain(stranger.memberId)
    // Of another village, so that nothing of the first one is theirs to see.
    for (const trace of [elder.memberId, elder.name, elder.loginNumber]) {
      expect(stored).not.toContain(trace)
    }
    expect(await heapHolds(page, elder.name)).toBe(false)
    expect(await heapHolds(page, elder.memberId)).toBe(false)
  })
})
