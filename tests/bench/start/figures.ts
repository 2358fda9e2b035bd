import { median } from '../median.ts'
import type { Start } from './cold-start.ts'

/** The starts of one page under one condition, one for each repetition. */
export type Series = readonly Start[]

const columns = [
  ['firstPaint', 'first paint'],
  ['content', 'tasks on screen'],
  ['quiet', 'ready for a tap'],
  ['tapAnswer', 'tap answered in'],
  ['longestTask', 'longest task'],
  ['script', 'scripting'],
  ['layout', 'style, layout'],
  ['work', 'main thread in all'],
] as const satisfies readonly (readonly [keyof Start, string])[]

/** Medians in milliseconds; in brackets the median of the ratios to the floor of the same repetition. */
export function tableOf(series: Readonly<Record<string, Series>>, floor: Series): string {
  const head = ['', ...columns.map(([, title]) => title)]
  const rows = Object.entries(series).map(([name, starts]) => [
    name,
    ...columns.map(([key]) => cell(starts, floor, key)),
  ])
  return [head, head.map((_, at) => (at === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function cell(starts: Series, floor: Series, key: keyof Start): string {
  const own = median(starts.map((start) => start[key])).toFixed(0)
  if (starts === floor) return own
  const ratios = starts.flatMap((start, at) => {
    const below = floor[at]?.[key] ?? 0
    return below > 0 ? [start[key] / below] : []
  })
  return ratios.length === 0 ? own : `${own} (${median(ratios).toFixed(2)}×)`
}
