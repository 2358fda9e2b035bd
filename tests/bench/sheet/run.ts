import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addMonths, monthOf, monthPath } from '../../../src/domain/month.ts'
import { dayOf } from '../../../src/domain/day.ts'
import { settleDemoTown } from '../../../supabase/dev/demo-town.ts'
import { dist, ensureBuilt } from '../../../supabase/dev/house.ts'
import { startBackend } from '../../../supabase/dev/server.ts'
import { demoPeople } from '../../../supabase/seed/seed.ts'
import { newPhone, openBrowser, signIn } from '../../e2e/support/hand-held.ts'
import { writeSection } from '../report.ts'
import { Hand, seconds, sittingOf, type Effort } from './hand.ts'

/** A month of sixty members with six exceptions, from the branch's page to handed in, on a phone whose CPU is slowed. */
const slowdown = 4
/** With so many in three branches, the demo's branch has about sixty. */
const size = { branches: 2, members: 124 }

interface Exception {
  rule: RegExp
  reason: string
  /** How many people it is about. */
  people: number
  /** How often, where it is not once. */
  times?: string
}
const exceptions: readonly Exception[] = [
  { rule: /^迟到或早退/, reason: '点名后到', people: 2 },
  { rule: /^无故缺席主题党日/, reason: '没请假', people: 1 },
  { rule: /^党费晚交/, reason: '催后才交', people: 1 },
  { rule: /^交办任务没完成/, reason: '没入户', people: 1 },
  { rule: /^重要活动出力/, reason: '抗旱送水', people: 1, times: '2' },
]

await ensureBuilt()
const folder = await mkdtemp(join(tmpdir(), 'pioneer-sheet-'))
const running = await startBackend({ dataDir: folder, dist })
const browser = await openBrowser()
try {
  await settleDemoTown(running.backend, size)
  const { effort, members } = await sit()
  const minutes = sittingOf(effort) / 60
  console.log({ ...effort, members, minutes: minutes.toFixed(1) })
  writeSection('sheet', told(effort, members, minutes), { chromium: browser.version() })
} finally {
  await browser.close()
  await running.close()
  await rm(folder, { recursive: true, force: true })
}

async function sit(): Promise<{ effort: Effort; members: number }> {
  const secretary = demoPeople.people.find(({ who }) => who === '支部书记')
  if (!secretary) throw new Error('nobody plays the secretary')
  const phone = await newPhone(browser)
  const page = await phone.newPage()
  await signIn(page, running.url, secretary)
  const slow = await phone.newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const month = monthPath(addMonths(monthOf(dayOf(Date.now())), -1))
  await page.goto(`${running.url}/branch/points?month=${month}`)
  const names = page.getByRole('list', { name: '每个人的积分' }).getByRole('link')
  await names.first().waitFor()
  const members = await names.count()

  const hand = new Hand(page)
  const begin = page.getByRole('link', { name: '记一条例外' })
  hand.effort.looks += 1
  let nth = 0
  for (const { rule, reason, people, times } of exceptions) {
    await hand.tap(begin, page.getByRole('link', { name: rule }))
    await hand.tap(page.getByRole('link', { name: rule }), page.getByLabel('原因'))
    if (times !== undefined) await hand.type(page.getByLabel('几次'), times)
    await hand.type(page.getByLabel('原因'), reason)
    for (let one = 0; one < people; one += 1) {
      // Each somewhere else in the list, as in life; the list is looked through, not searched.
      nth += 7
      await hand.tap(page.getByRole('checkbox').nth(nth % members))
    }
    await hand.tap(page.getByRole('button', { name: /^给 \d+ 位记下$/ }), begin)
  }
  await hand.tap(page.getByRole('button', { name: '上报' }), page.getByRole('dialog'))
  await hand.tap(
    page.getByRole('dialog').getByRole('button', { name: '上报' }),
    page.getByText('已上报，等镇里确认'),
  )
  await phone.close()
  return { effort: hand.effort, members }
}

function told({ taps, signs, looks, waited }: Effort, members: number, minutes: number): string {
  return `## A month sheet in one sitting

\`npm run bench -- sheet\`. The secretary of a branch of ${String(members)} does last month in the built app, in Chromium at
360 × 740 with the CPU slowed ${String(slowdown)} times, against the embedded server: six exceptions (two of them of one
kind, written down together) with their reasons, then handing it in. What the phone counted is the same each time; the
minutes are a model of slow hands: ${String(seconds.tap)} s to find and hit something, ${String(seconds.sign)} s for a written
character, ${String(seconds.look)} s to read whatever is new on the screen, and the phone's own time. Swipes to
scroll are not counted, and the script knows where everything stands. The aim is fifteen minutes.

| members | exceptions | taps | characters | looks | the phone took | modelled sitting |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| ${String(members)} | 6 | ${String(taps)} | ${String(signs)} | ${String(looks)} | ${(waited / 1000).toFixed(1)} s | ${minutes.toFixed(1)} min |`
}
