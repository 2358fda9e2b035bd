-- What people do about people, and what they may not.
begin;
\ir support/village.psql
select plan(61);

-- Taking somebody in.
select tests.act_as('Secretary Wang');
select tests.allows('register_member', '{
  "member_id": "0a000000-0000-4000-8000-000000000001", "branch_id": "Willow Village", "name": "New Gao", "pinyin": "xg",
  "born_on": "1990-02-03", "sex": "male", "joined_on": "2026-07-01", "phone": "", "category": "village", "from_day": "2026-07-01"}',
  'a secretary takes a new member into the branch');
select is(
  (select category from public.category_assignments where id = '0a000000-0000-4000-8000-000000000001'), 'village',
  'and the first category carries the member''s own id');
select tests.refuses('register_member', '{
  "member_id": "0a000000-0000-4000-8000-000000000002", "branch_id": "Peach Village", "name": "Gao", "pinyin": "",
  "born_on": "1990-02-03", "sex": "male", "joined_on": "2026-07-01", "phone": "", "category": "village", "from_day": "2026-07-01"}',
  'not-allowed', 'but into no other branch');
select tests.act_as('Town Zhao');
select tests.refuses('register_member', '{
  "member_id": "0a000000-0000-4000-8000-000000000003", "branch_id": "Town", "name": "Gao", "pinyin": "",
  "born_on": "1990-02-03", "sex": "male", "joined_on": "2026-07-01", "phone": "", "category": "village", "from_day": "2026-07-01"}',
  'not-a-branch', 'nobody is a member of the town itself');
select tests.act_as('Committee Sun');
select tests.refuses('register_member', '{
  "member_id": "0a000000-0000-4000-8000-000000000004", "branch_id": "Willow Village", "name": "Gao", "pinyin": "",
  "born_on": "1990-02-03", "sex": "male", "joined_on": "2026-07-01", "phone": "", "category": "village", "from_day": "2026-07-01"}',
  'not-allowed', 'the committee leaves that to the secretary');

-- Cards and records.
select tests.act_as('Old Zhou');
select tests.allows('edit_directory_card', '{
  "member_id": "Old Zhou", "name": "King Zhou", "pinyin": "kz", "post": "King", "promise": "I keep the well clean", "phone_shared": true}',
  'a member writes their promise and shares their number');
select results_eq(
  $$ select name, post, promise, phone from public.directory_cards where id = tests.id('Old Zhou') $$,
  $$ values ('Old Zhou', null::text, 'I keep the well clean', '138 0000 0000') $$,
  'and changes neither name nor post by it');
select tests.refuses('edit_directory_card', '{
  "member_id": "Young Wu", "name": "x", "pinyin": "", "post": "", "promise": "", "phone_shared": true}',
  'not-allowed', 'but writes nobody else''s card');
select tests.refuses('edit_member_record', '{
  "member_id": "Old Zhou", "born_on": "1999-01-01", "sex": "male", "phone": "", "joined_on": "2020-01-01"}',
  'not-allowed', 'nor their own record');
select tests.act_as('Secretary Wang');
select tests.allows('edit_directory_card', '{
  "member_id": "Young Wu", "name": "Wu", "pinyin": "w", "post": "Village electrician", "promise": "", "phone_shared": false}',
  'a secretary writes all of a card of the branch');
select tests.allows('edit_member_record', '{
  "member_id": "Old Zhou", "born_on": "1948-01-01", "sex": "male", "phone": "139 1111 2222", "joined_on": "1970-07-01"}',
  'and corrects a record');
select is(
  (select phone from public.directory_cards where id = tests.id('Old Zhou')), '139 1111 2222',
  'a number that is shared follows the record');
select tests.refuses('edit_member_record', '{
  "member_id": "Old Chen", "born_on": "1948-01-01", "sex": "male", "phone": "", "joined_on": "1970-07-01"}',
  'not-allowed', 'but no record of another branch');
select tests.refuses('edit_member_record', '{
  "member_id": "Old Zhou", "born_on": "1948-01-01", "sex": "horse", "phone": "", "joined_on": "1970-07-01"}',
  'bad-arguments', 'and only in words the table knows');

-- Categories: proposed in the branch, decided in the town.
select tests.refuses('assign_category', '{
  "assignment_id": "0a000000-0000-4000-8000-000000000010", "member_id": "Young Wu", "category": "village", "from_day": "2026-10-01", "basis": ""}',
  'not-allowed', 'a secretary does not decide a category');
select tests.act_as('Town Zhao');
select tests.allows('assign_category', '{
  "assignment_id": "0a000000-0000-4000-8000-000000000011", "member_id": "Young Wu", "category": "elder", "from_day": "2026-10-01", "basis": "came home"}',
  'the town does');
