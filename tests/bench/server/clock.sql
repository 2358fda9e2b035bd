-- The stop-watch, inside the server: one transaction is one request, as PostgREST makes it, and the time is the
-- server's own, from before the question until its answer is text.
create function bench.become(user_id uuid) returns void language plpgsql as
$$
begin
  perform set_config('request.jwt.claim.sub', user_id::text, true);
  perform set_config('request.jwt.claims', json_build_object('sub', user_id, 'role', 'authenticated')::text, true);
  perform set_config('role', 'authenticated', true);
end
$$;

create function bench.trip(user_id uuid, request jsonb, out ms double precision, out bytes int, out answer jsonb)
language plpgsql as
$$
declare
  began timestamptz;
begin
  perform bench.become(user_id);
  began := clock_timestamp();
  answer := public.sync(request);
  bytes := octet_length(answer::text);
  ms := extract(epoch from clock_timestamp() - began) * 1000;
end
$$;

-- Each question answers one JSON value. Nobody in particular is the superuser, whom no policy holds back.
create function bench.read(user_id uuid, questions text [], out ms double precision, out bytes int)
language plpgsql as
$$
declare
  began timestamptz;
  question text;
  heard jsonb;
begin
  if user_id is not null then
    perform bench.become(user_id);
  end if;
  bytes := 0;
  began := clock_timestamp();
  foreach question in array questions loop
    execute question into heard;
    bytes := bytes + octet_length(heard::text);
  end loop;
  ms := extract(epoch from clock_timestamp() - began) * 1000;
end
$$;

-- What the policies would find out about a person; said outright in the questions of the superuser.
create function bench.known(user_id uuid) returns jsonb language plpgsql as
$$
begin
  perform bench.become(user_id);
  return jsonb_build_object(
    'me', private.me(), 'branch', private.my_branch(), 'tree', array(select private.my_tree()),
    'reach', array(select private.my_reach()), 'branches', array(select private.my_branches()),
    'assignments', array(select id from public.study_assignments), 'materials', array(select id from public.materials));
end
$$;

-- Some rows of a table in other branches than these, those changed last, are written once more.
create function bench.touch_elsewhere(table_name text, branch_column text, quiet uuid [], most int) returns int
language plpgsql as
$$
declare
  touched int;
begin
  execute format(
    'update public.%1$I set changed_in = default where id in (
       select id from public.%1$I where %2$I <> all ($1) and %3$s order by changed_in desc, id limit $2)',
    table_name, branch_column,
    -- The town's own pieces and posts are everybody's.
    case branch_column when 'org_id' then 'org_id in (select id from public.orgs where kind = ''village_branch'')' else 'true' end)
  using quiet, most;
  get diagnostics touched = row_count;
  return touched;
end
$$;
