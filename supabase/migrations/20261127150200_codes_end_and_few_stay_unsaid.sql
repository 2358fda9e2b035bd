-- A code is told within fourteen days and not guessed for ever; sums over few people say nothing.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- A member has read the code at the door, or has been sent it where they are. The phone may say so days later, not weeks:
-- which minute it was is in the code itself, and no other clock is asked.
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
  if private.today() > meeting.on_day + 14 then
    perform private.refuse('code-too-late');
  end if;
  -- Ten wrong ones in a day, at whatever door; ten at one door, for good. An id has one spelling at the door of commands.
  if (
    select count(*) from private.command_log as log
    where log.member_id = me and log.name = 'check_in' and log.code = 'wrong-door-code'
      and log.args ->> 'meeting_id' = meeting.id::text
  ) >= 10 or (
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

-- How the branches below an organisation came to their meetings between two days, in figures; of fewer than
-- three people a figure would be a name, and nothing is said.
create or replace function public.attendance_totals(org_id uuid, first_day date, last_day date) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or (org_id in (select private.my_reach())) is not true then private.not_allowed()
    when (last_day - first_day between 0 and 400) is not true then jsonb_build_object('refused', 'bad-arguments')
    else coalesce((
      select jsonb_agg(jsonb_build_object(
        'branch_id', branch_id, 'expected', expected, 'came', came, 'late', late, 'on_leave', on_leave, 'absent', absent)
        order by branch_id)
      from (
        select meeting.org_id as branch_id, count(*) as expected,
          count(*) filter (where mark.presence in ('present', 'afar', 'home')) as came,
          count(*) filter (where mark.is_late or mark.left_early) as late,
          count(*) filter (where mark.presence = 'leave') as on_leave,
          count(*) filter (where mark.presence = 'absent') as absent
        from public.meetings as meeting
        cross join private.attendance_at(meeting.id) as mark
        where meeting.org_id in (select private.below(array[attendance_totals.org_id])) and meeting.state = 'held'
          and meeting.on_day between first_day and last_day
        group by meeting.org_id
        having count(distinct mark.member_id) >= 3
      ) as counted
    ), '[]')
  end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
