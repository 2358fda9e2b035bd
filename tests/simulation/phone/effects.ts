import { isDeepStrictEqual } from 'node:util'
import { dayOf } from '@/domain/day'
import { asId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { syncedNames, type SyncedTable } from '@/domain/synced'
import type { Shadow } from '@/db/phone-db'
import type { Tx } from '@/db/mutation'
import type { Mutations } from '@/sync/ports'
import { dbNameOf, outboxIn, rowsIn } from './disk'
import type { Disk } from './insides'

type Row = Rows[SyncedTable]
type Table = Map<string, Row>

/** The tables in plain memory: what an act does to them can be worked out again, beside the engine. */
class Memory implements Tx<SyncedTable> {
  readonly #tables = new Map<SyncedTable, Table>()

  set(name: SyncedTable, rows: readonly Row[]): void {
    this.#tables.set(name, new Map(rows.map((row) => [row.id, row])))
  }

  of(name: SyncedTable): Table {
    const table = this.#tables.get(name) ?? new Map<string, Row>()
    this.#tables.set(name, table)
    return table
  }

  get<T extends SyncedTable>(table: T, id: string): Promise<Rows[T] | undefined> {
    return Promise.resolve(this.of(table).get(id) as Rows[T] | undefined)
  }

  where<T extends SyncedTable>(table: T, match: Partial<Rows[T]>): Promise<Rows[T][]> {
    const fits = (row: Row) =>
      Object.entries(match).every(([key, value]) => (row as Record<string, unknown>)[key] === value)
    return Promise.resolve([...this.of(table).values()].filter(fits) as Rows[T][])
  }

  put<T extends SyncedTable>(table: T, row: Rows[T]): void {
    this.of(table).set(row.id, row)
  }

  delete(table: SyncedTable, id: string): void {
    this.of(table).delete(id)
  }

  copy(): Memory {
    const copy = new Memory()
    for (const [name, table] of this.#tables) copy.set(name, [...table.values()])
    return copy
  }
}

/**
 * What the tables should show: the town's word as the shadows keep it, with each waiting act on top, worked out here
 * from nothing. Returns the tables that show something else.
 */
export async function wronglyShown(
  disk: Disk,
  member: string,
  mutations: Mutations,
): Promise<string[]> {
  const db = dbNameOf(member)
  const shown = new Memory()
  for (const name of syncedNames) shown.set(name, rowsIn<Row>(disk, db, name))
  const entries = outboxIn(disk, member)
  const shadows = rowsIn<Shadow>(disk, db, 'shadow')
  if (entries.length === 0) return shadows.length > 0 ? ['shadow'] : []

  let hoped = shown.copy()
  for (const { table, id, row } of shadows) {
    if (row) hoped.put(table, row)
    else hoped.delete(table, id)
  }
  for (const { name, args, madeAt } of entries) {
    const after = hoped.copy()
    const by = { me: asId<'members'>(member), now: madeAt, today: dayOf(madeAt) }
    const drawn = await Promise.resolve(mutations.get(name)?.apply(after, args, by)).then(
      () => true,
      () => false, // An act this version cannot draw leaves no trace.
    )
    if (drawn) hoped = after
  }
  return syncedNames.filter(
    (name) => !isDeepStrictEqual(byId(shown.of(name)), byId(hoped.of(name))),
  )
}

const byId = (table: Table) => [...table].sort(([a], [b]) => (a < b ? -1 : 1))
