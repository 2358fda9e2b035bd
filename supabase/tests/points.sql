-- By what rules a month is scored, what counts in it by itself, and what the committee says about it.
begin;
\ir support/village.psql
select plan(157);

create function tests.month() returns date language sql stable as
$$ select date_trunc('month', tests.today())::date $$;
create function tests.counts() returns text[] language sql as
$$ select coalesce(array_agg(fact || ' ' || times order by fact, on_day), '{}') from public.month_facts where month = tests.month() $$;
create function tests.finishes(piece text) returns text language sql as
$$ select tests.send('finish_material', jsonb_build_object('material_id', piece, 'finished_on', tests.today())) $$;
create function tests.word(about text, more jsonb default '{}') returns jsonb language sql as
$$ select jsonb_build_object('word_id', gen_random_uuid(), 'member_id', about, 'month', tests.month(), 'code', 'late',
  'on_day', tests.month(), 'reason', 'came after the roll call', 'times', 1) || more $$;
create function tests.rules_from(place text, month date) returns public.rule_sets language sql security definer as
$$ select private.rules_for(tests.id(place), month) $$;
create function tests.rule(more jsonb default '{}') returns jsonb language sql as
$$ select jsonb_build_array('{"code": "a", "kind": "category", "category": null, "words": "w", "tenths": 20, "cap_tenths": null,
  "facts": [], "from_day": null, "until_day": null}'::jsonb || more) $$;
