-- A hosted town shows the schema `api` and no other: what can be called from outside, and that it is the same thing.
begin;
\ir support/village.psql
select plan(136);

create temporary view callable as
select
  p.pronamespace::regnamespace::text as room, p.proname::text as name,
  pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result, p.provolatile as volatility,
  has_function_privilege('anon', p.oid, 'execute') as by_visitors,
  has_function_privilege('authenticated', p.oid, 'execute') as by_members
from pg_proc as p
where p.pronamespace in ('public'::regnamespace, 'api'::regnamespace)
  and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e');

select results_eq(
  $$ select name, arguments, result, volatility, by_visitors, by_members from callable where room = 'api' order by name $$,
  $$ select name, arguments, result, volatility, by_visitors, by_members from callable
    where room = 'public' and (by_visitors or by_members) order by name $$,
  'outside stands each function that may be called, with the same arguments and for the same people, and no other');
select is((select array_agg(name order by name collate "C") from callable where room = 'api'),
  array['activate', 'attendance_totals', 'band_totals', 'branch_accounts', 'branch_comparison',
    'branch_contact_cards', 'branch_dues', 'branch_requests', 'check_card', 'check_shop_pin', 'command_history',
    'comparison_totals', 'contact_card', 'dues_totals', 'evidence',
    'follow_request', 'meeting_photo', 'meeting_record', 'member_dues', 'member_month', 'member_orders',
    'member_wallet', 'month_sheet', 'my_comparison', 'my_requests', 'objections_below', 'preview_rules', 'public_card',
    'rate_request', 'request_photo', 'request_totals', 'send_request', 'shop_affords', 'shop_budget', 'shop_order',
    'shop_people', 'shop_queue', 'shop_voucher', 'stock_moves', 'study_totals', 'sync', 'visit_totals', 'visits_below',
    'whoami'],
  'which are those that the app calls');
select is_empty($$ select relname from pg_class where relnamespace = 'api'::regnamespace $$,
  'no table, view or sequence stands there');
select is_empty($$ select proname from pg_proc where pronamespace = 'api'::regnamespace and prosecdef $$,
  'no function there lends rights of its own');
select ok(
  not has_schema_privilege('anon', 'api', 'create') and not has_schema_privilege('authenticated', 'api', 'create'),
  'and nobody from outside puts anything there');

-- "Whoever asks, hears the same at both", about a call written without its schema.
create function tests.hears_the_same(call text) returns text language plpgsql as
$$
declare
  outside jsonb;
  inside jsonb;
begin
  execute 'select api.' || call into outside;
  execute 'select public.' || call into inside;
  return is(outside - 'now', inside - 'now', call || ' is the same for ' || coalesce(
    (select name from tests.names where user_id::text = current_setting('request.jwt.claim.sub')), 'a visitor'));
end
$$;
create function tests.hears_all_the_same(who text) returns setof text language plpgsql as
$$
begin
  perform tests.act_as(who);
  return next tests.hears_the_same('sync(''{"v": 1}'')');
  return next tests.hears_the_same('sync()');
  return next tests.hears_the_same('whoami()');
  return next tests.hears_the_same('branch_accounts(tests.id(''Willow Village''))');
  return next tests.hears_the_same('study_totals(tests.id(''Willow Village''))');
  return next tests.hears_the_same('preview_rules(tests.id(''Town''))');
  return next tests.hears_the_same('month_sheet(tests.id(''Willow Village''), ''2026-10-01'')');
  return next tests.hears_the_same('band_totals(tests.id(''Town''), ''2026-10-01'')');
  return next tests.hears_the_same('member_month(tests.id(''Old Zhou''), ''2026-10-01'')');
  return next tests.hears_the_same('member_wallet(tests.id(''Old Zhou''))');
  return next tests.hears_the_same('objections_below(tests.id(''Willow Village''))');
  return next tests.hears_the_same('evidence(tests.id(''Rice''))');
  return next tests.hears_the_same('member_orders(tests.id(''Old Zhou''))');
  return next tests.hears_the_same('shop_budget(tests.id(''Town''))');
  return next tests.hears_the_same('shop_queue(tests.id(''Town''))');
  return next tests.hears_the_same('shop_people(tests.id(''Town''), ''zhou'')');
  return next tests.hears_the_same('shop_affords(tests.id(''Old Zhou''), tests.id(''Rice''), 1)');
  return next tests.hears_the_same('shop_order(tests.id(''Town''), ''123456'')');
  return next tests.hears_the_same('check_shop_pin(tests.id(''Rice''), ''1234'')');
  return next tests.hears_the_same('shop_voucher(tests.id(''Rice''))');
  return next tests.hears_the_same('stock_moves(tests.id(''Rice''))');
  return next tests.hears_the_same('meeting_photo(tests.id(''Rice''))');
  return next tests.hears_the_same('meeting_record(tests.id(''Rice''))');
  return next tests.hears_the_same('attendance_totals(tests.id(''East Area''), ''2026-10-01'', ''2026-12-31'')');
  return next tests.hears_the_same('my_comparison(''2026-07-01'')');
  return next tests.hears_the_same('branch_comparison(tests.id(''Willow Village''), ''2026-07-01'')');
  return next tests.hears_the_same('comparison_totals(tests.id(''East Area''), ''2026-07-01'')');
  return next tests.hears_the_same('branch_dues(tests.id(''Willow Village''), ''2026-10-01'', ''2026-12-01'')');
  return next tests.hears_the_same('member_dues(tests.id(''Old Zhou''))');
  return next tests.hears_the_same('dues_totals(tests.id(''Willow Village''), ''2026-10-01'', ''2026-12-01'')');
  return next tests.hears_the_same('visit_totals(tests.id(''Willow Village''))');
  return next tests.hears_the_same('visits_below(tests.id(''Willow Village''))');
  return next tests.hears_the_same('command_history()');
  return next tests.hears_the_same('command_history(member_id => tests.id(''Old Zhou''), judged_before => 1)');
  return next tests.hears_the_same('contact_card(tests.id(''Old Zhou''))');
  return next tests.hears_the_same('branch_contact_cards(tests.id(''Willow Village''))');
  return next tests.hears_the_same('my_requests()');
  return next tests.hears_the_same('branch_requests(tests.id(''Willow Village''))');
  return next tests.hears_the_same('request_totals(tests.id(''Town''))');
  return next tests.hears_the_same('request_photo(tests.id(''Rice''))');
  return next tests.hears_the_same('activate(''1234567890123452'')');
end
$$;
select tests.hears_all_the_same('Old Zhou');
select tests.hears_all_the_same('Secretary Wang');
select tests.hears_all_the_same('Town Zhao');

select tests.sign_out();
select tests.hears_the_same('sync(''{"v": 1}'')');
select tests.hears_the_same('check_card(''27182818'', ''1234567890123452'')');
select tests.hears_the_same('public_card(''nobody'')');
select tests.hears_the_same('follow_request(''nobody'')');
select tests.hears_the_same('rate_request(''nobody'', ''satisfied'')');
select tests.hears_the_same('send_request(''nobody'', ''1'', ''2'', ''3'', ''4'', ''5'')');
select throws_ok($$ select api.study_totals(tests.id('Town')) $$, '42501', null, 'a visitor asks for no figures here either');
select tests.act_as('Town Zhao');
select throws_ok($$ select api.judge(null, '[]') $$, '42883', null, 'what stands behind has no name outside');

select * from finish();
rollback;
