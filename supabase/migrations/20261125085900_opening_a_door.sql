-- One way to open a read function of `public` to members: its twin in `api`, for a hosted town, and nobody else's right.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.open_door(door regprocedure) returns void
language plpgsql set search_path = ''
as $$
declare
  inside pg_catalog.pg_proc := (select pg_proc from pg_catalog.pg_proc where oid = door);
  types text := pg_catalog.oidvectortypes(inside.proargtypes);
begin
  execute format(
    $sql$
    create function api.%1$I(%2$s) returns jsonb
    language sql %3$s set search_path = '' as %4$L;
    comment on function api.%1$I(%5$s) is %6$L;
    revoke execute on function public.%1$I(%5$s), api.%1$I(%5$s) from public, anon, authenticated, service_role;
    grant execute on function public.%1$I(%5$s), api.%1$I(%5$s) to authenticated;
    $sql$,
    inside.proname, pg_get_function_arguments(door),
    case inside.provolatile when 's' then 'stable' else 'volatile' end,
    format('select public.%I(%s)', inside.proname,
      (select string_agg(quote_ident(name), ', ' order by nth) from unnest(inside.proargnames) with ordinality as listed (name, nth))),
    types, format('See public.%s.', inside.proname));
end
$$;
comment on function private.open_door(regprocedure) is
'Makes a function of public callable by whoever is signed in, and by nobody else, under the same name in api.';

revoke execute on all functions in schema private from public;
