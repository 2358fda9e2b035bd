-- A quarter compared: by what measure, who reads what of it, how it is put up and taken down, and whom it leaves alone.
begin;
\ir support/village.psql
-- As on the embedded server: row-level security must hold alone.
grant all on all tables in schema public, private to anon, authenticated;
select plan(96);

insert into tests.names (name) select unnest(array['First', 'Second', 'Third', 'Peach', 'Meeting', 'Other Meeting', 'Post', 'Term', 'Shift', 'Signup', 'Word']);

create function tests.quarter(ago int default 1) returns date language sql stable as
$$ select (date_trunc('quarter', tests.today()::timestamp) - ago * interval '3 months')::date $$;
create function tests.studied(who text, what text, minutes int, ago int default 1) returns void language sql security definer as
$$
  insert into public.study_progress as kept (member_id, branch_id, material_id, reached_permille, finished_at, finished_on, source, counted_minutes)
  select id, branch_id, tests.id(what), 1000, now(), tests.quarter(ago) + 10, 'self', minutes from public.members where id = tests.id(who)
$$;
create function tests.visited(who text, times int) returns void language sql security definer as
$$
  insert into public.visits (id, member_id, branch_id, household, visited_on, purpose)
  select gen_random_uuid(), member.id, member.branch_id, 'House ' || nth, tests.quarter() + 20 + nth, 'care'
  from public.members as member, generate_series(1, times) as nth where member.id = tests.id(who)
$$;
create function tests.came(who text, which text, presence text, is_late boolean default false) returns void language sql security definer as
$$
  insert into public.attendance_marks (id, meeting_id, member_id, branch_id, presence, is_late, how, marked_by, marked_at)
  select gen_random_uuid(), tests.id(which), member.id, member.branch_id, came.presence, came.is_late, 'list', tests.id('Secretary Wang'), now()
  from public.members as member where member.id = tests.id(who)
$$;
-- How somebody stands, in the three aspects of the alphabet: conduct, contribution, study.
create function tests.bands(who text, ago int default 1) returns text language sql security definer as
$$ select string_agg(band, ' ' order by aspect) from private.compare(array[tests.id(who)], tests.quarter(ago)) $$;
create function tests.figure(who text, of_aspect text, figure text) returns int language sql security definer as
$$ select (figures ->> figure)::int from private.compare(array[tests.id(who)], tests.quarter()) where aspect = of_aspect $$;
create function tests.seen(branch text default 'Willow Village') returns text language sql as
$$ select public.branch_comparison(tests.id(branch), tests.quarter()) ->> 'seen' $$;
create function tests.put_up(id text, more jsonb default '{}') returns jsonb language sql as
$$
  select jsonb_build_object('comparison_id', id, 'branch_id', 'Willow Village', 'quarter', tests.quarter(), 'seen', tests.seen(), 'lifts', '[]'::jsonb) || more
$$;
create function tests.lift(who text, aspect text, reason text default 'he mended the bridge') returns jsonb language sql as
$$ select jsonb_build_object('member_id', tests.id(who), 'aspect', aspect, 'reason', reason) $$;
create function tests.lifts(variadic all_of_them jsonb[]) returns jsonb language sql as
$$ select jsonb_build_object('lifts', to_jsonb(all_of_them)) $$;
create function tests.named() returns text[] language sql as
$$ select coalesce(array_agg(name || ' ' || aspect order by name, aspect), '{}') from public.comparison_marks $$;
create function tests.row_of(who text, of_aspect text) returns jsonb language sql as
$$
  select row from jsonb_array_elements(public.branch_comparison(tests.id('Willow Village'), tests.quarter()) -> 'rows') as row
  where row ->> 'name' = who and row ->> 'aspect' = of_aspect
$$;

-- The measure.
select tests.look();
select is((select array[study_month * 12, study_month_of_leaders * 12] from private.comparison_measure()), array[32 * 60, 56 * 60],
  'the hours of a year, by the month');
