-- A convention is a query: what can be asked of the catalogue, nobody has to remember.
begin;
select plan(21);

create temporary view our_tables as
select c.oid, c.relname, c.relnamespace, c.relrowsecurity
from pg_class as c
where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'commands'::regnamespace);

create temporary view our_functions as
select p.oid, p.oid::regprocedure as function, p.proname, p.pronamespace, p.prosecdef, p.proconfig, p.proacl
from pg_proc as p
where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace, 'commands'::regnamespace, 'api'::regnamespace)
  and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e');

select is_empty(
  'select relname from our_tables where not relrowsecurity',
  'every table guards its rows');
select is_empty(
  $$ select relname from our_tables where obj_description(oid, 'pg_class') is null $$,
  'every table says what it is for');
select is_empty(
  $$ select policyname from pg_policies where schemaname in ('public', 'private', 'storage') and (cmd = 'ALL' or roles <> '{authenticated}') $$,
  'every policy names one verb, and speaks of people who are signed in');
select is_empty(
  $$ select policyname from pg_policies where schemaname in ('public', 'private') and cmd <> 'SELECT' $$,
  'no policy lets a person write a table');
select is_empty(
  $$ select policyname from pg_policies where schemaname = 'private' $$,
  'what is private is opened by no policy at all');
select is_empty(
  $$ select policyname from pg_policies where permissive <> 'PERMISSIVE' $$,
  'no policy takes away what another gives');
select is_empty(
  $$
    select policyname, call[1] from pg_policies,
      regexp_matches(coalesce(qual, '') || coalesce(with_check, ''), '(.{0,12})(?:private|auth)\.[a-z_]+\(', 'g') as call
    where schemaname in ('public', 'storage') and call[1] !~* 'select $'
  $$,
  'no policy calls a helper once per row');
select is_empty(
  $$
    select conrelid::regclass, conname from pg_constraint as fk
    where contype = 'f' and connamespace in ('public'::regnamespace, 'private'::regnamespace) and not exists (
      select from pg_index where indrelid = fk.conrelid and indkey[0] = fk.conkey[1])
  $$,
  'every foreign key can be followed by an index');
select is_empty(
  $$
    select c.relname, a.attname
    from pg_policy as p
    join pg_class as c on c.oid = p.polrelid and c.relnamespace = 'public'::regnamespace
    join pg_depend as d on d.objid = p.oid and d.classid = 'pg_policy'::regclass and d.refobjid = c.oid and d.refobjsubid > 0
    join pg_attribute as a on a.attrelid = c.oid and a.attnum = d.refobjsubid
    where a.attname not in ('id', 'status')
      and not exists (select from pg_index as i where i.indrelid = c.oid and i.indkey[0] = a.attnum)
  $$,
  'every column a policy looks at has an index');
select is_empty(
  $$ select function from our_functions where proconfig is null or not 'search_path=""' = any (proconfig) $$,
  'every function names its schemas in full');
select is_empty(
  $$ select function from our_functions where prosecdef and coalesce(obj_description(oid, 'pg_proc'), '') not like 'Definer: %' $$,
  'every function with its owner''s rights says why');
select is_empty(
  $$ select function from our_functions where prosecdef and pronamespace = 'commands'::regnamespace $$,
  'no command has rights of its own: the door lends them');
select is_empty(
  $$ select function from our_functions where proacl is null or exists (select from aclexplode(proacl) where grantee = 0) $$,
  'nobody may execute a function until it is granted');
select is(
  (
    select array_agg(distinct proname::text collate "C" order by proname::text collate "C") from our_functions
    where has_function_privilege('anon', oid, 'execute')
  ),
  array['activate', 'check_card', 'epoch_ms', 'follow_request', 'is_signed_in', 'me', 'public_card', 'rate_request', 'refused', 'send_request', 'sync', 'whoami'],
  'a visitor may knock, try a card, ask by a contact card and follow what they asked, and nothing else');
select is_empty(
  $$ select function from our_functions where pronamespace = 'commands'::regnamespace and has_function_privilege('authenticated', oid, 'execute') $$,
  'no command can be called past the door');
select is_empty(
  $$ select proname from our_functions where pronamespace = 'commands'::regnamespace group by proname having count(*) > 1 $$,
  'a command''s name means one thing');
select is_empty(
  $$
    select p.oid::regprocedure, t.argument_type::regtype
    from pg_proc as p cross join unnest(p.proargtypes::oid[]) as t (argument_type)
    where p.pronamespace = 'commands'::regnamespace and private.json_kind_of(t.argument_type) is null
  $$,
  'every argument of a command is of a type the door can check');
select is_empty(
  $$
    select name from private.synced_tables
    where not exists (
        select from pg_trigger where tgrelid = format('public.%I', name)::regclass and tgname = 'a_stamp')
      or not exists (
        select from pg_index as i join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = format('public.%I', name)::regclass and a.attname = 'changed_in')
  $$,
  'every table that travels stamps its rows and finds the changed ones by an index');
select is_empty(
  $$
    select name from private.synced_tables
    where name <> 'material_bodies' and not exists (
      select from pg_trigger
      where tgrelid = format('public.%I', name)::regclass and tgtype & 8 = 8 and not tgisinternal)
  $$,
  'every table that travels remembers its removals; a text goes with its piece');
select is_empty(
  $$
    select conrelid::regclass, conname from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and confdeltype = 'c' and confrelid <> 'public.materials'::regclass
  $$,
  'deleting one thing deletes nothing else, but the parts of a piece of study');
select is_empty(
  $$
    select t.relname from our_tables as t
    where t.relname in (
      'command_log', 'month_words', 'month_steps', 'point_entries', 'month_results', 'access_log', 'wallet_entries',
      'stock_moves', 'shop_orders', 'attendance_marks', 'shift_words', 'shift_corrections', 'dues_bases', 'dues_payments', 'dues_reminders') and (
      select count(*) from pg_trigger where tgrelid = t.oid and tgname in ('only_grows', 'never_emptied') and tgenabled = 'O') <> 2
  $$,
  'every ledger only grows');

select * from finish();
rollback;
