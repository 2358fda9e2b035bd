-- What writers do with study material, and what members, helpers and secretaries do with it.
begin;
\ir support/village.psql
select plan(87);

-- What is said to a piece that asks this.
create function tests.asks(question jsonb) returns text language sql as
$$ select tests.send('save_material', jsonb_build_object('material_id', '0b000000-0000-4000-8000-000000000002', 'org_id', 'Willow Village',
  'topic', 't', 'title', 't', 'summary', '', 'minutes', 20, 'body', '', 'questions', jsonb_build_array(question))) $$;

create function tests.many_words(count int, letters int) returns jsonb language sql as
$$ select jsonb_object_agg('word_' || n, repeat('x', letters)) from generate_series(1, count) as n $$;

-- Writing.
select tests.act_as('Secretary Wang');
select tests.allows('save_material', '{
  "material_id": "0b000000-0000-4000-8000-000000000001", "org_id": "Willow Village", "topic": "farming", "title": "Winter wheat",
  "summary": "", "minutes": 20, "body": "# Wheat", "questions": [{"ask": "When?", "options": ["Now", "Later"], "answer": 0, "because": ""}]}',
  'a secretary writes a piece for the branch');
select results_eq(
  $$ select status, question_count from public.materials where id = '0b000000-0000-4000-8000-000000000001' $$,
  $$ values ('draft', 1) $$, 'it is a draft at first');
select tests.refuses('save_material', '{
  "material_id": "Rice", "org_id": "Peach Village", "topic": "t", "title": "t", "summary": "", "minutes": 20, "body": ""}',
  'not-allowed', 'but not for another branch');
select tests.refuses('save_material', '{
  "material_id": "Peaches", "org_id": "Willow Village", "topic": "t", "title": "t", "summary": "", "minutes": 20, "body": ""}',
  'not-allowed', 'nor over a piece of another branch');
select tests.refuses('save_material', '{
  "material_id": "0b000000-0000-4000-8000-000000000002", "org_id": "Willow Village", "topic": "t", "title": "t", "summary": "", "minutes": 20, "body": "", "questions": {"a": 1}}',
  'bad-arguments', 'questions are a list');
select is(tests.asks('1'), 'bad-arguments', 'of questions');
select is(tests.asks('{"ask": 1, "options": ["a", "b"], "answer": 0, "because": ""}'), 'bad-arguments', 'that ask in words');
select is(tests.asks('{"ask": "?", "options": [["a"], "b"], "answer": 0, "because": ""}'), 'bad-arguments', 'with options in words');
select is(tests.asks('{"ask": "?", "options": ["a", "b"], "answer": 1e200, "because": ""}'), 'bad-arguments', 'of which one is right');
select is(tests.asks('{"ask": "?", "options": [], "answer": 0, "because": ""}'), 'bad-arguments', 'which needs some to choose from');
select is(tests.asks('{"ask": "?", "options": ["a", "b"], "answer": 2, "because": ""}'), 'bad-arguments', 'and is one of them');
select is(tests.asks('{"ask": "?", "options": ["a", "b"], "answer": 0, "because": {"a": 1}}'), 'bad-arguments', 'and reasons in words');
select is(tests.asks('{"ask": "?", "options": ["a", "b"], "answer": 0, "because": "", "more": [[[[1]]]]}'), 'bad-arguments',
  'and nothing else: a phone that cannot store one row stores no page');
select is(
  tests.send('save_material', jsonb_build_object('material_id', '0b000000-0000-4000-8000-000000000002', 'org_id', 'Willow Village',
    'topic', 't', 'title', 't', 'summary', '', 'minutes', 20, 'body', repeat('长', 180000))),
  'too-big', 'a text longer than one trip carries is refused whole');