select is(tests.bands('Auntie Lin'), 'none short short', 'of whom nothing was asked in conduct, nothing is compared');
select is(tests.bands('Old Zhou'), 'none none none', 'nothing is missing of the old');
select is(tests.bands('Young Wu'), 'none none short', 'and no deeds of who works far away, but hours');
select tests.studied('Auntie Lin', 'Rice', 600), tests.studied('Shopkeeper He', 'Rice', 480), tests.studied('Secretary Wang', 'Rice', 600);
select tests.studied('Old Zhou', 'Fraud', 480);
select is(tests.bands('Auntie Lin'), 'none short top', 'ten hours are more than eight');
select is(tests.bands('Shopkeeper He'), 'none short met', 'eight are what is asked');
select is(tests.bands('Secretary Wang'), 'none short short', 'of whoever leads a branch more is asked');
select is(tests.figure('Secretary Wang', 'study', 'asked'), 840, 'fourteen hours');
select is(tests.bands('Old Zhou'), 'none none met', 'what the old study counts all the same');
select is(tests.bands('Auntie Lin', 2), 'none short short', 'each quarter for itself');
insert into public.meetings (id, org_id, kind, title, place, on_day, from_minute, until_minute, expects, state, held_at, called_by)
values
  (tests.id('Meeting'), tests.id('Willow Village'), 'theme_day', 'Theme day', 'hall', tests.quarter() + 14, 540, 660, 'everybody', 'held', now(), tests.id('Secretary Wang')),
  (tests.id('Other Meeting'), tests.id('Willow Village'), 'lesson', 'Lesson', 'hall', tests.quarter() + 45, 540, 630, 'everybody', 'held', now(), tests.id('Secretary Wang'));
select tests.came('Auntie Lin', 'Meeting', 'present'), tests.came('Auntie Lin', 'Other Meeting', 'present');
select tests.came('Old Zhou', 'Meeting', 'home'), tests.came('Old Zhou', 'Other Meeting', 'home');
select tests.came('Young Wu', 'Meeting', 'leave'), tests.came('Young Wu', 'Other Meeting', 'leave');
select tests.came('Shopkeeper He', 'Meeting', 'absent'), tests.came('Shopkeeper He', 'Other Meeting', 'absent');
select tests.came('Liaison Yu', 'Meeting', 'absent'), tests.came('Liaison Yu', 'Other Meeting', 'present', true);
select is(tests.bands('Auntie Lin'), 'top short top', 'who was always there, stands out in conduct');
select is(tests.bands('Old Zhou'), 'top none top', 'at home is there, and what was taught there is study');
select is(tests.figure('Old Zhou', 'study', 'taught_minutes'), 150, 'an hour of a theme day, and the lesson as long as it was');
select is(tests.bands('Young Wu'), 'met none short', 'who was excused has done nothing wrong');
select is(tests.bands('Liaison Yu'), 'met short short', 'one slip is forgiven');
select is(tests.bands('Shopkeeper He'), 'short short met', 'two are not');
insert into public.base_exemptions (id, member_id, branch_id, basis, from_day, decided_by)
values (gen_random_uuid(), tests.id('Shopkeeper He'), tests.id('Willow Village'), 'illness', '2020-01-01', tests.id('Secretary Wang'));
select is(tests.bands('Shopkeeper He'), 'none none met', 'but of whoever is ill nothing is expected');
delete from public.base_exemptions;
insert into public.visits (id, member_id, branch_id, household, visited_on, purpose, promise, promise_by)
select gen_random_uuid(), tests.id('Liaison Yu'), tests.id('Willow Village'), 'Grandma Bai', tests.quarter() + 5, 'care', 'a lamp', tests.quarter() + 9;
select is(tests.bands('Liaison Yu'), 'short short short', 'a promise that was not kept is a second one');
update public.visits set kept_on = tests.today();
select is(tests.bands('Liaison Yu'), 'met short short', 'until it is');
insert into public.dues_bases (id, member_id, from_month, kind, agreed_fen, by_quarter, month_fen, set_by, setter, set_at)
values (gen_random_uuid(), tests.id('Liaison Yu'), tests.quarter(2), 'farmer', 100, true, 100, tests.id('Secretary Wang'), 'Secretary Wang', now());
select is(tests.figure('Liaison Yu', 'conduct', 'dues_late'), 1, 'dues that came too late are another');
select tests.visited('Auntie Lin', 7), tests.visited('Secretary Wang', 2);
insert into public.duty_posts (id, org_id, name, duties) values (tests.id('Post'), tests.id('Town'), 'Lamp', 'to light it');
insert into public.duty_terms (id, member_id, branch_id, post_id, status, asked_by, from_day, decided_by)
select gen_random_uuid(), tests.id(who), tests.id('Willow Village'), tests.id('Post'), 'held', tests.id(who), '2026-01-01', tests.id('Secretary Wang')
from unnest(array['Auntie Lin', 'Secretary Wang']) as who;
select is(tests.bands('Auntie Lin'), 'top top top', 'seven days of visits and a post are much');
insert into public.visits (id, member_id, branch_id, household, visited_on, purpose)
select gen_random_uuid(), tests.id('Auntie Lin'), tests.id('Willow Village'), 'Next door ' || nth, tests.quarter() + 21, 'care' from generate_series(1, 9) as nth;
select is(tests.figure('Auntie Lin', 'contribution', 'visits'), 7, 'however many houses there were in a day');
delete from public.visits where household like 'Next door %';
select is(tests.bands('Secretary Wang'), 'none met short', 'two and a post enough');
insert into public.shifts (id, org_id, post, place, on_day, from_minute, until_minute, places, opens_on, closes_on, leave_hours, rest_hours, confirm_hours, organiser_id, status, made_by)
values (tests.id('Shift'), tests.id('Willow Village'), 'Gate', 'gate', tests.quarter() + 30, 480, 720, 3, tests.quarter(), tests.quarter() + 30, 1, 0, 1, tests.id('Secretary Wang'), 'open', tests.id('Secretary Wang'));
insert into public.shift_signups (id, shift_id, member_id, branch_id, post, on_day, nth, status, served_from, served_until, how, made_by)
values
  (gen_random_uuid(), tests.id('Shift'), tests.id('Liaison Yu'), tests.id('Willow Village'), 'Gate', tests.quarter() + 30, 1, 'served', 480, 719, 'list', tests.id('Liaison Yu')),
  (tests.id('Signup'), tests.id('Shift'), tests.id('Auntie Lin'), tests.id('Willow Village'), 'Gate', tests.quarter() + 30, 2, 'absent', null, null, null, tests.id('Auntie Lin'));
