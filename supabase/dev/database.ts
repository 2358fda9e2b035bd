import type { App } from '@supabase/lite'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { createPostgresConnection } from '@supabase/lite/postgres'

/** The two things a tool does with a database: run a script, or ask a question. */
export interface Db {
  exec: (sql: string) => Promise<void>
  query: <Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]) => Promise<Row[]>
}

export interface Database {
  connection: App['connection']
  db: Db
  close(): Promise<void>
}

/** The library prints what Postgres refuses, with all that was asked; there could be the code of a card in it. */
function printsNoWords(connection: App['connection']): void {
  const normalize = connection.normalizeDbError.bind(connection)
  connection.normalizeDbError = (error) => {
    const said = normalize(error)
    if (typeof said === 'object' && said !== null) {
      for (const name of ['params', 'parameters', 'args', 'where'])
        Reflect.deleteProperty(said, name)
    }
    return said
  }
}

/** Postgres inside this process; its files live in `folder`, or nowhere when that is null. */
export async function openEmbedded(folder: string | null): Promise<Database> {
  const connection = await createPgliteConnection(folder === null ? {} : { url: folder })
  printsNoWords(connection)
  const { driver } = connection
  await driver.exec(`set timezone to 'UTC'`)
  return {
    connection,
    db: {
      exec: async (sql) => {
        await driver.exec(sql)
      },
      query: async <Row>(sql: string, params: readonly unknown[] = []) =>
        (await driver.query<Row>(sql, [...params])).rows,
    },
    close: () => connection.close(),
  }
}

/** A real Postgres somewhere else: what two people at once can only be tried on. */
export function openPostgres(url: string): Database {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { onnotice: () => undefined },
  })
  printsNoWords(connection)
  const { driver } = connection
  return {
    connection,
    db: {
      // One connection to itself: a script may open a transaction, which a pool must not lend out half-way.
      exec: async (sql) => {
        const connected = await driver.reserve()
        try {
          await connected.unsafe(sql).simple()
        } catch (error) {
          await connected.unsafe('rollback').simple() // Or the next to borrow it would inherit the wreck.
          throw error
        } finally {
          connected.release()
        }
      },
      query: async <Row>(sql: string, params: readonly unknown[] = []) =>
        Array.from(await driver.unsafe(sql, params as never[])) as unknown as Row[],
    },
    close: () => connection.close(),
  }
}
