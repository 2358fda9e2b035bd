import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Trouble } from '../../../supabase/dev/house.ts'
import type { Network } from './stage/line.ts'

export interface NamedNetwork extends Network {
  says: string
  slowdown: number
}

const bad = { down: 400_000, up: 150_000, roundTripMs: 400 }

export const networks: Readonly<Record<string, NamedNetwork>> = {
  none: { says: 'No network limit', down: null, up: null, roundTripMs: 0, slowdown: 1 },
  slow: { says: '400 kbit/s down, 150 up, 400 ms there and back', ...bad, slowdown: 1 },
  'slow-cpu': { says: 'The same, with the processor slowed 4 times', ...bad, slowdown: 4 },
}

interface Contender {
  says: string
  file: string
  /** A measure and no engine: it takes no part in the cases. */
  isFloor?: boolean
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const peer = (name: string, says: string): Contender => ({
  says,
  file: here(`../peers/${name}/engine.ts`),
})

export const contenders: Readonly<Record<string, Contender>> = {
  floor: { says: 'floor', file: here('engines/floor.ts'), isFloor: true },
  ours: { says: '**ours**', file: here('engines/ours.ts') },
  plain: { says: 'plain supabase-js + Dexie', file: here('engines/plain.ts') },
  rxdb: peer('rxdb', 'RxDB'),
  'legend-state': peer('legend-state', 'Legend-State'),
  'tanstack-db': peer('tanstack-db', 'TanStack DB'),
  watermelondb: peer('watermelondb', 'WatermelonDB'),
}

export interface Options {
  reps: number
  rows: number
  engines: readonly string[]
  networks: readonly string[]
  resume: boolean
  /** Where results are written as they come; undefined: in the temporary folder. */
  file: string | undefined
  times: boolean
  cases: boolean
}

const usualRows = 10_000
const usualReps = 5

/** `--reps 5 --rows 10000 --engines ours,rxdb --networks none,slow --only times|cases --resume --file results.jsonl`, all of them optional. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      reps: { type: 'string', default: String(usualReps) },
      rows: { type: 'string', default: String(usualRows) },
      engines: { type: 'string', default: Object.keys(contenders).join() },
      networks: { type: 'string', default: Object.keys(networks).join() },
      only: { type: 'string' },
      resume: { type: 'boolean', default: false },
      file: { type: 'string' },
    },
  })
  const chosen = chosenOf('engine', values.engines, contenders)
  return {
    reps: Number(values.reps),
    rows: Number(values.rows),
    // Everything is a ratio to it.
    engines: [...new Set(['floor', ...chosen])],
    networks: chosenOf('network', values.networks, networks),
    resume: values.resume,
    file: values.file,
    times: values.only !== 'cases',
    cases: values.only !== 'times',
  }
}

/** Whether the result is the whole table, fit to be kept; a part of it or a small one is only printed. */
export const isWhole = ({ reps, rows, engines, networks: lines, times, cases }: Options): boolean =>
  times &&
  cases &&
  reps >= usualReps &&
  rows === usualRows &&
  engines.length === Object.keys(contenders).length &&
  lines.length === Object.keys(networks).length

function chosenOf(what: string, said: string, there: Readonly<Record<string, unknown>>): string[] {
  const names = said.split(',')
  const unknown = names.find((name) => !(name in there))
  if (unknown !== undefined)
    throw new Trouble(
      `There is no ${what} ${unknown}. There are: ${Object.keys(there).join(', ')}.`,
    )
  return names
}

/** The peers' libraries are not the app's: they are installed apart, when somebody wants to measure. */
export function checkPeersInstalled(engines: readonly string[]): void {
  const wanted = engines.filter((name) => contenders[name]?.file.includes('/peers/'))
  if (wanted.length > 0 && !existsSync(here('../peers/node_modules')))
    throw new Trouble('First install the peers: npm ci --prefix tests/bench/peers')
}