select tests.act_as('Young Wu');
select ok(tests.id('Fraud') = any (array(select id from public.materials)), 'and what is for that category is there the same moment');

-- Posts.
select tests.act_as('Secretary Wang');
select tests.allows('appoint', '{
  "appointment_id": "0a000000-0000-4000-8000-000000000020", "member_id": "Young Wu", "org_id": "Willow Village", "role": "liaison", "from_day": "2026-01-01"}',
  'a secretary names a liaison of the branch');
select tests.refuses('appoint', '{
  "appointment_id": "0a000000-0000-4000-8000-000000000021", "member_id": "Young Wu", "org_id": "Willow Village", "role": "branch_secretary", "from_day": "2026-01-01"}',
  'not-allowed', 'but no secretary');
select tests.refuses('appoint', '{
  "appointment_id": "0a000000-0000-4000-8000-000000000022", "member_id": "Secretary Wang", "org_id": "Town", "role": "town_staff", "from_day": "2026-01-01"}',
  'not-allowed', 'and least of all themselves to the town');
select tests.refuses('appoint', '{
  "appointment_id": "0a000000-0000-4000-8000-000000000023", "member_id": "Old Chen", "org_id": "Willow Village", "role": "branch_committee", "from_day": "2026-01-01"}',
  'not-allowed', 'nor anybody of another branch');
select tests.act_as('Town Zhao');
select tests.refuses('appoint', '{
  "appointment_id": "0a000000-0000-4000-8000-000000000024", "member_id": "Old Chen", "org_id": "Peach Village", "role": "area_coordinator", "from_day": "2026-01-01"}',
  'role-not-here', 'a village has no area coordinator');
select tests.allows('end_appointment', '{"appointment_id": "Committee Sun", "until_day": "2026-06-30"}', 'the town ends a post');
select tests.sees('Committee Sun', 'member_records', array['Committee Sun'], 'and its holder sees their own record only, with the next look');
select tests.act_as('Committee Sun');
select tests.refuses('save_material', '{
  "material_id": "0a000000-0000-4000-8000-000000000030", "org_id": "Willow Village", "topic": "t", "title": "t", "summary": "", "minutes": 10, "body": ""}',
  'not-allowed', 'and writes nothing for the branch any more, whatever the token says');
select tests.refuses('end_appointment', '{"appointment_id": "Town Zhao", "until_day": "2026-06-30"}', 'not-allowed', 'nobody ends a post above them');

-- A second town, as in a province.
select tests.look();
insert into tests.names (name) values ('Far Town'), ('Far Village'), ('Far Fang');
insert into public.orgs (id, parent_id, kind, name) values
  (tests.id('Far Town'), null, 'town', 'Far Town'), (tests.id('Far Village'), tests.id('Far Town'), 'village_branch', 'Far Village');
insert into public.members (id, branch_id) values (tests.id('Far Fang'), tests.id('Far Village'));
select tests.act_as('Town Zhao');
select tests.refuses('appoint', '{
  "appointment_id": "0a000000-0000-4000-8000-000000000025", "member_id": "Far Fang", "org_id": "Town", "role": "town_staff", "from_day": "2026-01-01"}',
  'not-allowed', 'a town gives no post to a member of another');
select tests.look();
insert into public.appointments (id, member_id, org_id, role, from_day)
values (tests.id('Far Fang'), tests.id('Far Fang'), tests.id('East Area'), 'area_coordinator', '2026-01-01');
select tests.act_as('Town Zhao');
select tests.allows('end_appointment', '{"appointment_id": "Far Fang", "until_day": "2026-06-30"}', 'but ends one that is held below it, whoever holds it');

-- Help.
select tests.act_as('Secretary Wang');
select tests.allows('name_helper', '{
  "helper_link_id": "0a000000-0000-4000-8000-000000000040", "elder_id": "Old Zhou", "helper_id": "Young Wu", "from_day": "2026-01-01"}',
  'a secretary names a helper for an elder');
select tests.refuses('name_helper', '{
  "helper_link_id": "0a000000-0000-4000-8000-000000000041", "elder_id": "Old Zhou", "helper_id": "Old Chen", "from_day": "2026-01-01"}',
  'not-in-the-branch', 'from the same branch');
select tests.refuses('name_helper', '{
  "helper_link_id": "0a000000-0000-4000-8000-000000000042", "elder_id": "Old Chen", "helper_id": "Secretary Ma", "from_day": "2026-01-01"}',
  'not-allowed', 'and in their own');
select tests.allows('end_helper', '{"helper_link_id": "Lin''s Help", "until_day": "2026-06-30"}', 'and ends it');
select tests.sees('Auntie Lin', 'study_assignments', array['Plan', 'Rice'], 'then the elder''s own tasks leave the helper''s phone');
select tests.act_as('Secretary Ma');
select tests.refuses('end_helper', '{"helper_link_id": "Lin''s Help", "until_day": "2026-06-30"}', 'not-allowed', 'another secretary ends nothing here');

