-- What overseers read of meetings: online only, names for those who keep records, figures for an area.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- The committee, the town's staff and the cadres of a branch read who was where; an area reads how many.
create function private.may_see_attendance(org_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select may_see_attendance.org_id in (
    select private.below(array(select post.org_id from private.my_posts() as post
      where post.role in ('town_staff', 'stationed_cadre', 'branch_secretary', 'branch_committee'))))
$$;

-- Who was at a meeting and what was written down of it.
create function public.meeting_record(meeting_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  meeting public.meetings := (select kept from public.meetings as kept where kept.id = meeting_record.meeting_id);
begin
  if private.me() is null or private.may_see_attendance(meeting.org_id) is not true then
    return private.not_allowed();
  end if;
  return jsonb_build_object(
    'minutes', coalesce((select minutes from public.meeting_minutes as kept where kept.id = meeting.id), ''),
    'decisions', coalesce((select decisions from public.meeting_minutes as kept where kept.id = meeting.id), ''),
    'people', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'member_id', mark.member_id, 'name', card.name, 'presence', mark.presence, 'is_late', mark.is_late,
        'left_early', mark.left_early, 'how', mark.how, 'reason', mark.reason) order by card.pinyin, mark.member_id), '[]')
      from private.attendance_at(meeting.id) as mark
      join public.directory_cards as card on card.id = mark.member_id));
end
$$;
comment on function public.meeting_record(uuid) is
  'Definer: attendance and minutes guard themselves; answers those who keep the branch''s records, or look after them for the town.';

-- How the branches below an organisation came to their meetings between two days, in figures.
create function public.attendance_totals(org_id uuid, first_day date, last_day date) returns jsonb
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
      ) as counted
    ), '[]')
  end
$$;
comment on function public.attendance_totals(uuid, date, date) is
  'Definer: counts marks that the caller may not read by name.';

select private.open_door('public.meeting_record(uuid)');
select private.open_door('public.attendance_totals(uuid, date, date)');

revoke execute on all functions in schema private from public;