select is(
  tests.send('save_material', jsonb_build_object('material_id', '0b000000-0000-4000-8000-000000000002', 'org_id', 'Willow Village',
    'topic', 't', 'title', 't', 'summary', '', 'minutes', 20, 'body', repeat('x', 100001))),
  'bad-arguments', 'and so is one longer than a text may be');
select tests.refuses('assign_material', '{"assignment_id": "0b000000-0000-4000-8000-000000000010", "material_id": "0b000000-0000-4000-8000-000000000001", "org_id": "Willow Village"}',
  'material-not-published', 'a draft is given to nobody');
select tests.act_as('Cadre Qian');
select tests.refuses('publish_material', '{"material_id": "Draft of Willow"}', 'not-allowed', 'a cadre publishes nothing');
select tests.act_as('Old Zhou');
select tests.refuses('publish_material', '{"material_id": "Draft of Willow"}', 'not-allowed', 'nor does a member');
select tests.act_as('Committee Sun');
select tests.allows('publish_material', '{"material_id": "0b000000-0000-4000-8000-000000000001"}', 'the committee publishes for the branch');

-- Files.
select is(
  tests.send('attach_file', jsonb_build_object('file_id', '0b000000-0000-4000-8000-000000000020', 'material_id', 'Rice', 'kind', 'audio',
    'path', tests.id('Willow Village') || '/0b000000-0000-4000-8000-000000000020', 'mime', 'audio/mpeg', 'bytes', 1000, 'name', 'Rice, read aloud', 'seconds', 60)),
  'ok', 'a sound is attached to a piece');
select is(
  tests.send('attach_file', jsonb_build_object('file_id', '0b000000-0000-4000-8000-000000000021', 'material_id', 'Rice', 'kind', 'audio',
    'path', tests.id('Peach Village') || '/0b000000-0000-4000-8000-000000000021', 'mime', 'audio/mpeg', 'bytes', 1000, 'name', 'x')),
  'bad-arguments', 'only from its own folder');
select is(
  tests.send('attach_file', jsonb_build_object('file_id', '0b000000-0000-4000-8000-000000000022', 'material_id', 'Rice', 'kind', 'picture',
    'path', tests.id('Willow Village') || '/0b000000-0000-4000-8000-000000000022', 'mime', 'text/html', 'bytes', 1000, 'name', 'x')),
  'bad-arguments', 'and only sounds and pictures');
select tests.act_as('Secretary Ma');
select tests.refuses('detach_file', '{"file_id": "Rice"}', 'not-allowed', 'another branch takes no file off');
select tests.act_as('Secretary Wang');
select tests.allows('detach_file', '{"file_id": "0b000000-0000-4000-8000-000000000020"}', 'the branch does');

-- Giving.
select tests.allows('assign_material', '{"assignment_id": "0b000000-0000-4000-8000-000000000011", "material_id": "0b000000-0000-4000-8000-000000000001", "org_id": "Willow Village", "member_id": "Young Wu", "due_on": "2027-01-01"}',
  'a secretary gives a piece to one member');
select tests.sees('Young Wu', 'study_assignments', array['Plan', 'Rice', '0b000000-0000-4000-8000-000000000011'], 'who has it as a task');
select tests.sees('Liaison Yu', 'study_assignments', array['Plan', 'Rice'], 'and nobody else does');
select tests.act_as('Secretary Wang');
select tests.refuses('assign_material', '{"assignment_id": "0b000000-0000-4000-8000-000000000012", "material_id": "Rice", "org_id": "Willow Village", "member_id": "Old Chen"}',
  'not-in-the-branch', 'only to members below the organisation');
