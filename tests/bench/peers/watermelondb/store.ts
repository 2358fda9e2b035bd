import { appSchema, Database, Model, tableSchema } from '@nozbe/watermelondb'
import loki from '@nozbe/watermelondb/adapters/lokijs'
import { kindOf } from '../columns.ts'
import { tableNames, tables, type TableName } from '../engine.ts'

// A CommonJS package: inside an ES module its default export arrives one level deeper than its types say.
const LokiJSAdapter = (loki as unknown as { default?: typeof loki }).default ?? loki

/** What the screens ask by. */
const indexed: Partial<Record<TableName, string>> = {
  study_progress: 'member_id',
  category_assignments: 'member_id',
}

const schema = appSchema({
  version: 1,
  tables: tableNames.map((name) =>
    tableSchema({
      name,
      columns: tables[name]
        .filter((column) => column !== 'id')
        .map((column) => ({
          name: column,
          type: kindOf(column) === 'number' ? 'number' : 'string',
          isOptional: true,
          isIndexed: indexed[name] === column,
        })),
    }),
  ),
})

const modelClasses = tableNames.map(
  (name) =>
    class extends Model {
      static override table = name
    },
)

export interface Store {
  database: Database
  /** Until what has changed is in IndexedDB: Loki writes it there twice a second. */
  saved(): Promise<void>
}

/** With the options its documentation gives for the web. */
export async function openStore(dbName: string): Promise<Store> {
  let saves: (() => void)[] = []
  const lokiOptions = {
    autosave: true,
    autosaveInterval: 500,
    autosaveCallback() {
      for (const saved of saves.splice(0)) saved()
    },
  }
  const adapter = new LokiJSAdapter({
    dbName,
    schema,
    useWebWorker: false,
    useIncrementalIndexedDB: true,
    extraLokiOptions: lokiOptions,
  })
  const database = new Database({ adapter, modelClasses })
  // The store is open when it has answered once.
  await database.localStorage.get('opened')
  return {
    database,
    saved: () =>
      new Promise((resolve) => {
        saves = [...saves, resolve]
      }),
  }
}
