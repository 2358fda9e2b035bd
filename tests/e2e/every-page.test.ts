import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  chooseSize,
  newPhone,
  openBrowser,
  signIn,
  small,
  untilSettled,
  usual,
} from './support/hand-held.ts'
import {
  axeFinds,
  cutWords,
  hasSheet,
  keepWhatIsSaid,
  print,
  smallTargets,
  takenBack,
  wholePage,
} from './support/look.ts'
import { pagesToSee, type Who } from './support/pages.ts'
import { openTown, type Town } from './support/town.ts'

// Where to keep pictures of every page for people to look at; without it none are taken.
const pictures = process.env['PICTURES']

// The hardest case first, by itself: a small phone with the largest words. The usual phone then looks at the same page.
describe('every page', () => {
  let town: Town
  let browser: Browser
  const phones = new Map<Who, BrowserContext>()

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    // Nobody of the demo who has a phone has served yet; there would be no sheet of it to look at.
    await town.query('update public.shift_signups set member_id = $1 where id = $2', [
      town.people.helper.memberId,
      town.people.shifts.overSignupId,
    ])
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  async function phoneOf(who: Who): Promise<BrowserContext> {
    const known = phones.get(who)
    if (known) return known
    const phone = await newPhone(browser, small)
    await keepWhatIsSaid(phone)
    const page = await phone.newPage()
    if (who === 'visitor') {
      await page.goto(town.url)
      await chooseSize(page, '最大')
    } else await signIn(page, town.url, town.people[who], '最大')
    await page.close()
    phones.set(who, phone)
    return phone
  }

  async function keepPicture(page: Page, name: string) {
    if (pictures === undefined) return
    await mkdir(pictures, { recursive: true })
    const width = page.viewportSize()?.width ?? 0
    await page.screenshot({ path: join(pictures, `${String(width)}-${name}.png`), fullPage: true })
  }
  /** As somebody with good eyes has it, whose words are as large as the browser's. */
  async function onUsualPhone(page: Page, look: () => Promise<void>) {
    const size = await page.evaluate(() => document.documentElement.dataset['textSize'])
    await page.setViewportSize(usual)
    await page.evaluate(() => {
      delete document.documentElement.dataset['textSize']
    })
    await look()
    await page.setViewportSize(small)
    await page.evaluate((was) => {
      document.documentElement.dataset['textSize'] = was
    }, size)
  }

  async function looksRight(page: Page, name: string) {
    await keepPicture(page, name)
    await wholePage(page)
    expect(await page.getByRole('heading', { level: 1 }).count(), 'one h1').toBe(1)
    expect(await cutWords(page)).toEqual([])
    expect(await smallTargets(page)).toEqual([])
    expect(await axeFinds(page)).toEqual([])

    await onUsualPhone(page, async () => {
      await keepPicture(page, name)
      await wholePage(page)
      expect(await cutWords(page), 'on a usual phone').toEqual([])
      expect(await smallTargets(page), 'on a usual phone').toEqual([])
    })
  }

  it.each(pagesToSee)(
    '$name: nothing is cut, nothing too small to press, axe finds nothing, and a sheet fits its paper',
    async ({ name, who, path }) => {
      const page = await (await phoneOf(who)).newPage()
      await page.goto(`${town.url}${path(town.people)}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect
        .poll(() => page.getByText(/^正在(打开|向镇里要)/).count(), { timeout: 20_000 })
        .toBe(0)
      // Rows that come while the page is looked at would make it another page.
      if (who !== 'visitor') await untilSettled(page)
      expect(await takenBack(page), 'one thing first, then another').toEqual([])
      await looksRight(page, name)

      if (await hasSheet(page)) {
        const { paper, troubles } = await print(page)
        if (pictures !== undefined) await writeFile(join(pictures, `${name}.pdf`), paper)
        expect(troubles, 'on paper').toEqual([])
      }
      await page.close()
    },
  )

  it('the phone on the table: the same of the list it shows, the question it asks, and where it is opened', async () => {
    const { comingId } = town.people.shifts
    await town.query(
      `update public.shifts set on_day = private.today(), closes_on = private.today(), from_minute = 0, until_minute = 1440
       where id = $1`,
      [comingId],
    )
    await town.query(
      'update public.shift_signups set on_day = private.today() where shift_id = $1',
      [comingId],
    )
    const page = await (await newPhone(browser, small)).newPage()
    await signIn(page, town.url, town.people.secretary, '最大')
    await page.goto(`${town.url}/shifts/${comingId}/desk/names`)
    await page.getByLabel('四位数字').waitFor()
    await looksRight(page, 'kiosk-to-lock')
    await page.getByLabel('四位数字').fill('2580')
    await page.getByRole('button', { name: '锁上手机' }).click()
    await page.getByRole('heading', { name: '点自己的名字' }).waitFor()
    await page.reload()
    await page
      .getByRole('button', { name: new RegExp(`${town.people.helper.name}.*来了点这里`) })
      .waitFor()
    await looksRight(page, 'kiosk-locked')
    await page
      .getByRole('button', { name: new RegExp(`${town.people.helper.name}.*来了点这里`) })
      .click()
    await page.getByRole('button', { name: '是我，到了' }).waitFor()
    await looksRight(page, 'kiosk-asks')
    await page.getByRole('button', { name: '是我，到了' }).click()
    await page.getByText(`${town.people.helper.name}到了。`).first().waitFor()
    await page.goto(`${town.url}/open-again`)
    await page.getByLabel('锁上时写的四位数字').waitFor()
    await looksRight(page, 'kiosk-open-again')
  })
})