select tests.refuses('assign_material', '{"assignment_id": "0b000000-0000-4000-8000-000000000012", "material_id": "Rice", "org_id": "Town"}', 'not-allowed', 'not to the whole town');
select tests.refuses('assign_material', '{"assignment_id": "0b000000-0000-4000-8000-000000000012", "material_id": "Peaches", "org_id": "Willow Village"}', 'not-allowed', 'not a piece the secretary may not see');
select tests.allows('assign_material', '{"assignment_id": "0b000000-0000-4000-8000-000000000013", "material_id": "Fraud", "org_id": "Willow Village", "category": "migrant"}', 'a piece of the town, to a category of the branch');
select tests.refuses('unassign_material', '{"assignment_id": "Plan"}', 'not-allowed', 'what the town gave only the town takes back');
select tests.act_as('Town Zhao');
select tests.allows('unassign_material', '{"assignment_id": "Fraud"}', 'which it may');
select tests.sees('Old Chen', 'materials', array['Plan', 'Peaches'], 'then it is gone for those it was for');
select tests.sees('Young Wu', 'materials', array['Plan', 'Rice', 'Fraud', '0b000000-0000-4000-8000-000000000001'], 'but not for those who have it from the branch too');

-- Studying.
select tests.act_as('Old Zhou');
select tests.allows('record_reading', '{"material_id": "Rice", "reached_permille": 400, "heard_seconds": 30}', 'a member reads');
select tests.allows('record_reading', '{"material_id": "Rice", "reached_permille": 200, "heard_seconds": 90}', 'on two phones');
select results_eq(
  $$ select reached_permille, heard_seconds from public.study_progress where material_id = tests.id('Rice') $$,
  'values (400, 90)', 'which meet at the further place of each');
select tests.refuses('record_reading', '{"material_id": "Rice", "reached_permille": 1001, "heard_seconds": 0}', 'bad-arguments', 'nobody gets further than the end');
select tests.refuses('record_reading', '{"material_id": "Peaches", "reached_permille": 1, "heard_seconds": 0}', 'not-your-study', 'or studies what is for others');
select tests.refuses('finish_material', '{"material_id": "Draft of Willow", "finished_on": "2026-11-01"}', 'not-your-study', 'or what is not out yet');
select tests.allows('finish_material', jsonb_build_object('material_id', 'Rice', 'finished_on', tests.today() - 3, 'answers', '{"0": 1}'::jsonb), 'a member finishes');
select tests.allows('finish_material', jsonb_build_object('material_id', 'Rice', 'finished_on', tests.today(), 'answers', '{"0": 2, "1": 0}'::jsonb), 'and says so again from another phone');
select results_eq(
  $$ select finished_on, source, counted_minutes, answers from public.study_progress where material_id = tests.id('Rice') $$,
  $$ values (tests.today() - 3, 'self', 30, '{"0": 1, "1": 0}'::jsonb) $$, 'the first day stands, and the first answer to each question');
select tests.refuses('finish_material', '{"material_id": "Rice", "finished_on": "2026-11-01", "answers": [1]}', 'bad-arguments', 'answers go by question');
select tests.refuses('finish_material', '{"material_id": "Rice", "finished_on": "2026-11-01", "answers": {"0": [[1]]}}', 'bad-arguments', 'and name an option each');
select tests.refuses('finish_material', '{"material_id": "Rice", "finished_on": "2026-11-01", "answers": {"0": 1e200}}', 'bad-arguments', 'one that could be there');
select tests.refuses('finish_material', '{"material_id": "Rice", "finished_on": "2026-11-01", "answers": {"anything": 1}}', 'bad-arguments', 'of a question that could be');
select tests.allows('finish_material', '{"material_id": "Plan", "finished_on": "2001-01-01"}', 'a phone whose clock is years behind');
select is((select finished_on from public.study_progress where material_id = tests.id('Plan') and member_id = tests.id('Old Zhou')), tests.today() - 30, 'is believed for a month at most');
select tests.act_as('Young Wu');
select tests.allows('finish_material', '{"material_id": "Plan", "finished_on": "2099-01-01"}', 'one that runs ahead');
select is((select finished_on from public.study_progress where material_id = tests.id('Plan')), tests.today(), 'is believed until today');
select tests.refuses('finish_material', '{"material_id": "Plan", "finished_on": "2026-11-01", "answers": {"00": 1}}', 'bad-arguments', 'a question is counted one way');
select tests.refuses('finish_material', '{"material_id": "Plan", "finished_on": "2026-11-01", "answers": {"20": 1}}', 'bad-arguments', 'and a piece asks twenty at most');
select tests.allows('finish_material', '{"material_id": "Plan", "finished_on": "2026-11-01", "answers": {"19": 1}}', 'the last of which is the nineteenth after the first');

