-- A meeting is of two people at least and lasts ten minutes, names whom and what it names, and what is known of it is open to
-- those it is for now.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- The committee, or the town's staff, calls to a meeting, or puts right what it has called to. `door_key` comes with the
-- first call and stays: from it the phones that show the code at the door make it.
create or replace function commands.plan_meeting(
  meeting_id uuid, org_id uuid, kind text, title text, place text, on_day date, from_minute int, until_minute int,
  expects text, door_key text, agenda text default '', parts jsonb default '{}', material_ids uuid[] default '{}',
  people uuid[] default '{}'
) returns void
language plpgsql set search_path = ''
as $$
declare
  known public.meetings := private.meeting_held(meeting_id);
  readers uuid := case when plan_meeting.expects <> 'committee' then plan_meeting.org_id end;
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
  if until_minute - from_minute between 1 and 9 then
    perform private.refuse('too-short');
  end if;
  if cardinality(plan_meeting.people) > 300 or cardinality(plan_meeting.material_ids) > 20
    or array_position(plan_meeting.people, null) is not null or array_position(plan_meeting.material_ids, null) is not null then
    perform private.refuse('bad-arguments');
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
  if expects = 'chosen' and (select count(distinct one) from unnest(plan_meeting.people) as one) < 2 then
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
  -- What was written while others were called is read by those who are called now.
  update public.meeting_minutes as written set open_to = readers
  where written.id = plan_meeting.meeting_id and written.open_to is distinct from readers;
  update public.meeting_photos as taken set open_to = readers
  where taken.meeting_id = plan_meeting.meeting_id and taken.open_to is distinct from readers;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
