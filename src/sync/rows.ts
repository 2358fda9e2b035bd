import type { Rows } from '@/domain/server-types'
import type { SyncedTable } from '@/domain/synced'
import type { WireTable } from '@/domain/wire'
import { camel } from './names'

export const rowCount = ({ values }: WireTable): number => values[0]?.length ?? 0

/** The one place where what came over the wire becomes rows; `remote` has checked its shape. */
export function rowsOf(
  { columns, values }: WireTable,
  from: number,
  to: number,
): Rows[SyncedTable][] {
  const names = columns.map(camel)
  const rows: Record<string, unknown>[] = []
  for (let n = from; n < Math.min(to, values[0]?.length ?? 0); n++) {
    const row: Record<string, unknown> = {}
    names.forEach((name, column) => {
      row[name] = values[column]?.[n] ?? null
    })
    rows.push(row)
  }
  return rows as unknown as Rows[SyncedTable][]
}
