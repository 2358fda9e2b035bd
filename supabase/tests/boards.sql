-- A confirmed month is published, objected to, answered, closed; and what was earned comes into the wallet, once.
begin;
\ir support/village.psql
select plan(151);

create function tests.last_month() returns date language sql stable as
$$ select (date_trunc('month', tests.today()) - interval '1 month')::date $$;
create function tests.said(about text, code text, times int, reason text default 'as the book says') returns text language sql as
$$ select tests.send('say_times', jsonb_build_object('word_id', gen_random_uuid(), 'member_id', about, 'month', tests.last_month(),
  'code', code, 'on_day', tests.last_month(), 'reason', reason, 'times', times)) $$;
create function tests.sheet(more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('branch_id', 'Willow Village', 'month', tests.last_month()) || more $$;
create function tests.read_sheet() returns jsonb language sql as
$$ select public.month_sheet(tests.id('Willow Village'), tests.last_month()) $$;
create function tests.objection(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('objection_id', id, 'month', tests.last_month(), 'reason', 'I was there') || more $$;
create function tests.settings(more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('org_id', 'Town', 'objection_days', 5, 'answer_days', 7, 'shows_ranks', false, 'bands',
  '[{"code": "red", "words": "first", "colour": "red", "from_tenths": 900, "is_published": true},
    {"code": "blue", "words": "good", "colour": "blue", "from_tenths": 700, "is_published": true},
    {"code": "yellow", "words": "mind", "colour": "amber", "from_tenths": 0, "is_published": false}]'::jsonb) || more $$;
create function tests.board() returns text[] language sql as
$$ select coalesce(array_agg(name || ' ' || band order by name), '{}') from public.board_entries $$;
create function tests.entry(who text, which text) returns uuid language sql security definer as
$$ select id from public.point_entries where member_id = tests.id(who) and code = which and reverses_id is null
  order by entered_at limit 1 $$;
create function tests.earned(who text) returns int[] language sql security definer as
$$ select coalesce(array_agg(tenths order by entered_at, tenths), '{}') from public.wallet_entries where member_id = tests.id(who) $$;
create function tests.photo(bytes int default 200) returns text language sql as
$$ select translate(encode('\xffd8ff'::bytea || decode(repeat('00', bytes), 'hex'), 'base64'), E'\n', '') $$;
create function tests.days_pass() returns void language sql security definer as
$$ update public.month_sheets set objections_until = tests.today() - 1 where state = 'published' $$;
create function tests.before(who text) returns text language sql as
$$ select concat_ws(' ', row ->> 'before_tenths', row ->> 'before_band')
  from jsonb_array_elements(public.month_sheet(tests.id('Willow Village'), date_trunc('month', tests.today())::date) -> 'rows') as row
  where row ->> 'member_id' = tests.id(who)::text $$;
insert into tests.names (name) values ('Zhou objects'), ('Zhou again'), ('Lin objects'), ('Wu objects'), ('Zhou on advice'), ('Yu objects');

-- How the town shows its points.
select tests.act_as('Old Zhou');
select is((select array_agg(band ->> 'words') from public.point_settings, jsonb_array_elements(bands) as band),
  array['先锋', '合格', '提醒'], 'a town begins with three bands');
select tests.sees('Lost Liu', 'point_settings', '{}', 'whoever is not signed in as a member reads no settings');
select tests.sees(null, 'point_settings', '{}', 'nor a visitor');
select tests.act_as('Secretary Wang');
select tests.refuses('set_point_settings', tests.settings(), 'not-allowed', 'a secretary sets no bands');
select tests.act_as('Coordinator Li');
select tests.refuses('set_point_settings', tests.settings(), 'not-allowed', 'nor an area');
select tests.act_as('Town Zhao');
select tests.refuses('set_point_settings', tests.settings('{"org_id": "Willow Village"}'), 'not-allowed', 'a branch has none of its own');
select tests.refuses('set_point_settings', tests.settings('{"bands": []}'), 'bad-arguments', 'there is a band');
select tests.refuses('set_point_settings', tests.settings('{"bands": [5]}'), 'bad-arguments', 'that is one');
select tests.refuses('set_point_settings', tests.settings('{"bands": {"code": "red"}}'), 'bad-arguments', 'in a list');
select tests.refuses('set_point_settings', tests.settings(
  '{"bands": [{"code": "red", "words": "first", "colour": "red", "from_tenths": 900, "is_published": true}]}'),
  'bad-arguments', 'and everybody is in one');
select tests.refuses('set_point_settings', tests.settings(
  '{"bands": [{"code": "red", "words": "first", "colour": "url(x)", "from_tenths": 0, "is_published": true}]}'),
  'bad-arguments', 'a colour is one we have');
select tests.refuses('set_point_settings', tests.settings(
  '{"bands": [{"code": "red", "words": "first", "colour": ["red"], "from_tenths": 0, "is_published": true}]}'),
  'bad-arguments', 'and no list of them, which no month could be confirmed with');
select tests.refuses('set_point_settings', tests.settings(
  '{"bands": [{"code": "red", "words": " ", "colour": "red", "from_tenths": 0, "is_published": true}]}'),
  'bad-arguments', 'and never stands without a word');
select tests.refuses('set_point_settings', tests.settings(
  '{"bands": [{"code": "red", "words": "first", "colour": "red", "from_tenths": 1e300, "is_published": true}]}'),
  'bad-arguments', 'or begins beyond all numbers');
select tests.refuses('set_point_settings', tests.settings('{"objection_days": 0}'), 'bad-arguments', 'there is a day to object on');
select tests.allows('set_point_settings', tests.settings(), 'the town names its bands');
select tests.act_as('Old Zhou');
select is((select bands -> 0 ->> 'words' from public.point_settings), 'first', 'and members read them');

-- A month is scored, handed in, confirmed.
select tests.act_as('Committee Sun');
select is(array[
  tests.said('Auntie Lin', 'theme_day', 1), tests.said('Auntie Lin', 'meeting', 2), tests.said('Auntie Lin', 'shift', 6),
  tests.said('Auntie Lin', 'policy_talk', 3), tests.said('Auntie Lin', 'request_answered', 4),
  tests.said('Young Wu', 'reported_in', 1), tests.said('Young Wu', 'brought_back', 2),
  tests.said('Old Zhou', 'late', 2), tests.said('Old Zhou', 'advice', 1)],
  array_fill('ok'::text, array[9]), 'the committee says what happened');
select tests.refuses('say_times', jsonb_build_object('word_id', gen_random_uuid(), 'member_id', 'Old Zhou', 'month', tests.last_month(),
  'code', 'late', 'on_day', tests.last_month(), 'reason', 'see', 'times', 2, 'photo', 'no photo'), 'bad-photo', 'evidence is a photo');
select tests.refuses('say_times', jsonb_build_object('word_id', gen_random_uuid(), 'member_id', 'Old Zhou', 'month', tests.last_month(),
  'code', 'late', 'on_day', tests.last_month(), 'reason', 'see', 'times', 2, 'photo', encode('<svg onload=alert(1)>'::bytea || decode(repeat('20', 120), 'hex'), 'hex')),
  'bad-photo', 'and no script that calls itself one');
select tests.refuses('say_times', jsonb_build_object('word_id', gen_random_uuid(), 'member_id', 'Old Zhou', 'month', tests.last_month(),
  'code', 'late', 'on_day', tests.last_month(), 'reason', 'see', 'times', 2, 'photo', tests.photo(205000)), 'too-big', 'of bounded size');
select tests.allows('say_times', jsonb_build_object('word_id', 'Rice', 'member_id', 'Old Zhou', 'month', tests.last_month(),
  'code', 'late', 'on_day', tests.last_month(), 'reason', 'here is the list', 'times', 2, 'photo', tests.photo()), 'a photo of the list is kept');
select tests.act_as('Secretary Wang');
select is(tests.said('Old Zhou', 'advice', 1, 'he told me, too'), 'ok', 'the secretary says again what the committee said');
select tests.refuses('publish_month', tests.sheet(), 'not-confirmed', 'what is not confirmed is not published');
select tests.allows('propose_month', tests.sheet(), 'the secretary hands it in');
select tests.act_as('Old Zhou');
select tests.refuses('raise_objection', tests.objection('Zhou objects'), 'not-confirmed', 'before it is confirmed there is nothing to object to');
select tests.act_as('Coordinator Li');
select is(tests.read_sheet() ->> 'print', '', 'an area is told no line in which the figures of those it may not read could be tried out');
select tests.act_as('Secretary Wang');
select is(public.month_sheet(null, tests.last_month()), '{"refused": "not-allowed"}', 'no branch is nobody''s');
select is(public.objections_below(null), '{"refused": "not-allowed"}', 'in objections, too');
select tests.act_as('Town Zhao');
select is(public.band_totals(tests.id('Town'), tests.last_month()), '[]', 'and nothing to count');
select tests.allows('confirm_month', tests.sheet(jsonb_build_object('seen', tests.read_sheet() ->> 'print')), 'the town confirms it');

-- Results: each their own; others online, and it is written down.
select tests.act_as('Auntie Lin');
select results_eq('select band, base_tenths, category_tenths from public.month_results', $$ values ('red', 600, 300) $$, 'a member reads their band');
select tests.sees('Old Zhou', 'month_results', array['Old Zhou'], 'each only their own', 'member_id');
select tests.sees('Secretary Wang', 'month_results', array['Secretary Wang'], 'so the secretary', 'member_id');
select tests.sees('Committee Sun', 'point_entries', '{}', 'no entry of another is on a committee''s phone', 'member_id');
select tests.sees('Town Zhao', 'month_results', '{}', 'nor on the town''s', 'member_id');
select tests.act_as('Coordinator Li');
select is((select array_agg(row #>> '{band,code}' order by row #>> '{band,code}') from jsonb_array_elements(tests.read_sheet() -> 'rows') as row),
  array['blue', 'red'], 'an area reads the published bands');
select is(tests.read_sheet() -> 'hidden', '6'::jsonb, 'and of the others how many they are');
select is((select count(*)::int from public.access_log), 0, 'which is nobody''s name');
select tests.act_as('Cadre Qian');
select is(jsonb_array_length(tests.read_sheet() -> 'rows'), 2, 'so does a stationed cadre');
select is(public.member_month(tests.id('Old Zhou'), tests.last_month()), '{"refused": "not-allowed"}', 'who reads nobody''s entries');
select is(public.band_totals(tests.id('Willow Village'), tests.last_month()) #>> '{0,bands,2,members}', '6', 'but counts the bands');
select is(public.band_totals(tests.id('Town'), tests.last_month()), '{"refused": "not-allowed"}', 'of the own branch');
select tests.act_as('Old Zhou');
select is(public.band_totals(tests.id('Willow Village'), tests.last_month()), '{"refused": "not-allowed"}', 'a member counts no bands');
select is(tests.read_sheet(), '{"refused": "not-allowed"}', 'and reads no sheet');
select is(public.member_month(tests.id('Auntie Lin'), tests.last_month()), '{"refused": "not-allowed"}', 'nor another''s month');
select is((select count(*)::int from public.access_log), 0, 'nobody has looked yet');
select tests.act_as('Secretary Ma');
select is(public.member_month(tests.id('Old Zhou'), tests.last_month()), '{"refused": "not-allowed"}', 'another branch''s secretary reads nothing');
select is(public.objections_below(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'nor who objects');
select is(public.band_totals(tests.id('Willow Village'), tests.last_month()), '{"refused": "not-allowed"}', 'nor counts');
select tests.act_as('Secretary Wang');
select is(jsonb_array_length(tests.read_sheet() -> 'rows'), 8, 'the secretary reads the whole sheet');
select is(public.member_month(tests.id('Old Zhou'), tests.last_month()) #>> '{result,band_words}', 'mind', 'and one member''s month');
select tests.act_as('Old Zhou');
select results_eq('select reader, what from public.access_log', $$ values ('Secretary Wang', 'points') $$, 'who reads that it was read');
select tests.sees('Young Wu', 'access_log', '{}', 'what is on the board anyway is not written down', 'member_id');
select tests.act_as('Secretary Wang');
select is(jsonb_array_length(tests.read_sheet() -> 'rows'), 8, 'read twice in a day');
select tests.sees('Old Zhou', 'access_log', array['Old Zhou'], 'it stands there once', 'member_id');
select tests.sees('Secretary Wang', 'access_log', '{}', 'and nobody reads the log of another', 'member_id');

-- Whoever confirms the next month reads this one beside it.
select tests.act_as('Town Zhao');
select is(tests.before('Auntie Lin'), '900 first', 'the town reads in the next month''s sheet what this one came to');
select tests.act_as('Coordinator Li');
select ok(not exists (
  select from jsonb_array_elements(public.month_sheet(tests.id('Willow Village'), date_trunc('month', tests.today())::date) -> 'rows') as row
  where row ->> 'before_tenths' is not null or row ->> 'before_band' is not null), 'an area does not, whatever band it was');
select tests.act_as('Old Zhou');
select ok((select count(*) = 1 from public.access_log where what = 'points' and reader = 'Town Zhao'), 'and that the town looked is written down');

-- Evidence.
select is(public.evidence(tests.id('Rice')) ? 'photo', true, 'the secretary looks at the photo');
select tests.act_as('Old Zhou');
select is(public.evidence(tests.id('Rice')) ->> 'photo', tests.photo(), 'so does the member, as it was given');
select tests.act_as('Auntie Lin');
select is(public.evidence(tests.id('Rice')), '{"refused": "not-allowed"}', 'and no peer');
select is(public.evidence(gen_random_uuid()), '{"refused": "not-allowed"}', 'nor is it told whether there is one');
select tests.act_as('Coordinator Li');
select is(public.evidence(tests.id('Rice')), '{"refused": "not-allowed"}', 'an area looks at none');

-- Published.
select tests.act_as('Young Wu');
select tests.refuses('publish_month', tests.sheet(), 'not-allowed', 'a member publishes nothing');
select tests.act_as('Coordinator Li');
select tests.refuses('publish_month', tests.sheet(), 'not-allowed', 'nor an area');
select tests.act_as('Secretary Ma');
select tests.refuses('publish_month', tests.sheet(), 'not-allowed', 'nor another branch');
select tests.act_as('Secretary Wang');
select tests.allows('publish_month', tests.sheet(), 'the secretary puts the board up');
select tests.refuses('publish_month', tests.sheet(), 'not-confirmed', 'once');
select tests.act_as('Old Zhou');
select is(tests.board(), array['Auntie Lin red', 'Young Wu blue'], 'the branch reads who is first and who is good');
select is((select array_agg(rank) from public.board_entries where rank is not null), null, 'without numbers');
select is((select objections_until from public.month_sheets), tests.today() + 5, 'and until when to object');
select tests.act_as('Coordinator Li');
select is(tests.board(), array['Auntie Lin red', 'Young Wu blue'], 'so does the area');
select tests.act_as('Old Chen');
select is(tests.board(), '{}', 'another branch does not');
select tests.sign_out();
select is((select count(*)::int from public.board_entries), 0, 'nor a visitor');

-- Objections.
select tests.act_as('Old Zhou');
select tests.refuses('raise_objection', tests.objection('Zhou objects', '{"reason": "  "}'), 'bad-arguments', 'an objection has a reason');
select tests.refuses('raise_objection', tests.objection('Zhou objects', jsonb_build_object('entry_id', tests.entry('Auntie Lin', 'shift'))),
  'no-such-entry', 'about one''s own entry');
select tests.refuses('raise_objection', tests.objection('Zhou objects', '{"photo": "abc"}'), 'bad-photo', 'with a photo that is one');
select tests.allows('raise_objection', tests.objection('Zhou objects', jsonb_build_object('entry_id', tests.entry('Old Zhou', 'late'), 'photo', tests.photo())),
  'Old Zhou objects to having come late');
select tests.refuses('raise_objection', tests.objection('Zhou again'), 'already-objected', 'one at a time');
select is((select answer_by from public.objections), tests.today() + 7, 'and reads until when he has an answer');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', true, 'answer', 'yes'), 'not-allowed', 'which he does not give himself');
select tests.sees('Auntie Lin', 'objections', '{}', 'no peer reads that he objects');
select tests.refuses('withdraw_objection', '{"objection_id": "Zhou objects"}', 'not-allowed', 'or takes it back for him');
select tests.sees('Secretary Wang', 'objections', '{}', 'nor is it on the secretary''s phone');
select is((select array_agg(line ->> 'name' || ' ' || (line ->> 'may_answer')) from jsonb_array_elements(public.objections_below(tests.id('Willow Village'))) as line),
  array['Old Zhou false'], 'who reads it online, and may not answer: it was their month');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', false, 'answer', 'no'), 'not-your-own', 'who handed it in does not answer');
select tests.act_as('Committee Sun');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', false, 'answer', 'no'), 'not-your-own', 'nor who said the word');
select tests.act_as('Coordinator Li');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', false, 'answer', 'no'), 'not-allowed', 'nor an area');
select is(public.objections_below(tests.id('East Area')), '{"refused": "not-allowed"}', 'which reads none');
select tests.act_as('Secretary Ma');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', false, 'answer', 'no'), 'not-allowed', 'nor another branch');
select tests.act_as('Town Zhao');
select is((select array_agg(line ->> 'name' || ' ' || (line ->> 'may_answer')) from jsonb_array_elements(public.objections_below(tests.id('Town'))) as line),
  array['Old Zhou true'], 'the town may');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', true, 'answer', ' '), 'bad-arguments', 'in writing');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', true, 'answer', 'worse', 'times', 4), 'not-in-favour', 'and never to the worse');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', true, 'answer', 'x', 'code', 'smiled'), 'no-such-rule', 'about a rule there is');
select tests.allows('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', true, 'answer', 'the list was wrong'), 'upholds it');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou objects', 'is_upheld', false, 'answer', 'no'), 'already-answered', 'once');
select tests.act_as('Old Zhou');
select results_eq('select state, answer, answerer from public.objections', $$ values ('upheld', 'the list was wrong', 'Town Zhao') $$, 'who reads the answer, and whose it is');
select results_eq($$ select times, tenths, reverses_id is not null from public.point_entries where code = 'late' order by entered_at $$,
  $$ values (2, -10, false), (-2, 10, true) $$, 'what was taken is given back by an entry of its own');
select is((select base_tenths from public.month_results order by confirmed_at desc limit 1), 600, 'and the month counts again');
select ok((select count(*) = 1 from public.access_log where what = 'objection' and reader = 'Town Zhao'), 'he reads who read it');
select tests.refuses('withdraw_objection', '{"objection_id": "Zhou objects"}', 'already-answered', 'what is answered is not taken back');
select tests.allows('raise_objection', tests.objection('Zhou again'), 'he may object to the rest of the month');
select tests.allows('withdraw_objection', '{"objection_id": "Zhou again"}', 'and take that back');
select is((select state from public.objections where id = tests.id('Zhou again')), 'withdrawn', 'which stays to be read');
select tests.allows('raise_objection', tests.objection('Zhou on advice', jsonb_build_object('entry_id', tests.entry('Old Zhou', 'advice'))), 'and to another entry');
select tests.act_as('Committee Sun');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Zhou on advice', 'is_upheld', false, 'answer', 'no'), 'not-your-own', 'whose word another has said again does not answer either');
select tests.act_as('Old Zhou');
select tests.allows('withdraw_objection', '{"objection_id": "Zhou on advice"}', 'he lets it be');
-- Young Wu was at a theme day that nobody wrote down: with it he would have 750. He brought back three, not two.
select tests.act_as('Young Wu');
select tests.allows('raise_objection', tests.objection('Wu objects'), 'Young Wu objects to the month');
select tests.act_as('Committee Sun');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Wu objects', 'is_upheld', false, 'answer', 'no'), 'not-your-own', 'whose words the month rests on does not answer for the month');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Wu objects', 'is_upheld', false, 'answer', 'no', 'code', 'meeting'), 'not-your-own', 'nor by naming a rule of which nothing was said');
select tests.act_as('Town Zhao');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Wu objects', 'is_upheld', true, 'answer', 'yes'), 'bad-arguments', 'upheld is something that counts');
select tests.refuses('answer_objection', jsonb_build_object('objection_id', 'Wu objects', 'is_upheld', true, 'answer', 'yes', 'code', 'shift', 'times', 1),
  'no-such-rule', 'by a rule for such a member');
-- Auntie Lin objects, and the days pass before she is answered.
select tests.act_as('Auntie Lin');
select tests.allows('raise_objection', tests.objection('Lin objects', '{"reason": "the honour is missing"}'), 'Auntie Lin objects on the last day');
select is(tests.earned('Auntie Lin'), '{}', 'nobody has earned anything before the month is closed');

-- Closed.
select tests.look();
select is(private.lock_due_months(10), 0, 'nothing closes before its day');
select tests.days_pass();
select tests.act_as('Old Chen');
select ok((public.sync('{"v": 1}') ? 'cursor'), 'anybody comes by');
select tests.look();
select is((select state from public.month_sheets where month = tests.last_month()), 'locked', 'and the month has closed');
select is(tests.earned('Auntie Lin') || tests.earned('Young Wu') || tests.earned('Old Zhou'), array[300, 130, 20], 'what was earned is in the wallets');
select is(tests.earned('Secretary Wang'), '{}', 'of whoever earned');
select lives_ok($$ select private.lock_month(id) from public.month_sheets where state = 'locked' $$, 'closed again by a bug');
select is(tests.earned('Auntie Lin'), array[300], 'it is in the wallet once');
select tests.sees('Auntie Lin', 'wallet_entries', array['Auntie Lin'], 'she reads her wallet', 'member_id');
select tests.sees('Secretary Wang', 'wallet_entries', '{}', 'her secretary does not', 'member_id');
select is(public.member_wallet(tests.id('Auntie Lin')), '{"refused": "not-allowed"}', 'nor by asking');
select tests.act_as('Shopkeeper He');
select is(public.member_wallet(tests.id('Auntie Lin')), '{"refused": "not-allowed"}', 'nor the shopkeeper');
select tests.act_as('Coordinator Li');
select is(public.member_wallet(tests.id('Auntie Lin')), '{"refused": "not-allowed"}', 'nor the area');
select tests.act_as('Town Zhao');
select is(public.member_wallet(tests.id('Auntie Lin')) -> 'balance_tenths', '300'::jsonb, 'the town asks');
select is(public.member_wallet(gen_random_uuid()), '{"refused": "not-allowed"}', 'about somebody there is');
select is(public.member_month(gen_random_uuid(), tests.last_month()), '{"refused": "not-allowed"}', 'of months, too');
select tests.act_as('Auntie Lin');
select ok((select count(*) = 1 from public.access_log where what = 'wallet' and reader = 'Town Zhao'), 'and she reads that it did');
select tests.look();
delete from public.objections where id = tests.id('Zhou again');
select tests.act_as('Old Zhou');
select tests.refuses('raise_objection', tests.objection('Zhou again'), 'too-late-to-object', 'now it is too late to object');
-- Answers that come late.
select tests.act_as('Town Zhao');
select tests.allows('answer_objection', jsonb_build_object('objection_id', 'Lin objects', 'is_upheld', true, 'answer', 'here it is', 'code', 'honour', 'times', 1), 'she is answered all the same');
select is(tests.earned('Auntie Lin'), array[50, 300], 'and has the difference');
select tests.allows('answer_objection', jsonb_build_object('objection_id', 'Wu objects', 'is_upheld', true, 'answer', 'he was', 'code', 'theme_day', 'times', 1), 'so is Young Wu');
select is(tests.earned('Young Wu'), array[20, 130], 'with his');
select tests.look();
select throws_ok('update public.wallet_entries set tenths = 1', '42501', null, 'a wallet only grows by entries');
select throws_ok($$ insert into public.wallet_entries (id, member_id, kind, order_id, tenths) values (gen_random_uuid(), tests.id('Old Zhou'), 'spent', gen_random_uuid(), -21) $$,
  '23514', null, 'and never holds less than nothing');
select throws_ok('delete from public.access_log', '42501', null, 'who looked is not forgotten');

-- Who handed a month in does not answer for it, also if they took it back and another handed it in again.
insert into public.objections (id, member_id, sheet_id, month, reason, has_photo, answer_by, state)
select tests.id('Yu objects'), tests.id('Liaison Yu'), id, month, 'see', false, tests.today(), 'open' from public.month_sheets;
create function tests.may_answer() returns text language sql as
$$ select string_agg(line ->> 'may_answer', ' ') from jsonb_array_elements(public.objections_below(tests.id('Willow Village'))) as line where line ->> 'name' = 'Liaison Yu' $$;
select tests.act_as('Committee Sun');
select is(tests.may_answer(), 'true', 'who had no part in a month may answer');
select tests.look();
insert into public.month_steps (branch_id, month, step, taken_by, taken_at)
values (tests.id('Willow Village'), tests.last_month(), 'proposed', tests.id('Committee Sun'), now() - interval '1 day');
select tests.act_as('Committee Sun');
select is(tests.may_answer(), 'false', 'who once handed it in may not');

-- A photo is for those who answer, also when the member has moved away since.
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', jsonb_build_object('transfer_id', gen_random_uuid(), 'member_id', 'Old Zhou', 'to_branch_id', 'Peach Village', 'on_day', tests.today(), 'reason', 'x'), 'Old Zhou moves');
select tests.act_as('Secretary Wang');
select ok(public.evidence(tests.id('Zhou objects')) ? 'photo', 'the branch that answers for the month still looks at his photo');
select tests.act_as('Secretary Ma');
select is(public.evidence(tests.id('Zhou objects')), '{"refused": "not-allowed"}', 'and the one he came to does not');
select tests.look();

-- With ranks, and the clock of a database that has one.
select ok(not private.schedule_house_keeping(), 'without a clock there is nothing to set');
create schema cron;
create table cron.job (name text, schedule text, command text);
create function cron.schedule(name text, schedule text, command text) returns bigint language sql as
$$ insert into cron.job values (name, schedule, command); select 1::bigint $$;
select ok(private.schedule_house_keeping(), 'with one it is set');
select lives_ok((select command from cron.job), 'and what it does can be done');
update public.point_settings set shows_ranks = true;
select lives_ok($$ select private.draw_board(id) from public.month_sheets where state = 'locked' $$, 'where a town shows ranks');
select is((select array_agg(name || ' ' || rank order by rank) from public.board_entries), array['Auntie Lin 1', 'Young Wu 2'], 'a board says who came first');

-- A fault of the house's own keeps nobody from reading.
update public.month_sheets set state = 'published', locked_at = null where state = 'locked';
create or replace function private.lock_due_months(most int) returns int language plpgsql as
$$ begin raise exception 'a bug'; end $$;
select tests.act_as('Old Chen');
select ok((public.sync('{"v": 1}') ? 'cursor'), 'what the house cannot do keeps nobody from reading');

select * from finish();
rollback;
