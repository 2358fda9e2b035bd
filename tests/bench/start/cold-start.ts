import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { switchOn } from './phone.ts'
import type { Subject } from './subjects.ts'
import { watchStart, type Seen } from './watch.ts'

/** One cold start with no signal, in milliseconds on the slowed phone. */
export interface Start extends Seen {
  /** A tap on the first task, once it is quiet: until the next picture. At most 16 when the browser does not say. */
  tapAnswer: number
  script: number
  layout: number
  work: number
}

export type Coldness = 'browser restarted' | 'new page'
export type Starts = Record<Coldness, Start>

/** The browser tells how long a touch took only after the picture that answered it. */
const tellsWithinMs = 600

/** Opens the browser and looks at its first page, then at another one once that is closed. */
export async function startTwice(subject: Subject, slowdown: number): Promise<Starts> {
  const phone = await switchOn(subject.profile)
  try {
    await phone.setOffline(true)
    const first = await startOnce(phone, subject, slowdown)
    return { 'browser restarted': first, 'new page': await startOnce(phone, subject, slowdown) }
  } finally {
    await phone.close()
  }
}

async function startOnce(phone: BrowserContext, { url, task }: Subject, slowdown: number) {
  const page = await phone.newPage()
  try {
    const devtools = await phone.newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'timeTicks' })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.addInitScript(watchStart, task)
    await page.goto(url, { waitUntil: 'commit' })
    const seen = await page.evaluate(() => window.startWatched.seen)
    const work = await workOf(devtools)
    return { ...seen, ...work, tapAnswer: await tapFirst(page, task) }
  } finally {
    await page.close()
  }
}

async function tapFirst(page: Page, task: string): Promise<number> {
  await page.locator(task).first().tap()
  return page.evaluate(async (tellsWithinMs) => {
    await new Promise((resume) => setTimeout(resume, tellsWithinMs))
    return Math.max(16, window.startWatched.slowestTouch())
  }, tellsWithinMs)
}

async function workOf(devtools: CDPSession) {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const milliseconds = (...names: string[]) =>
    metrics
      .filter(({ name }) => names.includes(name))
      .reduce((sum, { value }) => sum + value * 1000, 0)
  return {
    script: milliseconds('ScriptDuration'),
    layout: milliseconds('LayoutDuration', 'RecalcStyleDuration'),
    work: milliseconds('TaskDuration'),
  }
}
