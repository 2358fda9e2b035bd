import postgres from 'postgres'
import type { Db } from '../../../supabase/dev/database.ts'

/** A line to one database of the server; what the server remarks on the way is handed to `onNotice`. */
export interface Line extends Db {
  close(): Promise<void>
}

export function openLine(
  url: string,
  database: string,
  onNotice: (message: string) => void = () => undefined,
): Line {
  const sql = postgres(url, {
    database,
    max: 1,
    idle_timeout: 0,
    onnotice: ({ message }) => {
      onNotice(message ?? '')
    },
  })
  return {
    exec: async (script) => {
      await sql.unsafe(script).simple()
    },
    query: async <Row>(text: string, params: readonly unknown[] = []) =>
      Array.from(await sql.unsafe(text, params as never[], { prepare: true })) as unknown as Row[],
    close: () => sql.end({ timeout: 5 }),
  }
}
