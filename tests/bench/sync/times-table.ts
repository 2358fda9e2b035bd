import { median } from '../median.ts'
import { contenders, networks } from './options.ts'
import { ratiosToFloor } from './ratios.ts'
import { workNames, type Run, type Work, type WorkName } from './results.ts'

const heads = ['', 'first sync', 'first screen', ...workNames.slice(1), 'longest task', 'script']

/** One table for one network: medians, and in brackets the median of the ratios to the floor of the same repetition. */
export function timesTable(network: string, runs: readonly Run[]): string {
  const here = runs.filter((run) => run.network === network)
  const engines = Object.keys(contenders).filter((name) => here.some((run) => run.engine === name))
  const lines = engines.map((engine) => {
    const cells = [contenders[engine]?.says ?? engine, ...cellsOf(here, engine)]
    return `| ${cells.join(' | ')} |`
  })
  const notes = notesOf(here)
  return [
    `### ${networks[network]?.says ?? network}`,
    '',
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...lines,
    ...(notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : []),
  ].join('\n')
}

function cellsOf(here: readonly Run[], engine: string): string[] {
  const runs = here.filter((run) => run.engine === engine)
  const screens = runs.flatMap(({ firstScreenMs }) => firstScreenMs ?? [])
  const longest = runs.map(({ works }) =>
    Math.max(...Object.values(works).map(({ longestTaskMs }) => longestTaskMs)),
  )
  return [
    workCell(here, runs, 'first sync'),
    screens.length > 0 ? time(median(screens)) : '–',
    ...workNames.slice(1).map((name) => workCell(here, runs, name)),
    time(median(longest)),
    `${Math.round(median(runs.map(({ scriptBytes }) => scriptBytes)) / 1024)} KB`,
  ]
}

function workCell(here: readonly Run[], runs: readonly Run[], name: WorkName): string {
  const works = runs.flatMap((run) => run.works[name] ?? [])
  if (works.length === 0) return '–'
  const middle = (value: (work: Work) => number) => median(works.map(value))
  const ratios = ratiosToFloor(here, runs, name)
  const ratio = ratios.length > 0 ? ` (×${median(ratios).toFixed(2)})` : ''
  if (name === 'start') return `${time(middle(({ ms }) => ms))}${ratio}`
  const bytes = kilobytes(middle(({ down, up }) => down + up))
  const asked = `${middle(({ requests }) => requests)}+${middle(({ preflights }) => preflights)}`
  return `${time(middle(({ ms }) => ms))}${ratio} · ${bytes} · ${asked}`
}

const time = (ms: number) => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`)
const kilobytes = (bytes: number) =>
  bytes < 10_240 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024).toFixed(0)} KB`

/** What went wrong, once for each engine and kind. */
function notesOf(runs: readonly Run[]): string[] {
  const said = new Map<string, number>()
  for (const { engine, troubles } of runs)
    for (const trouble of new Set(troubles.map((one) => one.replace(/[0-9a-f-]{36}/g, '…')))) {
      const note = `${contenders[engine]?.says ?? engine}: ${trouble}`
      said.set(note, (said.get(note) ?? 0) + 1)
    }
  return [...said].map(([note, times]) => `${note} (${times} of the repetitions)`)
}
