-- What every later migration stands on: the rooms, the day, the word for "no", and ledgers.
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

-- Ledgers only grow. Raised even for the owner, so that a bug in a command cannot rewrite history either. Arguments:
-- the columns that say where a row stands now rather than what happened, which may change.
create function private.refuse_rewriting() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and tg_nargs > 0 and to_jsonb(new) - tg_argv::text[] = to_jsonb(old) - tg_argv::text[] then
    return new;
  end if;
  raise exception 'the ledger % only grows', tg_table_name using errcode = '42501';
end
$$;

create function private.is_ledger(ledger regclass, movable text[] default '{}') returns void
language plpgsql set search_path = ''
as $$
begin
  execute format(
    'create trigger only_grows before update or delete on %s for each row execute function private.refuse_rewriting(%s)',
    ledger, (select string_agg(quote_literal(c), ', ') from unnest(movable) as c));
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
  tree_revision bigint not null default 1,
  -- What cursors are sealed with.
  seal_key bytea not null default extensions.gen_random_bytes(16)
);
comment on table private.town_state is
  'One row: which life of the database this is, how far back it remembers removals, which shape the tree has.';
alter table private.town_state enable row level security;
insert into private.town_state default values;

revoke execute on all functions in schema private from public;
