import { cases, type Case, type Scene } from './cases.ts'
import { contenders, networks } from './options.ts'
import type { Visit } from './page/browser.ts'
import type { CaseResult, Results } from './results.ts'
import { lesson } from './stage/ids.ts'
import { connect } from './stage/open-databases.ts'
import { openStage, type Stage } from './stage/open-stage.ts'
import { sizeFor } from './stage/size.ts'
import { differences, visibleRows } from './stage/truth.ts'
import { within, wordsOf } from './within.ts'

/** Right or wrong does not depend on how much there is. */
const caseRows = 1000
const caseWithinMs = 60_000

export async function playCases(engines: readonly string[], results: Results): Promise<void> {
  const players = engines.filter((name) => contenders[name]?.isFloor !== true)
  const stage = await openStage(players)
  try {
    const size = sizeFor(caseRows)
    await stage.databases.make('case_template', size)
    let n = 0
    for (const play of cases)
      for (const engine of players) {
        if (results.hasCase(play.name, engine)) continue
        n += 1
        await playOne(stage, play, engine, `case_${n}`, lesson(size.lessons - 1), results)
      }
  } finally {
    await stage.close()
  }
}

/** Each case has a database and a browser profile of its own: whatever it breaks, the next one begins whole. */
async function playOne(
  stage: Stage,
  play: Case,
  engine: string,
  database: string,
  lastLesson: string,
  results: Results,
): Promise<void> {
  const url = await stage.databases.copy('case_template', database)
  const db = await stage.use(url)
  const other = connect(url)
  stage.line.be(networks['none'] ?? { down: null, up: null, roundTripMs: 0 })
  const visit = await stage.phone.visit(stage.urlOf(engine), 1)
  try {
    await visit.page.evaluate((config) => window.bench.open(config), stage.config)
    await within(
      caseWithinMs,
      visit.page.evaluate(() => window.bench.firstSync(false)),
    )
    const missing = differences(await visibleRows(db), await pageOf(visit).rows())
    if (missing !== '') throw new Error(`not everything came at first: ${missing}`)
    const scene: Scene = {
      ...{ db, other: other.db, front: stage.front, page: pageOf(visit) },
      ...{ ofOurs: engine === 'ours', lastLesson },
    }
    const saw = await within(caseWithinMs, play.play(scene))
    tell(results, { case: play.name, engine, passed: saw === '', saw })
  } catch (error) {
    const saw = wordsOf(error)
    tell(results, { case: play.name, engine, passed: false, saw })
  } finally {
    stage.front.loseAnswersWhen(null)
    await visit.leave()
    await other.close()
  }
}

function tell(results: Results, result: CaseResult): void {
  results.add({ kind: 'case', result })
  const { engine, passed, saw } = result
  console.log(`${result.case}, ${engine}: ${passed ? 'passed' : `failed, ${saw}`}`)
}

const pageOf = ({ page }: Visit): Scene['page'] => ({
  actOffline: (acts) => page.evaluate((acts) => window.bench.actOffline(acts), acts),
  editOffline: (bodyId, questions) =>
    page.evaluate(([id, asked]) => window.bench.editOffline(id, asked), [
      bodyId,
      questions,
    ] as const),
  send: () => page.evaluate(() => window.bench.send()),
  sync: () => page.evaluate(() => window.bench.sync()),
  rows: () => page.evaluate(() => window.bench.rows()),
  row: (table, id) =>
    page.evaluate(([name, id]) => window.bench.row(name, id), [table, id] as const),
})
