-- Calling to a meeting, coming to it, asking leave, and writing down who was there.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- A branch's own meetings; those of a school are called by the organisations above, too.
create function private.may_be_called(kind text, org_kind text) returns boolean
language sql immutable set search_path = ''
as $$
  select org_kind in ('village_branch', 'special_branch')
    or kind in ('spring_school', 'winter_school', 'mobile_school', 'relay_school')
$$;

-- Whoever is to come, as the branch stands on the day that is asked.
create function private.expected_at(meeting public.meetings) returns setof uuid
language sql stable set search_path = ''
as $$
  select id from public.members
  where meeting.expects = 'everybody' and branch_id = meeting.org_id and left_on is null
  union
  select member_id from public.appointments
  where meeting.expects = 'committee' and org_id = meeting.org_id and role in ('branch_secretary', 'branch_committee')
    and from_day <= meeting.on_day and (until_day is null or until_day >= meeting.on_day)
  union
  select unnest(meeting.people)
$$;

-- The latest mark on each member of a meeting, which is the one that counts.
create function private.attendance_at(meeting_id uuid) returns setof public.attendance_marks
language sql stable set search_path = ''
as $$
  select distinct on (member_id) * from public.attendance_marks as mark
  where mark.meeting_id = attendance_at.meeting_id
  order by member_id, marked_at desc, id
$$;

-- The meeting, held until the trip is over; members are held before it, everywhere.
create function private.meeting_held(meeting_id uuid) returns public.meetings
language sql set search_path = ''
as $$ select meetings from public.meetings where id = meeting_held.meeting_id for no key update $$;

-- The committee, or the town's staff, calls to a meeting, or puts right what it has called to. `door_key` comes with the
-- first call and stays: from it the phones that show the code at the door make it.
create function commands.plan_meeting(
  meeting_id uuid, org_id uuid, kind text, title text, place text, on_day date, from_minute int, until_minute int,
  expects text, door_key text, agenda text default '', parts jsonb default '{}', material_ids uuid[] default '{}',
  people uuid[] default '{}'
) returns void
language plpgsql set search_path = ''
as $$
declare
  known public.meetings := private.meeting_held(meeting_id);
begin
  perform private.require(private.may_write(org_id) and (known.id is null or known.org_id = org_id));
  if private.may_be_called(kind, (select orgs.kind from public.orgs where id = org_id)) is not true then
    perform private.refuse('not-a-branch');
  end if;
  if known.state is distinct from null and known.state <> 'planned' then
    perform private.refuse('meeting-over');
  end if;
  if on_day < private.today() - 62 or on_day > private.today() + 400 then
    perform private.refuse('day-out-of-range');
  end if;
  -- Those who are chosen are of the branch, or of one below; above a branch nobody is meant without being named.
  if exists (
      select from unnest(plan_meeting.people) as one
      where coalesce(private.branch_of(one) not in (select private.below(array[plan_meeting.org_id])), true))
    or (expects = 'chosen') <> (cardinality(plan_meeting.people) > 0)
    or (expects <> 'chosen' and not exists (
      select from public.orgs where id = org_id and orgs.kind in ('village_branch', 'special_branch'))) then
    perform private.refuse('not-in-the-branch');
  end if;
  insert into public.meetings as kept (
    id, org_id, kind, title, place, on_day, from_minute, until_minute, agenda, parts, material_ids, expects, people, called_by)
  values (
    meeting_id, org_id, kind, trim(title), trim(place), on_day, from_minute, until_minute, agenda,
    case when kind = 'theme_day' then coalesce(nullif(parts, 'null'), '{}') else '{}' end, material_ids, expects, people,
    private.me())
  on conflict (id) do update set
    kind = excluded.kind, title = excluded.title, place = excluded.place, on_day = excluded.on_day,
    from_minute = excluded.from_minute, until_minute = excluded.until_minute, agenda = excluded.agenda,
    parts = excluded.parts, material_ids = excluded.material_ids, expects = excluded.expects, people = excluded.people;
  insert into public.meeting_keys (id, branch_id, key) values (meeting_id, org_id, door_key)
  on conflict (id) do nothing;
