import { at } from './random.ts'

export type Query = <Row = Record<string, unknown>>(
  sql: string,
  params?: readonly unknown[],
) => Promise<Row[]>

/** Rows of one table, and its name in full. */
export interface Table {
  name: string
  rows: readonly object[]
}

const rowsPerStatement = 2000

/**
 * Writes rows in large statements, each whole or not at all. Rows that are there already are left alone, so an
 * interrupted seed is completed by running it again.
 */
export async function insertRows(query: Query, { name, rows }: Table): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(at(rows, 0)).join(', ')
  const sql = `insert into ${name} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${name}, $1::text::jsonb)
    on conflict do nothing`
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await query(sql, [JSON.stringify(rows.slice(from, from + rowsPerStatement))])
  }
}
