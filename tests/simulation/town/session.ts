import postgres from 'postgres'

/** What a script came to. */
export type Answer = { ok: true; rows: unknown[] } | { ok: false; error: unknown }

/** One line to the server, with its own transaction. */
export interface Session {
  /** The server's number for it. */
  readonly pid: number
  /** Runs a script; answers the rows of its last statement that has any. Never throws. */
  ask(script: string): Promise<Answer>
  close(): Promise<void>
}

export async function openSession(url: string): Promise<Session> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  const ask = async (script: string): Promise<Answer> => {
    try {
      return { ok: true, rows: lastRows(await sql.unsafe(script).simple()) }
    } catch (error) {
      return { ok: false, error }
    }
  }
  const [row] = await sql.unsafe<{ pid: number }[]>('select pg_backend_pid() as pid')
  if (!row) throw new Error('a session without a number')
  return { pid: row.pid, ask, close: () => sql.end({ timeout: 5 }) }
}

/** The driver answers one statement with its rows, and several with a list of such answers. */
function lastRows(answered: readonly object[]): unknown[] {
  if ('command' in answered) return Array.from(answered)
  const results = answered as readonly (readonly unknown[] & { columns?: unknown[] | null })[]
  return Array.from(results.findLast(({ columns }) => (columns?.length ?? 0) > 0) ?? [])
}