select is(tests.figure('Liaison Yu', 'contribution', 'deeds'), 4, 'each full hour of service is a deed, and so is a visit');
select is(tests.bands('Auntie Lin'), 'met top top', 'a shift missed without a word is a slip');
insert into public.shift_words (id, signup_id, shift_id, member_id, organiser_id, branch_id, kind, words)
values (tests.id('Word'), tests.id('Signup'), tests.id('Shift'), tests.id('Auntie Lin'), tests.id('Secretary Wang'), tests.id('Willow Village'), 'absence', 'the bus did not come');
select is(tests.bands('Auntie Lin'), 'top top top', 'with a word it is none');
update public.category_assignments set from_day = tests.quarter() + 40 where member_id = tests.id('Liaison Yu');
select is(tests.figure('Liaison Yu', 'study', 'asked'), 160, 'of whoever came later less is asked');
update public.category_assignments set from_day = tests.today() where member_id = tests.id('Liaison Yu');
select is(tests.bands('Liaison Yu'), 'short met none', 'and of whoever was not there yet no hours');
update public.category_assignments set from_day = '2020-01-01' where member_id = tests.id('Liaison Yu');

-- How I stand myself: each their own, whenever they like.
select tests.act_as('Old Zhou');
select is((select string_agg(row ->> 'band', ' ' order by row ->> 'aspect') from jsonb_array_elements(public.my_comparison(tests.quarter())) as row),
  'top none top', 'a member is told how they stand');
select is(public.my_comparison(tests.quarter() + 1), '{"refused": "bad-arguments"}', 'in a quarter');
select is(public.my_comparison(null), '{"refused": "bad-arguments"}', 'and in no other span');
select tests.act_as('Lost Liu');
select is(public.my_comparison(tests.quarter()), '{"refused": "not-allowed"}', 'whoever is not signed in as a member is told nothing');

-- A whole branch, before it is put up.
select tests.act_as('Old Zhou');
select is(public.branch_comparison(tests.id('Willow Village'), tests.quarter()), '{"refused": "not-allowed"}', 'a member reads nobody else''s bands');
select tests.act_as('Secretary Ma');
select is(public.branch_comparison(tests.id('Willow Village'), tests.quarter()), '{"refused": "not-allowed"}', 'nor does another branch''s secretary');
select tests.act_as('Coordinator Li');
select is(public.branch_comparison(tests.id('Willow Village'), tests.quarter()), '{"refused": "not-allowed"}', 'nor the area');
select tests.act_as('Cadre Qian');
select is(public.branch_comparison(tests.id('Willow Village'), tests.quarter()), '{"refused": "not-allowed"}', 'nor a stationed cadre');
select is(public.branch_comparison(null, tests.quarter()), '{"refused": "not-allowed"}', 'no branch is nobody''s');
select tests.sees('Old Zhou', 'access_log', '{}', 'so far nobody has looked', 'member_id');
select tests.act_as('Committee Sun');
select is(jsonb_array_length(public.branch_comparison(tests.id('Willow Village'), tests.quarter()) -> 'rows'), 24, 'the committee reads all of it, three lines for each');
select is(public.branch_comparison(tests.id('Willow Village'), tests.quarter() + 3), '{"refused": "bad-arguments"}', 'quarter by quarter');
select tests.act_as('Town Zhao');
select is(tests.row_of('Shopkeeper He', 'conduct') ->> 'band', 'short', 'the town as well');
select tests.act_as('Old Zhou');
select results_eq('select reader, what from public.access_log order by reader', $$ values ('Committee Sun', 'comparison'), ('Town Zhao', 'comparison') $$,
  'and the member reads who looked');
