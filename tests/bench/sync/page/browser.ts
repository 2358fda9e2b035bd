import { chromium, type Browser, type Page } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../../support/chromium.ts'
import { longestTask, traceCategories } from './trace.ts'

export interface Visit {
  page: Page
  /** Runs something in the page and tells the longest task of its main thread meanwhile, in milliseconds. */
  traced<T>(work: () => Promise<T>): Promise<{ value: T; longestTaskMs: number }>
  /** The page again, as after closing and opening the app; what is stored stays. */
  again(): Promise<void>
  leave(): Promise<void>
}

export interface Phone {
  version: string
  /** A browser profile nobody has used, on the page of one engine. */
  visit(url: string, slowdown: number): Promise<Visit>
  close(): Promise<void>
}

export async function openPhone(): Promise<Phone> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...chromiumFlags, '--ignore-certificate-errors'],
  })
  return {
    version: browser.version(),
    visit: (url, slowdown) => visit(browser, url, slowdown),
    close: () => browser.close(),
  }
}

async function visit(browser: Browser, url: string, slowdown: number): Promise<Visit> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  page.setDefaultTimeout(0)
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`  page: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    console.error(`  page: ${error.message}`)
  })
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const arrive = async () => {
    await page.goto(url)
    await page.waitForFunction(() => 'bench' in window)
  }
  await arrive()
  return {
    page,
    again: arrive,
    async traced(work) {
      await browser.startTracing(page, { categories: [...traceCategories] })
      try {
        const value = await work()
        return { value, longestTaskMs: longestTask(await browser.stopTracing()) }
      } catch (error) {
        await browser.stopTracing()
        throw error
      }
    },
    leave: () => context.close(),
  }
}
