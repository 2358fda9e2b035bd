import type { Rows } from '@/domain/server-types'
import type { SyncedTable } from '@/domain/synced'
import type { Tx } from './mutation'
import type { PhoneDb, Shadow } from './phone-db'

type Row = Rows[SyncedTable]

/** One act's writes, held back until it has run to its end: an act that fails half-way leaves no trace. */
export class Overlay implements Tx<SyncedTable> {
  readonly #db: PhoneDb
  readonly #written = new Map<SyncedTable, Map<string, Row | null>>()

  constructor(db: PhoneDb) {
    this.#db = db
  }

  async get<T extends SyncedTable>(table: T, id: string): Promise<Rows[T] | undefined> {
    const mine = this.#rows(table).get(id)
    if (mine !== undefined) return (mine as Rows[T] | null) ?? undefined
    return this.#db.table<Rows[T], string>(table).get(id)
  }

  async where<T extends SyncedTable>(table: T, match: Partial<Rows[T]>): Promise<Rows[T][]> {
    const mine = this.#rows(table)
    const fits = (row: Rows[T]) =>
      Object.entries(match).every(([key, value]) => (row as Record<string, unknown>)[key] === value)
    const stored = await this.#stored(table, match).filter(fits).toArray()
    const changed = [...mine.values()].filter((row): row is Rows[T] => row !== null)
    return [...stored.filter((row) => !mine.has(row.id)), ...changed.filter(fits)]
  }

  /** By the first index that fits; a table's few rows are read whole when none does. */
  #stored<T extends SyncedTable>(table: T, match: Partial<Rows[T]>) {
    const store = this.#db.table<Rows[T], string>(table)
    const entries: [string, unknown][] = Object.entries(match)
    const indexed = entries.find(
      ([key, value]) => key in store.schema.idxByName && typeof value === 'string',
    )
    return indexed ? store.where(indexed[0]).equals(indexed[1] as string) : store.toCollection()
  }

  put<T extends SyncedTable>(table: T, row: Rows[T]): void {
    this.#write(table, row.id, row)
  }

  delete(table: SyncedTable, id: string): void {
    this.#write(table, id, null)
  }

  #write(table: SyncedTable, id: unknown, row: Row | null): void {
    // An act of an older app may lack what this one calls an id; that is the act's fault and not the store's.
    if (typeof id !== 'string') throw new TypeError('a row without an id')
    this.#rows(table).set(id, row)
  }

  /** Keeps the server's word about every row about to change, unless an earlier unsent act already has. */
  async flush(): Promise<void> {
    for (const [table, rows] of this.#written) {
      await this.#keepBase(table, [...rows.keys()])
      const puts = [...rows.values()].filter((row) => row !== null)
      const deletes = [...rows].filter(([, row]) => row === null).map(([id]) => id)
      const store = this.#db.table<Row, string>(table)
      await store.bulkPut(puts)
      await store.bulkDelete(deletes)
    }
  }

  async #keepBase(table: SyncedTable, ids: readonly string[]): Promise<void> {
    const kept = await this.#db.shadow.bulkGet(ids.map((id) => [table, id]))
    const fresh = ids.filter((_, i) => kept[i] === undefined)
    const rows = await this.#db.table<Row, string>(table).bulkGet([...fresh])
    const shadows: Shadow[] = fresh.map((id, i) => ({ table, id, row: rows[i] ?? null }))
    await this.#db.shadow.bulkAdd(shadows)
  }

  #rows(table: SyncedTable): Map<string, Row | null> {
    const rows = this.#written.get(table) ?? new Map<string, Row | null>()
    this.#written.set(table, rows)
    return rows
  }
}
