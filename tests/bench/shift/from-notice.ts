import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { dist, ensureBuilt } from '../../../supabase/dev/house.ts'
import { startBackend } from '../../../supabase/dev/server.ts'
import { seedDemo, type DemoTown } from '../../e2e/support/demo.ts'
import { signIn, untilSettled, untilWorkerServes } from '../../e2e/support/hand-held.ts'
import { median } from '../median.ts'
import { Hand } from '../sheet/hand.ts'
import { switchOn } from '../start/phone.ts'
import { openLine, type Line, type Network } from '../sync/stage/line.ts'
import { freePort } from '../sync/stage/ports.ts'

const fast: Network = { down: null, up: null, roundTripMs: 0 }
/** Two bars behind the hill. */
const slow: Network = { down: 400_000, up: 400_000, roundTripMs: 400 }
const rounds = 5

interface Step {
  ms: number
  down: number
  up: number
  connections: number
}

export interface NoticeFigures {
  /** Opening the app until the new shift stands on the first page. */
  opened: Step
  /** From there until the phone says that it keeps the sign-up, and until it says 报上了. */
  keptMs: number
  signedUp: Step
  taps: number
  chromium: string
}

/** A phone that was put away before the shift was made: opened, and signed up with, on a slow line. */
export async function fromNotice(): Promise<NoticeFigures> {
  await ensureBuilt()
  const folder = await mkdtemp(join(tmpdir(), 'pioneer-shift-'))
  const running = await startBackend({ dataDir: join(folder, 'town'), dist })
  const port = await freePort()
  const line = await openLine(port, running.port)
  const url = `http://localhost:${String(port)}`
  const query = running.backend.db.query
  try {
    const people = await seedDemo(running.backend)
    await query(`update public.shifts set status = 'called_off', note = 'none but ours'`)
    const profile = join(folder, 'phone')
    line.be(fast)
    const first = await switchOn(profile)
    const page = await first.newPage()
    await signIn(page, url, people.elder)
    await untilWorkerServes(page)
    const chromium = first.browser()?.version() ?? 'unknown'
    await first.close()

    const seen: Omit<NoticeFigures, 'chromium'>[] = []
    for (let round = 0; round < rounds; round += 1) {
      const shiftId = await makeShift(query, people, round)
      line.be(slow)
      line.takeTraffic()
      const phone = await switchOn(profile)
      seen.push(await goThrough(await phone.newPage(), url, line))
      await phone.close()
      const [mine] = await query<{ status: string }>(
        'select status from public.shift_signups where shift_id = $1',
        [shiftId],
      )
      if (mine?.status !== 'held') throw new Error('the town does not know of it')
      await query(`update public.shifts set status = 'called_off', note = 'over' where id = $1`, [
        shiftId,
      ])
    }
    return {
      opened: middleOf(seen.map(({ opened }) => opened)),
      signedUp: middleOf(seen.map(({ signedUp }) => signedUp)),
      keptMs: median(seen.map(({ keptMs }) => keptMs)),
      taps: Math.max(...seen.map(({ taps }) => taps)),
      chromium,
    }
  } finally {
    await line.close()
    await running.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function goThrough(page: Page, url: string, line: Line) {
  const hand = new Hand(page)
  let began = performance.now()
  const step = (): Step => {
    const { down, up, connections } = line.takeTraffic()
    const ms = performance.now() - began
    began = performance.now()
    return { ms, down, up, connections }
  }
  await page.goto(url)
  const notice = page.getByRole('link', { name: /村口扫雪/ })
  await notice.waitFor()
  const opened = step()
  await untilSettled(page)
  line.takeTraffic()
  began = performance.now()
  const signUp = page.getByRole('button', { name: /^报名/ })
  await hand.tap(notice, signUp)
  await hand.tap(signUp, page.getByText(/有网后才能确认|报上了。/).first())
  const keptMs = performance.now() - began
  await page.getByText('报上了。').waitFor()
  const signedUp = step()
  await untilSettled(page)
  return { opened, keptMs, signedUp, taps: hand.effort.taps }
}

async function makeShift(
  query: <Row>(sql: string, params?: unknown[]) => Promise<Row[]>,
  people: DemoTown,
  round: number,
): Promise<string> {
  const shiftId = crypto.randomUUID()
  await query(
    `insert into public.shifts (id, org_id, post, place, on_day, from_minute, until_minute, places, opens_on, closes_on,
       leave_hours, rest_hours, confirm_hours, organiser_id, status, made_by)
     select $1, $2, '村口扫雪', '村口', day, 480, 600, 2, private.today(), day, 24, 0, 24, $3, 'open', $3
     from (select private.today() + 5 + $4::int as day) as made`,
    [shiftId, people.secretary.branchId, people.secretary.memberId, round],
  )
  return shiftId
}

const middleOf = (steps: readonly Step[]): Step => ({
  ms: median(steps.map(({ ms }) => ms)),
  down: median(steps.map(({ down }) => down)),
  up: median(steps.map(({ up }) => up)),
  connections: median(steps.map(({ connections }) => connections)),
})

export function toldNotice({ opened, keptMs, signedUp, taps }: NoticeFigures): string {
  const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
  const row = (what: string, { ms, down, up, connections }: Step) =>
    `| ${what} | ${(ms / 1000).toFixed(1)} s | ${kb(down)} | ${kb(up)} | ${String(connections)} |`
  return `## From the notice to “you are in”

Also by \`npm run bench -- shift\`. The built app in Chromium, on a line of 400 kbit/s each way with 400 ms there and back, below HTTP,
so that every byte of it counts. A phone that was put away settled is opened after somebody made a shift; it stands on the
first page, and its owner comes: ${String(taps)} taps. ${(keptMs / 1000).toFixed(1)} s after the first of them the sign-up is on the phone and
it says so; the town's word is there when the answer is. Medians of ${String(rounds)}.

| step | took | down | up | connections |
| --- | ---: | ---: | ---: | ---: |
${row('app opened, the new shift is on the first page', opened)}
${row('two taps, until 报上了', signedUp)}`
}