select tests.act_as('Coordinator Li');
select is(public.comparison_totals(tests.id('East Area'), tests.quarter()), '[]', 'before it is put up nothing is counted');

-- Put up.
select tests.act_as('Old Zhou');
select tests.refuses('publish_comparison', tests.put_up('First', '{"seen": ""}'), 'not-allowed', 'a member puts nothing up');
select tests.act_as('Secretary Ma');
select tests.refuses('publish_comparison', tests.put_up('First', '{"seen": ""}'), 'not-allowed', 'nor another branch');
select tests.act_as('Coordinator Li');
select tests.refuses('publish_comparison', tests.put_up('First', '{"seen": ""}'), 'not-allowed', 'nor the area');
select tests.act_as('Town Zhao');
select tests.refuses('publish_comparison', tests.put_up('First'), 'not-allowed', 'nor the town: it is the branch''s own word');
select tests.act_as('Secretary Wang');
select tests.refuses('publish_comparison', tests.put_up('First', jsonb_build_object('quarter', tests.quarter(0))), 'quarter-not-over', 'nor before its end');
select tests.refuses('publish_comparison', tests.put_up('First', jsonb_build_object('quarter', tests.quarter(6))), 'day-out-of-range', 'nor long after');
select tests.refuses('publish_comparison', tests.put_up('First', jsonb_build_object('quarter', tests.quarter() + 1)), 'bad-arguments', 'a quarter has its day');
select tests.refuses('publish_comparison', tests.put_up('First', '{"seen": "something else"}'), 'changed-meanwhile', 'what hangs is what was looked at');
select tests.refuses('publish_comparison', tests.put_up('First', '{"lifts": [5]}'), 'bad-arguments', 'a lift says whom');
select tests.refuses('publish_comparison', tests.put_up('First', '{"lifts": {"member_id": 1}}'), 'bad-arguments', 'in a list');
select tests.refuses('publish_comparison', tests.put_up('First', tests.lifts(tests.lift('Young Wu', 'study', ' '))), 'bad-arguments', 'and why');
select tests.refuses('publish_comparison', tests.put_up('First', tests.lifts(tests.lift('Young Wu', 'looks'))), 'bad-arguments', 'in one of the three');
select tests.refuses('publish_comparison', tests.put_up('First', tests.lifts(tests.lift('Young Wu', 'study') || '{"band": "short"}')), 'bad-arguments', 'never down');
select tests.refuses('publish_comparison', tests.put_up('First', tests.lifts(tests.lift('Young Wu', 'study'), tests.lift('Young Wu', 'study', 'twice'))), 'bad-arguments', 'once');
select tests.refuses('publish_comparison', tests.put_up('First', tests.lifts(tests.lift('Auntie Lin', 'study'))), 'bad-arguments', 'above the first band there is none');
select tests.refuses('publish_comparison', tests.put_up('First', tests.lifts(tests.lift('Old Chen', 'study'))), 'bad-arguments', 'and nobody of another branch');
select tests.refuses('publish_comparison', tests.put_up('First', tests.lifts(tests.lift('Secretary Wang', 'study'))), 'not-your-own', 'nobody lifts themselves');
select tests.allows('publish_comparison', tests.put_up('First', tests.lifts(tests.lift('Young Wu', 'study'), tests.lift('Shopkeeper He', 'study', 'he read aloud to others'))),
  'the secretary puts the quarter up, and lifts two');
select tests.refuses('publish_comparison', tests.put_up('Second', '{"seen": ""}'), 'compared-already', 'once');

-- Who reads what.
select tests.act_as('Old Zhou');
select is(tests.named(), array['Auntie Lin conduct', 'Auntie Lin contribution', 'Auntie Lin study', 'Old Zhou conduct', 'Old Zhou study', 'Shopkeeper He study'],
  'the branch reads who stands out, and who was lifted there');
