-- A branch meets: who is called, who comes by the code at the door, who asks leave, who is missed, and what that counts.
begin;
\ir support/village.psql
select plan(153);

create function tests.theme(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('meeting_id', id, 'org_id', 'Willow Village', 'kind', 'theme_day', 'title', 'Theme day', 'place', 'Hall',
  'on_day', tests.today(), 'from_minute', 540, 'until_minute', 660, 'expects', 'everybody',
  'door_key', '0123456789abcdef0123456789abcdef', 'parts', '{"study": "the plan"}'::jsonb) || more $$;
create function tests.about(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('meeting_id', id) || more $$;
create function tests.but(variadic said jsonb[] default '{}') returns jsonb language sql stable as
$$
  select jsonb_build_object('exceptions', coalesce(jsonb_agg(tests.with_ids(
    '{"presence": "absent", "is_late": false, "left_early": false, "reason": ""}' || one)), '[]'))
  from unnest(said) as one
$$;
create function tests.marked(id text, who text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', id, 'member_id', who, 'presence', 'present') || more $$;
create function tests.presence(id text, who text) returns text language sql security definer as
$$
  select concat_ws(' ', presence, case when is_late then 'late' end, how) from private.attendance_at(tests.id(presence.id))
  where member_id = tests.id(who)
$$;
create function tests.facts(who text) returns text[] language sql security definer as
$$ select coalesce(array_agg(fact || ' ' || times order by fact, on_day), '{}') from public.month_facts
  where member_id = tests.id(who) and fact not in ('home_study', 'home_lesson') $$;
-- The code that a door shows so many minutes after its meeting began, and moves the meeting so that this minute is now.
create function tests.code(id text, minutes int) returns text language plpgsql security definer as
$$
declare
  meeting public.meetings;
begin
  update public.meetings set on_day = (now() at time zone 'Asia/Shanghai' - minutes * interval '1 minute')::date,
    from_minute = m, until_minute = greatest(m + 1, least(m + 120, 1440))
  from (select (extract(hour from at) * 60 + extract(minute from at))::int as m
    from (select now() at time zone 'Asia/Shanghai' - minutes * interval '1 minute' as at) as clock) as begun
  where meetings.id = tests.id(code.id);
  select * into meeting from public.meetings where meetings.id = tests.id(code.id);
  return private.door_code((select key from public.meeting_keys where meeting_keys.id = meeting.id),
    private.minute_of(meeting.on_day, meeting.from_minute) + minutes);
end
$$;
create function tests.coming(id text, code text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', id, 'code', code) || more $$;
create function tests.photo(bytes int default 200) returns text language sql as
$$ select translate(encode('\xffd8ff'::bytea || decode(repeat('00', bytes), 'hex'), 'base64'), E'\n', '') $$;
create function tests.shot(id text, meeting text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('meeting_photo_id', id, 'meeting_id', meeting, 'photo', tests.photo(), 'words', 'we swept') || more $$;
insert into tests.names (name) values
('Theme'), ('Second theme'), ('Council'), ('Group'), ('School'), ('Tomorrow'), ('Door'), ('Lin asks'), ('Lin again'), ('Sun asks'), ('Wu asks'), ('Far theme'), ('Snow'), ('Our photo');

-- Who may call.
select tests.act_as('Auntie Lin');
select tests.refuses('plan_meeting', tests.theme('Theme'), 'not-allowed', 'a member calls nobody');
select tests.act_as('Cadre Qian');
select tests.refuses('plan_meeting', tests.theme('Theme'), 'not-allowed', 'nor does a cadre');
select tests.act_as('Coordinator Li');
select tests.refuses('plan_meeting', tests.theme('Theme'), 'not-allowed', 'nor an area');
select tests.act_as('Secretary Ma');
select tests.refuses('plan_meeting', tests.theme('Theme'), 'not-allowed', 'nor another branch''s secretary');
select tests.act_as('Secretary Wang');
select tests.refuses('plan_meeting', tests.theme('Theme', '{"title": ""}'), 'bad-arguments', 'a meeting has a name');
select tests.refuses('plan_meeting', tests.theme('Theme', '{"until_minute": 540}'), 'bad-arguments', 'and ends after it begins');
select tests.refuses('plan_meeting', tests.theme('Theme', '{"kind": "party"}'), 'bad-arguments', 'it is of a kind there is');
select tests.refuses('plan_meeting', tests.theme('Theme', '{"parts": {"dance": "x"}}'), 'bad-arguments', 'with parts there are');
select tests.refuses('plan_meeting', tests.theme('Theme', '{"parts": {"study": 5}}'), 'bad-arguments', 'in words');
select tests.refuses('plan_meeting', tests.theme('Theme', '{"door_key": "1"}'), 'bad-arguments', 'the key is a long one');
select tests.refuses('plan_meeting', tests.theme('Theme', jsonb_build_object('agenda', repeat('x', 5000))), 'bad-arguments', 'an agenda is no book');
select tests.refuses('plan_meeting', tests.theme('Theme', jsonb_build_object('on_day', tests.today() + 500)), 'day-out-of-range', 'nobody plans so far');
select tests.refuses('plan_meeting', tests.theme('Theme', '{"expects": "chosen"}'), 'not-in-the-branch', 'who is chosen is named');
select tests.refuses('plan_meeting', tests.theme('Theme', jsonb_build_object('expects', 'chosen', 'people', array[tests.id('Old Chen')])),
  'not-in-the-branch', 'and of the branch');
select tests.allows('plan_meeting', tests.theme('Theme'), 'the secretary calls to a theme day');
select tests.allows('plan_meeting', tests.theme('Theme', '{"place": "School hall", "door_key": "ffffffffffffffffffffffffffffffff"}'), 'and moves it to another place');
select is((select place from public.meetings), 'School hall', 'where it is now');
select is((select key from public.meeting_keys), '0123456789abcdef0123456789abcdef', 'while its key stays');
select tests.act_as('Committee Sun');
select tests.allows('plan_meeting', tests.theme('Council', '{"kind": "committee", "expects": "committee", "title": "Among us"}'), 'the committee is called together');
select is((select parts from public.meetings where title = 'Among us'), '{}', 'which has no five parts');
select tests.act_as('Secretary Ma');
select tests.refuses('plan_meeting', tests.theme('Theme', '{"org_id": "Peach Village"}'), 'not-allowed', 'another''s id opens no other''s meeting');
select tests.act_as('Town Zhao');
select tests.refuses('plan_meeting', tests.theme('School', '{"org_id": "Town"}'), 'not-a-branch', 'a town has no theme day');
select tests.refuses('plan_meeting', tests.theme('School', '{"org_id": "Town", "kind": "spring_school"}'), 'not-in-the-branch', 'and calls nobody without naming them');
select tests.allows('plan_meeting', tests.theme('School', jsonb_build_object('org_id', 'Town', 'kind', 'spring_school', 'expects', 'chosen',
  'title', 'Spring school', 'people', array[tests.id('Young Wu'), tests.id('Old Chen')])), 'it calls two to school');

-- Who sees it.
select tests.sees('Old Zhou', 'meetings', array['Theme', 'Council', 'School'], 'a member sees what their branch and town call to');
select tests.sees('Old Chen', 'meetings', array['School'], 'another branch only its own and the town''s');
select tests.sees('Coordinator Li', 'meetings', array['Theme', 'Council', 'School'], 'an area those of its branches');
select tests.sees('Lost Liu', 'meetings', '{}', 'whoever is not signed in as a member none');
select tests.sees(null, 'meetings', '{}', 'nor a visitor');
select tests.sees('Secretary Wang', 'meeting_keys', array['Theme', 'Council'], 'the secretary''s phone makes the codes');
select tests.sees('Town Zhao', 'meeting_keys', array['Theme', 'Council', 'School'], 'and the town''s');
select tests.sees('Auntie Lin', 'meeting_keys', '{}', 'a member''s cannot');
select tests.sees('Cadre Qian', 'meeting_keys', '{}', 'nor a cadre''s');
select tests.sees('Coordinator Li', 'meeting_keys', '{}', 'nor an area''s');
select tests.sees('Secretary Ma', 'meeting_keys', '{}', 'nor another branch''s');

-- Leave.
select tests.act_as('Old Chen');
select tests.refuses('ask_leave', tests.about('Theme', '{"leave_id": "Wu asks", "reason": "ill"}'), 'not-allowed', 'who is not called asks no leave');
select tests.act_as('Auntie Lin');
select tests.refuses('ask_leave', tests.about('Theme', '{"leave_id": "Lin asks", "reason": " "}'), 'bad-arguments', 'leave has a reason');
select tests.allows('ask_leave', tests.about('Theme', '{"leave_id": "Lin asks", "reason": "ill"}'), 'a member asks leave');
select tests.refuses('ask_leave', tests.about('Theme', '{"leave_id": "Lin again", "reason": "very ill"}'), 'already-asked', 'once');
select tests.allows('withdraw_leave', '{"leave_id": "Lin asks"}', 'takes it back');
select tests.refuses('withdraw_leave', '{"leave_id": "Lin asks"}', 'already-decided', 'once');
select tests.allows('ask_leave', tests.about('Theme', '{"leave_id": "Lin again", "reason": "very ill"}'), 'and asks again');
select tests.act_as('Committee Sun');
select tests.allows('ask_leave', tests.about('Theme', '{"leave_id": "Sun asks", "reason": "wedding"}'), 'so does one of the committee');
select tests.refuses('decide_leave', '{"leave_id": "Sun asks", "is_granted": true}', 'not-your-own', 'who does not say yes to it');
select tests.refuses('withdraw_leave', '{"leave_id": "Lin again"}', 'not-allowed', 'nor takes back another''s');
select tests.sees('Old Zhou', 'leave_requests', '{}', 'peers do not read who asked');
select tests.sees('Auntie Lin', 'leave_requests', array['Lin asks', 'Lin again'], 'a member reads what they asked');
select tests.sees('Secretary Wang', 'leave_requests', array['Lin asks', 'Lin again', 'Sun asks'], 'the secretary all');
select tests.sees('Town Zhao', 'leave_requests', '{}', 'they are on no phone of the town');
select tests.sees('Secretary Ma', 'leave_requests', '{}', 'nor of another branch');
select tests.act_as('Auntie Lin');
select tests.refuses('decide_leave', '{"leave_id": "Lin again", "is_granted": true}', 'not-allowed', 'a member grants nothing');
select tests.act_as('Secretary Wang');
select tests.allows('decide_leave', '{"leave_id": "Lin again", "is_granted": true}', 'the secretary says yes');
select tests.refuses('decide_leave', '{"leave_id": "Lin again", "is_granted": false}', 'already-decided', 'and leaves it at that');
select tests.allows('decide_leave', '{"leave_id": "Sun asks", "is_granted": false, "note": "we need you"}', 'and no');
select is(tests.presence('Theme', 'Auntie Lin'), 'leave leave', 'leave is written down');
select is(tests.presence('Theme', 'Committee Sun'), null, 'what was not granted is not');

select tests.act_as('Young Wu');
select is(array(
  select tests.send('ask_leave', tests.about('Council', '{"reason": "far"}') || jsonb_build_object('meeting_id', tests.id('School'), 'leave_id', leave))
    || ' ' || tests.send('withdraw_leave', jsonb_build_object('leave_id', leave))
  from (select gen_random_uuid() as leave from generate_series(1, 6)) as asked),
  array_fill('ok ok'::text, array[5]) || '{often-enough not-allowed}'::text[], 'nobody asks and takes back without end');
select tests.act_as('Secretary Wang');

-- The code at the door.
select tests.allows('plan_meeting', tests.theme('Door', '{"kind": "lesson", "title": "Lesson"}'), 'there is a lesson');
create temporary table codes as select tests.code('Door', 5) as early;
grant select on codes to authenticated;
select tests.act_as('Old Zhou');
select tests.refuses('check_in', tests.coming('Door', '000000'), 'wrong-door-code', 'a guess is no code') where (select early from codes) <> '000000'
union all select pass('a guess is no code') where (select early from codes) = '000000';
select tests.refuses('check_in', tests.coming('Door', 'abc'), 'wrong-door-code', 'nor are other signs');
select tests.allows('check_in', tests.coming('Door', (select early from codes)), 'who reads the code is there');
select is(tests.presence('Door', 'Old Zhou'), 'present code', 'and it is written down');
select tests.allows('check_in', tests.coming('Door', (select early from codes), '{"is_afar": true}'), 'who reads it again');
select is((select count(*)::int from public.attendance_marks where meeting_id = tests.id('Door')), 1, 'is there once, as before');
select tests.act_as('Young Wu');
select tests.allows('check_in', tests.coming('Door', (select early from codes), '{"is_afar": true}'), 'who was sent it is there from afar');
select tests.act_as('Old Chen');
select tests.refuses('check_in', tests.coming('Door', (select early from codes)), 'not-allowed', 'who is not called is not');
select tests.act_as('Auntie Lin');
select is((select array_agg(tests.send('check_in', tests.coming('Door', 'no' || n))) from generate_series(1, 10) as n),
  array_fill('wrong-door-code'::text, array[10]), 'somebody guesses ten times');
select tests.refuses('check_in', tests.coming('Door', (select early from codes)), 'too-many-codes', 'after that nothing they type is looked at');
select tests.act_as('Secretary Wang');
select is(tests.send('check_in', tests.coming('Door', tests.code('Door', 20))), 'ok', 'who comes twenty minutes after it began');
select is(tests.presence('Door', 'Secretary Wang'), 'present late code', 'is late');

-- The list.
select tests.allows('plan_meeting', tests.theme('Tomorrow', jsonb_build_object('on_day', tests.today() + 1)), 'tomorrow is another meeting');
select tests.refuses('hold_meeting', tests.about('Tomorrow', tests.but()), 'not-yet', 'of which there is no list yet');
select tests.refuses('mark_attendance', tests.marked('Tomorrow', 'Old Zhou'), 'not-yet', 'nor anybody who came');
select tests.refuses('call_off_meeting', tests.about('Tomorrow', '{"reason": " "}'), 'bad-arguments', 'it is not called off without a word');
select tests.allows('call_off_meeting', tests.about('Tomorrow', '{"reason": "storm"}'), 'but with one');
select tests.refuses('call_off_meeting', tests.about('Tomorrow', '{"reason": "storm"}'), 'meeting-over', 'once');
select tests.refuses('plan_meeting', tests.theme('Tomorrow'), 'meeting-over', 'and is not planned again');
select tests.act_as('Auntie Lin');
select tests.refuses('hold_meeting', tests.about('Theme', tests.but()), 'not-allowed', 'a member hands in no list');
select tests.refuses('call_off_meeting', tests.about('Theme', '{"reason": "x"}'), 'not-allowed', 'nor calls anything off');
select tests.refuses('mark_attendance', tests.marked('Theme', 'Auntie Lin'), 'not-allowed', 'nor marks herself');
select tests.act_as('Secretary Wang');
select tests.refuses('hold_meeting', tests.about('Theme', '{"exceptions": {"a": 1}}'), 'bad-arguments', 'a list is a list');
select tests.refuses('hold_meeting', tests.about('Theme', '{"exceptions": [{"member_id": "x"}]}'), 'bad-arguments', 'of people');
select tests.refuses('hold_meeting', tests.about('Theme', tests.but('{"member_id": "Old Chen"}')), 'not-in-the-branch', 'of the branch');
select tests.allows('hold_meeting', tests.about('Theme', tests.but(
  '{"member_id": "Young Wu"}', '{"member_id": "Liaison Yu", "presence": "present", "is_late": true}', '{"member_id": "Old Zhou", "presence": "home", "reason": "legs"}')),
  'the secretary hands in who was not there');
select tests.refuses('hold_meeting', tests.about('Theme', tests.but()), 'meeting-over', 'once');
select is(array[tests.presence('Theme', 'Shopkeeper He'), tests.presence('Theme', 'Young Wu'), tests.presence('Theme', 'Auntie Lin'), tests.presence('Theme', 'Liaison Yu')],
  array['present list', 'absent list', 'leave leave', 'present late list'], 'everybody else was, and leave stays leave');
select is(tests.facts('Shopkeeper He'), '{"theme_day_attended 1"}', 'who came has it counted');
select is(tests.facts('Old Zhou'), '{"theme_day_attended 1"}', 'so has who was at home as health allows');
select is(tests.facts('Young Wu'), '{"theme_day_missed 1"}', 'who stayed away has that');
select is(tests.facts('Auntie Lin'), '{}', 'with leave nothing');
select is(tests.facts('Liaison Yu'), '{"came_late 1","theme_day_attended 1"}', 'who came late both');
select tests.refuses('mark_attendance', tests.marked('Theme', 'Young Wu'), 'needs-a-reason', 'what was handed in is not put right without a word');
select tests.refuses('mark_attendance', tests.marked('Theme', 'Old Chen', '{"reason": "x"}'), 'not-in-the-branch', 'nor for strangers');
select tests.refuses('mark_attendance', tests.marked('Theme', 'Young Wu', '{"reason": "x", "presence": "gone"}'), 'bad-arguments', 'nor into what there is not');
select tests.allows('mark_attendance', tests.marked('Theme', 'Young Wu', '{"reason": "he sat at the back"}'), 'but with one it is');
select is(tests.facts('Young Wu'), '{"theme_day_attended 1"}', 'and counts so');
select is((select array_agg(presence || ' ' || how order by marked_at) from public.attendance_marks where member_id = tests.id('Young Wu') and meeting_id = tests.id('Theme')),
  '{"absent list","present correction"}', 'both marks stay to be read');
select tests.act_as('Young Wu');
select tests.refuses('check_in', tests.coming('Theme', tests.code('Theme', 1)), 'attendance-put-right', 'what was put right no code changes');
select is((select count(*)::int from public.attendance_marks where member_id <> tests.id('Young Wu')), 0, 'a member reads nobody else''s marks');
select tests.act_as('Town Zhao');
select is((select count(*)::int from public.attendance_marks), 0, 'they are on no phone of the town');

-- What was said.
select tests.act_as('Auntie Lin');
select tests.refuses('write_minutes', tests.about('Theme', '{"minutes": "x", "decisions": ""}'), 'not-allowed', 'a member writes no minutes');
select tests.act_as('Committee Sun');
select tests.allows('write_minutes', tests.about('Theme', '{"minutes": "we read the plan", "decisions": "a road"}'), 'the committee does');
select tests.allows('write_minutes', tests.about('Council', '{"minutes": "among ourselves", "decisions": ""}'), 'also of its own');
select tests.refuses('write_minutes', tests.about('Tomorrow', '{"minutes": "x", "decisions": ""}'), 'meeting-over', 'not of what was called off');
select tests.sees('Auntie Lin', 'meeting_minutes', array['Theme'], 'a member reads the branch''s, not the committee''s');
select tests.sees('Secretary Wang', 'meeting_minutes', array['Theme', 'Council'], 'the secretary both');
select tests.sees('Coordinator Li', 'meeting_minutes', '{}', 'an area none');
select tests.sees('Old Chen', 'meeting_minutes', '{}', 'nor another branch');

-- Photos: that there is one travels, the picture is asked for.
select tests.act_as('Auntie Lin');
select tests.refuses('add_meeting_photo', tests.shot('Snow', 'Theme'), 'not-allowed', 'a member adds no photo');
select tests.act_as('Committee Sun');
select tests.refuses('add_meeting_photo', tests.shot('Snow', 'Theme', '{"photo": "bm8="}'), 'bad-photo', 'what is none is none');
select tests.refuses('add_meeting_photo', tests.shot('Snow', 'Tomorrow'), 'meeting-over', 'nor is there one of what was called off');
select tests.allows('add_meeting_photo', tests.shot('Snow', 'Theme'), 'the committee adds one');
select tests.allows('add_meeting_photo', tests.shot('Our photo', 'Council'), 'and one of its own');
select tests.sees('Old Zhou', 'meeting_photos', array['Snow'], 'a member sees that there is one of the branch''s');
select ok(public.meeting_photo(tests.id('Snow')) ? 'photo', 'and looks at it');
select is(public.meeting_photo(tests.id('Our photo')), '{"refused": "not-allowed"}', 'not at the committee''s');
select tests.sees('Secretary Wang', 'meeting_photos', array['Snow', 'Our photo'], 'the secretary sees both');
select tests.sees('Old Chen', 'meeting_photos', '{}', 'another branch none');
select is(public.meeting_photo(tests.id('Snow')), '{"refused": "not-allowed"}', 'and looks at none');
select is(public.meeting_photo(null), '{"refused": "not-allowed"}', 'nor at nothing');
select tests.act_as('Cadre Qian');
select ok(public.meeting_photo(tests.id('Our photo')) ? 'photo', 'a cadre looks at both');
select tests.act_as('Coordinator Li');
select is(public.meeting_photo(tests.id('Snow')), '{"refused": "not-allowed"}', 'an area at none');
select tests.act_as('Auntie Lin');
select tests.refuses('remove_meeting_photo', '{"meeting_photo_id": "Snow"}', 'not-allowed', 'a member takes none away');
select tests.act_as('Secretary Wang');
select tests.allows('remove_meeting_photo', '{"meeting_photo_id": "Snow"}', 'the secretary does');
select tests.sees('Old Zhou', 'meeting_photos', '{}', 'and it is gone');

-- What came of a school.
select tests.act_as('Secretary Wang');
select tests.refuses('record_outcome', tests.about('School', '{"member_id": "Young Wu", "outcome": "good"}'), 'not-allowed', 'who did not call to a school does not say how it went');
select tests.refuses('record_outcome', tests.about('Theme', '{"member_id": "Young Wu", "outcome": "good"}'), 'no-school', 'a theme day is none');
select tests.act_as('Town Zhao');
select tests.refuses('record_outcome', tests.about('School', '{"member_id": "Old Zhou", "outcome": "good"}'), 'not-in-the-branch', 'nobody is judged who was not sent');
select tests.allows('record_outcome', tests.about('School', '{"member_id": "Young Wu", "outcome": "good"}'), 'the town says how he did');
select tests.allows('record_outcome', tests.about('School', '{"member_id": "Young Wu", "outcome": "very good"}'), 'and says it better');
select tests.sees('Young Wu', 'meeting_outcomes', array['Young Wu'], 'he reads it', 'member_id');
select tests.sees('Auntie Lin', 'meeting_outcomes', '{}', 'nobody else does', 'member_id');

-- Online: names for those who keep records, figures for an area.
select tests.act_as('Town Zhao');
select is(public.meeting_record(tests.id('Theme')) ->> 'decisions', 'a road', 'the town reads what was decided');
select is(jsonb_array_length(public.meeting_record(tests.id('Theme')) -> 'people'), 8, 'and who was there');
select tests.act_as('Cadre Qian');
select is(public.meeting_record(tests.id('Theme')) ->> 'minutes', 'we read the plan', 'so does a cadre');
select tests.act_as('Coordinator Li');
select is(public.meeting_record(tests.id('Theme')), '{"refused": "not-allowed"}', 'an area reads no names');
select is((select row - 'branch_id' from jsonb_array_elements(public.attendance_totals(tests.id('East Area'), tests.today() - 30, tests.today())) as row),
  '{"came": 7, "late": 1, "absent": 0, "expected": 8, "on_leave": 1}', 'but how many came');
select is(public.attendance_totals(tests.id('Town'), tests.today() - 30, tests.today()), '{"refused": "not-allowed"}', 'below its own post');
select is(public.attendance_totals(tests.id('East Area'), tests.today(), tests.today() - 30), '{"refused": "bad-arguments"}', 'between days in their order');
select tests.act_as('Auntie Lin');
select is(public.meeting_record(tests.id('Theme')), '{"refused": "not-allowed"}', 'a member reads no list');
select is(public.attendance_totals(tests.id('Willow Village'), tests.today() - 30, tests.today()), '{"refused": "not-allowed"}', 'nor how many');

-- Nobody can take a name that the house is about to use, nor write down their own attendance, nor meet with themselves.
select tests.look();
insert into tests.names (name) values ('Door meeting'), ('Listed meeting'), ('Alone');
select tests.act_as('Secretary Wang');
select tests.allows('plan_meeting', tests.theme('Door meeting', jsonb_build_object('on_day', tests.today())), 'a meeting with a door');
select tests.allows('plan_meeting', tests.theme('Listed meeting', jsonb_build_object('on_day', tests.today())), 'and another, whose list is to come');
select tests.look();
insert into tests.names (name, id)
values ('Foreseen', md5(concat_ws(' ', 'list', tests.id('Listed meeting'), tests.id('Young Wu')))::uuid);
select tests.act_as('Old Zhou');
select tests.allows('check_in', tests.coming('Door meeting', tests.code('Door meeting', 0), '{"attendance_mark_id": "Foreseen"}'), 'a member names their mark as the list''s might be');
select tests.act_as('Secretary Wang');
select tests.refuses('mark_attendance', jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', 'Listed meeting', 'member_id', 'Secretary Wang', 'presence', 'leave'), 'not-your-own', 'nobody grants themselves leave');
select tests.refuses('mark_attendance', jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', 'Listed meeting', 'member_id', 'Secretary Wang', 'presence', 'present'), 'not-your-own', 'or marks themselves as there');
select tests.allows('mark_attendance', jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', 'Listed meeting', 'member_id', 'Secretary Wang', 'presence', 'absent'), 'that they were not, they may say');
select tests.allows('hold_meeting', jsonb_build_object('meeting_id', 'Listed meeting', 'exceptions', '[]'::jsonb), 'the list is handed in all the same');
select tests.refuses('mark_attendance', jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', 'Listed meeting', 'member_id', 'Secretary Wang', 'presence', 'present', 'reason', 'I was there'), 'not-your-own', 'and nobody puts themselves right');
select tests.act_as('Committee Sun');
select tests.allows('mark_attendance', jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', 'Listed meeting', 'member_id', 'Secretary Wang', 'presence', 'present', 'reason', 'she sat beside me'), 'another of the committee does');
select tests.refuses('plan_meeting', tests.theme('Alone', jsonb_build_object('kind', 'group', 'expects', 'chosen', 'people', jsonb_build_array(tests.id('Committee Sun')))), 'too-few-people', 'one alone is no meeting');
select tests.refuses('plan_meeting', tests.theme('Alone', '{"from_minute": 540, "until_minute": 545}'), 'too-short', 'nor are five minutes');
select tests.refuses('plan_meeting', tests.theme('Alone', '{"material_ids": [null]}'), 'bad-arguments', 'nothing is no piece of study');

select * from finish();
rollback;
