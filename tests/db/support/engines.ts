import { pgtap } from '@electric-sql/pglite-pgtap'
import postgres from 'postgres'
import { openBare } from '../../../supabase/dev/bare.ts'
import { startPostgres } from './real-postgres.ts'

/** Runs a whole script and answers the rows of all its statements, in order. */
export interface Engine {
  run(script: string): Promise<Record<string, unknown>[]>
  stop(): Promise<void>
}

const searchPath = 'set search_path = public, extensions;'

export const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  async 'the embedded engine'() {
    const db = await openBare({ pgtap })
    await db.exec('create extension pgtap with schema extensions')
    await db.exec('grant usage on schema extensions to anon, authenticated')
    await db.exec(searchPath)
    return {
      run: async (script) =>
        (await db.engine.exec(script)).flatMap(({ rows }) => rows as Record<string, unknown>[]),
      stop: () => db.close(),
    }
  },
  async 'a real PostgreSQL'() {
    const server = await startPostgres()
    const sql = postgres(server.url, { max: 1, onnotice: () => undefined })
    await sql.unsafe('grant usage on schema extensions to anon, authenticated')
    await sql.unsafe(searchPath)
    return {
      run: async (script) => {
        const results = await sql.unsafe(script).simple()
        return (results as unknown as Record<string, unknown>[][]).flat()
      },
      async stop() {
        await sql.end()
        await server.stop()
      },
    }
  },
}
