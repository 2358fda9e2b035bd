import { readdirSync, readFileSync } from 'node:fs'
import { openLine, type Line } from './line.ts'

export interface Watched {
  /** How often each kind of waiting was seen among the connections at work, in hundredths; `CPU` is no wait at all. */
  waits: Record<string, number>
  /** Cores that the server's processes kept busy, and those that this process did. */
  serverCores: number
  ownCores: number
  /** The statements the server spent most of its time in, each with the share of all, what it calls included. */
  statements: { share: number; calls: number; meanMs: number; text: string }[]
}

const lookEveryMs = 25

/** Looks over the server's shoulder until stopped. */
export async function watchServer(
  url: string,
  database: string,
): Promise<{ stop(): Promise<Watched> }> {
  const db = openLine(url, database)
  await db.exec('create extension if not exists pg_stat_statements with schema bench')
  await db.query('select bench.pg_stat_statements_reset()')
  const seen = new Map<string, number>()
  const pids = await serverPids(db)
  const before = { server: ticksOf(pids), own: process.cpuUsage(), at: performance.now() }
  const until = new AbortController()
  const looking = look(db, seen, until.signal)
  return {
    async stop() {
      until.abort()
      await looking
      const elapsed = (performance.now() - before.at) / 1000
      const own = process.cpuUsage(before.own)
      const serverTicks = ticksOf(pids) - before.server
      const statements = await worst(db)
      await db.close()
      return {
        waits: inHundredths(seen),
        serverCores: serverTicks / ticksPerSecond / elapsed,
        ownCores: (own.user + own.system) / 1e6 / elapsed,
        statements,
      }
    },
  }
}

async function look(db: Line, seen: Map<string, number>, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    for (const { wait, n } of await busy(db)) seen.set(wait, (seen.get(wait) ?? 0) + Number(n))
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

const busy = (db: Line) =>
  db.query<{ wait: string; n: string }>(`
    select coalesce(wait_event_type || ' ' || wait_event, 'CPU') as wait, count(*) as n
    from pg_catalog.pg_stat_activity
    where datname = current_database() and state = 'active' and pid <> pg_backend_pid()
    group by 1`)

function inHundredths(seen: ReadonlyMap<string, number>): Record<string, number> {
  const all = [...seen.values()].reduce((sum, n) => sum + n, 0)
  const sorted = [...seen].toSorted(([, a], [, b]) => b - a)
  return Object.fromEntries(sorted.slice(0, 6).map(([wait, n]) => [wait, (100 * n) / all]))
}

const ticksPerSecond = 100

async function serverPids(db: Line): Promise<string[]> {
  const [row] = await db.query<{ directory: string }>(
    `select setting as directory from pg_catalog.pg_settings where name = 'data_directory'`,
  )
  const postmaster = readFileSync(`${row?.directory ?? ''}/postmaster.pid`, 'utf8').split('\n')[0]
  return readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && (pid === postmaster || statOf(pid)[1] === postmaster),
  )
}

const ticksOf = (pids: readonly string[]): number =>
  pids.reduce((sum, pid) => sum + Number(statOf(pid)[11] ?? 0) + Number(statOf(pid)[12] ?? 0), 0)

/** The words after the name in /proc/<pid>/stat: state, parent, …; nothing for a process that has ended. */
function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
  } catch {
    return []
  }
}

async function worst(db: Line): Promise<Watched['statements']> {
  const rows = await db.query<{ share: number; calls: string; mean: number; text: string }>(`
    select total_exec_time / sum(total_exec_time) filter (where toplevel) over () as share,
      calls, mean_exec_time as mean, left(regexp_replace(query, '\\s+', ' ', 'g'), 90) as text
    from bench.pg_stat_statements
    where dbid = (select oid from pg_catalog.pg_database where datname = current_database())
    order by total_exec_time desc limit 12`)
  return rows.map(({ share, calls, mean, text }) => ({
    share,
    calls: Number(calls),
    meanMs: mean,
    text,
  }))
}
