import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { firstScreenTables, tableNames, type Engine, type TableName } from '../../peers/engine.ts'
import { columnsOf, PeerStore, type Row } from './peer-store'

interface Stamped extends Row {
  readonly updated_at: string
  readonly _deleted: boolean
}

let opened: { client: SupabaseClient; store: PeerStore } | undefined

/**
 * What most apps write by hand: supabase-js, Dexie, and "give me what has changed since the newest time I know".
 * All tables at once; a thousand rows at a time, in order of time and id.
 */
export const engine: Engine = {
  async open({ api, key, token, me, database }) {
    const store = new PeerStore(database, me)
    await store.db.open()
    const client = createClient(api, key, { accessToken: () => Promise.resolve(token) })
    opened = { client, store }
  },
  async firstSync(onFirstScreen) {
    const first = firstScreenTables.map(pull)
    const rest = tableNames.filter((name) => !isFirst(name)).map(pull)
    await Promise.all(first)
    onFirstScreen()
    await Promise.all(rest)
  },
  async sync() {
    await Promise.all(tableNames.map(pull))
  },
  async actOffline(acts) {
    const { store } = here()
    for (const { materialId, permille } of acts)
      await store.change('study_progress', `${store.me}:${materialId}`, (row) => ({
        ...row,
        reached_permille: permille,
      }))
  },
  editOffline: (bodyId, questions) =>
    here().store.change('material_bodies', bodyId, (row) => ({ ...row, questions })),
  async send() {
    const { client, store } = here()
    const waiting = await store.unsent.toArray()
    for (const table of new Set(waiting.map((one) => one.table))) {
      const rows = waiting.filter((one) => one.table === table).map(({ row }) => row)
      const peer = client.from(`peer_${table}`)
      // Only one's own progress may be inserted; other rows are there already.
      const sent =
        table === 'study_progress'
          ? [peer.upsert(rows)]
          : rows.map(({ id, ...row }) => client.from(`peer_${table}`).update(row).eq('id', id))
      for (const { error } of await Promise.all(sent)) if (error) throw new Error(error.message)
    }
    await store.unsent.bulkDelete(waiting.map(({ id }) => id))
  },
  firstScreen: () => here().store.firstScreen(),
  rows: () => here().store.rows(),
  row: (table, id) => here().store.table(table).get(id),
  close() {
    here().store.db.close()
    return Promise.resolve()
  },
}

function here() {
  if (!opened) throw new Error('open first')
  return opened
}

const isFirst = (name: TableName) => firstScreenTables.some((first) => first === name)
const pageRows = 1000
const everything = '1970-01-01T00:00:00+00:00'

async function pull(table: TableName): Promise<void> {
  const { store } = here()
  let since = (await store.marks.get(table))?.value ?? everything
  let lastId: string | undefined
  for (;;) {
    const rows = await page(table, since, lastId)
    const last = rows[rows.length - 1]
    if (!last) return
    await keep(table, rows, last.updated_at)
    if (rows.length < pageRows) return
    since = last.updated_at
    lastId = last.id
  }
}

async function page(table: TableName, since: string, lastId?: string): Promise<Stamped[]> {
  const asked = here()
    .client.from(`peer_${table}`)
    .select(columnsOf(table, 'updated_at', '_deleted'))
  const after =
    lastId === undefined
      ? asked.gt('updated_at', since)
      : // The first condition says no more than the second, but an index can follow it.
        asked
          .gte('updated_at', since)
          .or(`updated_at.gt."${since}",and(updated_at.eq."${since}",id.gt."${lastId}")`)
  const { data, error } = await after.order('updated_at').order('id').limit(pageRows)
  if (error) throw new Error(`${table}: ${error.message}`)
  return data as unknown as Stamped[]
}

async function keep(table: TableName, rows: readonly Stamped[], newest: string): Promise<void> {
  const { store } = here()
  await store.db.transaction('rw', store.table(table), store.marks, async () => {
    const living = rows.filter((row) => !row._deleted)
    const gone = rows.filter((row) => row._deleted).map(({ id }) => id)
    await store.table(table).bulkPut(living.map(({ updated_at: _, _deleted: __, ...row }) => row))
    await store.table(table).bulkDelete(gone)
    await store.marks.put({ key: table, value: newest })
  })
}
