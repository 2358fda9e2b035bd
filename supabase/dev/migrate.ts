import { readdir, readFile } from 'node:fs/promises'
import type { Db } from './database.ts'

const folder = new URL('../migrations/', import.meta.url)

// The three kinds of caller Supabase knows. A hosted project has them already.
const roles = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin bypassrls;
  end if;
end $$;
grant anon, authenticated, service_role to current_user;`

// The same table the Supabase CLI keeps, so that a database can move between the two.
const history = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text primary key, statements text[], name text
);`

export interface Migration {
  version: string
  name: string
  sql: string
}

export async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file) => ({
      version: file.slice(0, file.indexOf('_')),
      name: file.slice(file.indexOf('_') + 1, -'.sql'.length),
      sql: await readFile(new URL(file, folder), 'utf8'),
    })),
  )
}

/** Runs what this database has not seen, each file whole or not at all; answers the names of those it ran. */
export async function migrate(db: Db): Promise<string[]> {
  await db.exec(roles)
  await db.exec(history)
  const seen = await db.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations',
  )
  const waiting = (await readMigrations()).filter(
    ({ version }) => !seen.some((row) => row.version === version),
  )
  for (const migration of waiting) await run(db, migration)
  return waiting.map(({ name }) => name)
}

// One script is one connection, so the transaction cannot come apart on a pool. A migration's time limits are its own.
async function run(db: Db, { version, name, sql }: Migration) {
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
  try {
    await db.exec(`begin;
${sql}
;insert into supabase_migrations.schema_migrations (version, name, statements)
values (${quote(version)}, ${quote(name)}, array[${quote(sql)}]);
commit;
reset lock_timeout;
reset statement_timeout;`)
  } catch (error) {
    await db.exec('rollback').catch(() => undefined) // A pool has already thrown the connection's work away.
    throw new Error(`supabase/migrations/${version}_${name}.sql: ${wordsOf(error)}`)
  }
}

/** What Postgres said and where; the drivers add the whole script, which helps nobody. */
function wordsOf(error: unknown): string {
  const { message, detail, hint, where, internalQuery } = error as Record<string, unknown>
  return [message, detail, hint, where, internalQuery].filter(Boolean).join('\n')
}
