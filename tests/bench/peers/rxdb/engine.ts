import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb/plugins/core'
import { replicateSupabase } from 'rxdb/plugins/replication-supabase'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import type { SupabaseClient } from '@supabase/supabase-js'
import { all, connect } from '../client.ts'
import { isFirstScreen, isWritten, serverTable, writtenTables, type Row } from '../columns.ts'
import { firstScreenTables, tableNames, type Engine, type TableName } from '../engine.ts'
import { asDocument, asRow, schemaOf } from './schema.ts'

/**
 * RxDB with its Supabase replication, set up as https://rxdb.info/replication-supabase.html shows, on the Dexie storage,
 * the free one for IndexedDB. Chosen here:
 * - one-time replications (`live: false`), one per table whenever we sync: a live one asks every table twice at its
 *   start, and cannot be resumed after a pause (its realtime channel refuses to be set up a second time);
 * - batches of 1000 rows to pull (the documentation shows 50; 1000 is as much as the server answers, and fewer trips);
 * - its condition for the next batch said once more in a form the server's index can follow, by its own `queryBuilder`;
 * - tables that a phone only reads are pulled and never pushed, which spares their bookkeeping;
 * - one tab: no leader to elect, no channel between tabs;
 * - the six tables of the first screen first, all at once, then the rest.
 * Its conflict handler is the one it comes with: on a conflict the server's row wins, and what was written here is lost.
 * (One may write a handler that merges columns; then an act whose answer was lost is written over a later one.)
 */
const pullBatchSize = 1000
const pushBatchSize = 50

let database: RxDatabase<Record<TableName, RxCollection<Row>>>
let client: SupabaseClient
let me: string

/** Until this table is in step. RxDB itself would try again for ever; whoever called wants to know, and calls again. */
async function replicate(table: TableName): Promise<void> {
  const replication = replicateSupabase<Row>({
    client,
    tableName: serverTable(table),
    collection: database[table],
    replicationIdentifier: `${table}-supabase`,
    modifiedField: 'updated_at',
    live: false,
    waitForLeadership: false,
    pull: {
      batchSize: pullBatchSize,
      modifier: asDocument,
      queryBuilder: ({ query, lastPulledCheckpoint: last }) =>
        last ? query.gte('updated_at', last.modified) : query,
    },
    ...(isWritten(table) && { push: { batchSize: pushBatchSize } }),
  })
  const failed = new Promise<never>((_, reject) => replication.error$.subscribe(reject))
  try {
    await Promise.race([replication.awaitInitialReplication(), failed])
  } catch (error) {
    void replication.cancel()
    throw error
  }
}

const replicateAll = (names: readonly TableName[]) => all(names.map(replicate))

const whole = async (table: TableName) => database[table].find().exec()

const mine = async (table: TableName) =>
  database[table].find({ selector: { member_id: me } }).exec()

const read = (docs: readonly { toJSON(): unknown }[]) => docs.map((doc) => doc.toJSON())

export const engine: Engine = {
  async open(config) {
    me = config.me
    database = await createRxDatabase({
      name: config.database,
      storage: getRxStorageDexie(),
      multiInstance: false,
    })
    await database.addCollections(
      Object.fromEntries(tableNames.map((table) => [table, { schema: schemaOf(table) }])),
    )
    client = connect(config)
  },

  async firstSync(onFirstScreen) {
    await replicateAll(firstScreenTables)
    onFirstScreen()
    await replicateAll(tableNames.filter((table) => !isFirstScreen(table)))
  },

  async sync() {
    await replicateAll(tableNames)
  },

  async actOffline(acts) {
    for (const { materialId, permille } of acts) {
      const row = await database.study_progress.findOne(`${me}:${materialId}`).exec(true)
      await row.incrementalPatch({ reached_permille: permille })
    }
  },

  async editOffline(bodyId, questions) {
    const row = await database.material_bodies.findOne(bodyId).exec(true)
    await row.incrementalPatch({ questions: JSON.stringify(questions) })
  },

  async send() {
    await replicateAll(writtenTables)
  },

  async firstScreen() {
    const [materials, assignments, orgs] = await Promise.all([
      whole('materials'),
      whole('study_assignments'),
      whole('orgs'),
    ])
    const [progress, categories, card] = await Promise.all([
      mine('study_progress'),
      mine('category_assignments'),
      database.directory_cards.find({ selector: { id: me } }).exec(),
    ])
    return {
      ...{ materials: read(materials), study_assignments: read(assignments), orgs: read(orgs) },
      ...{ study_progress: read(progress), category_assignments: read(categories) },
      directory_cards: read(card),
    }
  },

  async rows() {
    const counts = tableNames.map(async (table) => [table, await database[table].count().exec()])
    return Object.fromEntries(await Promise.all(counts)) as Record<string, number>
  },

  async row(table, id) {
    const doc = await database[table].findOne(id).exec()
    return doc === null ? undefined : asRow(table, doc.toJSON())
  },

  async close() {
    await database.close()
  },
}
