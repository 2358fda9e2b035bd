import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  chooseSize,
  newPhone,
  openBrowser,
  signIn,
  takeRecording,
  untilSettled,
  untilWorkerServes,
} from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

// One elder, one phone, one lesson: each scene goes on where the one before it ended.
describe('an elder with a printed card studies with no signal', () => {
  let town: Town
  let browser: Browser
  let phone: BrowserContext
  let page: Page
  const sent: Request[] = []

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    phone = await newPhone(browser)
    page = await phone.newPage()
    page.on('request', (request) => {
      if (request.url().endsWith('/rpc/sync')) sent.push(request)
    })
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  const lesson = () => town.people.heardLesson
  const finishedRows = () =>
    town.query<{ finished_at: string; changed_in: string }>(
      `select finished_at, changed_in::text from public.study_progress where member_id = $1 and material_id = $2
         and finished_at is not null`,
      [town.people.card.memberId, lesson().id],
    )

  it('scans the card, chooses large words and a password, and is home', async () => {
    const { loginNumber, code, name } = town.people.card
    await page.goto(`${town.url}/activate#n=${loginNumber}&c=${code}`)
    await chooseSize(page, '大')
    await page.getByLabel('选一个密码').fill('shanzha88')
    await page.getByLabel('再写一遍密码').fill('shanzha88')
    await page.getByRole('button', { name: '好了，进去' }).click()

    await page.getByRole('heading', { level: 1, name: `${name}，您好` }).waitFor()
    expect(new URL(page.url()).hash, 'the code does not stay in the address').toBe('')
    await untilSettled(page)
  })

  it('finds the tasks on the phone and takes a recording along', async () => {
    await page.getByRole('heading', { name: '要学的' }).waitFor()
    await expect.poll(() => page.locator('main a[href^="/study/"]').count()).toBeGreaterThan(0)

    await page.goto(`${town.url}/study/${lesson().id}`)
    await takeRecording(page)
    await untilWorkerServes(page)
  })

  it('with the server gone and the network off, comes home after a hard reload', async () => {
    await page.goto(town.url)
    await untilSettled(page)
    await town.stop()
    await phone.setOffline(true)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: `${town.people.card.name}，您好` }).waitFor()
    await page.getByRole('status').filter({ hasText: '没有网络' }).waitFor()
  })

  it('opens a lesson never opened before, from an address never opened before', async () => {
    const { id, title, sentence } = town.people.unopenedLesson
    await page.goto(`${town.url}/study/${id}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText(sentence).first().waitFor()
  })

  it('plays the recording and moves to another place in it', async () => {
    await page.goto(`${town.url}/study/${lesson().id}`)
    await page.getByRole('button', { name: '听录音' }).click()
    const heard = () =>
      page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime)
    await expect.poll(heard, { timeout: 20_000 }).toBeGreaterThan(0.5)

    await page.getByRole('slider').fill('120')
    await expect.poll(heard, { timeout: 20_000 }).toBeGreaterThan(120)
    await page.getByRole('button', { name: '停一停' }).click()
  })

  it('finishes it and reads that it is kept on the phone, even after another reload', async () => {
    await page.getByRole('button', { name: '学完了' }).click()
    const kept = page.getByText('已学完。已记在手机里，有网会自动交')
    await kept.waitFor()
    await page.reload()
    await kept.waitFor()
  })

  it('hands it in by itself when the server is back', async () => {
    sent.length = 0
    await town.start()
    expect(await finishedRows()).toEqual([])
    await phone.setOffline(false)
    await page.getByText('已学完 · 已交').waitFor({ timeout: 60_000 })
    expect(await finishedRows()).toHaveLength(1)
  })

  it('changes nothing more when the same request arrives ten times again', async () => {
    const carrying = sent.find((request) => request.postData()?.includes('finish_material'))
    if (!carrying) throw new Error('the act was handed in by a request we did not see')
    const before = await finishedRows()
    const logged = () =>
      town.query<{ n: number }>('select count(*)::int as n from private.command_log')
    const loggedBefore = await logged()

    const headers = await carrying.allHeaders()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        fetch(carrying.url(), {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: headers['authorization'] ?? '',
            apikey: headers['apikey'] ?? '',
          },
          body: carrying.postData(),
        }).then((answer) => answer.json() as Promise<{ verdicts: { ok: boolean }[] }>),
      ),
    )

    for (const { verdicts } of answers) expect(verdicts.every(({ ok }) => ok)).toBe(true)
    expect(await finishedRows()).toEqual(before)
    expect(await logged()).toEqual(loggedBefore)
  })

  it('is seen by the branch secretary', async () => {
    const other = await newPhone(browser)
    const desk = await other.newPage()
    await signIn(desk, town.url, town.people.secretary)
    await desk.goto(`${town.url}/branch/study/${lesson().id}/progress`)
    const row = desk.getByRole('listitem').filter({ hasText: town.people.card.name })
    await row.filter({ hasText: '自己学' }).waitFor()
    await other.close()
  })
})
