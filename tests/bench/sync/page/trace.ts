import { beginMark, endMark } from './expose.ts'

/** `toplevel` writes down every task a thread runs, however short; an observer in the page would hear of 50 ms and more only. */
export const traceCategories = ['toplevel', 'blink.user_timing'] as const

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Microseconds. */
  ts: number
  dur?: number
}

/** The longest task of the page's main thread between the two marks, in milliseconds. */
export function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] }
  const begin = traceEvents.find(({ name }) => name === beginMark)
  const end = traceEvents.findLast(({ name }) => name === endMark)
  if (!begin || !end) throw new Error('the trace does not hold the work')
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts, dur = 0 }) =>
      name.endsWith('RunTask') &&
      pid === begin.pid &&
      tid === begin.tid &&
      ts + dur > begin.ts &&
      ts < end.ts,
  )
  return tasks.reduce((longest, { dur = 0 }) => Math.max(longest, dur), 0) / 1000
}
