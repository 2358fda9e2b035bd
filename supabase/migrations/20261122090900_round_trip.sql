-- The function phones call. Reads are made as the caller, so row-level security decides every row.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.is_signed_in() returns boolean
language sql stable security definer set search_path = ''
as $$ select auth.uid() is not null $$;
comment on function private.is_signed_in() is
  'Definer: visitors may not look into the auth schema; only whether the caller has a sign-in.';

create function private.refused(code text) returns jsonb
language sql stable set search_path = ''
as $$ select jsonb_build_object('v', 1, 'now', private.epoch_ms(clock_timestamp()), 'refused', code) $$;

-- A command without a proper id could be given no verdict.
create function private.too_many_or_nameless(commands jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select jsonb_array_length(commands) > 50 or exists (
    select from jsonb_array_elements(commands) as command
    where jsonb_typeof(command) <> 'object'
      or jsonb_typeof(command -> 'id') is distinct from 'string'
      or command ->> 'id' !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
  )
$$;

-- A number of few signs that stands for a hundred thousand, as 1e131071: merely measuring the request writes it out.
-- The bounds let every number pass that a phone can hold.
create function private.holds_endless_number(request jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select exists (
    -- Found as one list: handed out one by one, a path's findings are moved up each time, which is a square of them.
    select from jsonb_array_elements(
      jsonb_path_query_array(request, 'strict $.** ? (@.type() == "number")')
    ) as found (number)
    where abs(number::numeric) >= 1e310 or scale(number::numeric) > 400
  )
$$;

-- The code for a request that cannot be read, or null when it can.
create function private.fault_of(request jsonb) returns text
language sql immutable set search_path = ''
as $$
  select case
    when jsonb_typeof(request) is distinct from 'object' then 'bad-request'
    -- Measured as it lies in memory before anything walks through it; what a phone sends is no larger there.
    when pg_column_size(request) > 1310720 then 'too-big'
    when jsonb_typeof(request -> 'v') is distinct from 'number' then 'bad-request'
    when (request -> 'v') < '1' then 'app-too-old'
    when (request -> 'v') <> '1' then 'bad-request'
    when coalesce(jsonb_typeof(request -> 'device'), 'null') not in ('string', 'null') then 'bad-request'
    when request ->> 'device' !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then 'bad-request'
    when coalesce(jsonb_typeof(request -> 'cursor'), 'null') not in ('string', 'null') then 'bad-cursor'
    when length(request ->> 'cursor') > 300 then 'bad-cursor'
    when coalesce(jsonb_typeof(request -> 'epoch'), 'null') not in ('string', 'null') then 'bad-request'
    when coalesce(jsonb_typeof(request -> 'commands'), 'null') not in ('array', 'null') then 'bad-request'
    when jsonb_typeof(request -> 'commands') = 'array' and private.too_many_or_nameless(request -> 'commands')
      then 'bad-request'
    when private.holds_endless_number(request) then 'bad-request'
    when coalesce(jsonb_typeof(request -> 'room'), 'null') not in ('number', 'null') then 'bad-request'
    when octet_length(request::text) > 1048576 then 'too-big'
  end
$$;

-- One way of calling hands the request over as a JSON text that holds the JSON; this opens it. Null if it holds none.
create function private.opened(request jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  return case jsonb_typeof(request) when 'string' then (request #>> '{}')::jsonb else request end;
exception
  when data_exception or program_limit_exceeded then
    return null;
end
$$;

-- Whether the phone must be given a whole new copy: another life of the database, other rights, or away too long.
create function private.is_stale(at private.cursor, sight text) returns boolean
language sql stable set search_path = ''
as $$
  select at.epoch is null
    or at.epoch <> town.epoch
    or at.sight <> is_stale.sight
    or at.since > pg_snapshot_xmax(pg_current_snapshot())
    or (not at.is_copy and at.since <= town.forgotten_up_to)
    or (at.is_copy and at.next_since <= town.forgotten_up_to)
  from private.epoch_now() as town
$$;

-- Removed ids by table, without those the reader sees now for another reason. Null when there are too many to list.
create function private.gone_by_table(since xid8) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  graves jsonb;
  grave record;
  seen text[];
  gone jsonb := '{}';
  listed int := 0;
begin
  for grave in
    select table_name, array_agg(row_id) as ids from private.gone_since(since) group by table_name
  loop
    listed := listed + cardinality(grave.ids);
    if listed > 1000 then
      return null;
    end if;
    execute format('select array(select id::text from public.%I where id = any ($1::%s[]))', grave.table_name,
      case grave.table_name when 'study_progress' then 'text' else 'uuid' end) into seen using grave.ids;
    graves := (select jsonb_agg(id) from unnest(grave.ids) as id where id <> all (seen));
    if graves is not null then
      gone := jsonb_set(gone, array[grave.table_name], graves);
    end if;
  end loop;
  return gone;
end
$$;

-- How many bytes of rows a page may hold: what the phone has room for on its line, within bounds.
create function private.room_of(request jsonb) returns int
language sql immutable set search_path = ''
as $$ select least(greatest(coalesce((request ->> 'room')::numeric, 262144), 65536), 1048576)::int $$;

-- Two tables' lists of values, column by column; the first may be missing.
create function private.joined(first jsonb, second jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select case when first is null then second else (
    select jsonb_agg((first -> n) || (second -> n) order by n)
    from generate_series(0, jsonb_array_length(second) - 1) as n
  ) end
$$;

-- What is about the reader themselves, of the tables that the first page of a copy did not get through: with it the
-- first screen is whole. The rows come once more in their place.
create function private.with_own_rows(tables jsonb, done text[]) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  synced_table private.synced_tables;
  own jsonb;
begin
  for synced_table in
    select * from private.sync_plan() as plan where own_sql is not null and plan.name <> all (done)
  loop
    execute synced_table.own_sql into own using (select private.me());
    tables := tables || jsonb_build_object(synced_table.name, jsonb_build_object(
      'columns', to_jsonb(synced_table.columns), 'gone', '[]'::jsonb,
      'values', private.joined(tables -> synced_table.name -> 'values', own)));
  end loop;
  return tables;
end
$$;

-- Reads from where the cursor stands until the page is full: at most so many bytes, and a thousand rows for each 256 KB.
create function private.read_page(at private.cursor, room int) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  was_paging boolean := at.table_name is not null;
  gone jsonb := '{}';
  tables jsonb := '{}';
  done text[] := '{}';
  touched text[];
  rows_left int := room / 262.144;
  bytes_left int := room;
  synced_table private.synced_tables;
  page record;
begin
  if not at.is_copy and not was_paging then
    gone := private.gone_by_table(at.since);
  end if;
  if gone is null then
    at.is_copy := true;
    at.since := '0';
    gone := '{}';
  end if;
  touched := private.touched_since(at.since);
  for synced_table in
    select * from private.sync_plan() as plan
    where (at.is_copy or plan.name = any (touched || array(select jsonb_object_keys(gone))))
      and (not was_paging or plan.place >= (select place from private.sync_plan() where name = at.table_name))
    order by plan.place
  loop
    if synced_table.name is distinct from at.table_name then
      at.table_name := synced_table.name;
      at.last_stamp := null;
      at.last_id := null;
    end if;
    execute synced_table.page_sql into page
    using at.since, at.last_stamp, at.last_id, at.last_mine,
      least(rows_left, (synced_table.page_rows::numeric * room / 262144)::int), bytes_left;
    rows_left := rows_left - page.rows;
    bytes_left := bytes_left - page.bytes;
    if page.rows > 0 or gone ? synced_table.name then
      tables := tables || jsonb_build_object(synced_table.name, jsonb_build_object(
        'columns', to_jsonb(synced_table.columns), 'values', page.listed,
        'gone', coalesce(gone -> synced_table.name, '[]')));
    end if;
    if not page.complete then
      at.last_stamp := coalesce(page.last_stamp, at.last_stamp);
      at.last_id := coalesce(page.last_id, at.last_id);
      at.last_mine := coalesce(page.last_mine, at.last_mine);
      if at.is_copy and not was_paging then
        tables := private.with_own_rows(tables, done);
      end if;
      return jsonb_build_object('cursor', private.write_cursor(at), 'fresh', at.is_copy, 'more', true,
        'done', to_jsonb(done), 'tables', tables || private.only_gone(gone, tables));
    end if;
    if at.is_copy then
      done := done || synced_table.name;
    end if;
  end loop;
  return jsonb_build_object(
    'cursor', private.write_cursor(row(at.epoch, at.sight, false, at.next_since, at.next_since, null, null, null, null)),
    'fresh', at.is_copy,
    -- A copy of several pages was read at several moments: what changed meanwhile comes with the very next trip.
    'more', at.is_copy and was_paging,
    'done', to_jsonb(done),
    'tables', tables);
end
$$;

-- Removals of tables that a page did not get to: told at once all the same, so that they come before every row.
create function private.only_gone(gone jsonb, tables jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, jsonb_build_object('columns', '[]'::jsonb, 'values', '[]'::jsonb, 'gone', value)), '{}')
  from jsonb_each(gone) where not tables ? key
$$;

create function public.sync(request jsonb default '{}') returns jsonb
language plpgsql volatile set search_path = ''
as $$
declare
  asked jsonb;
  commands jsonb;
  code text;
  sight text;
  at private.cursor;
  verdicts jsonb := '[]';
  page jsonb;
  epoch text;
begin
  if not private.is_signed_in() then
    return private.refused('signed-out');
  end if;
  if private.me() is null then
    return private.refused('cut-off');
  end if;
  asked := private.opened(request);
  code := private.fault_of(asked);
  if code is not null then
    return private.refused(code);
  end if;
  if jsonb_typeof(asked -> 'cursor') = 'string' then
    at := private.read_cursor(asked ->> 'cursor');
    if at.epoch is null then
      return private.refused('bad-cursor');
    end if;
  end if;

  epoch := (select town.epoch from private.epoch_now() as town);
  sight := private.sight();
  -- Pages of two different copies must never mix: the phone drops its cursor and begins again.
  if at.is_copy and private.is_stale(at, sight) then
    return private.refused('bad-cursor');
  end if;
  commands := coalesce(nullif(asked -> 'commands', 'null'), '[]');
  -- What is due by the calendar happens before anything is read; on a trip that carries acts it does not, since the acts
  -- must be the first to hold what they hold.
  if commands = '[]' then
    perform private.keep_house();
  end if;
  -- Acts count in the life of this database that the phone names. In a new one it first says again what the former
  -- took with it, so that everything is judged in the order it was done; and a request that wandered about since
  -- before a restore does nothing.
  if commands <> '[]' and asked ->> 'epoch' = epoch then
    verdicts := private.judge((asked ->> 'device')::uuid, commands);
    sight := private.sight();
  end if;

  -- Taken before anything is read: what commits later is stamped at or after this, and comes next time.
  if private.is_stale(at, sight) then
    if at.is_copy then
      page := jsonb_build_object('cursor', private.write_cursor(at), 'fresh', true, 'more', true,
        'done', '[]'::jsonb, 'tables', '{}'::jsonb);
    else
      at := row(epoch, sight, true, '0', pg_snapshot_xmin(pg_current_snapshot()),
        null, null, null, null)::private.cursor;
    end if;
  elsif at.table_name is null then
    at.next_since := pg_snapshot_xmin(pg_current_snapshot());
  end if;
  return jsonb_build_object('v', 1, 'now', private.epoch_ms(clock_timestamp()), 'epoch', epoch, 'verdicts', verdicts)
    || coalesce(page, private.read_page(at, private.room_of(asked)));
end
$$;
comment on function public.sync(jsonb) is
  'One round trip of a phone: its commands are judged, then it is told what changed since its cursor.';

revoke execute on all functions in schema private from public;
revoke execute on function public.sync(jsonb) from public, anon, authenticated, service_role;
grant execute on function
private.is_signed_in(), private.me(), private.refused(text), private.epoch_ms(timestamptz)
to anon;
grant execute on function
private.is_signed_in(), private.refused(text), private.fault_of(jsonb), private.too_many_or_nameless(jsonb),
private.holds_endless_number(jsonb), private.opened(jsonb), private.is_stale(private.cursor, text),
private.gone_by_table(xid8), private.room_of(jsonb), private.joined(jsonb, jsonb), private.with_own_rows(jsonb, text []),
private.read_page(private.cursor, int), private.only_gone(jsonb, jsonb)
to authenticated;
grant execute on function public.sync(jsonb) to anon, authenticated;
