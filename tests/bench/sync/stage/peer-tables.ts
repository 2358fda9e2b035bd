import type { Db } from '../../../../supabase/dev/database.ts'
import { tableNames, tables, type TableName } from '../../peers/engine.ts'

/**
 * Beside each table that travels, a copy with what other engines want of a table: a time of the last change, a mark
 * instead of a deletion, and rows that people may write. Same rows, same values, read under the same policy; apart, so
 * that the app's own tables stay as they are.
 */
export async function makePeerTables(db: Db): Promise<void> {
  await db.exec(touch)
  for (const table of tableNames) await makePeerTable(db, table)
  await db.exec(mayWrite)
  await db.exec('vacuum analyze')
}

const touch = `
create function private.bench_touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end
$$;`

async function makePeerTable(db: Db, table: TableName): Promise<void> {
  const columns = tables[table].join(', ')
  const peer = `public.peer_${table}`
  // Ids scatter the times over the past year, as a town's life would.
  const changed = `now() - interval '1 day' - ('x' || left(md5('changed/' || id), 12))::bit(48)::bigint % 31536000000000
    * interval '1 microsecond'`
  await db.exec(`
    create table ${peer} as select ${columns}, ${changed} as updated_at, false as _deleted from public.${table};
    alter table ${peer} add primary key (id), alter updated_at set default now(), alter updated_at set not null,
      alter _deleted set default false, alter _deleted set not null, enable row level security;
    create index on ${peer} (updated_at, id);
    create trigger touch before insert or update on ${peer} for each row execute function private.bench_touch();
    grant select, insert, update on ${peer} to authenticated;`)
  for (const column of reachedBy(table)) await db.exec(`create index on ${peer} (${column})`)
  const policies = await db.query<{ reads: string }>(
    `select qual as reads from pg_policies where schemaname = 'public' and tablename = $1 and cmd = 'SELECT'`,
    [table],
  )
  for (const [n, { reads }] of policies.entries())
    await db.exec(
      `create policy "as the app's own ${n}" on ${peer} for select to authenticated using (${reads})`,
    )
}

/** The columns the policies look rows up by. */
const reachedBy = (table: TableName): readonly string[] =>
  tables[table].filter((column) =>
    ['branch_id', 'member_id', 'org_id', 'material_id', 'elder_id'].includes(column),
  )

const mayWrite = `
alter table public.peer_study_progress alter reached_permille set default 0, alter heard_seconds set default 0,
  alter counted_minutes set default 0, alter answers set default '{}';
create policy "members begin their own study" on public.peer_study_progress for insert to authenticated
with check (member_id = (select private.me()));
create policy "members go on with their own study" on public.peer_study_progress for update to authenticated
using (member_id = (select private.me())) with check (member_id = (select private.me()));
create policy "whoever sees a text may write its questions" on public.peer_material_bodies for update to authenticated
using (id in (select materials.id from public.materials));`