-- Taking back what somebody studies with no signal.
select tests.act_as('Secretary Wang');
select tests.allows('withdraw_material', '{"material_id": "Rice"}', 'a piece is taken back');
select tests.sees('Old Zhou', 'materials', array['Plan'], 'and gone');
select tests.allows('record_reading', '{"material_id": "Rice", "reached_permille": 900, "heard_seconds": 95}', 'who had begun it may still say how far they came');
select is((select counted_minutes from public.study_progress where material_id = tests.id('Rice')), 30, 'and keeps the minutes');
select tests.act_as('Liaison Yu');
select tests.refuses('record_reading', '{"material_id": "Rice", "reached_permille": 900, "heard_seconds": 95}', 'not-your-study', 'who had not, not');

-- Study counts once it is out, for whoever writes it too.
select tests.act_as('Secretary Wang');
select tests.refuses('finish_material', '{"material_id": "Draft of Willow", "finished_on": "2026-11-01"}', 'not-your-study', 'a writer does not learn from a draft');
select tests.refuses('record_reading', '{"material_id": "Draft of Willow", "reached_permille": 900, "heard_seconds": 0}', 'not-your-study', 'nor begin it');
select tests.refuses('record_paper_study', '{"member_id": "Lost Liu", "material_id": "Draft of Willow", "finished_on": "2026-11-01"}', 'not-your-study', 'nor let it count for others');
select tests.allows('withdraw_material', '{"material_id": "Draft of Willow"}', 'a draft is given up');
select tests.refuses('finish_material', '{"material_id": "Draft of Willow", "finished_on": "2026-11-01"}', 'not-your-study', 'and still was never out');

-- Home lessons and paper.
select tests.act_as('Auntie Lin');
select tests.allows('record_home_lesson', jsonb_build_object('lesson_id', '0b000000-0000-4000-8000-000000000030', 'elder_id', 'Old Zhou', 'material_id', 'Plan',
  'given_on', tests.today(), 'place', 'at home', 'acknowledged', 'tap'), 'the helper writes down a lesson');
select tests.refuses('record_home_lesson', jsonb_build_object('lesson_id', '0b000000-0000-4000-8000-000000000031', 'elder_id', 'Old Chen', 'material_id', 'Plan',
  'given_on', tests.today(), 'place', 'at home', 'acknowledged', 'tap'), 'not-your-elder', 'for the elder they help, no other');
select tests.refuses('record_home_lesson', jsonb_build_object('lesson_id', '0b000000-0000-4000-8000-000000000031', 'elder_id', 'Old Zhou', 'material_id', 'Plan',
  'given_on', tests.today() + 1, 'place', 'at home', 'acknowledged', 'tap'), 'day-out-of-range', 'not before it happened');
select tests.act_as('Secretary Wang');
select tests.refuses('record_home_lesson', jsonb_build_object('lesson_id', '0b000000-0000-4000-8000-000000000031', 'elder_id', 'Old Zhou', 'material_id', 'Plan',
  'given_on', tests.today(), 'place', 'at home', 'acknowledged', 'tap'), 'not-your-elder', 'and nobody else does it for the helper');
