import { PGlite } from '@electric-sql/pglite'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import type { Db } from './database.ts'
import { migrate } from './migrate.ts'

/** What Supabase brings along and the migrations lean on, for a Postgres that is nothing but a Postgres. */
export const supabaseStandIn = `
create schema auth;
create function auth.uid() returns uuid language sql stable as
$$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
create function auth.jwt() returns jsonb language sql stable as
$$ select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$;
create schema storage;
create table storage.buckets (
  id text primary key, name text not null unique, public boolean default false,
  file_size_limit bigint, allowed_mime_types text []
);
create table storage.objects (
  id uuid primary key default gen_random_uuid(), bucket_id text references storage.buckets (id), name text,
  unique (bucket_id, name)
);
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;
`

/** The embedded server grants everything on tables to everyone, so the tests do too: row-level security must hold alone. */
export const grantEverything = `
grant usage on schema public, private, storage, auth to anon, authenticated, service_role;
grant all on all tables in schema public, private, storage to anon, authenticated, service_role;
`

export interface BareDb extends Db {
  engine: PGlite
  close(): Promise<void>
}

/** A migrated database inside this process, gone when it closes. */
export async function openBare(extensions: Record<string, unknown> = {}): Promise<BareDb> {
  const db = wrap(new PGlite({ extensions: { pgcrypto, ...extensions } }))
  await db.exec(supabaseStandIn)
  await migrate(db)
  await db.exec(grantEverything)
  return db
}

export const wrap = (engine: PGlite): BareDb => ({
  engine,
  exec: async (sql) => {
    await engine.exec(sql)
  },
  query: async <Row>(sql: string, params: readonly unknown[] = []) =>
    (await engine.query<Row>(sql, [...params])).rows,
  close: () => engine.close(),
})
