-- What the house writes of an attendance has an id that nobody can name first: ids made from a meeting and a person could be
-- taken by any mark of one's own, and the list was then refused for good. That a list is written once is not up to its ids:
-- the log of commands answers a repeated one from memory, a second list finds the meeting held, a second yes the leave decided.
-- And nobody marks their own attendance to their own advantage.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Whether a mark on oneself would say nothing better than what is known: that one was not there, or the same with more against it.
create function private.is_no_better(so_far public.attendance_marks, presence text, is_late boolean, left_early boolean) returns boolean
language sql immutable set search_path = ''
as $$
  select coalesce(presence = 'absent'
    or so_far.presence = is_no_better.presence
      and so_far.is_late <= is_no_better.is_late and so_far.left_early <= is_no_better.left_early, false)
$$;

-- The committee hands in the list of a meeting: of whomever it says nothing, those who read the code were there as it
-- told, those with leave had leave, and everybody else who was to come was there. Once; after that, single marks are put
-- right. Of oneself it says at best that one was there, which the room saw.
create or replace function commands.hold_meeting(meeting_id uuid, exceptions jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings;
  people uuid[];
  of_me public.attendance_marks;
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
  if cardinality(people) < 2 then
    perform private.refuse('too-few-people');
  end if;
  if exists (select from jsonb_array_elements(exceptions) as one where (one ->> 'member_id')::uuid <> all (people)) then
    perform private.refuse('not-in-the-branch');
  end if;
  select * into of_me from private.attendance_at(hold_meeting.meeting_id) as mark where mark.member_id = private.me();
  if exists (
    select from jsonb_array_elements(exceptions) as one
    where (one ->> 'member_id')::uuid = private.me()
      and not (of_me.id is null and one ->> 'presence' = 'present')
      and not private.is_no_better(of_me, one ->> 'presence', (one ->> 'is_late')::boolean, (one ->> 'left_early')::boolean)
  ) then
    perform private.refuse('not-your-own');
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

-- Before the list is handed in the committee marks somebody; afterwards it puts right what was written, with a reason. For
-- oneself the code at the door is the way, or somebody else.
create or replace function commands.mark_attendance(
  attendance_mark_id uuid, meeting_id uuid, member_id uuid, presence text, is_late boolean default false, left_early boolean default false,
  reason text default ''
) returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings;
  so_far public.attendance_marks;
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
  select * into so_far from private.attendance_at(mark_attendance.meeting_id) as known
  where known.member_id = mark_attendance.member_id;
  if member_id = private.me() and not private.is_no_better(so_far, presence, is_late, left_early) then
    perform private.refuse('not-your-own');
  end if;
  if meeting.state = 'held' and trim(reason) = '' then
    perform private.refuse('needs-a-reason');
  end if;
  perform private.mark(attendance_mark_id, meeting_id, member_id, presence, case meeting.state when 'held' then 'correction' else 'list' end,
    is_late, left_early, trim(reason));
end
$$;

-- Somebody of the committee who did not ask says yes or no, until the list is handed in; a yes is written into the attendance.
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
