import { rewrite } from '../../support/rewrite-sql.ts'

/**
 * What the simulation adds to a migrated database, and nothing else in the repository uses: a clock that is told the
 * time, a hand that can kill the server between two commands, and a diary of what was judged that no restore undoes.
 */

/** The database's own clock is the simulated one: every default, rule and purge then lives in simulated time. */
export const simulatedTime = `
set allow_system_table_mods = on;
create or replace function pg_catalog.now() returns timestamptz language sql stable parallel safe as
$$ select to_timestamp(coalesce(nullif(current_setting('sim.now', true), '')::double precision, 1795132800)) $$;
create or replace function pg_catalog.clock_timestamp() returns timestamptz language sql volatile as
$$ select pg_catalog.now() $$;
-- How hard a code is to guess is not what is tried here, and honest hashing would cost more than all the rest.
create or replace function extensions.crypt(text, text) returns text language sql immutable as $$ select md5($1) $$;
set allow_system_table_mods = off;
`

export const diary = `
-- The ledger keeps nothing of an act that no command could take; the oracle must see whether one could have.
${rewrite('private.judge_one', "('too-big', 'unknown-command', 'bad-arguments')", "('too-big', 'unknown-command')")}
create schema sim;
create table sim.judged (
  -- Drawn when an act is judged, which need not be when it is committed.
  n bigint generated always as identity primary key,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  args jsonb not null,
  code text,
  fingerprint bytea not null,
  life int not null,
  unfit text,
  -- Whether the oracle has read it.
  is_read boolean not null default false
);
create index judged_id_idx on sim.judged (id);
create index judged_unread_idx on sim.judged (n) where not is_read;

create function sim.setting(name text) returns int language sql stable as
$$ select coalesce(nullif(current_setting('sim.' || name, true), ''), '0')::int $$;

-- Counts down; true once, when it comes to the end.
create function sim.is_due(name text) returns boolean language plpgsql as $$
declare
  left_over int := sim.setting(name);
begin
  if left_over > 0 then
    perform set_config('sim.' || name, (left_over - 1)::text, true);
  end if;
  return left_over = 1;
end $$;

-- What those who were agreed to had to be just then, worked out without the town's own rules.
create function sim.unfit(name text, who uuid, args jsonb) returns text language sql stable security definer as $$
  select case
    when name in ('transfer_member', 'assign_category') and not exists (
      select from public.appointments
      where member_id = who and role = 'town_staff' and from_day <= private.today()
        and (until_day is null or until_day >= private.today())
    ) then 'only the town''s staff may'
    when name = 'record_home_lesson' and not exists (
      select from public.elder_helpers
      where helper_id = who and elder_id = (args ->> 'elder_id')::uuid and from_day <= (args ->> 'given_on')::date
        and (until_day is null or until_day >= (args ->> 'given_on')::date)
    ) then 'the elder was not theirs that day'
    when name = 'sign_up' and not exists (
      select from public.members join public.shifts on shifts.org_id = members.branch_id
      where members.id = who and shifts.id = (args ->> 'shift_id')::uuid
    ) then 'the shift is of another branch'
    when name in ('leave_shift', 'confirm_shift', 'agree_to_change') and not exists (
      select from public.shift_signups where id = (args ->> 'signup_id')::uuid and member_id = who
    ) then 'it was somebody else who had signed up'
    when name in ('check_in_shift', 'check_out_shift', 'record_service', 'mark_absent') and not exists (
      select from public.shift_signups where id = (args ->> 'signup_id')::uuid and member_id <> who
    ) then 'nobody writes down their own service'
  end
$$;

-- Security definer: it must write however the ledger is reached.
create function sim.write_diary() returns trigger language plpgsql security definer as $$
begin
  insert into sim.judged (id, member_id, name, args, code, fingerprint, life, unfit)
  values (new.id, new.member_id, new.name, new.args, new.code, new.fingerprint, sim.setting('life'),
    case when new.code is null then sim.unfit(new.name, new.member_id, new.args) end);
  if sim.is_due('kill_in') then
    raise exception 'the server was killed' using errcode = '57P01';
  end if;
  return null;
end $$;
create trigger write_diary after insert on private.command_log for each row execute function sim.write_diary();

-- Who comes in, when, after how many commands the server dies (0: not at all), and how small its pages are (0: as asked).
create function sim.enter(user_id text, at_s float8, kill_in int, life int, room int) returns void language plpgsql as $$
begin
  perform set_config('sim.now', at_s::text, false);
  perform set_config('sim.kill_in', kill_in::text, true);
  perform set_config('sim.life', life::text, true);
  perform set_config('sim.room', room::text, true);
  perform set_config('request.jwt.claim.sub', user_id, true);
  perform set_config('request.jwt.claims', json_build_object('sub', user_id, 'role', 'authenticated')::text, true);
  perform set_config('role', 'authenticated', true);
end $$;
grant usage on schema sim to authenticated;

-- The village is small: so that it does not always fit on one page, a page may be made smaller than any phone asks for.
alter function private.room_of(jsonb) rename to room_asked;
create function private.room_of(request jsonb) returns int language sql stable as
$$ select coalesce(nullif(sim.setting('room'), 0), private.room_asked(request)) $$;
grant execute on function private.room_of(jsonb) to authenticated;
`

/** Tables whose rows come and go; the list of synced tables itself belongs to the schema. */
const kept = `
  select n.nspname as schema, c.relname as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
  from pg_attribute join pg_class as c on c.oid = attrelid join pg_namespace as n on n.oid = relnamespace
  where (n.nspname in ('public', 'private')) and relkind = 'r' and c.relname <> 'synced_tables'
    and attnum > 0 and not attisdropped and attgenerated = ''
  group by 1, 2 order by 1, 2`

/** Copies of every table in a schema of their own, a function that makes them, and one that puts them back. */
export const copies = (schema: string) => `
do $make$
declare
  part record;
  save text := '';
  put_back text := '';
begin
  create schema ${schema};
  for part in ${kept} loop
    execute format('create table ${schema}.%I as select %s from %I.%I with no data', part.name, part.columns, part.schema, part.name);
    save := save || format('delete from ${schema}.%1$I; insert into ${schema}.%1$I select %2$s from %3$I.%1$I;',
      part.name, part.columns, part.schema);
    put_back := put_back || format(
      'delete from %3$I.%1$I; insert into %3$I.%1$I (%2$s) overriding system value select %2$s from ${schema}.%1$I;',
      part.name, part.columns, part.schema);
  end loop;
  execute format('create function ${schema}.save() returns void language plpgsql as %L', 'begin ' || save || ' end');
  execute format('create function ${schema}.put_back() returns void language plpgsql as %L', 'begin ' || put_back || ' end');
end
$make$;
`

/** Without triggers: a copy put back is not somebody changing rows. */
export const putBack = (schema: string) => `
begin; set local session_replication_role = replica; select ${schema}.put_back(); commit;`

/** What an operator does: the copy comes back, and the epoch is renewed. */
export const restore = `
begin; set local session_replication_role = replica; select backup.put_back();
set local session_replication_role = origin; select private.renew_epoch(); commit;`
