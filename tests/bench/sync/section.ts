import { existsSync, readFileSync } from 'node:fs'
import { aims } from './aims.ts'
import { casesTable } from './cases-table.ts'
import { how } from './how.ts'
import { contenders, type Options } from './options.ts'
import type { Results } from './results.ts'
import { timesTable } from './times-table.ts'

/** What docs/benchmarks.md says of the sync benchmark. */
export const section = (
  { networks, reps, rows }: Options,
  { runs, cases, troubles }: Results,
): string =>
  [
    '## Sync against its peers',
    how(rows, reps).trim(),
    ...networks.flatMap((network) => [timesTable(network, runs), aims(network, runs)]),
    ...troubles.map(({ engine, trouble }) => `${contenders[engine]?.says ?? engine}, ${trouble}.`),
    casesTable(cases),
  ]
    .filter((part) => part !== '')
    .join('\n\n')

const peers = new URL('../peers/package.json', import.meta.url)

/** The libraries that were measured, as their package file pins them. */
export function peerVersions(): Record<string, string> {
  if (!existsSync(peers)) return {}
  const { dependencies = {} } = JSON.parse(readFileSync(peers, 'utf8')) as {
    dependencies?: Record<string, string>
  }
  return dependencies
}