create function tests.last_month() returns date language sql stable as
$$ select (tests.month() - interval '1 month')::date $$;
create function tests.sheet(more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('branch_id', 'Willow Village', 'month', tests.last_month()) || more $$;
create function tests.print() returns text language sql as
$$ select public.month_sheet(tests.id('Willow Village'), tests.last_month()) ->> 'print' $$;
create function tests.came_to(who text) returns jsonb language sql as
$$ select line from jsonb_array_elements(public.month_sheet(tests.id('Willow Village'), tests.last_month()) -> 'rows') as line
  where line ->> 'member_id' = tests.id(who)::text $$;
create function tests.rule_said(more jsonb default '{}') returns jsonb language sql as
$$ select jsonb_build_object('org_id', 'Town', 'code', 'late', 'kind', 'base', 'words', 'came late', 'tenths', -10) || more $$;
create function tests.draft() returns public.rule_sets language sql as
$$ select rule_sets from public.rule_sets where status = 'draft' $$;

-- Rules.
select tests.sees('Old Zhou', 'rule_sets', array['Town'], 'everybody reads the rules of their town', 'org_id');
select tests.sees('Lost Liu', 'rule_sets', '{}', 'whoever is not signed in as a member reads none');
select tests.sees(null, 'rule_sets', '{}', 'nor does a visitor');
select tests.look();
select is((select count(*)::int from jsonb_array_elements(private.default_rules())), 25, 'a town begins with the rules of the plan');
select ok(private.are_rules(private.default_rules()), 'which are rules');
insert into public.rule_sets (id, org_id, status, rules, base_tenths, category_max_tenths, bonus_max_tenths)
values (tests.id('Plan'), tests.id('Town'), 'draft', private.default_rules(), 600, 300, 100);
select tests.act_as('Old Zhou');
select is((select count(*)::int from public.rule_sets), 1, 'a draft is nothing a member sees');
select tests.act_as('Secretary Wang');
select is((select count(*)::int from public.rule_sets), 1, 'nor a secretary');
select tests.act_as('Coordinator Li');
select is((select count(*)::int from public.rule_sets), 1, 'nor an area');
select tests.act_as('Town Zhao');
select is((select count(*)::int from public.rule_sets), 2, 'but the town''s own staff');
select tests.look();
delete from public.rule_sets where status = 'draft';

-- What a rule must be.
select ok(private.are_rules(tests.rule()), 'a rule has a code, a kind, words and points');
select ok(not private.are_rules(tests.rule('{"tenths": 20.5}')), 'of which tenths are whole');
select ok(not private.are_rules(tests.rule('{"tenths": -20}')), 'what earns does not take away');
select ok(not private.are_rules(tests.rule('{"kind": "base"}')), 'and what takes away does not earn');
select ok(private.are_rules(tests.rule('{"kind": "base", "tenths": -20, "cap_tenths": -60}')), 'a deduction is written as one');
select ok(not private.are_rules(tests.rule('{"tenths": 1e200}')), 'no rule gives without end');
select ok(not private.are_rules(tests.rule('{"words": ""}')), 'nor without words');
select ok(not private.are_rules(tests.rule('{"category": "boss"}')), 'nor for a category there is not');
select ok(not private.are_rules(tests.rule('{"facts": [{"a": 1}]}')), 'nor by facts that have no name');
select ok(not private.are_rules(tests.rule('{"more": 1}')), 'nor with anything else in it');
select ok(not private.are_rules(tests.rule() || tests.rule()), 'one code means one thing');
select ok(private.are_rules(tests.rule() || tests.rule('{"category": "elder"}')), 'or one thing for everybody and another for a category');
select ok(not private.are_rules(tests.rule() || tests.rule('{"category": "elder", "kind": "bonus"}')), 'of the same kind');
select ok(not private.are_rules('[]') and not private.are_rules('{}') and not private.are_rules('1'), 'and there is at least one');

-- Which version holds.
insert into public.rule_sets (id, org_id, status, version, from_month, rules, base_tenths, category_max_tenths, bonus_max_tenths, published_at)
values (tests.id('Rice'), tests.id('Town'), 'published', 2, '2030-01-01', tests.rule(), 500, 300, 100, now());
select is((tests.rules_from('Willow Village', '2029-12-01')).version, 1, 'a month is scored by the rules published from then on or before');
select is((tests.rules_from('Willow Village', '2030-01-01')).version, 2, 'the latest of them');
select is((tests.rules_from('Willow Village', '2025-12-01')).version, null, 'and before the first by none');
delete from public.rule_sets where version = 2;

-- Home study counts when all that was due in the month is done.
update public.study_assignments set due_on = tests.month() where material_id in (tests.id('Plan'), tests.id('Rice'));
select tests.act_as('Young Wu');
select is(tests.counts(), '{}', 'nothing counts before anything is finished');
select is(tests.finishes('Plan'), 'ok', 'one of two tasks is done');
select is(tests.counts(), '{}', 'which is not the month''s study yet');
select is(tests.finishes('Rice'), 'ok', 'then the other');
select is(tests.counts(), array['home_study 1'], 'and the month''s study counts');
select is(tests.finishes('Rice'), 'ok', 'said again');
select is(tests.counts(), array['home_study 1'], 'it counts once');
select is((select on_day from public.month_facts), tests.today(), 'on the day the last of it was done');
select tests.look();
update public.study_assignments set due_on = null;
select tests.act_as('Town Zhao');
select is(tests.finishes('Plan'), 'ok', 'in a month with nothing due');
select is(tests.counts(), array['home_study 1'], 'one piece is the month''s study');

-- Lessons at home.
select tests.act_as('Auntie Lin');
select tests.allows('record_home_lesson', jsonb_build_object('lesson_id', gen_random_uuid(), 'elder_id', 'Old Zhou', 'material_id', 'Plan',
  'given_on', tests.today(), 'place', 'at home', 'acknowledged', 'tap'), 'Auntie Lin brings the plan to Old Zhou');
select is(tests.counts(), '{}', 'what counts for him is not on her phone');
select tests.act_as('Old Zhou');
select ok(tests.counts() @> array['home_lesson 1', 'home_study 1'], 'for him both the lesson and the study count');

-- Who reads what counts.
select tests.act_as('Secretary Wang');
select is((select array_agg(distinct name order by name) from public.month_facts join tests.names on names.id = member_id),
  array['Old Zhou', 'Young Wu'], 'the secretary reads the facts of the branch');
select tests.act_as('Committee Sun');
select ok((select count(*) from public.month_facts) > 0, 'so does the committee');
select tests.act_as('Secretary Ma');
select is((select count(*)::int from public.month_facts), 0, 'another branch''s secretary does not');
select tests.act_as('Cadre Qian');
select is((select count(*)::int from public.month_facts), 0, 'nor does a cadre keep them on the phone');
select tests.act_as('Coordinator Li');
select is((select count(*)::int from public.month_facts), 0, 'nor an area');
select tests.sign_out();
select is((select count(*)::int from public.month_facts), 0, 'a visitor reads none');

-- The committee's word.
select tests.act_as('Secretary Wang');
select tests.allows('say_times', tests.word('Young Wu'), 'the secretary says who came late');
select tests.act_as('Committee Sun');
select tests.allows('say_times', tests.word('Young Wu', '{"times": 2, "reason": "twice, I was there"}'), 'another of the committee says it otherwise');
select results_eq('select times, said_by from public.month_words order by said_at',
  $$ values (1, tests.id('Secretary Wang')), (2, tests.id('Committee Sun')) $$, 'both stay to be read, in the order they were said');
select tests.refuses('say_times', tests.word('Young Wu', '{"reason": "  "}'), 'bad-arguments', 'a word has a reason');
select tests.refuses('say_times', tests.word('Young Wu', '{"times": 32}'), 'bad-arguments', 'and not more times than a month has days');
select tests.refuses('say_times', tests.word('Young Wu', '{"times": -1}'), 'bad-arguments', 'nor fewer than none');
select tests.refuses('say_times', tests.word('Young Wu', '{"code": "smiled"}'), 'no-such-rule', 'it is about a rule of the month');
select tests.refuses('say_times', tests.word('Young Wu', jsonb_build_object('on_day', tests.month() - 1)), 'bad-arguments', 'and a day of it');
select tests.refuses('say_times', tests.word('Young Wu', jsonb_build_object('month', tests.month() - interval '3 months', 'on_day', tests.month() - interval '3 months')),
  'bad-arguments', 'a moment is no month');
select tests.refuses('say_times', tests.word('Young Wu', jsonb_build_object('month', (tests.month() - interval '4 months')::date, 'on_day', (tests.month() - interval '4 months')::date)),
  'month-closed', 'a month long past is closed');
select tests.refuses('say_times', tests.word('Young Wu', jsonb_build_object('month', (tests.month() + interval '1 month')::date, 'on_day', (tests.month() + interval '1 month')::date)),
  'month-closed', 'and one to come not open yet');
select tests.act_as('Secretary Ma');
select tests.refuses('say_times', tests.word('Young Wu'), 'not-allowed', 'another branch''s secretary says nothing here');
select tests.act_as('Town Zhao');
select tests.refuses('say_times', tests.word('Young Wu'), 'not-allowed', 'nor does the town, which confirms');
select tests.act_as('Cadre Qian');
select tests.refuses('say_times', tests.word('Young Wu'), 'not-allowed', 'nor a cadre, who only looks');
select tests.act_as('Young Wu');
select tests.refuses('say_times', tests.word('Young Wu', '{"times": 0}'), 'not-allowed', 'nor the member');
select is((select count(*)::int from public.month_words), 2, 'who reads all that was said of him');
select tests.sees('Old Zhou', 'month_words', '{}', 'and nobody else''s');
select tests.look();
select throws_ok('update public.month_words set times = 0', '42501', null, 'nothing that was said is changed, not even by the house');
select throws_ok('delete from public.month_words', '42501', null, 'or struck out');

-- Whom the branch spares.
select tests.act_as('Committee Sun');
select tests.refuses('exempt_member', jsonb_build_object('exemption_id', tests.id('Fraud'), 'member_id', 'Old Zhou', 'basis', 'age', 'from_day', tests.month()),
  'not-of-age', 'nobody is seventy before their time');
select tests.look();
update public.member_records set born_on = '1950-01-01' where id = tests.id('Old Zhou');
select tests.act_as('Committee Sun');
select tests.allows('exempt_member', jsonb_build_object('exemption_id', 'Fraud', 'member_id', 'Old Zhou', 'basis', 'age', 'from_day', tests.month()),
  'the branch spares Old Zhou, who is');
select tests.allows('exempt_member', jsonb_build_object('exemption_id', 'Rice', 'member_id', 'Young Wu', 'basis', 'illness', 'from_day', tests.month()),
  'and whoever is ill for long');
select tests.refuses('exempt_member', jsonb_build_object('exemption_id', 'Plan', 'member_id', 'Young Wu', 'basis', 'luck', 'from_day', tests.month()),
  'bad-arguments', 'for no other reason');
select tests.refuses('exempt_member', jsonb_build_object('exemption_id', 'Plan', 'member_id', 'Young Wu', 'basis', 'illness', 'from_day', '2020-01-01'),
  'month-closed', 'and not for months that are over');
select tests.sees('Old Zhou', 'base_exemptions', array['Old Zhou'], 'he reads that he is', 'member_id');
select tests.refuses('end_exemption', jsonb_build_object('exemption_id', 'Fraud', 'until_day', tests.month()), 'not-allowed', 'and does not end it');
select tests.sees('Auntie Lin', 'base_exemptions', '{}', 'his helper does not read it', 'member_id');
select tests.sees('Secretary Ma', 'base_exemptions', '{}', 'nor another branch', 'member_id');
select tests.refuses('exempt_member', jsonb_build_object('exemption_id', 'Plan', 'member_id', 'Old Zhou', 'basis', 'illness', 'from_day', tests.month()),
  'not-allowed', 'which spares nobody here');
select tests.refuses('end_exemption', jsonb_build_object('exemption_id', 'Fraud', 'until_day', tests.month()), 'not-allowed', 'nor takes it away');
select tests.act_as('Secretary Wang');
select tests.allows('end_exemption', jsonb_build_object('exemption_id', 'Rice', 'until_day', tests.month() - 10), 'the secretary ends it before it began');
select is((select until_day from public.base_exemptions where id = tests.id('Rice')), tests.month() - 1, 'which means that it never was');

-- The branch hands its month in, and the town confirms it.
select tests.act_as('Secretary Wang');
select tests.allows('say_times', tests.word('Auntie Lin', jsonb_build_object('month', tests.last_month(), 'on_day', tests.last_month(), 'times', 3)),
  'the secretary says who came late last month');
select tests.refuses('propose_month', tests.sheet(jsonb_build_object('month', tests.month())), 'month-not-over', 'a month that is going on is not handed in');
select tests.refuses('propose_month', tests.sheet(jsonb_build_object('month', (tests.month() - interval '4 months')::date)), 'month-closed', 'nor one long past');
select tests.refuses('propose_month', tests.sheet('{"branch_id": "Peach Village"}'), 'not-allowed', 'nor another branch''s');
select tests.refuses('withdraw_month', tests.sheet(), 'not-proposed', 'what is not handed in is not taken back');
select tests.act_as('Town Zhao');
select tests.refuses('propose_month', tests.sheet(), 'not-allowed', 'the town hands nothing in');
select tests.refuses('confirm_month', tests.sheet(jsonb_build_object('seen', tests.print())), 'not-proposed', 'and confirms no draft');
select tests.act_as('Secretary Wang');
select tests.allows('propose_month', tests.sheet(), 'the secretary hands last month in');
select tests.refuses('propose_month', tests.sheet(), 'not-a-draft', 'once');
select tests.refuses('say_times', tests.word('Auntie Lin', jsonb_build_object('month', tests.last_month(), 'on_day', tests.last_month())), 'month-closed', 'from then on nothing is said in it');
select tests.refuses('exempt_member', jsonb_build_object('exemption_id', 'Plan', 'member_id', 'Auntie Lin', 'basis', 'illness', 'from_day', tests.last_month()),
  'month-closed', 'and nobody is spared in it');
select tests.refuses('exempt_member', jsonb_build_object('exemption_id', 'Plan', 'member_id', 'Auntie Lin', 'basis', 'illness',
  'from_day', (tests.last_month() - interval '1 month')::date), 'month-closed', 'nor from an earlier month that is still open, into it');
select tests.refuses('end_exemption', jsonb_build_object('exemption_id', 'Rice', 'until_day', tests.last_month() - 1), 'month-closed',
  'and what spares somebody in it does not end before it');
select tests.allows('withdraw_month', tests.sheet(), 'until the town has confirmed it, it can be taken back');
select tests.allows('propose_month', tests.sheet(), 'and handed in again');
select tests.refuses('return_month', tests.sheet('{"note": "look again"}'), 'not-allowed', 'only the town gives it back');
select tests.act_as('Coordinator Li');
select tests.refuses('confirm_month', tests.sheet(jsonb_build_object('seen', tests.print())), 'not-allowed', 'an area reads the sheet and confirms nothing');
select ok(public.month_sheet(tests.id('Willow Village'), tests.last_month()) ->> 'state' = 'proposed', 'it sees how far it is');
select tests.act_as('Old Zhou');
select is(public.month_sheet(tests.id('Willow Village'), tests.last_month()), '{"refused": "not-allowed"}', 'a member reads nobody''s sheet');
select is((select array_agg(state) from public.month_sheets), array['proposed'], 'but how far it is');
select is((select count(*)::int from public.month_steps), 0, 'and not what was said between branch and town');
select tests.act_as('Secretary Ma');
select is(public.month_sheet(tests.id('Willow Village'), tests.last_month()), '{"refused": "not-allowed"}', 'nor does another secretary');
select is((select count(*)::int from public.month_sheets), 0, 'nor how far it is');
select tests.act_as('Town Zhao');
select tests.refuses('return_month', tests.sheet('{"note": " "}'), 'bad-arguments', 'the town says why it gives a month back');
select tests.allows('return_month', tests.sheet('{"note": "who was late?"}'), 'and then it does');
select tests.act_as('Secretary Wang');
select is((select note from public.month_steps order by taken_at desc limit 1), 'who was late?', 'the secretary reads why');
select tests.allows('say_times', tests.word('Auntie Lin', jsonb_build_object('month', tests.last_month(), 'on_day', tests.last_month(), 'times', 2)), 'corrects it');
select tests.allows('propose_month', tests.sheet(), 'and hands it in again');
select tests.act_as('Town Zhao');
select is(tests.came_to('Auntie Lin') -> 'base_tenths', '590'::jsonb, 'the town sees what everybody came to');
select is(tests.came_to('Auntie Lin') #>> '{words,0,reason}', 'came after the roll call', 'and by whose word and why');
select tests.refuses('confirm_month', tests.sheet('{"seen": "something else"}'), 'changed-meanwhile', 'what was not looked at is not confirmed');
select tests.allows('confirm_month', tests.sheet(jsonb_build_object('seen', tests.print())), 'what was looked at is');
select tests.refuses('confirm_month', tests.sheet(jsonb_build_object('seen', tests.print())), 'not-proposed', 'once');
select is((select count(*)::int from public.month_results), 0, 'the town keeps nobody''s result on a phone');
select tests.act_as('Auntie Lin');
select results_eq('select base_tenths, category_tenths, bonus_tenths from public.month_results', 'values (590, 0, 0)', 'a member reads what their month came to');
select results_eq('select code, times, tenths, proposed_by, confirmed_by from public.point_entries',
  $$ values ('late', 2, -10, tests.id('Secretary Wang'), tests.id('Town Zhao')) $$, 'and each entry, by whom it was proposed and confirmed');
select tests.sees('Committee Sun', 'month_results', array['Committee Sun'], 'the committee reads the own one here, and others'' online', 'member_id');
select tests.sees('Cadre Qian', 'month_results', '{}', 'a cadre keeps none', 'member_id');
select tests.sees('Secretary Ma', 'point_entries', '{}', 'another branch reads no entries', 'member_id');
select tests.look();
select throws_ok('update public.point_entries set tenths = 0', '42501', null, 'an entry is never changed');
select throws_ok('update public.month_results set base_tenths = 0', '42501', null, 'nor a result');
select throws_ok('delete from public.month_steps', '42501', null, 'nor is it forgotten who did what');
-- The secretary of a branch may work for the town as well; what they handed in, another confirms.
insert into public.appointments (id, member_id, org_id, role, from_day)
values (gen_random_uuid(), tests.id('Secretary Ma'), tests.id('Town'), 'town_staff', '2020-01-01');
select tests.act_as('Secretary Ma');
select tests.allows('propose_month', tests.sheet('{"branch_id": "Peach Village"}'), 'Secretary Ma hands in the month of Peach');
select tests.refuses('confirm_month', tests.sheet(jsonb_build_object('branch_id', 'Peach Village',
  'seen', public.month_sheet(tests.id('Peach Village'), tests.last_month()) ->> 'print')), 'not-your-own', 'and does not confirm it');
select tests.look();
delete from public.appointments where member_id = tests.id('Secretary Ma') and role = 'town_staff';

-- A member who moves takes along what counts and what was said.
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', jsonb_build_object('transfer_id', gen_random_uuid(), 'member_id', 'Young Wu', 'to_branch_id', 'Peach Village',
  'on_day', tests.today(), 'reason', ''), 'Young Wu moves to Peach Village');
