import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bundlePhone } from '../runner/bundle.ts'
import { brokenVersions, mustFit } from './list.ts'
import { writeTable } from './table.ts'
import type { BrokenVersion } from './version.ts'
import type { Trial, Verdict } from './worker.ts'

export interface Caught {
  readonly version: BrokenVersion
  /** The seed that showed it, which is also how many it took; null when none did. */
  readonly seed: number | null
  /** The first broken promise. */
  readonly broken: string
}

export interface BrokenOptions {
  readonly seeds: number
  /** So many versions at once; each has one process, so that the seeds come in their order. */
  readonly workers: number
  /** Only versions whose sentence holds this. */
  readonly only?: string
  /** Only those that several sessions are needed for. */
  readonly together?: boolean
  readonly say: (line: string) => void
}

/** Lives through seeds with each broken version until one of them shows it; true when all were shown. */
export async function runBroken(options: BrokenOptions): Promise<boolean> {
  const { seeds, workers, only = '', together = false, say } = options
  const versions = brokenVersions.filter(
    (version) => version.wrong.includes(only) && (version.together ?? !together),
  )
  mustFit(versions)
  // Those who share a database come first.
  const waiting = versions
    .map((version, n) => ({ version, n }))
    .sort((a, b) => (a.version.town ?? '').length - (b.version.town ?? '').length)
    .values()
  const all: Caught[] = []
  const next = async (): Promise<Trial | undefined> => {
    const { value } = waiting.next()
    if (!value) return undefined
    const { town = '', phone, together } = value.version
    const where = together ? 'postgres' : 'embedded'
    return { n: value.n, seeds, town, where, phone: await bundlePhone(phone) }
  }
  const hear = ({ n, end }: Verdict) => {
    const version = versions[n]
    if (!version) return
    const caught = { version, seed: end?.seed ?? null, broken: oneLine(end?.broken ?? '') }
    all[n] = caught
    say(`${end === null ? 'NOT CAUGHT' : `seed ${String(end.seed)}`}: ${version.wrong}`)
    if (end !== null) say(`    ${caught.broken}`)
  }
  await Promise.all(Array.from({ length: workers }, () => employ(next, hear)))
  const found = all.filter(({ seed }) => seed !== null).length
  say(`${String(found)} of ${String(all.length)} broken versions caught`)
  if (only === '' && !together) await writeTable(all, seeds)
  return found === all.length
}

function employ(
  next: () => Promise<Trial | undefined>,
  hear: (verdict: Verdict) => void,
): Promise<void> {
  const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    worker.on('message', (verdict: Verdict | null) => {
      if (verdict) hear(verdict)
      next().then((trial) => {
        if (trial) worker.send(trial)
        else worker.disconnect()
      }, reject)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`a worker of the simulation ended with ${String(code)}`))
    })
  })
}

/** Ids say little to a reader; the promise that was broken is what counts. */
const oneLine = (broken: string): string =>
  (broken.split('\n')[0] ?? '')
    .replace(/^something threw: (Error: )?/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, (id) => `${id.slice(0, 4)}…`)
    .slice(0, 160)
