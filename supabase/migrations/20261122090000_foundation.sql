-- What every later migration stands on: the rooms, the words for "no", row stamps, tombstones and ledgers.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Supabase brings these roles and pgcrypto; the embedded server makes the roles only with its first request.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin', role_name);
    end if;
  end loop;
end
$$;
create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

create schema commands;
comment on schema commands is 'One function per thing a person may do; reached only through public.sync.';
create schema private;
comment on schema private is 'Who am I, what do I reach, row stamps, cards and ledgers; never reached from outside.';
-- Policies run as the reader, so the reader must be able to name the helpers in them; rows stay guarded.
grant usage on schema public, private to anon, authenticated, service_role;
revoke all on schema commands from public;

-- The day it is in the town, wherever the server stands.
create function private.today() returns date
language sql stable set search_path = ''
as $$ select (now() at time zone 'Asia/Shanghai')::date $$;

create function private.epoch_ms(moment timestamptz) returns bigint
language sql immutable set search_path = ''
as $$ select floor(extract(epoch from moment) * 1000)::bigint $$;

-- A command's "no": a stable code that the phone has words for. Codes are never renamed or reused.
create function private.refuse(code text) returns void
language plpgsql set search_path = ''
as $$
begin
  raise exception using errcode = 'PH001', message = code;
end
$$;

-- Ledgers only grow. Raised even for the owner, so that a bug in a command cannot rewrite history either.
create function private.refuse_rewriting() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'the ledger % only grows', tg_table_name using errcode = '42501';
end
$$;

create function private.is_ledger(ledger regclass) returns void
language plpgsql set search_path = ''
as $$
begin
  execute format(
    'create trigger only_grows before update or delete on %s for each row execute function private.refuse_rewriting()',
    ledger);
  execute format(
    'create trigger never_emptied before truncate on %s for each statement execute function private.refuse_rewriting()',
    ledger);
end
$$;

create table private.town_state (
  is_only boolean primary key default true check (is_only),
  epoch text not null default encode(extensions.gen_random_bytes(6), 'hex'),
  -- Cursors up to this transaction may have missed a tombstone that is no longer kept.
  forgotten_up_to xid8 not null default '0',
  tree_revision bigint not null default 1
);
comment on table private.town_state is 'One row: which life of the database this is, how far back it remembers removals, which shape the tree has.';
alter table private.town_state enable row level security;
insert into private.town_state default values;

create table private.synced_tables (
  name text primary key,
  place int not null unique,
  columns text [] not null,
  page_rows int not null check (page_rows between 1 and 1000),
  mine_first text
);
comment on table private.synced_tables is 'The tables that travel to phones, in the order they travel, with the columns a phone uses.';
alter table private.synced_tables enable row level security;

create table private.tombstones (
  id bigint generated always as identity primary key,
  table_name text not null,
  row_id text not null,
  gone_in xid8 not null default pg_current_xact_id(),
  gone_at timestamptz not null default now(),
  audience text not null check (audience in ('tree', 'peers', 'overseers', 'runners', 'writers', 'study')),
  org_id uuid,
  people uuid [] not null default '{}',
  category text,
  member_id uuid,
  branch_id uuid
);
comment on table private.tombstones is 'A row that somebody could see and no longer can, told only to those who could.';
create index tombstones_gone_in_idx on private.tombstones (gone_in);
create index tombstones_gone_at_idx on private.tombstones (gone_at);
alter table private.tombstones enable row level security;

create function private.stamp() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end
$$;

-- Arguments: who could see the row, the columns that name their orgs, the columns that name the people themselves.
create function private.leave_tombstones() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  was jsonb := to_jsonb(old);
  org_columns text[] := tg_argv[1];
  people_columns text[] := tg_argv[2];
  moved_from text[] := org_columns;
begin
  if tg_op = 'UPDATE' then
    moved_from := array(
      select c from unnest(org_columns) as c where was -> c is distinct from to_jsonb(new) -> c);
  end if;
  insert into private.tombstones (table_name, row_id, audience, org_id, people)
  select tg_table_name, old.id::text, tg_argv[0], (was ->> c)::uuid,
    array(select (was ->> p)::uuid from unnest(people_columns) as p)
  from unnest(moved_from) as c;
  return null;
end
$$;
comment on function private.leave_tombstones() is
  'Definer: whoever changes the row, the note about its old readers is written by the house.';

-- Puts a table into the sync set: row stamp, index, place in the order. `hidden` columns stay on the server.
create function private.synced(
  table_name text, place int, hidden text[] default '{}', page_rows int default 1000, mine_first text default null
) returns void
language plpgsql set search_path = ''
as $$
begin
  execute format('alter table public.%I add column changed_in xid8 not null default pg_current_xact_id()', table_name);
  execute format('create index %I on public.%I (changed_in, id)', table_name || '_changed_in_idx', table_name);
  execute format(
    'create trigger a_stamp before insert or update on public.%I for each row execute function private.stamp()',
    table_name);
  insert into private.synced_tables (name, place, columns, page_rows, mine_first)
  select table_name, place, array_agg(attname::text order by attnum), page_rows, mine_first
  from pg_catalog.pg_attribute
  where attrelid = format('public.%I', table_name)::regclass and attnum > 0 and not attisdropped
    and attname <> 'changed_in' and attname <> all (hidden);
end
$$;

-- A row that is deleted, or moves to another org, is gone for those who could see it where it was.
create function private.remembers_removals(
  table_name text, audience text, org_columns text[] default '{branch_id}', people_columns text[] default '{member_id}'
) returns void
language plpgsql set search_path = ''
as $$
begin
  execute format(
    'create trigger leave_tombstones after update or delete on public.%I
      for each row execute function private.leave_tombstones(%L, %L, %L)',
    table_name, audience, org_columns, people_columns);
end
$$;

-- House-keeping: removals older than `keep` are forgotten; a phone away for longer gets a fresh copy.
create function private.purge_tombstones(keep interval) returns bigint
language sql set search_path = ''
as $$
  with old as (
    delete from private.tombstones where gone_at < now() - keep returning gone_in
  ), horizon as (
    update private.town_state
    set forgotten_up_to = greatest(forgotten_up_to, (select gone_in from old order by gone_in desc limit 1))
    where exists (select from old)
  )
  select count(*) from old
$$;

-- After a restore: phones may know rows from a future that never happened, and stamps may be ahead of the counter.
create function private.renew_epoch() returns void
language plpgsql set search_path = ''
as $$
declare
  synced_table text;
begin
  update private.town_state
  set epoch = encode(extensions.gen_random_bytes(6), 'hex'), forgotten_up_to = '0';
  delete from private.tombstones;
  for synced_table in select name from private.synced_tables order by place loop
    execute format('update public.%I set changed_in = pg_current_xact_id()', synced_table);
  end loop;
end
$$;

revoke execute on all functions in schema private from public;
