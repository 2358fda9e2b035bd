import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Plan } from '../world/plan.ts'
import type { Where } from '../town/database.ts'
import { bundlePhone, type Patch } from './bundle.ts'
import type { Report, Task, Work } from './messages.ts'
import { Tally } from './tally.ts'

export interface RunOptions {
  /** Stories kept from earlier failures, lived through first. */
  readonly kept?: readonly Plan[]
  readonly from?: number
  /** So many seeds; without a number, as many as the time allows. */
  readonly seeds?: number
  readonly seconds?: number
  readonly workers?: number
  readonly where?: Where
  readonly explains?: number
  /** The first failure ends the run: enough to know that a broken version is noticed. */
  readonly stopAtFailure?: boolean
  readonly breakTown?: string
  readonly breakPhone?: readonly Patch[]
  readonly onProgress?: (tally: Tally) => void
}

/** Large enough that workers seldom wait, small enough that they finish together. */
const seedsAtOnce = 4
const progressEveryMs = 5_000

/** Lives through many seeds in several processes, and answers what became of them. */
export async function runSeeds(options: RunOptions): Promise<Tally> {
  const { workers = 2, explains = 2, where = 'embedded', onProgress } = options
  const { breakTown = '', breakPhone = [] } = options
  const task: Task = { phone: await bundlePhone(breakPhone), where, breakTown, explains }
  const tally = new Tally()
  const work = workOf(options, tally)
  const progress = setInterval(() => onProgress?.(tally), progressEveryMs)
  try {
    await Promise.all(Array.from({ length: workers }, () => employ(task, work, tally)))
  } finally {
    clearInterval(progress)
  }
  return tally
}

function workOf(options: RunOptions, tally: Tally): () => Work {
  const {
    from = 1,
    seeds = Infinity,
    seconds = Infinity,
    kept = [],
    stopAtFailure = false,
  } = options
  // The first database takes a while to open; the time is for the seeds.
  let until: number | undefined
  const waiting: (number | Plan)[] = [...kept]
  let next = from
  return () => {
    until ??= performance.now() + seconds * 1000
    const isOver = performance.now() > until || (stopAtFailure && tally.failures.length > 0)
    if (isOver) return []
    while (waiting.length < seedsAtOnce && next < from + seeds) waiting.push(next++)
    return waiting.splice(0, seedsAtOnce)
  }
}

function employ(task: Task, work: () => Work, tally: Tally): Promise<void> {
  const path = fileURLToPath(new URL('worker.ts', import.meta.url))
  const worker: ChildProcess = fork(path, [JSON.stringify(task)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Report) => {
      switch (message.kind) {
        case 'ready':
          worker.send(work())
          break
        case 'lived':
          tally.add(message.end)
          break
        case 'failed':
          tally.failures.push(message.failure)
          break
      }
    })
    worker.on('error', reject)
    worker.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`a worker of the simulation ended with ${String(code)}`))
    })
  })
}
