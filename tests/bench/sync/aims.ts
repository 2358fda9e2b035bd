import { median } from '../median.ts'
import { networks } from './options.ts'
import type { Run, WorkName } from './results.ts'
import { ratiosToFloor } from './ratios.ts'

/** A finger waits for no task longer than this. */
const taskAtMostMs = 50

/** What was aimed at, and whether it was reached, line by line: on bad lines only, for on a good one nobody waits. */
export function aims(network: string, runs: readonly Run[]): string {
  const { roundTripMs = 0, down, says } = networks[network] ?? {}
  const here = runs.filter((run) => run.network === network)
  const ours = here.filter(({ engine }) => engine === 'ours')
  if (!roundTripMs || !down || ours.length === 0) return ''
  const ratio = (work: WorkName) => median(ratiosToFloor(here, ours, work))
  const requests = (work: WorkName) =>
    Math.max(...ours.map(({ works }) => works[work]?.requests ?? 0))
  const nothingNew = median(ours.flatMap(({ works }) => works['nothing new']?.ms ?? []))
  const longest = median(
    ours.map(({ works }) =>
      Math.max(...Object.values(works).map(({ longestTaskMs }) => longestTaskMs)),
    ),
  )
  const screens = ours.map((run) => firstScreenOf(run, { roundTripMs, down }))
  const screen = median(screens.map(({ took }) => took))
  const allowed = median(screens.map(({ allowed }) => allowed))
  const lines = [
    aim(
      'first sync below the floor',
      `×${ratio('first sync').toFixed(2)}`,
      ratio('first sync') < 1,
    ),
    aim(
      'first screen within two round trips and the time its own bytes take, the line being open',
      `${screen.toFixed(0)} ms of ${allowed.toFixed(0)}`,
      screen <= allowed,
    ),
    aim(
      'nothing new within 1.15 round trips, in one request',
      `×${(nothingNew / roundTripMs).toFixed(2)}, ${requests('nothing new')} request`,
      nothingNew <= 1.15 * roundTripMs && requests('nothing new') === 1,
    ),
    aim(
      'fifty acts in one request, within 1.2 × the floor',
      `×${ratio('send 50').toFixed(2)}, ${requests('send 50')} request`,
      ratio('send 50') <= 1.2 && requests('send 50') === 1,
    ),
    aim('start within 1.2 × the floor', `×${ratio('start').toFixed(2)}`, ratio('start') <= 1.2),
    aim('no task over 50 ms', `${longest.toFixed(0)} ms`, longest <= taskAtMostMs),
  ]
  return [`Aims, ${says ?? network}:`, '', ...lines].join('\n')
}

const aim = (what: string, got: string, met: boolean): string =>
  `- ${what}: ${got}: **${met ? 'met' : 'missed'}**.`

/**
 * The first screen, counted from when the line is open: connecting (TCP, TLS and their own bytes) every page of every
 * engine pays. The question has then come in after one and a half round trips, of which one is leave to ask from another
 * origin; the screen may stand after the other half and the time the answer's bytes take.
 */
function firstScreenOf(
  { firstScreenMs, works }: Run,
  { roundTripMs, down }: { roundTripMs: number; down: number },
): { took: number; allowed: number } {
  const { packed = 0, atMs = Number.NaN } = works['first sync']?.log[0] ?? {}
  return {
    took: (firstScreenMs ?? Number.NaN) - atMs + 1.5 * roundTripMs,
    allowed: 2 * roundTripMs + (8 * packed * 1000) / down,
  }
}