end
$$;

create function commands.call_off_meeting(meeting_id uuid, reason text) returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings := private.meeting_held(meeting_id);
begin
  perform private.require(private.may_write(meeting.org_id));
  if meeting.state <> 'planned' then
    perform private.refuse('meeting-over');
  end if;
  if trim(reason) = '' then
    perform private.refuse('bad-arguments');
  end if;
  update public.meetings set state = 'called_off', note = trim(reason) where id = meeting_id;
end
$$;

-- Writes one mark, each later than the last on that member by what a phone can tell apart.
create function private.mark(
  mark_id uuid, meeting_id uuid, member_id uuid, presence text, how text, is_late boolean default false,
  left_early boolean default false, reason text default ''
) returns void
language sql set search_path = ''
as $$
  insert into public.attendance_marks (
    id, meeting_id, member_id, branch_id, presence, is_late, left_early, how, reason, marked_by, marked_at)
  select mark_id, mark.meeting_id, mark.member_id, private.branch_of(mark.member_id), mark.presence, mark.is_late, mark.left_early,
    mark.how, mark.reason, private.me(), greatest(
      date_trunc('milliseconds', clock_timestamp()),
      (
        select max(marked_at) + interval '1 millisecond' from public.attendance_marks as before
        where before.meeting_id = mark.meeting_id and before.member_id = mark.member_id
      ))
$$;

-- The code at the door in one minute of the world's clock: six digits made from the meeting's key.
create function private.door_code(key text, minute bigint) returns text
language sql immutable set search_path = ''
as $$
  select lpad(((('x' || substr(encode(extensions.hmac(minute::text, key, 'sha256'), 'hex'), 1, 8))::bit(32)::bigint) % 1000000)::text, 6, '0')
$$;

-- A minute of the town's day as a minute of the world's clock.
create function private.minute_of(day date, minute int) returns bigint
language sql immutable set search_path = ''
as $$ select extract(epoch from day::timestamp at time zone 'Asia/Shanghai')::bigint / 60 + minute $$;

-- In which minute a meeting's door showed this code: from an hour before it begins to three hours after it ends.
create function private.minute_of_code(meeting public.meetings, code text) returns bigint
language sql stable set search_path = ''
as $$
  select minute
  from public.meeting_keys as kept
  cross join generate_series(
    private.minute_of(meeting.on_day, meeting.from_minute - 60), private.minute_of(meeting.on_day, meeting.until_minute + 180)
  ) as minute
  where kept.id = meeting.id and private.door_code(kept.key, minute) = code
  order by minute
  limit 1
$$;

-- A member has read the code at the door, or has been sent it where they are. The phone may say so days later: which
-- minute it was is in the code itself, and no other clock is asked.
create function commands.check_in(attendance_mark_id uuid, meeting_id uuid, code text, is_afar boolean default false) returns void
language plpgsql set search_path = ''
as $$
declare
  me uuid := private.me();
  meeting public.meetings;
  read_at bigint;
  so_far public.attendance_marks;
begin
  perform from public.members where id = me for no key update;
  select * into meeting from public.meetings where id = check_in.meeting_id for key share;
  perform private.require(me in (select private.expected_at(meeting)));
  if meeting.state = 'called_off' then
    perform private.refuse('meeting-over');
  end if;
  if (
    select count(*) from private.command_log as log
    where log.member_id = me and log.judged_at > now() - interval '1 day' and log.name = 'check_in' and log.code = 'wrong-door-code'
  ) >= 10 then
    perform private.refuse('too-many-codes');
  end if;
  read_at := private.minute_of_code(meeting, code);
  if read_at is null or read_at > extract(epoch from now()) / 60 + 1 then
    perform private.refuse('wrong-door-code');
  end if;
  select * into so_far from private.attendance_at(check_in.meeting_id) as mark where mark.member_id = me;
  if so_far.how = 'correction' then
    perform private.refuse('attendance-put-right');
  end if;
  -- Read once is read: a second mark would say nothing new, and could be sent without end.
  if so_far.how = 'code' then
    return;
  end if;
  perform private.mark(attendance_mark_id, meeting_id, me, case when is_afar then 'afar' else 'present' end, 'code',
    is_late => read_at > private.minute_of(meeting.on_day, meeting.from_minute) + 15);