select tests.sees('Secretary Ma', 'month_words', array['Young Wu', 'Young Wu'], 'the new secretary reads what was said', 'member_id');
select tests.act_as('Secretary Wang');
select is((select count(*)::int from public.month_facts where member_id = tests.id('Young Wu')), 0, 'the old one no longer what counts');

-- The town changes its rules.
select tests.act_as('Secretary Wang');
select tests.refuses('edit_rule', tests.rule_said(), 'not-allowed', 'a secretary changes no rule');
select tests.act_as('Coordinator Li');
select tests.refuses('edit_rule', tests.rule_said(), 'not-allowed', 'nor does an area');
select tests.refuses('publish_rules', jsonb_build_object('org_id', 'Town', 'from_month', tests.month()), 'not-allowed', 'or publishes them');
select tests.refuses('drop_draft_rules', '{"org_id": "Town"}', 'not-allowed', 'or throws a draft away');
select tests.act_as('Town Zhao');
select tests.refuses('publish_rules', jsonb_build_object('org_id', 'Town', 'from_month', tests.month()), 'no-draft', 'nothing is published where nothing was changed');
select tests.refuses('edit_rule', tests.rule_said('{"org_id": "Willow Village"}'), 'not-allowed', 'a branch has no rules of its own');
select tests.allows('edit_rule', tests.rule_said(), 'the town''s clerk makes coming late dearer');
select ok((tests.draft()).rules @> '[{"code": "late", "tenths": -10, "words": "came late", "facts": []}]', 'in a draft');
select is(jsonb_array_length((tests.draft()).rules), jsonb_array_length((tests.rules_from('Town', '2029-01-01')).rules), 'with every other rule as it was');
select ok((tests.rules_from('Town', tests.month())).rules @> '[{"code": "late", "tenths": -5}]', 'which does not hold yet');
select tests.allows('edit_rule', tests.rule_said('{"code": "home_study", "kind": "category", "tenths": 40, "category": "migrant", "words": "studies far away"}'), 'and gives those away from home more for their study');
select ok((tests.draft()).rules @> '[{"code": "home_study", "category": "migrant", "facts": ["home_study"]}]', 'counted by itself, as it is for everyone');
select tests.refuses('edit_rule', tests.rule_said('{"tenths": 10}'), 'bad-arguments', 'a deduction that gives is none');
select tests.refuses('edit_rule', tests.rule_said('{"code": "late", "kind": "bonus", "tenths": 10, "category": "elder"}'), 'bad-arguments', 'one code is of one kind');
select tests.allows('drop_rule', '{"org_id": "Town", "code": "breach"}', 'a rule is dropped');
select ok(not (tests.draft()).rules @> '[{"code": "breach"}]', 'and is gone from the draft');
select tests.allows('set_ceilings', '{"org_id": "Town", "base_tenths": 500, "category_max_tenths": 400, "bonus_max_tenths": 100}', 'the ceilings change too');
select tests.refuses('set_ceilings', '{"org_id": "Town", "base_tenths": -1, "category_max_tenths": 400, "bonus_max_tenths": 100}', 'bad-arguments', 'but not below nothing');
select tests.refuses('publish_rules', jsonb_build_object('org_id', 'Town', 'from_month', (tests.month() - interval '1 month')::date), 'month-out-of-range', 'a month that has passed keeps its rules');
select tests.refuses('publish_rules', jsonb_build_object('org_id', 'Town', 'from_month', tests.month() + 1), 'month-out-of-range', 'a month begins on its first day');
select ok((select bool_and((branch ->> 'changed')::int = (branch ->> 'members')::int and (branch ->> 'after_tenths')::int < (branch ->> 'before_tenths')::int)
  from jsonb_array_elements(public.preview_rules(tests.id('Town'))) as branch), 'the clerk sees beforehand that everybody would have had less last month');
