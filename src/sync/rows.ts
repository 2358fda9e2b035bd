import type { Rows } from '@/domain/server-types'
import type { SyncedTable } from '@/domain/synced'
import type { WireTable } from '@/domain/wire'
import { camel } from './names'

/** The one place where what came over the wire becomes a row; `remote` has checked its shape. */
export function rowsOf({ columns, rows }: WireTable): Rows[SyncedTable][] {
  const names = columns.map(camel)
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    names.forEach((name, i) => {
      row[name] = values[i] ?? null
    })
    return row as unknown as Rows[SyncedTable]
  })
}
