-- The one door through which anything is changed: each command once, judged, remembered.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table private.command_log (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  device uuid,
  name text not null,
  args jsonb not null,
  fingerprint bytea not null,
  made_at timestamptz,
  judged_at timestamptz not null default now(),
  -- Null when it was agreed to.
  code text
);
comment on table private.command_log is 'Every command anybody sent, with what was decided; a ledger. Secrets are never written into it.';
create index command_log_member_id_idx on private.command_log (member_id, judged_at);
alter table private.command_log enable row level security;
select private.is_ledger('private.command_log');

-- What the log keeps of the arguments: no secret, and of a long text, or of much together, only how long it was.
create function private.args_to_keep(args jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(
    left(key, 60),
    case when bytes > 4096 or sum_so_far > 8192 then jsonb_build_object('bytes', bytes) else value end
  ), '{}')
  from (
    select key, value, bytes, sum(bytes) filter (where bytes <= 4096) over (order by key) as sum_so_far
    from (
      select key, value, octet_length(value::text) as bytes
      from jsonb_each(args) where key not like 'secret\_%' limit 40
    ) as said
  ) as kept
$$;

create function private.args_fingerprint(name text, args jsonb) returns bytea
language sql immutable set search_path = ''
as $$
  select sha256(convert_to(name || ' ' || coalesce(
    (select jsonb_object_agg(key, value) from jsonb_each(args) where key not like 'secret\_%'), '{}')::text, 'UTF8'))
$$;

-- Which kind of JSON value may become an argument of this type; null when commands may not use the type at all.
create function private.json_kind_of(argument_type regtype) returns text
language sql immutable set search_path = ''
as $$
  select case argument_type::text
    when 'text' then 'string'
    when 'uuid' then 'string'
    when 'date' then 'string'
    when 'integer' then 'number'
    when 'bigint' then 'number'
    when 'numeric' then 'number'
    when 'boolean' then 'boolean'
    when 'text[]' then 'array'
    when 'uuid[]' then 'array'
    when 'jsonb' then 'any'
  end
$$;

