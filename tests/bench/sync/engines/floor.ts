import { tableNames, type Config, type Engine, type TableName } from '../../peers/engine.ts'
import { PeerStore, type Row } from './peer-store'

interface Everything {
  now: string
  tables: Record<TableName, Row[]>
}

let opened: { config: Config; store: PeerStore } | undefined

/**
 * The least anybody could do, and no engine: one request for one JSON of all rows (or of those changed since), one
 * `bulkPut` per table. It misses late commits, deletions and lost rights, and checks nothing.
 */
export const engine: Engine = {
  async open(config) {
    const store = new PeerStore(config.database, config.me)
    await store.db.open()
    opened = { config, store }
  },
  async firstSync(onFirstScreen) {
    await read('1970-01-01')
    onFirstScreen()
  },
  async sync() {
    const since = await here().store.marks.get('now')
    await read(since?.value ?? '1970-01-01')
  },
  async actOffline(acts) {
    const { store, config } = here()
    for (const { materialId, permille } of acts)
      await store.change('study_progress', `${config.me}:${materialId}`, (row) => ({
        ...row,
        reached_permille: permille,
      }))
  },
  editOffline: () => Promise.reject(new Error('the floor sends only how far somebody has come')),
  async send() {
    const { store } = here()
    const waiting = await store.unsent.toArray()
    const acts = waiting.map(({ row }) => ({
      ...{ materialId: row['material_id'], permille: row['reached_permille'] },
    }))
    await call('bench_floor_keep', { acts })
    await store.unsent.clear()
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

async function call(name: string, body: unknown): Promise<unknown> {
  const { api, key, token } = here().config
  const answer = await fetch(`${api}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: {
      ...{ apikey: key, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
  return answer.json()
}

async function read(since: string): Promise<void> {
  const { store } = here()
  const { now, tables } = (await call('bench_floor_read', { since })) as Everything
  await store.db.transaction('rw', store.db.tables, async () => {
    for (const name of tableNames) await store.table(name).bulkPut(tables[name])
    await store.marks.put({ key: 'now', value: now })
  })
}
