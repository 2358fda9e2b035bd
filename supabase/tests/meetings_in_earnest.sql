-- What somebody might try with meetings to their own advantage or another's harm, and that nothing comes of it.
begin;
\ir support/village.psql
select plan(36);

create function tests.plan(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('meeting_id', id, 'org_id', 'Willow Village', 'kind', 'theme_day', 'title', id, 'place', 'Hall',
  'on_day', tests.today(), 'from_minute', 0, 'until_minute', 1440, 'expects', 'everybody',
  'door_key', '0123456789abcdef0123456789abcdef') || more $$;
create function tests.mark(id text, who text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', id, 'member_id', who, 'presence', 'present') || more $$;
create function tests.list(id text, more jsonb default '[]') returns jsonb language sql stable as
$$
  select jsonb_build_object('meeting_id', id, 'exceptions', coalesce(jsonb_agg(tests.with_ids(
    '{"presence": "absent", "is_late": false, "left_early": false, "reason": ""}' || one)), '[]'))
  from jsonb_array_elements(more) as one
$$;
create function tests.presence(id text, who text) returns text language sql security definer as
$$ select presence || ' ' || how from private.attendance_at(tests.id(presence.id)) where member_id = tests.id(who) $$;
-- The code that the door shows now.
create function tests.code(id text) returns text language sql security definer as
$$ select private.door_code(key, extract(epoch from now())::bigint / 60) from public.meeting_keys where meeting_keys.id = tests.id(code.id) $$;
create function tests.coming(id text, code text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('attendance_mark_id', gen_random_uuid(), 'meeting_id', id, 'code', code) || more $$;
create function tests.move(id text, to_day date) returns void language sql security definer as
$$ update public.meetings set on_day = to_day where meetings.id = tests.id(move.id) $$;
insert into tests.names (name) values ('Taken'), ('Honest'), ('Small'), ('Open'), ('Guessed'), ('Other door'), ('Late'), ('Few'), ('Asked'), ('Shot');

-- An id that could be thought of beforehand is of no use to whoever takes it.
select tests.act_as('Secretary Wang');
select tests.allows('plan_meeting', tests.plan('Taken'), 'there is a meeting');
select tests.act_as('Old Zhou');
select tests.allows('check_in', tests.coming('Taken', tests.code('Taken'), jsonb_build_object('attendance_mark_id',
  md5(concat_ws(' ', 'list', tests.id('Taken'), tests.id('Young Wu')))::uuid)), 'a member takes the id that a mark of another once had');
select tests.act_as('Auntie Lin');
select tests.allows('ask_leave', jsonb_build_object('meeting_id', 'Taken', 'leave_id', 'Asked', 'reason', 'ill'), 'another asks leave');
select tests.act_as('Young Wu');
select tests.allows('check_in', tests.coming('Taken', tests.code('Taken'), jsonb_build_object('attendance_mark_id',
  md5(concat_ws(' ', 'leave', tests.id('Asked')))::uuid)), 'and a third takes the id of its answer');
select tests.act_as('Secretary Wang');
select tests.allows('decide_leave', '{"leave_id": "Asked", "is_granted": true}', 'leave is granted all the same');
select tests.allows('hold_meeting', tests.list('Taken', '[{"member_id": "Young Wu"}]'), 'and the list is taken');
select tests.refuses('hold_meeting', tests.list('Taken'), 'meeting-over', 'once');
select is((select count(*)::int from public.attendance_marks where meeting_id = tests.id('Taken') and member_id = tests.id('Shopkeeper He')), 1,
  'so everybody is on it once');

-- Nobody marks themselves to their own advantage.
select tests.allows('plan_meeting', tests.plan('Honest'), 'there is another meeting');
select tests.refuses('mark_attendance', tests.mark('Honest', 'Secretary Wang', '{"presence": "leave"}'), 'not-your-own', 'nobody gives themselves leave');
select tests.refuses('mark_attendance', tests.mark('Honest', 'Secretary Wang'), 'not-your-own', 'nor says of themselves that they came');
select tests.refuses('hold_meeting', tests.list('Honest', '[{"member_id": "Secretary Wang", "presence": "leave"}]'), 'not-your-own',
  'nor does a list give leave to whoever hands it in');
select tests.refuses('hold_meeting', tests.list('Honest', '[{"member_id": "Secretary Wang", "presence": "home"}]'), 'not-your-own', 'or let them stay at home');
select tests.allows('hold_meeting', tests.list('Honest', '[{"member_id": "Secretary Wang"}]'), 'that one was not there may be said');
select tests.refuses('mark_attendance', tests.mark('Honest', 'Secretary Wang', '{"reason": "I was"}'), 'not-your-own', 'but not taken back');
select is(tests.presence('Honest', 'Secretary Wang'), 'absent list', 'so it stands');
select tests.act_as('Committee Sun');
select tests.allows('mark_attendance', tests.mark('Honest', 'Secretary Wang', '{"reason": "he sat beside me"}'), 'until another puts it right');
select tests.refuses('mark_attendance', tests.mark('Honest', 'Committee Sun', '{"reason": "ill", "presence": "leave"}'), 'not-your-own', 'who does not do so for herself');
select tests.allows('mark_attendance', tests.mark('Honest', 'Committee Sun', '{"reason": "I was late", "is_late": true}'), 'but may own up to being late');

-- A meeting is of two, and takes a while.
select tests.act_as('Secretary Wang');
select tests.refuses('plan_meeting', tests.plan('Small', jsonb_build_object('kind', 'group', 'expects', 'chosen', 'people', array[tests.id('Secretary Wang')])),
  'too-few-people', 'nobody meets alone');
select tests.refuses('plan_meeting', tests.plan('Small', jsonb_build_object('kind', 'group', 'expects', 'chosen',
  'people', array[tests.id('Secretary Wang'), tests.id('Secretary Wang')])), 'too-few-people', 'nor with themselves');
select tests.refuses('plan_meeting', tests.plan('Small', '{"until_minute": 9}'), 'too-short', 'nor for a moment');
select tests.refuses('plan_meeting', tests.plan('Small', '{"material_ids": [null]}'), 'bad-arguments', 'nothing is no material');
select tests.refuses('plan_meeting', tests.plan('Small', '{"people": [null], "expects": "chosen"}'), 'bad-arguments', 'and nobody no one');

-- What was written for all is no more for all once the committee is meant.
select tests.allows('plan_meeting', tests.plan('Open', '{"kind": "committee"}'), 'all are called');
select tests.allows('write_minutes', '{"meeting_id": "Open", "minutes": "of one of us", "decisions": ""}', 'what is said is written down');
select tests.allows('add_meeting_photo', jsonb_build_object('meeting_photo_id', 'Shot', 'meeting_id', 'Open', 'words', 'us', 'photo',
  translate(encode('\xffd8ff'::bytea || decode(repeat('00', 200), 'hex'), 'base64'), E'\n', '')), 'with a photo');
select tests.allows('plan_meeting', tests.plan('Open', '{"kind": "committee", "expects": "committee"}'), 'then only the committee is');
select tests.act_as('Auntie Lin');
select is((select count(*)::int from public.meeting_minutes) + (select count(*)::int from public.meeting_photos), 0, 'and the others read neither');

-- A code is not guessed for ever, nor told for ever.
select tests.act_as('Secretary Wang');
select tests.send('plan_meeting', tests.plan(name)) from unnest('{Guessed,Other door,Late,Few}'::text[]) as name;
select tests.act_as('Auntie Lin');
select tests.refuses('check_in', tests.coming('Guessed', '000000') || jsonb_build_object('meeting_id', upper('abcdef01-' || substr(tests.id('Guessed')::text, 10))),
  'bad-arguments', 'a meeting has one spelling');
select is((select array_agg(tests.send('check_in', tests.coming('Guessed', 'no' || n))) from generate_series(1, 10) as n),
  array_fill('wrong-door-code'::text, array[10]), 'somebody guesses ten times');
select tests.look();
set local session_replication_role = replica;
update private.command_log set judged_at = judged_at - interval '3 days' where code = 'wrong-door-code';
set local session_replication_role = origin;
select tests.act_as('Auntie Lin');
select tests.refuses('check_in', tests.coming('Guessed', tests.code('Guessed')), 'too-many-codes', 'and days later that door is still shut');
select tests.allows('check_in', tests.coming('Other door', tests.code('Other door')), 'while another is open');
select tests.move('Late', tests.today() - 15);
select tests.refuses('check_in', tests.coming('Late', '123456'), 'code-too-late', 'after a fortnight no code is looked at');

-- A sum of few is a name.
select tests.act_as('Secretary Wang');
select tests.send('plan_meeting', tests.plan('Few', jsonb_build_object('on_day', tests.today() - 5, 'kind', 'group', 'expects', 'chosen',
  'people', array[tests.id('Young Wu'), tests.id('Old Zhou')])));
select tests.allows('hold_meeting', tests.list('Few'), 'two have met');
select tests.act_as('Coordinator Li');
select is(public.attendance_totals(tests.id('East Area'), tests.today() - 5, tests.today() - 5), '[]', 'of whom an area is told nothing');

select * from finish();
rollback;
