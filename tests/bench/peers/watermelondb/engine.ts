import { Q, type Model } from '@nozbe/watermelondb'
import { synchronize, type SyncPullResult } from '@nozbe/watermelondb/sync'
import type { SupabaseClient } from '@supabase/supabase-js'
import { connect } from '../client.ts'
import { kindOf } from '../columns.ts'
import { tableNames, tables, type Engine, type TableName } from '../engine.ts'
import { openStore, type Store } from './store.ts'

/**
 * WatermelonDB on its store for the web, LokiJS over IndexedDB, with `synchronize` and the two functions on the server
 * that its documentation asks for (`watermelondb/server.sql`). Chosen here:
 * - `sendCreatedAsUpdated`, so that the server need not know what the phone has (its documentation offers it);
 * - when a sync fails it is tried once more at once, as its documentation says one should;
 * - one pull for everything, which is how `synchronize` works: the first screen comes with the last row.
 */
let store: Store
let client: SupabaseClient
let me: string

async function call<Answer>(name: string, args: object): Promise<Answer> {
  const { data, error } = await client.rpc(name, args)
  if (error) throw new Error(error.message)
  return data as Answer
}

const once = () =>
  synchronize({
    database: store.database,
    sendCreatedAsUpdated: true,
    pullChanges: ({ lastPulledAt }) =>
      call<SyncPullResult>('peer_watermelon_pull', {
        tables: tableNames,
        last_pulled_at: lastPulledAt ?? null,
      }),
    pushChanges: async ({ changes, lastPulledAt }) => {
      await call('peer_watermelon_push', { changes, last_pulled_at: lastPulledAt })
    },
  })

const inStep = () => once().catch(once)

const whole = (table: TableName) => store.database.get(table).query().fetch()

const mine = (table: TableName) => store.database.get(table).query(Q.where('member_id', me)).fetch()

const raw = (models: readonly Model[]) => models.map(({ _raw }) => _raw)

async function change(table: TableName, id: string, column: string, value: string | number) {
  const { database } = store
  await database.write(async () => {
    const record = await database.get(table).find(id)
    await record.update(() => {
      record._setRaw(column, value)
    })
  })
}

export const engine: Engine = {
  async open(config) {
    me = config.me
    client = connect(config)
    store = await openStore(config.database)
  },

  async firstSync(onFirstScreen) {
    await inStep()
    onFirstScreen()
    await store.saved()
  },

  sync: inStep,

  async actOffline(acts) {
    for (const { materialId, permille } of acts)
      await change('study_progress', `${me}:${materialId}`, 'reached_permille', permille)
    await store.saved()
  },

  async editOffline(bodyId, questions) {
    await change('material_bodies', bodyId, 'questions', JSON.stringify(questions))
    await store.saved()
  },

  send: inStep,

  async firstScreen() {
    const [materials, assignments, orgs] = await Promise.all([
      whole('materials'),
      whole('study_assignments'),
      whole('orgs'),
    ])
    const [progress, categories, card] = await Promise.all([
      mine('study_progress'),
      mine('category_assignments'),
      store.database.get('directory_cards').query(Q.where('id', me)).fetch(),
    ])
    return {
      ...{ materials: raw(materials), study_assignments: raw(assignments), orgs: raw(orgs) },
      ...{ study_progress: raw(progress), category_assignments: raw(categories) },
      directory_cards: raw(card),
    }
  },

  async rows() {
    const counts = tableNames.map(
      async (table) => [table, await store.database.get(table).query().fetchCount()] as const,
    )
    return Object.fromEntries(await Promise.all(counts))
  },

  async row(table, id) {
    const [found] = await store.database.get(table).query(Q.where('id', id)).fetch()
    if (!found) return undefined
    const { _raw } = found as unknown as { _raw: Record<string, unknown> }
    return Object.fromEntries(tables[table].map((column) => [column, read(column, _raw[column])]))
  },

  close: () => Promise.resolve(),
}

const read = (column: string, value: unknown): unknown =>
  kindOf(column) === 'json' && typeof value === 'string' ? JSON.parse(value) : value
