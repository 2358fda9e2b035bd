import type { Db } from '../../../supabase/dev/database.ts'
import { networks } from './options.ts'
import type { Visit } from './page/browser.ts'
import type { Run, Work, WorkName } from './results.ts'
import { acts, actsArrived, backToBeginning, othersGoOn } from './stage/happenings.ts'
import type { Stage } from './stage/open-stage.ts'
import { differences, firstScreenRows, visibleRows } from './stage/truth.ts'
import { within, wordsOf } from './within.ts'

const fastest = { down: null, up: null, roundTripMs: 0 }
const workWithinMs = 240_000
/** Opening is short and its time wavers; the middle of three tells more. */
const starts = 3

/** One engine does its works, one after another, in a profile of its own; each is checked against the database. */
export async function measure(
  stage: Stage,
  db: Db,
  about: Pick<Run, 'rep' | 'network' | 'engine' | 'rows'>,
): Promise<Run> {
  const network = networks[about.network]
  if (!network) throw new Error(`there is no network ${about.network}`)
  await backToBeginning(db)
  stage.line.be(network)
  const run: Run = {
    ...about,
    scriptBytes: stage.pages.get(about.engine)?.scriptBytes ?? 0,
    ...{ firstScreenMs: null, works: {}, troubles: [] },
  }
  const visit = await stage.phone.visit(stage.urlOf(about.engine), network.slowdown)
  try {
    await allWorks(new Works(stage, visit, run), db, run)
  } catch (error) {
    run.troubles.push(wordsOf(error))
  } finally {
    await visit.leave()
  }
  return run
}

/** What an engine lacks when it says that the first screen is there; asked once, outside of what is timed. */
export async function firstScreenLacks(stage: Stage, db: Db, engine: string): Promise<string> {
  stage.line.be(fastest)
  const visit = await stage.phone.visit(stage.urlOf(engine), 1)
  try {
    await visit.page.evaluate((config) => window.bench.open(config), stage.config)
    const { firstScreen } = await within(
      workWithinMs,
      visit.page.evaluate(() => window.bench.firstSync(true)),
    )
    return differences(await firstScreenRows(db), firstScreen)
  } catch (error) {
    return wordsOf(error)
  } finally {
    await visit.leave()
  }
}

async function allWorks(works: Works, db: Db, run: Run): Promise<void> {
  const { page } = works.visit
  const { config } = works.stage
  await page.evaluate((config) => window.bench.open(config), config)
  const first = await works.do('first sync', () =>
    page.evaluate(() => window.bench.firstSync(false)),
  )
  run.firstScreenMs = first.firstScreenMs
  works.expect('first sync', differences(await visibleRows(db), await rows(works)))

  // Once without looking: what an engine still has to say after filling up is not "nothing new".
  await page.evaluate(() => window.bench.sync())
  await works.do('nothing new', () => page.evaluate(() => window.bench.sync()))

  const changed = await othersGoOn(db)
  await works.do('20 rows', () => page.evaluate(() => window.bench.sync()))
  for (const { id, heardSeconds } of changed) {
    const row = await page.evaluate((id) => window.bench.row('study_progress', id), id)
    works.expect('20 rows', row?.['heard_seconds'] === heardSeconds ? '' : `${id} is old`)
  }

  await page.evaluate((acts) => window.bench.actOffline(acts), acts)
  await works.do('send 50', () => page.evaluate(() => window.bench.send()))
  const arrived = await actsArrived(db, run.engine === 'ours')
  works.expect('send 50', arrived === acts.length ? '' : `${arrived} arrived`)

  const wanted = await firstScreenRows(db)
  const times: Work[] = []
  for (let n = 0; n < starts; n++) {
    await works.visit.again()
    const start = await works.take(() =>
      page.evaluate((config) => window.bench.start(config), config),
    )
    times.push(start.work)
    works.expect('start', differences(wanted, start.value.firstScreen))
  }
  const middle = times.sort((a, b) => a.ms - b.ms)[Math.floor(starts / 2)]
  if (middle) run.works['start'] = middle
}

const rows = ({ visit }: Works) => visit.page.evaluate(() => window.bench.rows())

class Works {
  readonly visit: Visit
  readonly stage: Stage
  readonly #run: Run

  constructor(stage: Stage, visit: Visit, run: Run) {
    this.visit = visit
    this.stage = stage
    this.#run = run
  }

  /** Does one work and writes down what it took. */
  async do<T extends number | { ms: number }>(name: WorkName, work: () => Promise<T>): Promise<T> {
    const { value, work: took } = await this.take(work)
    this.#run.works[name] = took
    return value
  }

  async take<T extends number | { ms: number }>(
    work: () => Promise<T>,
  ): Promise<{ value: T; work: Work }> {
    const { line, front } = this.stage
    line.takeTraffic()
    front.takeRequests()
    const { value, longestTaskMs } = await within(workWithinMs, this.visit.traced(work))
    const { down, up } = line.takeTraffic()
    const { requests, preflights, log } = front.takeRequests()
    const ms = typeof value === 'number' ? value : value.ms
    return { value, work: { ...{ ms, longestTaskMs, down, up }, requests, preflights, log } }
  }

  expect(work: WorkName, difference: string): void {
    if (difference !== '') this.#run.troubles.push(`${work}: ${difference}`)
  }
}
