import { openBare } from '../../../supabase/dev/bare.ts'
import type { Together } from './together.ts'

/** Where the town keeps its books: inside this process, or on a real server, where several sessions are possible. */
export type Where = 'embedded' | 'postgres'

export interface Database {
  /** Runs a script; answers the rows of its last statement that has any. What fails is rolled back. */
  run<Row>(script: string): Promise<Row[]>
  /** Null on an engine with one session, where nothing can stand open beside something else. */
  readonly together: Together | null
  close(): Promise<void>
}

export async function openEmbedded(): Promise<Database> {
  const db = await openBare()
  return {
    async run<Row>(script: string) {
      try {
        const results = await db.engine.exec(script)
        return (results.findLast(({ fields }) => fields.length > 0)?.rows ?? []) as Row[]
      } catch (error) {
        await db.engine.exec('rollback')
        throw error
      }
    },
    together: null,
    close: () => db.close(),
  }
}