end
$$;

create function private.are_exceptions(exceptions jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select jsonb_typeof(exceptions) = 'array' and jsonb_array_length(exceptions) <= 300 and not exists (
    select from jsonb_array_elements(exceptions) as one
    where jsonb_typeof(one) <> 'object'
      or one - '{member_id,presence,is_late,left_early,reason}'::text[] <> '{}'
      or (one ->> 'member_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') is not true
      or (one ->> 'presence' in ('present', 'afar', 'home', 'leave', 'absent')) is not true
      or jsonb_typeof(one -> 'is_late') is distinct from 'boolean'
      or jsonb_typeof(one -> 'left_early') is distinct from 'boolean'
      or jsonb_typeof(one -> 'reason') is distinct from 'string')
$$;

-- The committee hands in the list of a meeting: of whomever it says nothing, those who read the code were there as it
-- told, those with leave had leave, and everybody else who was to come was there. Once; after that, single marks are put right.
create function commands.hold_meeting(meeting_id uuid, exceptions jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings;
  people uuid[];
begin
  perform private.require(private.may_write((select org_id from public.meetings where id = hold_meeting.meeting_id)));
  if not private.are_exceptions(exceptions) then
    perform private.refuse('bad-arguments');
  end if;
  select * into meeting from public.meetings where id = hold_meeting.meeting_id;
  people := array(select private.expected_at(meeting));
  perform from public.members where id = any (people) order by id for no key update;
  meeting := private.meeting_held(hold_meeting.meeting_id);
  if meeting.state <> 'planned' then
    perform private.refuse('meeting-over');
  end if;
  if meeting.on_day > private.today() then
    perform private.refuse('not-yet');
  end if;
  if exists (select from jsonb_array_elements(exceptions) as one where (one ->> 'member_id')::uuid <> all (people)) then
    perform private.refuse('not-in-the-branch');
  end if;
  update public.meetings set state = 'held', held_at = now() where id = hold_meeting.meeting_id;
  perform private.mark(
    md5(concat_ws(' ', 'list', hold_meeting.meeting_id, person))::uuid, hold_meeting.meeting_id, person,
    coalesce(one ->> 'presence', 'present'), 'list', coalesce((one ->> 'is_late')::boolean, false),
    coalesce((one ->> 'left_early')::boolean, false), coalesce(one ->> 'reason', ''))
  from unnest(people) as person
  left join jsonb_array_elements(exceptions) as one on (one ->> 'member_id')::uuid = person
  where one is not null
    or not exists (select from private.attendance_at(hold_meeting.meeting_id) as mark where mark.member_id = person);
end
$$;

-- Before the list is handed in the committee marks somebody; afterwards it puts right what was written, with a reason.
create function commands.mark_attendance(
  attendance_mark_id uuid, meeting_id uuid, member_id uuid, presence text, is_late boolean default false, left_early boolean default false,
  reason text default ''
) returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings;
begin
  perform from public.members where id = mark_attendance.member_id for no key update;
  select * into meeting from public.meetings where id = mark_attendance.meeting_id for key share;
  perform private.require(private.may_write(meeting.org_id));
  if meeting.state = 'called_off' then
    perform private.refuse('meeting-over');
  end if;
  if meeting.on_day > private.today() and presence <> 'leave' then
    perform private.refuse('not-yet');
  end if;
  if member_id not in (select private.expected_at(meeting))
    and not exists (
      select from public.attendance_marks as mark
      where mark.meeting_id = mark_attendance.meeting_id and mark.member_id = mark_attendance.member_id) then
    perform private.refuse('not-in-the-branch');
  end if;
  if meeting.state = 'held' and trim(reason) = '' then
    perform private.refuse('needs-a-reason');
  end if;
  perform private.mark(attendance_mark_id, meeting_id, member_id, presence, case meeting.state when 'held' then 'correction' else 'list' end,
    is_late, left_early, trim(reason));
end
$$;

-- A member asks not to have to come; until the list is handed in.
create function commands.ask_leave(leave_id uuid, meeting_id uuid, reason text) returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings;
begin
  perform from public.members where id = private.me() for no key update;
  select * into meeting from public.meetings where id = ask_leave.meeting_id for key share;
  perform private.require(private.me() in (select private.expected_at(meeting)));
  if meeting.state <> 'planned' then
    perform private.refuse('meeting-over');
  end if;
  if exists (
    select from public.leave_requests as asked
    where asked.meeting_id = ask_leave.meeting_id and asked.member_id = private.me() and asked.state in ('open', 'granted')
  ) then
    perform private.refuse('already-asked');
  end if;
  if (
    select count(*) from public.leave_requests as asked
    where asked.meeting_id = ask_leave.meeting_id and asked.member_id = private.me()
  ) >= 5 then
    perform private.refuse('often-enough');
  end if;
  insert into public.leave_requests (id, meeting_id, member_id, branch_id, reason)
  values (leave_id, meeting_id, private.me(), private.my_branch(), trim(reason));
end
$$;

create function commands.withdraw_leave(leave_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.leave_requests;
begin
  select * into asked from public.leave_requests where id = withdraw_leave.leave_id for no key update;
  perform private.require(asked.member_id = private.me());
  if asked.state <> 'open' then
    perform private.refuse('already-decided');
  end if;
  update public.leave_requests set state = 'withdrawn' where id = leave_id;
end
$$;

-- Somebody of the committee who did not ask says yes or no, until the list is handed in; a yes is written into the attendance.
create function commands.decide_leave(leave_id uuid, is_granted boolean, note text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.leave_requests;
  meeting public.meetings;
begin
  select * into asked from public.leave_requests where id = decide_leave.leave_id;
  perform private.require(private.may_write(asked.branch_id));
  perform from public.members where id = asked.member_id for no key update;
  select * into meeting from public.meetings where id = asked.meeting_id for key share;
  select * into asked from public.leave_requests where id = decide_leave.leave_id for no key update;
  if asked.member_id = private.me() then
    perform private.refuse('not-your-own');
  end if;
  if asked.state <> 'open' then
    perform private.refuse('already-decided');
  end if;
  if meeting.state <> 'planned' then
    perform private.refuse('meeting-over');
  end if;
  update public.leave_requests set
    state = case when is_granted then 'granted' else 'refused' end, note = trim(decide_leave.note), decided_by = private.me()
  where id = leave_id;
  if is_granted then
    perform private.mark(md5(concat_ws(' ', 'leave', leave_id))::uuid, asked.meeting_id, asked.member_id, 'leave', 'leave');
  end if;
end
$$;

-- What was said and decided; the later word replaces the earlier, which stays in the log of acts.
create function commands.write_minutes(meeting_id uuid, minutes text, decisions text) returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings := private.meeting_held(meeting_id);
begin
  perform private.require(private.may_write(meeting.org_id));
  if meeting.state = 'called_off' then
    perform private.refuse('meeting-over');
  end if;
  -- Above a branch there is nobody whose minutes they would be.
  if not exists (select from public.orgs where id = meeting.org_id and kind in ('village_branch', 'special_branch')) then
    perform private.refuse('not-a-branch');
  end if;
  insert into public.meeting_minutes as kept (id, branch_id, open_to, minutes, decisions, written_by, written_at)
  values (meeting_id, meeting.org_id, case when meeting.expects <> 'committee' then meeting.org_id end, trim(minutes), trim(decisions), private.me(), now())
  on conflict (id) do update set
    open_to = excluded.open_to, minutes = excluded.minutes, decisions = excluded.decisions,
    written_by = excluded.written_by, written_at = excluded.written_at;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