-- Moving to another branch.
select tests.act_as('Secretary Wang');
select tests.allows('assign_material', '{
  "assignment_id": "0a000000-0000-4000-8000-000000000053", "material_id": "Rice", "org_id": "Willow Village", "member_id": "Old Zhou", "due_on": "2027-01-01"}',
  'somebody who will move has a task of the branch, in their own name');
select tests.refuses('transfer_member', '{
  "transfer_id": "0a000000-0000-4000-8000-000000000050", "member_id": "Old Zhou", "to_branch_id": "Peach Village", "on_day": "2026-11-01", "reason": ""}',
  'not-allowed', 'a secretary moves nobody');
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', '{
  "transfer_id": "0a000000-0000-4000-8000-000000000051", "member_id": "Old Zhou", "to_branch_id": "Peach Village", "on_day": "2026-11-01", "reason": "lives with his daughter"}',
  'the town does');
select tests.refuses('transfer_member', '{
  "transfer_id": "0a000000-0000-4000-8000-000000000052", "member_id": "Old Zhou", "to_branch_id": "Peach Village", "on_day": "2026-11-01", "reason": ""}',
  'already-there', 'once');
select tests.sees('Secretary Ma', 'study_progress', array['Old Chen', 'Old Zhou'], 'his study goes with him to the new secretary', 'member_id');
select tests.sees('Secretary Wang', 'study_progress', array['Young Wu'], 'and leaves the old one', 'member_id');
select tests.sees('Old Zhou', 'study_assignments', array['Plan', 'Fraud', 'Peaches'], 'he is given what his new branch is given');
select tests.sees('Secretary Ma', 'materials', array['Plan', 'Fraud', 'Peaches'], 'his new secretary is shown nothing of the old branch, not even by a task in his name');
select tests.act_as('Secretary Wang');
select tests.allows('end_helper', '{"helper_link_id": "0a000000-0000-4000-8000-000000000040", "until_day": "2099-01-01"}', 'the old secretary may end his help');
select results_eq(
  $$ select until_day from public.elder_helpers where id = '0a000000-0000-4000-8000-000000000040' $$,
  $$ values (tests.today() - 1) $$, 'which has ended already, and no later word prolongs it');
select tests.sees('Young Wu', 'materials', array['Plan', 'Rice', 'Fraud'], 'so the helper he had is shown nothing of his new branch');
select tests.act_as('Young Wu');
select tests.refuses('record_home_lesson', jsonb_build_object('lesson_id', '0a000000-0000-4000-8000-000000000054', 'elder_id', 'Old Zhou', 'material_id', 'Plan',
  'given_on', tests.today(), 'place', 'at home', 'acknowledged', 'tap'), 'not-your-elder', 'and writes no lesson there');
select tests.act_as('Secretary Wang');
select ok(tests.id('Old Zhou') = any (array(select member_id from public.branch_transfers)), 'the old branch still knows that he left');
select ok(not tests.id('Old Zhou') = any (array(select id from public.member_records)), 'but no longer reads his record');

-- Kept out, and let in again.
select tests.refuses('suspend_member', '{"member_id": "Young Wu", "reason": ""}', 'not-allowed', 'a secretary keeps nobody out');
select tests.act_as('Town Zhao');
select tests.allows('suspend_member', '{"member_id": "Young Wu", "reason": "phone stolen"}', 'the town keeps somebody out');
select tests.act_as('Young Wu');
select is(tests.send('record_reading', '{}'), 'cut-off', 'at once, whatever the token says');
select is(public.whoami() ->> 'refused', 'cut-off', 'and says so');
select is(public.activate('1234567890123452'), '{"ok": false, "code": "cut-off"}', 'also to who comes with a card again');
select is_empty('select from public.directory_cards', 'they read nothing');
select is_empty('select from public.materials', 'of anything');
select tests.act_as('Town Zhao');
select tests.allows('restore_member', '{"member_id": "Young Wu"}', 'and lets them in again');
select tests.act_as('Young Wu');
select is(public.whoami() ->> 'refused', null, 'as before');

-- Nobody signed in at all.
select tests.sign_out();
select is(public.sync('{"v": 1}') ->> 'refused', 'signed-out', 'a visitor''s trip is answered politely');
select is(public.whoami() ->> 'refused', 'signed-out', 'a visitor is nobody');
select throws_ok($$ select public.branch_accounts(tests.id('Willow Village')) $$, '42501', null, 'a visitor asks for no list');
select throws_ok($$ select public.study_totals(tests.id('Town')) $$, '42501', null, 'and for no figures');

select * from finish();
rollback;
