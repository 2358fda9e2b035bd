import {
  createBrowserWASQLitePersistence,
  openBrowserWASQLiteOPFSDatabase,
  persistedCollectionOptions,
  type PersistedCollectionPersistence,
} from '@tanstack/browser-db-sqlite-persistence'
import { createCollection } from '@tanstack/db'
import { QueryClient } from '@tanstack/query-core'
import { queryCollectionOptions } from '@tanstack/query-db-collection'
import type { SupabaseClient } from '@supabase/supabase-js'
import { inPages } from '../client.ts'
import { serverTable, type Row } from '../columns.ts'
import { tables, type TableName } from '../engine.ts'

export type Collection = ReturnType<typeof makeCollection>

const version = 1

/** The rows kept in SQLite, and a way to know when they have been read from there or written to it. */
export async function openRows(name: string) {
  const database = await openBrowserWASQLiteOPFSDatabase({ databaseName: `${name}.sqlite` })
  const calls = { made: 0, open: 0 }
  return {
    persistence: overheard(createBrowserWASQLitePersistence({ database }), calls),
    readAll(collections: readonly Collection[]): Promise<void> {
      for (const collection of collections) collection.startSyncImmediate()
      return settled(calls)
    },
    settled: () => settled(calls),
    close: async () => {
      await database.close?.()
    },
  }
}

/** Until nothing is under way at the store and nothing more comes after it. */
async function settled(calls: { made: number; open: number }): Promise<void> {
  for (let quiet = 0, made = calls.made; quiet < 2; quiet++) {
    await new Promise((resolve) => setTimeout(resolve, 0))
    if (calls.open > 0 || calls.made !== made) quiet = -1
    made = calls.made
  }
}

/**
 * A collection counts as ready when the server has answered; that its stored rows are here, or a fetched answer is
 * taken in and stored, it tells nobody. So this listens to what is asked of the store.
 */
function overheard(
  persistence: PersistedCollectionPersistence,
  calls: { made: number; open: number },
): PersistedCollectionPersistence {
  const { resolvePersistenceForCollection: resolve } = persistence
  if (!resolve) throw new Error('the persistence knows no collections')
  return {
    ...persistence,
    resolvePersistenceForCollection(options) {
      const resolved = resolve(options)
      const adapter = new Proxy(resolved.adapter, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target)
          if (typeof value !== 'function') return value
          return (...args: unknown[]) => {
            const answer: unknown = Reflect.apply(value, target, args)
            if (answer instanceof Promise) {
              calls.made++
              calls.open++
              answer.finally(() => calls.open--).catch(() => undefined) // Its own caller hears of faults.
            }
            return answer
          }
        },
      })
      return { ...resolved, adapter }
    },
  }
}

/** Asked only when we say so: the phone decides when it syncs. */
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })

/** The whole table, as the documentation has it: what a query answers is all there is. */
export function makeCollection(
  client: SupabaseClient,
  persistence: PersistedCollectionPersistence,
  table: TableName,
) {
  const columns = tables[table].join(',')
  const everything = () =>
    inPages((last, limit) => {
      const asked = client.from(serverTable(table)).select(columns).eq('_deleted', false)
      const next = last === undefined ? asked : asked.gt('id', last.id)
      return next.order('id').limit(limit).overrideTypes<Row[], { merge: false }>()
    })
  const query = queryCollectionOptions<Row>({
    id: table,
    queryKey: [table],
    queryFn: everything,
    queryClient,
    getKey: ({ id }) => id,
    enabled: false,
  })
  return createCollection(
    persistedCollectionOptions({ ...query, persistence, schemaVersion: version }),
  )
}