select tests.allows('record_paper_study', jsonb_build_object('member_id', 'Lost Liu', 'material_id', 'Plan', 'finished_on', tests.today()), 'a paper sheet is typed in by the secretary');
select is((select source from public.study_progress where member_id = tests.id('Lost Liu')), 'paper', 'and says that it was paper');
select tests.refuses('record_paper_study', jsonb_build_object('member_id', 'Lost Liu', 'material_id', '0b000000-0000-4000-8000-000000000001', 'finished_on', tests.today()),
  'not-your-study', 'what was given to somebody else is no study of theirs');
select tests.allows('record_paper_study', jsonb_build_object('member_id', 'Young Wu', 'material_id', '0b000000-0000-4000-8000-000000000001', 'finished_on', tests.today()), 'only of whom it was given to');
select tests.allows('assign_material', '{"assignment_id": "0b000000-0000-4000-8000-000000000032", "material_id": "0b000000-0000-4000-8000-000000000001", "org_id": "Willow Village", "member_id": "Auntie Lin"}', 'a piece is given to a helper');
select tests.act_as('Auntie Lin');
select tests.refuses('record_home_lesson', jsonb_build_object('lesson_id', '0b000000-0000-4000-8000-000000000033', 'elder_id', 'Old Zhou', 'material_id', '0b000000-0000-4000-8000-000000000001',
  'given_on', tests.today(), 'place', 'at home', 'acknowledged', 'tap'), 'not-your-study', 'which makes it no lesson of the elder''s');
select tests.act_as('Secretary Wang');
select tests.refuses('record_paper_study', jsonb_build_object('member_id', 'Old Chen', 'material_id', 'Plan', 'finished_on', tests.today()), 'not-allowed', 'not for another branch');
select tests.act_as('Committee Sun');
select tests.refuses('record_paper_study', jsonb_build_object('member_id', 'Lost Liu', 'material_id', 'Plan', 'finished_on', tests.today()), 'not-allowed', 'nor by the committee');

-- Figures without names, and the record of commands.
select tests.act_as('Coordinator Li');
select is(
  (select one ->> 'tasks_finished' from jsonb_array_elements(public.study_totals(tests.id('East Area'))) as one where one ->> 'branch_id' = tests.id('Willow Village')::text),
  '4', 'the area sees how many tasks are done, not by whom');
select is(public.study_totals(tests.id('Bridge Village')), '{"refused": "not-allowed"}', 'in its own branches');
select tests.act_as('Old Zhou');
select is((select count(*)::int from jsonb_array_elements(public.command_history()) as one where one ->> 'name' = 'finish_material'), 8, 'a member sees what was done in their name');
select is(public.command_history(tests.id('Young Wu')), '{"refused": "not-allowed"}', 'and nobody else''s');
select tests.refuses('nope', tests.many_words(40, 480), 'unknown-command', 'a command that never was is refused');
select tests.refuses('finish_material', tests.many_words(40, 480), 'bad-arguments', 'and so is one with words it does not know');
select is(
  (select jsonb_agg(distinct one -> 'args') from jsonb_array_elements(public.command_history()) as one
    where one ->> 'name' = 'nope' or one ->> 'code' = 'bad-arguments'),
  '[{}]', 'and of what nobody understood the record keeps the name alone');
select tests.refuses('save_material', '{
  "material_id": "Rice", "org_id": "Willow Village", "minutes": 1, "topic": "t", "title": "t", "body": "", "summary": ""}'::jsonb
  || (select jsonb_object_agg(word, repeat('x', 4000)) from unnest(array['topic', 'title', 'body', 'summary']) as word),
  'not-allowed', 'a long story is told to no purpose');
select cmp_ok(
  (select max(octet_length((one -> 'args')::text)) from jsonb_array_elements(public.command_history()) as one), '<', 9000,
  'and the record keeps no more than its beginning');
select is(
  (select one -> 'args' -> 'topic' ->> 'bytes' from jsonb_array_elements(public.command_history()) as one
    where one ->> 'name' = 'save_material'), '4002', 'and how long the rest was');

select * from finish();
rollback;
