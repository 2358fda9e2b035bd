import { parseArgs } from 'node:util'
import { runBroken } from './broken/run-broken.ts'
import { keptPlans } from './kept-seeds.ts'
import { writeLongRun } from './runner/long-run.ts'
import { runSeeds } from './runner/run-seeds.ts'
import { tellSeed } from './runner/tell-seed.ts'

/**
 * `npm run simulate -- --seeds 20000` lives through many seeds; `--seed 123` tells the story of one. `--from N` begins
 * elsewhere, `--seconds N` ends by the clock. `--postgres` has the town on a real server, where requests stand open
 * beside each other. `--broken` lives through them with versions that each break one promise, to see that they are
 * noticed; `--only WORDS` takes those whose sentence holds the words, `--postgres` those that need several sessions, and
 * neither writes the table.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    workers: { type: 'string', default: '2' },
    postgres: { type: 'boolean', default: false },
    broken: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const where = values.postgres ? 'postgres' : 'embedded'
const say = (text: string) => process.stdout.write(`${text}\n`)

if (values.seed !== undefined) {
  process.exitCode = (await tellSeed(Number(values.seed), where, say)) ? 0 : 1
} else if (values.broken) {
  const { seeds = '200', workers, only } = values
  const all = await runBroken({
    ...{ seeds: Number(seeds), workers: Number(workers), together: values.postgres, say },
    ...(only !== undefined && { only }),
  })
  process.exitCode = all ? 0 : 1
} else {
  const seeds = Number(values.seeds ?? (values.seconds === undefined ? 1000 : Infinity))
  const tally = await runSeeds({
    kept: keptPlans(where),
    seeds,
    where,
    from: Number(values.from),
    workers: Number(values.workers),
    ...(values.seconds !== undefined && { seconds: Number(values.seconds) }),
    onProgress: (so) => {
      say(so.line())
    },
  })
  say(tally.stories())
  say(tally.table())
  const how = ['npm run simulate --', ...process.argv.slice(2)].join(' ')
  await writeLongRun(how, where, tally)
  process.exitCode = tally.failures.length > 0 ? 1 : 0
}