select tests.sees('Old Zhou', 'comparison_results', array['Old Zhou', 'Old Zhou', 'Old Zhou'], 'and each how they stand themselves', 'member_id');
select tests.sees('Secretary Wang', 'comparison_results', array['Secretary Wang', 'Secretary Wang', 'Secretary Wang'], 'the secretary no more than that on the phone', 'member_id');
select tests.sees('Coordinator Li', 'comparison_results', '{}', 'the area nobody''s', 'member_id');
select tests.sees('Cadre Qian', 'comparison_results', '{}', 'nor a cadre', 'member_id');
select tests.sees('Town Zhao', 'comparison_results', '{}', 'nor the town', 'member_id');
select tests.sees(null, 'comparison_results', '{}', 'nor a visitor', 'member_id');
select tests.act_as('Young Wu');
select results_eq($$ select aspect, band, lift_reason, lifter from public.comparison_results where aspect = 'study' $$,
  $$ values ('study', 'met', 'he mended the bridge', 'Secretary Wang') $$, 'who was lifted reads why, and by whom');
select tests.sees('Old Chen', 'comparison_marks', '{}', 'another village reads no names', 'member_id');
select tests.sees('Secretary Ma', 'comparisons', '{}', 'nor that there is anything');
select tests.sees('Lost Liu', 'comparison_marks', '{}', 'nor does whoever is not signed in as a member', 'member_id');
select tests.sees(null, 'comparison_marks', '{}', 'nor a visitor', 'member_id');
select tests.sees('Coordinator Li', 'comparisons', array['First'], 'those above read what hangs on the wall');
select is(cardinality(tests.named()), 6, 'with its names');
select is(public.comparison_totals(tests.id('East Area'), tests.quarter()) #> '{0}',
  jsonb_build_object('branch_id', tests.id('Willow Village'), 'aspect', 'conduct', 'top', 2, 'met', 1, 'short', 2, 'none', 3), 'and of the others how many they are');
select is(public.comparison_totals(tests.id('Town'), tests.quarter()), '{"refused": "not-allowed"}', 'within their bounds');
select is(public.comparison_totals(tests.id('East Area'), tests.quarter() + 1), '{"refused": "bad-arguments"}', 'quarter by quarter, too');
select tests.act_as('Old Zhou');
select is(public.comparison_totals(tests.id('Willow Village'), tests.quarter()), '{"refused": "not-allowed"}', 'a member counts nobody');
select tests.act_as('Cadre Qian');
select is(jsonb_array_length(public.comparison_totals(tests.id('Willow Village'), tests.quarter())), 3, 'a cadre counts');

-- It stands still.
select tests.look();
select tests.studied('Liaison Yu', 'Rice', 600);
select tests.act_as('Committee Sun');
select is(tests.row_of('Liaison Yu', 'study') ->> 'band', 'short', 'what comes later changes nothing that was put up');
select is(tests.row_of('Shopkeeper He', 'study') ->> 'lift_reason', 'he read aloud to others', 'and a lift is read with its reason');

-- Taken down.
select tests.act_as('Old Zhou');
select tests.refuses('withdraw_comparison', '{"comparison_id": "First", "reason": "no"}', 'not-allowed', 'a member takes nothing down');
select tests.act_as('Secretary Ma');
select tests.refuses('withdraw_comparison', '{"comparison_id": "First", "reason": "no"}', 'not-allowed', 'nor another branch');
select tests.act_as('Coordinator Li');
select tests.refuses('withdraw_comparison', '{"comparison_id": "First", "reason": "no"}', 'not-allowed', 'nor the area');
select tests.act_as('Committee Sun');
select tests.refuses('withdraw_comparison', '{"comparison_id": "First", "reason": " "}', 'no-reason', 'nor anybody without a reason');
select tests.refuses('withdraw_comparison', '{"comparison_id": "Plan", "reason": "no"}', 'not-allowed', 'nor what was never there');
select tests.allows('withdraw_comparison', '{"comparison_id": "First", "reason": "Yu studied, too"}', 'the committee does, with one');
select tests.refuses('withdraw_comparison', '{"comparison_id": "First", "reason": "again"}', 'comparison-gone', 'once');
select tests.act_as('Old Zhou');
select results_eq('select state, reason from public.comparisons', $$ values ('withdrawn', 'Yu studied, too') $$, 'everybody reads why');
select is(tests.named(), '{}', 'and no name any more');
select tests.sees('Old Zhou', 'comparison_results', '{}', 'nor a band of their own', 'member_id');
select tests.act_as('Secretary Wang');
select tests.allows('publish_comparison', tests.put_up('Second'), 'it is put up anew');
select tests.act_as('Old Zhou');
select ok('Liaison Yu study' = any (tests.named()), 'as it is by now');
select tests.act_as('Town Zhao');
select tests.allows('withdraw_comparison', '{"comparison_id": "Second", "reason": "the town asks to look again"}', 'the town may take it down as well');

select * from finish();
rollback;