-- The SQL of one argument in a call; null when the value cannot be one.
create function private.argument_sql(argument text, argument_type regtype, value jsonb) returns text
language sql immutable set search_path = ''
as $$
  select case
    when private.json_kind_of(argument_type) = 'any' then format('%I => %L::jsonb', argument, value)
    when private.json_kind_of(argument_type) is distinct from jsonb_typeof(value) then null
    when argument_type = 'date'::regtype and value #>> '{}' !~ '^\d{4}-\d\d-\d\d$' then null
    when argument_type = 'uuid'::regtype and value #>> '{}' !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then null
    when jsonb_typeof(value) = 'array' then format(
      '%I => %L::%s', argument, array(select jsonb_array_elements_text(value)), argument_type)
    else format('%I => %L::%s', argument, value #>> '{}', argument_type)
  end
$$;

-- The call that a command's name and arguments ask for; refuses what the function does not take.
create function private.call_of(name text, args jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  command pg_catalog.pg_proc;
  parts text[] := '{}';
  part text;
  given jsonb;
begin
  select * into command from pg_catalog.pg_proc
  where proname = call_of.name and pronamespace = 'commands'::regnamespace and prokind = 'f';
  if not found then
    perform private.refuse('unknown-command');
  end if;
  if jsonb_typeof(args) is distinct from 'object'
    or exists (select from jsonb_object_keys(args) as key where key <> all (coalesce(command.proargnames, '{}'))) then
    perform private.refuse('bad-arguments');
  end if;
  for i in 1 .. command.pronargs loop
    given := args -> command.proargnames[i];
    if given is null or jsonb_typeof(given) = 'null' then
      continue when i > command.pronargs - command.pronargdefaults;
      perform private.refuse('bad-arguments');
    end if;
    part := private.argument_sql(command.proargnames[i], command.proargtypes[i - 1], given);
    if part is null then
      perform private.refuse('bad-arguments');
    end if;
    parts := parts || part;
  end loop;
  return format('select commands.%I(%s)', command.proname, array_to_string(parts, ', '));
end
$$;

-- Runs one command in its own subtransaction: null when it was done, else the code of its refusal.
create function private.attempt(name text, args jsonb) returns text
language plpgsql set search_path = ''
as $$
declare
  state text;
  said text;
begin
  execute private.call_of(name, args);
  return null;
exception
  when sqlstate 'PH001' then
    return sqlerrm;
  when others then
    get stacked diagnostics state = returned_sqlstate, said = message_text;
    -- The town is busy, not the command wrong: the whole trip is taken back, and the phone tries again.
    if left(state, 2) in ('40', '53', '55', '57', '58') then
      raise;
    end if;
    -- A value out of range, or a name that nothing answers to.
    if left(state, 2) in ('22', '23') then
      return 'bad-arguments';
    end if;
    raise warning 'command % failed: % %', name, state, said;
    return 'server-fault';
end
$$;

create function private.judge_one(caller uuid, device uuid, command jsonb) returns text
language plpgsql set search_path = ''
as $$
declare
  command_id uuid := command ->> 'id';
  asked text := coalesce(command ->> 'name', '');
  args jsonb := coalesce(command -> 'args', '{}');
  too_big boolean := octet_length(command::text) > 524288;
  known private.command_log;
  this_print bytea;
  verdict text;
begin
  this_print := private.args_fingerprint(asked, case jsonb_typeof(args) when 'object' then args else jsonb_build_object('args', args) end);
  -- The same act may arrive twice at once, from two tabs: the second waits and hears the first one's verdict.
  perform pg_advisory_xact_lock(hashtextextended(command_id::text, 0));
  select * into known from private.command_log where id = command_id;
  if found then
    return case
      when known.member_id = caller and known.fingerprint = this_print then known.code
      else 'id-reused'
    end;
  end if;

  verdict := case
    when too_big then 'too-big'
    when jsonb_typeof(command -> 'name') is distinct from 'string' then 'unknown-command'
    else private.attempt(asked, args)
  end;
  insert into private.command_log (id, member_id, device, name, args, fingerprint, made_at, code)
  values (
    command_id, caller, device, left(asked, 60),
    -- Of what no command could take, nothing is kept: a ledger must not be filled with words that mean nothing.
    case when jsonb_typeof(args) = 'object' and coalesce(verdict, '') not in ('too-big', 'unknown-command', 'bad-arguments')
      then private.args_to_keep(args) else '{}' end,
    this_print, private.moment_said(command -> 'made_at'), verdict
  );
  return verdict;
end
$$;

-- The phone's own word on when something was done; kept for the record, never counted with.
create function private.moment_said(made_at jsonb) returns timestamptz
language sql immutable set search_path = ''
as $$
  select case when jsonb_typeof(made_at) = 'number' and (made_at #>> '{}')::numeric between 0 and 4102444800000
    then timestamptz 'epoch' + trunc((made_at #>> '{}')::numeric)::bigint * interval '1 millisecond' end
$$;

create function private.judge(device uuid, commands jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  caller uuid := private.me();
  command jsonb;
  code text;
  verdicts jsonb := '[]';
begin
  for command in select value from jsonb_array_elements(commands) loop
    code := case when caller is null then 'not-allowed' else private.judge_one(caller, device, command) end;
    verdicts := verdicts || case
      when code is null then jsonb_build_object('id', command -> 'id', 'ok', true)
      else jsonb_build_object('id', command -> 'id', 'ok', false, 'code', code)
    end;
  end loop;
  return verdicts;
end
$$;
comment on function private.judge(uuid, jsonb) is
  'Definer: people may write no table; commands write for them. Each asks private.me() itself, so calling this directly gains nothing.';

revoke execute on all functions in schema private from public;
grant execute on function private.judge(uuid, jsonb) to authenticated;
