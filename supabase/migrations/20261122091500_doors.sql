-- The doors of a hosted town: a schema with one function for each that the app calls, and nothing else. It is the only
-- schema that PostgREST shows, since it lets whoever can name a table join tables to it, table in table, without end.
set lock_timeout = '5s';
set statement_timeout = '60s';

create schema api;
comment on schema api is 'What is reachable from outside on a hosted project: the same functions as in public, and no table.';
grant usage on schema api to anon, authenticated;

create function api.sync(request jsonb default '{}') returns jsonb
language sql volatile set search_path = ''
as $$ select public.sync(request) $$;
comment on function api.sync(jsonb) is 'See public.sync.';

create function api.check_card(login_number text, code text) returns jsonb
language sql volatile set search_path = ''
as $$ select public.check_card(login_number, code) $$;
comment on function api.check_card(text, text) is 'See public.check_card.';

create function api.activate(code text) returns jsonb
language sql volatile set search_path = ''
as $$ select public.activate(code) $$;
comment on function api.activate(text) is 'See public.activate.';

create function api.whoami() returns jsonb
language sql stable set search_path = ''
as $$ select public.whoami() $$;
comment on function api.whoami() is 'See public.whoami.';

create function api.branch_accounts(branch_id uuid) returns jsonb
language sql stable set search_path = ''
as $$ select public.branch_accounts(branch_id) $$;
comment on function api.branch_accounts(uuid) is 'See public.branch_accounts.';

create function api.study_totals(org_id uuid) returns jsonb
language sql stable set search_path = ''
as $$ select public.study_totals(org_id) $$;
comment on function api.study_totals(uuid) is 'See public.study_totals.';

create function api.command_history(member_id uuid default null, judged_before bigint default null) returns jsonb
language sql stable set search_path = ''
as $$ select public.command_history(member_id, judged_before) $$;
comment on function api.command_history(uuid, bigint) is 'See public.command_history.';

revoke execute on function
api.sync(jsonb), api.check_card(text, text), api.activate(text), api.whoami(), api.branch_accounts(uuid),
api.study_totals(uuid), api.command_history(uuid, bigint)
from public, anon, authenticated, service_role;
grant execute on function api.sync(jsonb), api.check_card(text, text), api.activate(text), api.whoami()
to anon, authenticated;
grant execute on function api.branch_accounts(uuid), api.study_totals(uuid), api.command_history(uuid, bigint)
to authenticated;
