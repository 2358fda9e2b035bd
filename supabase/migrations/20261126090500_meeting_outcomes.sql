-- How somebody did at a school they were sent to: spring and winter school, or as a reserve for office.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.meeting_outcomes (
  id uuid primary key,
  meeting_id uuid not null references public.meetings (id),
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  outcome text not null check (char_length(outcome) between 1 and 200),
  recorded_by uuid not null references public.members (id),
  recorded_at timestamptz not null default now()
);
comment on table public.meeting_outcomes is 'What came of a school for one member, in words; one for each, put right when it must be.';
create index meeting_outcomes_meeting_id_idx on public.meeting_outcomes (meeting_id);
create index meeting_outcomes_member_id_idx on public.meeting_outcomes (member_id);
create index meeting_outcomes_recorded_by_idx on public.meeting_outcomes (recorded_by);
alter table public.meeting_outcomes enable row level security;
grant select on public.meeting_outcomes to authenticated;
select private.synced('meeting_outcomes', 146, own => 'member_id');
create index meeting_outcomes_branch_id_idx on public.meeting_outcomes (branch_id, changed_in);
select private.remembers_removals('meeting_outcomes', 'runners');
select private.moves_with_member('meeting_outcomes');

create policy "members see how they did, the committee how its members did"
on public.meeting_outcomes for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_branches())));

-- Whoever called to the school says how somebody did who was to come.
create function commands.record_outcome(meeting_id uuid, member_id uuid, outcome text) returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings;
begin
  perform from public.members where id = record_outcome.member_id for no key update;
  select * into meeting from public.meetings where id = record_outcome.meeting_id for key share;
  perform private.require(private.may_write(meeting.org_id));
  if meeting.kind not like '%school' then
    perform private.refuse('no-school');
  end if;
  if meeting.state = 'called_off' then
    perform private.refuse('meeting-over');
  end if;
  if member_id not in (select private.expected_at(meeting)) then
    perform private.refuse('not-in-the-branch');
  end if;
  insert into public.meeting_outcomes as kept (id, meeting_id, member_id, branch_id, outcome, recorded_by)
  values (
    md5(concat_ws(' ', 'outcome', record_outcome.meeting_id, record_outcome.member_id))::uuid, meeting_id, member_id,
    private.branch_of(member_id), trim(outcome), private.me())
  on conflict (id) do update set outcome = excluded.outcome, recorded_by = excluded.recorded_by, recorded_at = now();
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
