import type { RxJsonSchema, WithDeleted } from 'rxdb/plugins/core'
import { tables, type TableName } from '../engine.ts'
import { kindOf, type Row } from '../columns.ts'

/** What the first screen asks by, other than the whole table. */
const indexed: Partial<Record<TableName, string>> = {
  study_progress: 'member_id',
  category_assignments: 'member_id',
}

/** RxDB wants simple types only: JSON is kept as text, `rxdb/server.sql` puts it back. */
export function schemaOf(table: TableName): RxJsonSchema<Row> {
  const index = indexed[table]
  return {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: Object.fromEntries(tables[table].map((column) => [column, property(column)])),
    required: ['id', ...(index === undefined ? [] : [index])],
    ...(index !== undefined && { indexes: [index] }),
  }
}

function property(column: string) {
  if (column === 'id') return { type: 'string', maxLength: 80 }
  if (column === 'member_id') return { type: 'string', maxLength: 36 }
  return { type: kindOf(column) === 'number' ? 'number' : 'string' }
}

/** As its documentation says: what is null at the server is missing on the phone. */
export function asDocument(row: Readonly<WithDeleted<Row>>): WithDeleted<Row> {
  const doc: WithDeleted<Row> = { ...row }
  for (const [column, value] of Object.entries(doc)) {
    if (value === null) Reflect.deleteProperty(doc, column)
    else if (kindOf(column) === 'json') doc[column] = JSON.stringify(value)
  }
  return doc
}

export function asRow(table: TableName, doc: Readonly<Record<string, unknown>>): Row {
  const row = tables[table].map((column) => {
    const value = doc[column] ?? null
    return [column, typeof value === 'string' && kindOf(column) === 'json' ? parse(value) : value]
  })
  return Object.fromEntries(row) as Row
}

const parse = (text: string): unknown => JSON.parse(text)
