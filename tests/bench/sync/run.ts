import { runTool } from '../../../supabase/dev/house.ts'
import { writeSection } from '../report.ts'
import { checkPeersInstalled, isWhole, readOptions, type Options } from './options.ts'
import { playCases } from './play-cases.ts'
import { Results } from './results.ts'
import { peerVersions, section } from './section.ts'
import { openStage, type Stage } from './stage/open-stage.ts'
import { sizeFor } from './stage/size.ts'
import { firstScreenLacks, measure } from './works.ts'

// The embedded doors would otherwise tell their makers that they were opened.
process.env['LITE_TELEMETRY'] = '0'
process.env['NODE_ENV'] = 'production'

await runTool(async () => {
  const options = readOptions(process.argv.slice(2))
  checkPeersInstalled(options.engines)
  const results = new Results(options.resume, options.file)
  console.log(`Results go to ${results.file} as they come; --resume goes on with them.`)
  if (options.times) await measureTimes(options, results)
  if (options.cases) await playCases(options.engines, results)
  const said = section(options, results)
  console.log(`\n${said}`)
  if (isWhole(options)) writeSection('sync', said, { ...results.versions, ...peerVersions() })
  else console.log('\nOnly a part: docs/benchmarks.md stays as it is.')
})

async function measureTimes(options: Options, results: Results): Promise<void> {
  const stage = await openStage(options.engines)
  try {
    await takeTurns(stage, options, results)
  } finally {
    await stage.close()
  }
}

/** Engines take turns within a repetition, and another one begins in each, so that no one always has the quiet moment. */
async function takeTurns(stage: Stage, options: Options, results: Results): Promise<void> {
  const { reps, rows, engines } = options
  console.log('Filling the town …')
  const db = await stage.use(await stage.databases.make('whole', sizeFor(rows)))
  const [server] = await db.query<{ server_version: string }>('show server_version')
  results.add({
    kind: 'versions',
    versions: { chromium: stage.phone.version, postgresql: server?.server_version ?? '' },
  })
  for (const engine of engines) {
    const lacks = await firstScreenLacks(stage, db, engine)
    if (lacks !== '') results.add({ kind: 'trouble', engine, trouble: `first screen: ${lacks}` })
  }
  for (let rep = 0; rep < reps; rep++)
    for (const network of options.networks)
      for (let n = 0; n < engines.length; n++) {
        const engine = engines[(n + rep) % engines.length] ?? ''
        const about = { rep, network, engine, rows }
        if (results.hasRun(about)) continue
        const run = await measure(stage, db, about)
        results.add({ kind: 'run', run })
        const { works, troubles } = run
        const times = Object.entries(works).map(([name, { ms }]) => `${name} ${ms.toFixed(0)}`)
        console.log(`${rep + 1}/${reps} ${network} ${engine}: ${times.join(', ')} ms`, ...troubles)
      }
}
