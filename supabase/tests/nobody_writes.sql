-- Everything is granted to everyone here, as on the embedded server: row-level security must hold alone.
begin;
\ir support/village.psql
grant all on all tables in schema public, private to anon, authenticated;
grant usage on schema commands to anon, authenticated;

-- Every way of writing every table, tried by whoever is acting; what came through is answered.
create function tests.written_by(who text) returns text[] language plpgsql as
$$
declare
  target regclass;
  touched bigint;
  came_through text[] := '{}';
begin
  if who is null then
    perform tests.sign_out();
  else
    perform tests.act_as(who);
  end if;
  for target in
    select c.oid::regclass from pg_class as c
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by 1
  loop
    begin
      execute format('delete from %s', target);
      get diagnostics touched = row_count;
      if touched > 0 then
        came_through := came_through || format('%s deleted from %s', touched, target);
      end if;
    exception when insufficient_privilege then
      null;
    end;
    begin
      execute format('update %s set %I = %2$I', target,
        (select attname from pg_attribute
          where attrelid = target and attnum > 0 and attgenerated = '' and attidentity = '' order by attnum limit 1));
      get diagnostics touched = row_count;
      if touched > 0 then
        came_through := came_through || format('%s updated in %s', touched, target);
      end if;
    exception when insufficient_privilege then
      null;
    end;
  end loop;
  return came_through;
end
$$;

select plan(24);

select is(tests.written_by('Old Zhou'), '{}', 'a member changes and deletes nothing, in no table');
select is(tests.written_by('Secretary Wang'), '{}', 'nor does a secretary, not even of their own branch');
select is(tests.written_by('Town Zhao'), '{}', 'nor does town staff');
select is(tests.written_by(null), '{}', 'nor does a visitor');

select tests.act_as('Town Zhao');
select throws_ok(
  $$ insert into public.orgs (id, kind, name) values (gen_random_uuid(), 'town', 'Another Town') $$,
  '42501', null, 'town staff cannot slip in an organisation');
select throws_ok(
  $$ insert into public.appointments (id, member_id, org_id, role, from_day)
    values (gen_random_uuid(), tests.id('Town Zhao'), tests.id('Town'), 'town_staff', '2026-01-01') $$,
  '42501', null, 'nor a post');
select throws_ok(
  $$ insert into private.accounts (member_id, user_id, login_number)
    values (tests.id('Lost Liu'), gen_random_uuid(), '99999999') $$,
  '42501', null, 'nor a sign-in');
select throws_ok(
  $$ insert into private.tombstones (table_name, row_id, audience) values ('orgs', 'x', 'tree') $$,
  '42501', null, 'nor a removal that never was');
select throws_ok(
  $$ insert into private.command_log (id, member_id, name, args, fingerprint)
    values (gen_random_uuid(), tests.id('Old Zhou'), 'x', '{}', '') $$,
  '42501', null, 'nor a command somebody never sent');

select is_empty('select from private.accounts', 'nobody reads who signs in how');
select is_empty('select from private.activation_cards', 'nobody reads the cards');
select is_empty('select from private.card_tries', 'nobody reads who tried what');
select is_empty('select from private.command_log', 'nobody reads the raw record of commands');
select is_empty('select from private.tombstones', 'nobody reads whose rows are gone');
select is_empty('select from private.town_state', 'nobody reads the house''s own state');

select throws_ok(
  $$ select commands.suspend_member(tests.id('Old Zhou'), '') $$,
  '42501', null, 'no command can be called past the door');
select throws_ok($$ select private.judge_one(tests.id('Old Zhou'), null, '{}') $$,
  '42501', null, 'nobody can speak as somebody else behind the door');
select throws_ok($$ select private.renew_epoch() $$, '42501', null, 'nobody outside can send every phone back to the start');
select throws_ok($$ select private.purge_tombstones('0') $$, '42501', null, 'nor make the town forget what is gone');

select tests.act_as('Old Chen');
select is_empty(
  $$ select from private.gone_since('0') where row_id = tests.id('Old Zhou')::text $$,
  'what is told of removals can be asked directly, and still tells only one''s own');
select is(
  private.judge(null, jsonb_build_array(jsonb_build_object(
    'id', gen_random_uuid(), 'name', 'suspend_member',
    'args', jsonb_build_object('member_id', tests.id('Old Zhou'), 'reason', '')))) -> 0 ->> 'code',
  'not-allowed', 'asking the judge directly gains nothing');

select tests.look();
select throws_ok('update private.command_log set code = null', '42501', null, 'the record of commands cannot be rewritten, even by the house');
select throws_ok('truncate private.command_log', '42501', null, 'nor emptied');
select throws_ok('delete from private.command_log', '42501', null, 'nor thinned out');

select * from finish();
rollback;
