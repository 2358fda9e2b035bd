import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../support/chromium.ts'

export const usual = { width: 360, height: 740 }
export const small = { width: 320, height: 640 }

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: [...chromiumFlags] })
}

/** A phone out of the box: nothing stored, a small screen, set to Chinese, and a finger instead of a mouse. */
export function newPhone(browser: Browser, viewport = usual): Promise<BrowserContext> {
  return browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: true,
    isMobile: true,
  })
}

export const sizes = ['标准', '大', '特大', '最大'] as const
export type Size = (typeof sizes)[number]

/** The first page of a new phone: choose how large the words are. */
export async function chooseSize(page: Page, size: Size = '标准') {
  await page.getByRole('radio', { name: size, exact: true }).check({ force: true })
  await page.getByRole('button', { name: '就用这个字号' }).click()
}

export async function signIn(
  page: Page,
  url: string,
  { loginNumber, password }: { loginNumber: string; password: string },
  size: Size = '标准',
) {
  await page.goto(`${url}/sign-in`)
  await chooseSize(page, size)
  await page.getByLabel('登录号').fill(loginNumber)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await untilSettled(page)
}

/**
 * The line at the bottom says in words that phone and town agree, and nothing waits in the outbox: of an act just made
 * the line is told a moment after it is kept.
 */
export async function untilSettled(page: Page) {
  const settled = page.getByRole('status').filter({ hasText: '已同步' })
  await settled.waitFor({ timeout: 60_000 })
  const giveUpAt = Date.now() + 60_000
  while ((await rowsStored<{ accepted: boolean }>(page, 'outbox')).some((act) => !act.accepted)) {
    if (Date.now() > giveUpAt) throw new Error('acts are waiting that nobody takes')
    await page.waitForTimeout(100)
  }
  await settled.waitFor({ timeout: 60_000 })
}

/** When the phone last heard the town, as it keeps it. */
const heardAt = async (page: Page) =>
  Math.max(
    0,
    ...(await rowsStored<{ syncedAt: number | null }>(page, 'syncState')).map(
      ({ syncedAt }) => syncedAt ?? 0,
    ),
  )

/**
 * Goes to a page as if the app were opened there, and waits until phone and town have talked since: the line at the
 * bottom says 已同步 of the trip before as well, and what others have done meanwhile may not be here yet.
 */
export async function openFresh(page: Page, url: string) {
  await page.goto(url)
  const before = await heardAt(page)
  await page.reload()
  const giveUpAt = Date.now() + 60_000
  while ((await heardAt(page)) <= before) {
    if (Date.now() > giveUpAt) throw new Error('the phone does not hear the town')
    await page.waitForTimeout(50)
  }
  await untilSettled(page)
}

/** All rows of one table, whoever of this phone's members they belong to. */
export function rowsStored<Row>(page: Page, table: string): Promise<Row[]> {
  return page.evaluate(readTable, table) as Promise<Row[]>
}

/** Runs in the page. */
async function readTable(table: string): Promise<unknown[]> {
  const wait = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => {
        resolve(request.result)
      }
      request.onerror = () => {
        reject(request.error ?? new Error('IndexedDB said no'))
      }
    })
  const rows: unknown[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await wait(indexedDB.open(name))
    if (db.objectStoreNames.contains(table))
      rows.push(...(await wait(db.transaction(table).objectStore(table).getAll())))
    db.close()
  }
  return rows
}

/** The worker that answers when nobody else does is in place, with the whole app. */
export const untilWorkerServes = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })

/** No signal from now on, once the app is on the phone as a whole: before that no page could open without one. */
export async function goOffline(page: Page) {
  await untilWorkerServes(page)
  await page.context().setOffline(true)
}

/** Takes the recording of the lesson on the page along; the browser cannot tell whether this is mobile data, so it asks. */
export async function takeRecording(page: Page) {
  await page.getByRole('button', { name: '下载录音' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '下载' }).click()
  await page.getByRole('button', { name: '听录音' }).waitFor()
}
