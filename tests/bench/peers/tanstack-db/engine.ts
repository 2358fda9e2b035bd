import { startOfflineExecutor, type OfflineExecutor } from '@tanstack/offline-transactions'
import type { SupabaseClient } from '@supabase/supabase-js'
import { all, connect } from '../client.ts'
import { isFirstScreen, writtenTables, type Row } from '../columns.ts'
import { firstScreenTables, tableNames, tables, type Engine, type TableName } from '../engine.ts'
import { makeCollection, openRows, type Collection } from './store.ts'

/**
 * TanStack DB with a query collection per table over supabase-js, kept in SQLite on OPFS (its own persistence for the
 * browser), and its offline transactions for acts, as its guides show. Chosen here:
 * - `syncMode: 'eager'`, the default: `queryFn` answers the whole table, so a sync fetches everything anew;
 * - one offline transaction per act, as one is made per tap; they go out one after another, which is its rule;
 * - each is one call of a function that takes the same key only once, and answers the row; the rows are written into
 *   the collections together once the outbox is empty (its examples fetch the whole table again after every act, and a
 *   row written while the outbox empties makes it do so as well);
 * - one tab, its default;
 * - the six tables of the first screen first, all at once, then the rest.
 */
let rows: Awaited<ReturnType<typeof openRows>>
let collections: Record<TableName, Collection>
let executor: OfflineExecutor
let me: string
const answered: Partial<Record<TableName, Row[]>> = { study_progress: [], material_bodies: [] }
let failed: ((error: Error) => void) | undefined

/** Whether there is a network; a phone without one keeps its acts. */
const line = {
  open: false,
  listeners: new Set<() => void>(),
  isOnline: () => line.open,
  subscribe(listener: () => void) {
    line.listeners.add(listener)
    return () => line.listeners.delete(listener)
  },
  notifyOnline() {
    for (const listener of line.listeners) listener()
  },
  dispose() {
    line.listeners.clear()
  },
}

async function call(client: SupabaseClient, name: string, args: object, table: TableName) {
  const { data, error } = await client.rpc(name, args)
  if (error) {
    const fault = new Error(error.message)
    failed?.(fault)
    throw fault
  }
  answered[table]?.push(...(data as Row[]).map((row) => ofTable(table, row)))
}

async function takeAnswers(): Promise<void> {
  for (const table of writtenTables) {
    const news = answered[table]?.splice(0) ?? []
    if (news.length > 0) collections[table].utils.writeUpsert(news)
  }
  await rows.settled()
}

const ofTable = (table: TableName, row: Row): Row =>
  Object.fromEntries(tables[table].map((column) => [column, row[column]])) as Row

function startExecutor(client: SupabaseClient) {
  const { study_progress, material_bodies } = collections
  return startOfflineExecutor({
    collections: { study_progress, material_bodies },
    onlineDetector: line,
    mutationFns: {
      progress: ({ transaction: { mutations }, idempotencyKey: key }) => {
        const { id, reached_permille: permille } = mutations[0].modified
        return call(client, 'peer_tanstack_progress', { key, id, permille }, 'study_progress')
      },
      questions: ({ transaction: { mutations }, idempotencyKey: key }) => {
        const { id, questions } = mutations[0].modified
        return call(client, 'peer_tanstack_questions', { key, id, questions }, 'material_bodies')
      },
    },
  })
}

function act(mutationFnName: string, change: () => void): void {
  const transaction = executor.createOfflineTransaction({ mutationFnName, autoCommit: false })
  transaction.mutate(change)
  // It ends when the server has it, maybe days from now; `send` waits for that, and hears of faults.
  transaction.commit().catch((error: unknown) => failed?.(error as Error))
}

/** Until this many acts are in the outbox, on the disk. */
async function kept(count: number): Promise<void> {
  while ((await executor.peekOutbox()).length < count)
    await new Promise((resolve) => setTimeout(resolve, 0))
}

async function refetch(names: readonly TableName[]): Promise<void> {
  await all(names.map((table) => collections[table].utils.refetch({ throwOnError: true })))
  await rows.settled() // Fetched is not yet taken in.
}

const mine = (table: TableName): Row[] =>
  collections[table].toArray.filter(({ member_id }) => member_id === me)

export const engine: Engine = {
  async open(config) {
    me = config.me
    const client = connect(config)
    rows = await openRows(config.database)
    collections = Object.fromEntries(
      tableNames.map((table) => [table, makeCollection(client, rows.persistence, table)]),
    ) as Record<TableName, Collection>
    await rows.readAll(Object.values(collections))
    executor = startExecutor(client)
    await executor.waitForInit()
  },

  async firstSync(onFirstScreen) {
    await refetch(firstScreenTables)
    onFirstScreen()
    await refetch(tableNames.filter((table) => !isFirstScreen(table)))
  },

  sync: () => refetch(tableNames),

  async actOffline(acts) {
    line.open = false
    const before = (await executor.peekOutbox()).length
    for (const { materialId, permille } of acts)
      act('progress', () => {
        collections.study_progress.update(`${me}:${materialId}`, (draft) => {
          draft['reached_permille'] = permille
        })
      })
    await kept(before + acts.length)
  },

  async editOffline(bodyId, questions) {
    line.open = false
    const before = (await executor.peekOutbox()).length
    act('questions', () => {
      collections.material_bodies.update(bodyId, (draft) => {
        draft['questions'] = [...questions]
      })
    })
    await kept(before + 1)
  },

  async send() {
    line.open = true
    const fault = new Promise<never>((_, reject) => {
      failed = reject
    })
    const waiting = (await executor.peekOutbox()).map(({ id }) =>
      executor.waitForTransactionCompletion(id),
    )
    line.notifyOnline()
    await Promise.race([all(waiting), fault])
    while (collections.study_progress.deferDataRefresh)
      await collections.study_progress.deferDataRefresh
    await takeAnswers()
  },

  firstScreen: () =>
    Promise.resolve({
      materials: collections.materials.toArray,
      study_assignments: collections.study_assignments.toArray,
      study_progress: mine('study_progress'),
      directory_cards: collections.directory_cards.toArray.filter(({ id }) => id === me),
      orgs: collections.orgs.toArray,
      category_assignments: mine('category_assignments'),
    }),

  rows: () =>
    Promise.resolve(
      Object.fromEntries(tableNames.map((table) => [table, collections[table].size])),
    ),

  row(table, id) {
    const row = collections[table].get(id)
    return Promise.resolve(row && ofTable(table, row))
  },

  async close() {
    executor.dispose()
    await rows.close()
  },
}
