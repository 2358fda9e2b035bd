import type { Argument, Catalogue, Column, Command, SyncedTable } from './catalogue.ts'

const camel = (name: string) =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const tsTypes: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  date: 'Day',
  'timestamp with time zone': 'Moment',
  integer: 'number',
  bigint: 'number',
  numeric: 'number',
  boolean: 'boolean',
  jsonb: 'Json',
  'text[]': 'readonly string[]',
  'uuid[]': 'readonly string[]',
}

function tsType(type: string): string {
  const found = tsTypes[type]
  if (found === undefined) throw new Error(`no phone has a word for the type ${type}`)
  return found
}

const idType = (table: string) => `Id<'${camel(table)}'>`

function columnType({ type, listed, id_of }: Column): string {
  if (listed) return listed.map((value) => `'${value}'`).join(' | ')
  return id_of === null ? tsType(type) : idType(id_of)
}

const rowText = ({ name, columns }: SyncedTable) => `${camel(name)}: {
${columns.map((column) => `${camel(column.name)}: ${columnType(column)}${column.nullable ? ' | null' : ''}`).join('\n')}
}`

/** A text argument named like a column of a table its command names takes that column's list. */
function argumentType(
  { name, type }: Argument,
  { tables, source }: Command,
  catalogue: Catalogue,
): string {
  const column = catalogue.columns.find(
    (each) => each.name === name && each.listed !== null && tables.includes(each.table),
  )
  if (type === 'text' && column && catalogue.tables.some((table) => table.name === column.table))
    return `Rows['${camel(column.table)}']['${camel(name)}']`
  if (type !== 'uuid') return tsType(type)
  const refersTo =
    catalogue.columns.find((each) => each.name === name)?.id_of ?? keyOf(name, source, catalogue)
  if (refersTo === undefined) throw new Error(`cannot tell which table ${name} is an id of`)
  return idType(refersTo)
}

/** An id that is no column anywhere is the key of the table it is named after, is looked up in, or begins a row of. */
function keyOf(name: string, source: string, { tables }: Catalogue): string | undefined {
  const namedAfter = name.replace(/_id$/, 's')
  if (tables.some((table) => table.name === namedAfter)) return namedAfter
  const usesKey = new RegExp(`values\\s*\\(\\s*${name}\\b|\\bid = ${name}\\b`)
  const statement = source.split(';').find((each) => usesKey.test(each))
  return /(?:from|into|update) (?:public|private)\.([a-z_]+)/.exec(statement ?? '')?.[1]
}

const commandText = (command: Command, catalogue: Catalogue) => `${command.name}: {
${command.args
  .map(
    (arg) =>
      `${camel(arg.name)}${arg.optional ? '?' : ''}: ${argumentType(arg, command, catalogue)}`,
  )
  .join('\n')}
}`

const tableText = ({ name, columns }: SyncedTable) =>
  `${camel(name)}: { server: '${name}', columns: [${columns.map((column) => `'${column.name}'`).join(', ')}] },`

/** The file that phones are built with; prettier lays it out. */
export const typesText = (catalogue: Catalogue) => `\
// Written from the migrated database by \`npm run types\`. Change the SQL, not this file.
//
// uuid → the id of its table, a text column with a listed check → that list, date → Day, timestamptz → Moment,
// int and numeric → number, jsonb → Json; a nullable column is \`| null\`, an argument with a default is optional.
import type { Day, Moment } from './day'
import type { Id } from './id'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export interface Rows {
${catalogue.tables.map(rowText).join('\n')}
}

export interface CommandArgs {
${catalogue.commands.map((command) => commandText(command, catalogue)).join('\n')}
}

/** The tables that travel, in the order the server delivers them. */
export const syncedTables = {
${catalogue.tables.map(tableText).join('\n')}
} as const satisfies Record<keyof Rows, { server: string; columns: readonly string[] }>

/** Every code the server may refuse with; never renamed or reused. */
export const refusalCodes = [
${catalogue.refusalCodes.map((code) => `'${code}',`).join('\n')}
] as const
`