select tests.act_as('Secretary Wang');
select is(public.preview_rules(tests.id('Town')), '{"refused": "not-allowed"}', 'which a secretary does not');
select is(public.preview_rules(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'not even of the own branch');
select tests.act_as('Town Zhao');
select tests.allows('publish_rules', jsonb_build_object('org_id', 'Town', 'from_month', (tests.month() + interval '1 month')::date, 'note', 'agreed on the 20th'), 'the rules are published from next month on');
select is((tests.rules_from('Town', (tests.month() + interval '1 month')::date)).version, 2, 'as the next version');
select is((tests.rules_from('Town', tests.month())).version, 1, 'this month keeps its own');
select tests.refuses('publish_rules', jsonb_build_object('org_id', 'Town', 'from_month', tests.month()), 'no-draft', 'what is published is no draft any more');
select tests.act_as('Old Zhou');
select is((select count(*)::int from public.rule_sets where status = 'published'), 1, 'everybody reads the new rules');
select is((select count(*)::int from public.rule_sets where status = 'superseded'), 1, 'and those before them');
select tests.act_as('Town Zhao');
select tests.allows('drop_rule', '{"org_id": "Town", "code": "late"}', 'another draft is begun');
select tests.allows('drop_draft_rules', '{"org_id": "Town"}', 'and thrown away');
select is((tests.draft()).id, null, 'nothing is left of it');
select is(public.preview_rules(tests.id('Town')), '{"refused": "no-draft"}', 'and nothing to look at beforehand');

select * from finish();
rollback;
