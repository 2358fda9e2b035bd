import type { Act, Config, Engine, FirstScreen, TableName } from '../../peers/engine.ts'

/** What the driver outside the browser may ask of the page; times are taken in here, by the page's own clock. */
export interface BenchPage {
  open(config: Config): Promise<void>
  /** Reads the first screen at the moment it is said to be there, when asked to: that costs what is being measured. */
  firstSync(
    checksFirstScreen: boolean,
  ): Promise<{ ms: number; firstScreenMs: number; firstScreen: Counts }>
  sync(): Promise<number>
  actOffline(acts: readonly Act[]): Promise<number>
  editOffline(bodyId: string, questions: readonly string[]): Promise<void>
  send(): Promise<number>
  /** From a closed store to the first screen's rows. */
  start(config: Config): Promise<{ ms: number; firstScreen: Counts }>
  rows(): Promise<Counts>
  row(table: TableName, id: string): Promise<Readonly<Record<string, unknown>> | undefined>
}

export const beginMark = 'bench-begin'
export const endMark = 'bench-end'

export type Counts = Record<string, number>

declare global {
  interface Window {
    bench: BenchPage
  }
}

const countsOf = (screen: FirstScreen): Counts =>
  Object.fromEntries(
    Object.entries(screen).map(([name, rows]) => [name, (rows as unknown[]).length]),
  )

/** The marks tell the trace where the work begins and ends, and which of the browser's threads is this page's. */
async function msOf(work: () => Promise<unknown>): Promise<number> {
  performance.mark(beginMark)
  const started = performance.now()
  await work()
  const ms = performance.now() - started
  performance.mark(endMark)
  return ms
}

export function expose(engine: Engine): void {
  window.bench = {
    open: (config) => engine.open(config),
    async firstSync(checksFirstScreen) {
      let firstScreenMs = Number.NaN
      let seen: Promise<Counts> = Promise.resolve({})
      const ms = await msOf(() => {
        const started = performance.now()
        return engine.firstSync(() => {
          firstScreenMs = performance.now() - started
          if (checksFirstScreen) seen = engine.firstScreen().then(countsOf)
        })
      })
      return { ms, firstScreenMs, firstScreen: await seen }
    },
    sync: () => msOf(() => engine.sync()),
    actOffline: (acts) => msOf(() => engine.actOffline(acts)),
    editOffline: (bodyId, questions) => engine.editOffline(bodyId, questions),
    send: () => msOf(() => engine.send()),
    async start(config) {
      let screen: FirstScreen | undefined
      const ms = await msOf(async () => {
        await engine.open(config)
        screen = await engine.firstScreen()
      })
      return { ms, firstScreen: screen ? countsOf(screen) : {} }
    },
    rows: () => engine.rows(),
    row: (table, id) => engine.row(table, id),
  }
}
