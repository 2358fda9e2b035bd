import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeSection } from '../report.ts'
import { startTwice, type Coldness, type Starts } from './cold-start.ts'
import { tableOf } from './figures.ts'
import { section } from './section.ts'
import { installAll, type Subject } from './subjects.ts'
import { versions } from './versions.ts'

/** `--beside <folder>` measures another build of the app along, to judge a change; then docs/benchmarks.md stays as it is. */
const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '7' },
    slowed: { type: 'string', default: '4,6' },
    beside: { type: 'string' },
  },
})
const enough = 7
const times = Number(values.times)
const slowdowns = values.slowed.split(',').map(Number)
const folder = await mkdtemp(join(tmpdir(), 'pioneer-start-'))
try {
  const subjects = await installAll(folder, values.beside)
  const tables = []
  for (const slowdown of slowdowns) tables.push(...(await measure(subjects, slowdown)))
  const said = section(tables, times)
  console.log(said)
  const isWhole = values.beside === undefined && times >= enough && slowdowns.length > 1
  if (isWhole) writeSection('start', said, await versions(folder))
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Interleaved, and each repetition in the other order, so that a busy minute of the machine meets everybody. */
async function measure(subjects: readonly Subject[], slowdown: number): Promise<string[]> {
  const starts = new Map<string, Starts[]>(subjects.map(({ name }) => [name, []]))
  for (let n = 0; n < times; n++) {
    for (const subject of n % 2 === 0 ? subjects : [...subjects].reverse())
      starts.get(subject.name)?.push(await startTwice(subject, slowdown))
    console.log(`CPU slowed ${String(slowdown)} times: ${String(n + 1)} of ${String(times)}`)
  }
  const how: readonly Coldness[] = ['browser restarted', 'new page']
  return how.map((coldness) => {
    const series = Object.fromEntries(
      [...starts].map(([name, all]) => [name, all.map((one) => one[coldness])]),
    )
    const title = `### CPU slowed ${String(slowdown)} ×, ${coldness}`
    return `${title}\n\n${tableOf(series, series['floor'] ?? [])}`
  })
}
