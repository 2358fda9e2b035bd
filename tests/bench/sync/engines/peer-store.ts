import Dexie, { type Table } from 'dexie'
import { tableNames, tables, type FirstScreen, type TableName } from '../../peers/engine.ts'

export type Row = Readonly<Record<string, unknown>> & { readonly id: string }

interface Mark {
  key: string
  value: string
}

/** Indexed as the app's own store is, so that both pay the same for a row. */
const indexes: Record<TableName, string> = {
  orgs: 'id, parent_id',
  appointments: 'id, member_id, org_id',
  directory_cards: 'id, branch_id',
  study_assignments: 'id, material_id, org_id, member_id',
  materials: 'id, org_id, topic, status',
  material_files: 'id, material_id',
  study_progress: 'id, member_id, material_id, branch_id',
  member_records: 'id, branch_id',
  category_assignments: 'id, member_id, branch_id',
  branch_transfers: 'id, member_id',
  elder_helpers: 'id, elder_id, helper_id, branch_id',
  home_lessons: 'id, elder_id, helper_id, branch_id',
  material_bodies: 'id',
}

/** The plain store of the floor and of the plain engine: Dexie, a table for a table, a row for a row. */
export class PeerStore {
  readonly db: Dexie
  readonly me: string

  constructor(name: string, me: string) {
    this.me = me
    // Strict, as the app's own: kept means on the disk.
    this.db = new Dexie(name, { chromeTransactionDurability: 'strict' })
    this.db.version(1).stores({ ...indexes, marks: 'key', unsent: 'id' })
  }

  table(name: TableName): Table<Row, string> {
    return this.db.table(name)
  }

  get marks(): Table<Mark, string> {
    return this.db.table('marks')
  }

  /** The whole rows that were changed here and wait to be sent; their table is in `waits`. */
  get unsent(): Table<{ id: string; table: TableName; row: Row }, string> {
    return this.db.table('unsent')
  }

  async change(table: TableName, id: string, how: (row: Row) => Row): Promise<void> {
    await this.db.transaction('rw', this.table(table), this.unsent, async () => {
      const before = await this.table(table).get(id)
      if (!before) throw new Error(`there is no ${table} ${id} here`)
      const row = how(before)
      await this.table(table).put(row)
      await this.unsent.put({ id: `${table}/${id}`, table, row })
    })
  }

  async firstScreen(): Promise<FirstScreen> {
    const mine = (table: TableName) => this.table(table).where('member_id').equals(this.me)
    const [materials, assignments, progress, card, orgs, categories] = await Promise.all([
      this.table('materials').where('status').equals('published').toArray(),
      this.table('study_assignments').toArray(),
      mine('study_progress').toArray(),
      this.table('directory_cards').get(this.me),
      this.table('orgs').toArray(),
      mine('category_assignments').toArray(),
    ])
    return {
      ...{ materials, study_assignments: assignments, study_progress: progress, orgs },
      ...{ directory_cards: card ? [card] : [], category_assignments: categories },
    }
  }

  async rows(): Promise<Record<string, number>> {
    const counts = tableNames.map(async (name) => [name, await this.table(name).count()] as const)
    return Object.fromEntries(await Promise.all(counts))
  }
}

/** The columns of a table as PostgREST is asked for them. */
export const columnsOf = (table: TableName, ...more: string[]): string =>
  [...tables[table], ...more].join(',')
