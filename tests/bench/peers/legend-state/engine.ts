import { observable, syncState, when, type Observable } from '@legendapp/state'
import { observablePersistIndexedDB } from '@legendapp/state/persist-plugins/indexeddb'
import { syncedSupabase } from '@legendapp/state/sync-plugins/supabase'
import type { SupabaseClient } from '@supabase/supabase-js'
import { all, connect, inPages } from '../client.ts'
import {
  bookkeeping,
  isFirstScreen,
  isWritten,
  serverTable,
  writtenTables,
  type Row,
} from '../columns.ts'
import { firstScreenTables, tableNames, tables, type Engine, type TableName } from '../engine.ts'
import { kept } from './kept.ts'

/**
 * Legend-State 3 (a beta; the stable 2 has no sync) with its Supabase plugin and IndexedDB, set up as
 * https://legendapp.com/open-source/state/v3/sync/supabase shows: `changesSince: 'last-sync'`, soft deletes,
 * `retrySync`, tries again for ever. Chosen here:
 * - `list` is our own, as the documentation allows: the plugin's asks once, and a server answers a thousand rows;
 * - `waitFor` and `waitForSet` are how one tells it that there is no network yet;
 * - tables that a phone only reads have the action `read` only;
 * - the six tables of the first screen first, all at once, then the rest.
 */
type Rows = Record<string, Row>

interface Table {
  rows$: Observable<Rows>
  /** Whether it may ask the server. */
  reads$: Observable<boolean>
}

const writes$ = observable(false)
let store: Record<TableName, Table>
let failed: ((error: Error) => void) | undefined
let me: string
let database: string

type Persist = ReturnType<typeof observablePersistIndexedDB>

function makeTable(client: SupabaseClient, plugin: Persist, table: TableName): Table {
  const reads$ = observable(false)
  const columns = [...tables[table], ...bookkeeping].join(',')
  const newest = async (lastSync: number | undefined) => {
    const since = lastSync === undefined ? '-infinity' : new Date(lastSync).toISOString()
    const data = await inPages((last, limit) => {
      const asked = client.from(serverTable(table)).select(columns)
      const from = String(last?.['updated_at'])
      const next =
        last === undefined
          ? asked.gt('updated_at', since)
          : asked
              .gte('updated_at', from)
              .or(`updated_at.gt."${from}",and(updated_at.eq."${from}",id.gt."${last.id}")`)
      return next
        .order('updated_at')
        .order('id')
        .limit(limit)
        .overrideTypes<Row[], { merge: false }>()
    })
    return { data, error: null }
  }
  const rows$ = observable<Rows>(
    syncedSupabase({
      supabase: client,
      collection: serverTable(table),
      actions: isWritten(table) ? ['read', 'update'] : ['read'],
      list: ({ lastSync }: { lastSync?: number }) => newest(lastSync),
      changesSince: 'last-sync',
      fieldUpdatedAt: 'updated_at',
      fieldDeleted: '_deleted',
      persist: { plugin, name: table, retrySync: true },
      retry: { infinite: true },
      waitFor: reads$,
      waitForSet: writes$,
      onError: (error: Error) => failed?.(error),
    } as never) as never,
  )
  return { rows$, reads$ }
}

/** Until the server's answer is in the rows. */
async function read(table: TableName): Promise<void> {
  const { rows$, reads$ } = store[table]
  const state$ = syncState(rows$)
  if (state$.isLoaded.peek()) void state$.sync()
  else reads$.set(true)
  await when(() => state$.isLoaded.get() && state$.isGetting.get() !== true)
}

const readAll = (names: readonly TableName[]) => all(names.map(read))

/** It tries again by itself, for ever; whoever waits wants to hear of the first failure. */
async function orError(work: Promise<unknown>): Promise<void> {
  const fault = new Promise<never>((_, reject) => {
    failed = reject
  })
  await Promise.race([work, fault])
}

const pending = (table: TableName): number =>
  Object.keys(syncState(store[table].rows$).getPendingChanges() ?? {}).length

async function sent(table: TableName): Promise<void> {
  const state$ = syncState(store[table].rows$)
  // After a start it says nothing before it has read once.
  if (!state$.isLoaded.peek()) await read(table)
  await when(() => (state$.isSetting.get(), state$.numPendingSets.get(), pending(table) === 0))
}

const living = (table: TableName): Row[] => Object.values(store[table].rows$.peek())

const mine = (table: TableName): Row[] => living(table).filter(({ member_id }) => member_id === me)

export const engine: Engine = {
  async open(config) {
    me = config.me
    database = config.database
    const client = connect(config)
    const plugin = observablePersistIndexedDB({
      databaseName: config.database,
      version: 1,
      tableNames: [...tableNames],
    })
    store = Object.fromEntries(
      tableNames.map((table) => [table, makeTable(client, plugin, table)]),
    ) as Record<TableName, Table>
    await Promise.all(
      tableNames.map(async (table) => {
        store[table].rows$.get()
        await when(syncState(store[table].rows$).isPersistLoaded)
      }),
    )
  },

  async firstSync(onFirstScreen) {
    await orError(readAll(firstScreenTables))
    onFirstScreen()
    await orError(readAll(tableNames.filter((table) => !isFirstScreen(table))))
    await kept(database, tableNames)
  },

  sync: () => orError(readAll(tableNames)),

  async actOffline(acts) {
    writes$.set(false)
    for (const { materialId, permille } of acts)
      store.study_progress.rows$[`${me}:${materialId}`]?.['reached_permille']?.set(permille)
    await kept(database, writtenTables)
  },

  async editOffline(bodyId, questions) {
    writes$.set(false)
    store.material_bodies.rows$[bodyId]?.['questions']?.set([...questions])
    await kept(database, writtenTables)
  },

  async send() {
    writes$.set(true)
    await orError(all(writtenTables.filter((table) => pending(table) > 0).map(sent)))
  },

  firstScreen: () =>
    Promise.resolve({
      materials: living('materials'),
      study_assignments: living('study_assignments'),
      study_progress: mine('study_progress'),
      directory_cards: living('directory_cards').filter(({ id }) => id === me),
      orgs: living('orgs'),
      category_assignments: mine('category_assignments'),
    }),

  rows: () =>
    Promise.resolve(Object.fromEntries(tableNames.map((table) => [table, living(table).length]))),

  row: (table, id) => Promise.resolve(store[table].rows$[id]?.peek()),

  close: () => kept(database, tableNames),
}
