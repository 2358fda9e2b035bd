import type { Db } from './database.ts'

export interface Column {
  name: string
  type: string
  nullable: boolean
  /** The values that a check allows, if it lists them. */
  listed: string[] | null
  /** The table this id belongs to: its own for a key, else the one it refers to. */
  id_of: string | null
}

export interface SyncedTable {
  name: string
  columns: Column[]
}

export interface Argument {
  name: string
  type: string
  optional: boolean
}

export interface Command {
  name: string
  args: Argument[]
  /** The public tables its source names, where a text argument finds the list it must come from. */
  tables: string[]
  source: string
}

export interface Catalogue {
  tables: SyncedTable[]
  /** Columns of all public tables, for the arguments of commands. */
  columns: (Column & { table: string })[]
  commands: Command[]
  refusalCodes: string[]
}

// A list is told by its check: `category in ('migrant', …)` comes back from the catalogue as `= ANY (ARRAY[…])`.
const columnsSql = `
  select
    c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
    (
      select nullif(array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([a-z_]+)''::text', 'g') as m), '{}')
      from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) like '%= ANY%' and a.atttypid = 'text'::regtype
      limit 1
    ) as listed,
    case when a.atttypid = 'uuid'::regtype then coalesce(
      (
        select f.confrelid::regclass::text from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum] limit 1
      ),
      (
        select c.relname from pg_constraint p
        where p.conrelid = c.oid and p.contype = 'p' and p.conkey = array[a.attnum]
      )
    ) end as id_of
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  order by c.relname, a.attnum`

const commandsSql = `
  select
    p.proname as name,
    coalesce((
      select json_agg(json_build_object(
        'name', p.proargnames[i], 'type', format_type(p.proargtypes[i - 1], null),
        'optional', i > p.pronargs - p.pronargdefaults) order by i)
      from generate_series(1, p.pronargs) as i
    ), '[]') as args,
    array(select distinct m[1] from regexp_matches(p.prosrc, 'public\\.([a-z_]+)', 'g') as m) as tables,
    p.prosrc as source
  from pg_proc p
  where p.pronamespace = 'commands'::regnamespace
  order by p.proname`

// In our SQL a quoted word with a hyphen is a refusal code, and nothing else is.
const codesSql = `
  select distinct m[1] as code
  from pg_proc p, regexp_matches(p.prosrc, '''([a-z]+(?:-[a-z]+)+)''', 'g') as m
  where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace, 'commands'::regnamespace)
  order by 1`

export async function readCatalogue(db: Db): Promise<Catalogue> {
  const columns = await db.query<Column & { table: string }>(columnsSql)
  const synced = await db.query<{ name: string; columns: string[] }>(
    'select name, columns from private.synced_tables order by place',
  )
  return {
    columns,
    tables: synced.map(({ name, columns: travelling }) => ({
      name,
      columns: columns.filter(
        (column) => column.table === name && travelling.includes(column.name),
      ),
    })),
    commands: await db.query<Command>(commandsSql),
    refusalCodes: (await db.query<{ code: string }>(codesSql)).map(({ code }) => code),
  }
}
