import { chromium, type BrowserContext } from 'playwright-core'
import { usual } from '../../e2e/support/hand-held.ts'
import { chromiumFlags, findChromium } from '../../support/chromium.ts'

/** A phone that keeps what it has learnt between two starts of its browser: databases, caches, compiled scripts. */
export async function switchOn(profile: string): Promise<BrowserContext> {
  const phone = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: [...chromiumFlags],
    viewport: usual,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: true,
    isMobile: true,
  })
  phone.setDefaultTimeout(60_000)
  return phone
}
