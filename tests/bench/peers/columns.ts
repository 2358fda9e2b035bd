import { firstScreenTables, type TableName } from './engine.ts'

export type ColumnKind = 'number' | 'json' | 'text'

/** One row as PostgREST answers it. */
export type Row = Record<string, unknown> & { id: string }

const numbers = new Set([
  ...['minutes', 'question_count', 'bytes', 'seconds', 'reached_permille'],
  ...['heard_seconds', 'counted_minutes'],
])
const json = new Set(['answers', 'questions'])

/** For engines that want to be told: dates, moments and ids are text to all of them. */
export function kindOf(column: string): ColumnKind {
  if (numbers.has(column)) return 'number'
  return json.has(column) ? 'json' : 'text'
}

/** Where acts are written; all other tables are only read on a phone. */
export const writtenTables: readonly TableName[] = ['study_progress', 'material_bodies']

export const isWritten = (table: TableName): boolean => writtenTables.includes(table)

export const isFirstScreen = (table: TableName): boolean =>
  firstScreenTables.some((name) => name === table)

export const serverTable = (table: TableName): string => `peer_${table}`

/** What the library keeps beside the columns of the app, so that it knows what is new and what is gone. */
export const bookkeeping = ['updated_at', '_deleted'] as const
