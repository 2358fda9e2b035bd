-- WatermelonDB brings the phone's half of a sync; the server's half is yours to write, as
-- https://watermelondb.dev/docs/Sync/Backend says and Supabase's own guide to WatermelonDB shows: a function to pull,
-- a function to push, and a list of what was deleted. Two of its musts are met as far as it says how:
-- - "track granting and revoking of permissions": when the caller's own posts or branch have changed, the answer is
--   everything they may see, as a replacement, which it offers for permissions too complex to follow. That another's
--   row went out of the caller's sight, it does not notice.
-- - "a consistent view": everything in one transaction, with its time. It takes no lock against those who write
--   meanwhile: held on thirteen tables by every phone that asks, it would stop a town's work.
create table if not exists public.peer_watermelon_gone (
  table_name text not null,
  id text not null,
  gone_at timestamptz not null default now()
);
create index if not exists peer_watermelon_gone_at_idx on public.peer_watermelon_gone (gone_at);
alter table public.peer_watermelon_gone enable row level security;
create policy "ids of what is gone say nothing" on public.peer_watermelon_gone for select to authenticated using (true);
grant select on public.peer_watermelon_gone to authenticated;

create or replace function public.peer_watermelon_note_gone() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.peer_watermelon_gone (table_name, id)
  values (replace(tg_table_name, 'peer_', ''), old.id::text);
  return null;
end
$$;

do $$
declare
  peer text;
begin
  for peer in
    select tablename from pg_tables
    where schemaname = 'public' and tablename like 'peer\_%' and tablename not like 'peer\_watermelon%'
      and exists (
        select from information_schema.columns
        where table_schema = 'public' and table_name = tablename and column_name = '_deleted'
      )
  loop
    execute format(
      'create or replace trigger note_gone after delete on public.%I
        for each row execute function public.peer_watermelon_note_gone()', peer);
  end loop;
end
$$;

-- The columns of a table as the phone's schema has them: JSON as text.
create or replace function public.peer_watermelon_columns(peer text) returns text
language sql stable set search_path = ''
as $$
  select string_agg(
    case when data_type = 'jsonb' then format('t.%1$I::text as %1$I', column_name) else format('t.%I', column_name) end,
    ', ' order by ordinal_position)
  from information_schema.columns
  where table_schema = 'public' and table_name = peer and column_name not in ('updated_at', '_deleted')
$$;

create or replace function public.peer_watermelon_pull(tables text[], last_pulled_at bigint) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  since timestamptz := to_timestamp(coalesce(last_pulled_at, 0) / 1000.0);
  -- What the caller may see hangs on these rows of their own.
  moved boolean := last_pulled_at is not null and (
    exists (select from public.peer_appointments where member_id = private.me() and updated_at > since)
    or exists (select from public.peer_directory_cards where id = private.me() and updated_at > since));
  whole boolean := last_pulled_at is null or moved;
  changes jsonb := '{}';
  of_table jsonb;
  name text;
begin
  if moved then
    since := '-infinity';
  end if;
  foreach name in array tables loop
    execute format(
      $sql$
      select jsonb_build_object(
        'created', '[]'::jsonb,
        'updated', coalesce((
          select jsonb_agg(to_jsonb(living)) from (
            select %2$s from public.%1$I as t where t.updated_at > $1 and not t._deleted
          ) as living), '[]'),
        'deleted', case when $2 then '[]'::jsonb else coalesce((
          select jsonb_agg(gone.id) from (
            select t.id::text from public.%1$I as t where t.updated_at > $1 and t._deleted
            union
            select g.id from public.peer_watermelon_gone as g where g.gone_at > $1 and g.table_name = $3
          ) as gone), '[]') end)
      $sql$,
      'peer_' || name, public.peer_watermelon_columns('peer_' || name))
    into of_table using since, whole, name;
    changes := changes || jsonb_build_object(name, of_table);
  end loop;
  return jsonb_build_object('changes', changes, 'timestamp', floor(extract(epoch from now()) * 1000)::bigint)
    || case when moved then '{"experimentalStrategy": "replacement"}'::jsonb else '{}' end;
end
$$;

-- All or nothing; refused when a row was changed by others since the phone pulled, so that it pulls again first.
create or replace function public.peer_watermelon_push(changes jsonb, last_pulled_at bigint) returns void
language plpgsql set search_path = ''
as $$
declare
  -- The embedded server hands a JSON argument over as text.
  said jsonb := case jsonb_typeof(changes) when 'string' then (changes #>> '{}')::jsonb else changes end;
  since timestamptz := to_timestamp(last_pulled_at / 1000.0);
  progress jsonb := coalesce(said #> '{study_progress,created}', '[]') || coalesce(said #> '{study_progress,updated}', '[]');
  bodies jsonb := coalesce(said #> '{material_bodies,updated}', '[]');
begin
  if exists (
    select from public.peer_study_progress as mine
    join jsonb_array_elements(progress) as new on new ->> 'id' = mine.id
    where mine.updated_at > since
  ) or exists (
    select from public.peer_material_bodies as mine
    join jsonb_array_elements(bodies) as new on (new ->> 'id')::uuid = mine.id
    where mine.updated_at > since
  ) then
    raise exception 'changed since it was pulled';
  end if;

  insert into public.peer_study_progress as mine (
    id, member_id, branch_id, material_id, reached_permille, heard_seconds, finished_at, finished_on, counted_minutes,
    source, answers)
  select id, member_id, branch_id, material_id, reached_permille, heard_seconds, finished_at, finished_on,
    counted_minutes, source, answers::jsonb
  from jsonb_to_recordset(progress) as new (
    id text, member_id uuid, branch_id uuid, material_id uuid, reached_permille int, heard_seconds int,
    finished_at timestamptz, finished_on date, counted_minutes int, source text, answers text)
  on conflict (id) do update set
    reached_permille = excluded.reached_permille, heard_seconds = excluded.heard_seconds,
    finished_at = excluded.finished_at, finished_on = excluded.finished_on,
    counted_minutes = excluded.counted_minutes, source = excluded.source, answers = excluded.answers;

  update public.peer_material_bodies as mine set body = new.body, questions = new.questions::jsonb
  from jsonb_to_recordset(bodies) as new (id uuid, body text, questions text)
  where mine.id = new.id;
end
$$;

grant execute on function public.peer_watermelon_columns(text), public.peer_watermelon_pull(text[], bigint),
public.peer_watermelon_push(jsonb, bigint) to authenticated;
