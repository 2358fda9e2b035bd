-- What meetings tell a member's month: who came, who stayed away without leave, who came late.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- How it stands with these members in the meetings of these kinds that were held in a month.
create function private.attended_in(people uuid[], month date, kinds text[])
returns table (member_id uuid, meeting_id uuid, on_day date, presence text, was_late boolean)
language sql stable set search_path = ''
as $$
  select distinct on (mark.member_id, mark.meeting_id)
    mark.member_id, mark.meeting_id, meeting.on_day, mark.presence, mark.is_late or mark.left_early
  from public.attendance_marks as mark
  join public.meetings as meeting on meeting.id = mark.meeting_id
  where mark.member_id = any (attended_in.people) and meeting.state = 'held' and meeting.kind = any (attended_in.kinds)
    and meeting.on_day between attended_in.month and private.end_of_month(attended_in.month)
  order by mark.member_id, mark.meeting_id, mark.marked_at desc, mark.id
$$;

-- What the plan calls the three meetings and the one lesson.
create function private.regular_meetings() returns text[]
language sql immutable set search_path = ''
as $$ select '{assembly,committee,group,lesson}'::text[] $$;

create function private.theme_days_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select came.member_id, meeting_id, came.on_day, 1 from private.attended_in(people, month, '{theme_day}') as came
  where presence in ('present', 'afar', 'home')
$$;

create function private.meetings_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select came.member_id, meeting_id, came.on_day, 1 from private.attended_in(people, month, private.regular_meetings()) as came
  where presence in ('present', 'afar', 'home')
$$;

create function private.theme_days_missed_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select missed.member_id, meeting_id, missed.on_day, 1 from private.attended_in(people, month, '{theme_day}') as missed
  where presence = 'absent'
$$;

create function private.meetings_missed_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select missed.member_id, meeting_id, missed.on_day, 1
  from private.attended_in(people, month, private.regular_meetings()) as missed
  where presence = 'absent'
$$;

create function private.came_late_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select late.member_id, meeting_id, late.on_day, 1
  from private.attended_in(people, month, array['theme_day'] || private.regular_meetings()) as late
  where was_late
$$;

insert into private.fact_sources (name, found_by) values
('theme_day_attended', 'theme_days_in'),
('meeting_attended', 'meetings_in'),
('theme_day_missed', 'theme_days_missed_in'),
('meeting_missed', 'meetings_missed_in'),
('came_late', 'came_late_in');

create function private.attendance_was_marked() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts(array_agg(distinct mark.member_id), private.month_of(meeting.on_day))
  from marks as mark join public.meetings as meeting on meeting.id = mark.meeting_id
  where meeting.state = 'held'
  group by private.month_of(meeting.on_day);
  return null;
end
$$;
comment on function private.attendance_was_marked() is
  'Definer: facts guard themselves; whoever writes down who came, what counts is written by the house.';
create trigger attendance_was_marked
after insert on public.attendance_marks
referencing new table as marks
for each statement execute function private.attendance_was_marked();

-- What was marked before the list was handed in counts from then on.
create function private.meeting_was_held() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts(array_agg(distinct mark.member_id), private.month_of(new.on_day))
  from public.attendance_marks as mark where mark.meeting_id = new.id
  having count(*) > 0;
  return null;
end
$$;
comment on function private.meeting_was_held() is
  'Definer: facts guard themselves; whoever hands a list in, what counts is written by the house.';
create trigger meeting_was_held
after update of state on public.meetings
for each row when (new.state = 'held' and old.state <> 'held') execute function private.meeting_was_held();

revoke execute on all functions in schema private from public;
