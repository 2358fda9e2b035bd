-- The ids of marks that the house writes are drawn, not made of others that people know: whoever could work them out could
-- use them first, and the list of a meeting would be refused for good. An act is still done once, since the ledger of acts
-- remembers it. And nobody writes down their own attendance, or a meeting with themselves.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- As before, of at least two people and ten minutes.
create or replace function commands.plan_meeting(
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
  if until_minute - from_minute between 1 and 9 then
    perform private.refuse('too-short');
  end if;
  if array_position(people, null) is not null or array_position(material_ids, null) is not null then
    perform private.refuse('bad-arguments');
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
  -- One alone is no meeting, and could be held with oneself for what it counts.
  if expects = 'chosen' and cardinality(people) = 1 then
    perform private.refuse('too-few-people');
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
  -- What the branch could read is closed to it when the meeting becomes the committee's, and the other way round.
  update public.meeting_minutes as written set open_to = case when plan_meeting.expects <> 'committee' then plan_meeting.org_id end
  where written.id = meeting_id
    and written.open_to is distinct from case when plan_meeting.expects <> 'committee' then plan_meeting.org_id end;
  update public.meeting_photos as taken set open_to = case when plan_meeting.expects <> 'committee' then plan_meeting.org_id end
  where taken.meeting_id = plan_meeting.meeting_id
    and taken.open_to is distinct from case when plan_meeting.expects <> 'committee' then plan_meeting.org_id end;
end
$$;

create or replace function commands.check_in(attendance_mark_id uuid, meeting_id uuid, code text, is_afar boolean default false) returns void
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
  -- A phone may be without a signal for days, but not for ever; and ten guesses a day for a month would be many.
  if private.today() > meeting.on_day + 14 then
    perform private.refuse('meeting-over');
  end if;
  if (
    select count(*) from private.command_log as log
    where log.member_id = me and log.name = 'check_in' and log.code = 'wrong-door-code'
      and log.args ->> 'meeting_id' = check_in.meeting_id::text
  ) >= 15 then
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

create or replace function commands.hold_meeting(meeting_id uuid, exceptions jsonb) returns void
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
    gen_random_uuid(), hold_meeting.meeting_id, person,
    coalesce(one ->> 'presence', 'present'), 'list', coalesce((one ->> 'is_late')::boolean, false),
    coalesce((one ->> 'left_early')::boolean, false), coalesce(one ->> 'reason', ''))
  from unnest(people) as person
  left join jsonb_array_elements(exceptions) as one on (one ->> 'member_id')::uuid = person
  where one is not null
    or not exists (select from private.attendance_at(hold_meeting.meeting_id) as mark where mark.member_id = person);
end
$$;

create or replace function commands.mark_attendance(
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
  -- Of themselves somebody of the committee says at most that they were not there: the code at the door and the list are
  -- for that, and whoever else is of the committee.
  if mark_attendance.member_id = private.me() and presence <> 'absent' then
    perform private.refuse('not-your-own');
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

create or replace function commands.decide_leave(leave_id uuid, is_granted boolean, note text default '') returns void
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
    perform private.mark(gen_random_uuid(), asked.meeting_id, asked.member_id, 'leave', 'leave');
  end if;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
