import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newPhone, openBrowser, signIn } from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

/** When the tab dies, seen from the request that carries the act. */
type Moment =
  'before the request leaves' | 'while the server is at work' | 'before the answer arrives'

const moments: readonly Moment[] = [
  'before the request leaves',
  'while the server is at work',
  'before the answer arrives',
]

describe('a tab that is killed in the middle of an act', () => {
  let town: Town
  let browser: Browser
  let phone: BrowserContext

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    phone = await newPhone(browser)
    await signIn(await phone.newPage(), town.url, town.people.elder)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  /** Lets every request pass but the one with the act in it, and says when that one is at the wanted moment. */
  function killAt(page: Page, moment: Moment): Promise<void> {
    return new Promise((reached) => {
      void page.route('**/rpc/sync', async (route: Route) => {
        if (!route.request().postData()?.includes('finish_material')) return route.continue()
        if (moment === 'while the server is at work') void route.continue().catch(() => undefined)
        if (moment === 'before the answer arrives') await route.fetch()
        reached()
      })
    })
  }

  const finished = (materialId: string) =>
    town.query<{ acts: number; rows: number }>(
      `select
         (select count(*)::int from private.command_log
          where name = 'finish_material' and args ->> 'material_id' = $2) as acts,
         (select count(*)::int from public.study_progress
          where member_id = $1 and material_id = $2::uuid and finished_at is not null) as rows`,
      [town.people.elder.memberId, materialId],
    )

  it.each(moments)('%s: the act is there once, neither lost nor doubled', async (moment) => {
    const lesson = town.people.plainLessons[moments.indexOf(moment)]
    if (!lesson) throw new Error('the demo town has too few lessons')
    for (const page of phone.pages()) await page.close()

    const doomed = await phone.newPage()
    await doomed.goto(`${town.url}/study/${lesson.id}`)
    const reached = killAt(doomed, moment)
    await doomed.getByRole('button', { name: '学完了' }).click()
    await doomed.getByText('已学完').first().waitFor()
    await reached
    await doomed.close({ runBeforeUnload: false })

    const next = await phone.newPage()
    await next.goto(`${town.url}/study/${lesson.id}`)
    await next.getByText('已学完 · 已交').waitFor({ timeout: 60_000 })
    expect(await finished(lesson.id)).toEqual([{ acts: 1, rows: 1 }])
  })
})
