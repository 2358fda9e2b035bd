-- Meetings of a branch's life, what was written down of them, and the key behind the code at the door.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- The five parts of a theme day, each with its words; other meetings have none.
create function private.are_parts(parts jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select jsonb_typeof(parts) = 'object' and not exists (
    select from jsonb_each(parts)
    where key not in ('study', 'life', 'council', 'visits', 'service')
      or jsonb_typeof(value) <> 'string' or char_length(value #>> '{}') > 1000)
$$;

create table public.meetings (
  id uuid primary key,
  org_id uuid not null references public.orgs (id),
  kind text not null check (kind in (
    'theme_day', 'assembly', 'committee', 'group', 'lesson', 'night_school', 'spring_school', 'winter_school',
    'mobile_school', 'relay_school', 'appraisal')),
  title text not null check (char_length(title) between 1 and 60),
  place text not null check (char_length(place) between 1 and 100),
  on_day date not null check (on_day between '2020-01-01' and '2100-01-01'),
  -- Minutes of the town's day.
  from_minute int not null check (from_minute between 0 and 1439),
  until_minute int not null check (until_minute between 1 and 1440),
  agenda text not null default '' check (char_length(agenda) <= 4000),
  parts jsonb not null default '{}' check (private.are_parts(parts)),
  material_ids uuid[] not null default '{}' check (cardinality(material_ids) <= 20),
  -- Who is to come: everybody of the branch, its committee, or those chosen.
  expects text not null check (expects in ('everybody', 'committee', 'chosen')),
  people uuid[] not null default '{}' check (cardinality(people) <= 300),
  state text not null default 'planned' check (state in ('planned', 'held', 'called_off')),
  -- Why it was called off.
  note text not null default '' check (char_length(note) <= 300),
  called_by uuid not null references public.members (id),
  held_at timestamptz,
  check (from_minute < until_minute),
  check ((state = 'held') = (held_at is not null)),
  check (expects = 'chosen' or people = '{}')
);
comment on table public.meetings is 'What a branch, or an organisation above it, calls its members to; planned, held or called off.';
create index meetings_called_by_idx on public.meetings (called_by);
alter table public.meetings enable row level security;
grant select on public.meetings to authenticated;
select private.synced('meetings', 160, '{held_at}');
create index meetings_org_id_idx on public.meetings (org_id, changed_in);
select private.remembers_removals('meetings', 'tree', '{org_id}', '{}');

create policy "members see the meetings of their organisations"
on public.meetings for select to authenticated
using (org_id = any (array(select private.my_tree())));

create table public.meeting_minutes (
  id uuid primary key references public.meetings (id),
  branch_id uuid not null references public.orgs (id),
  -- The branch whose members may read it; nobody's for what the committee talks about among itself.
  open_to uuid references public.orgs (id),
  minutes text not null default '' check (char_length(minutes) <= 8000),
  decisions text not null default '' check (char_length(decisions) <= 4000),
  written_by uuid not null references public.members (id),
  written_at timestamptz not null
);
comment on table public.meeting_minutes is 'What was said and decided at a meeting. Its id is the meeting''s.';
create index meeting_minutes_written_by_idx on public.meeting_minutes (written_by);
alter table public.meeting_minutes enable row level security;
grant select on public.meeting_minutes to authenticated;
select private.synced('meeting_minutes', 161);
create index meeting_minutes_open_to_idx on public.meeting_minutes (open_to);
create index meeting_minutes_branch_id_idx on public.meeting_minutes (branch_id, changed_in);
select private.remembers_removals('meeting_minutes', 'peers', '{branch_id}', '{}');

create policy "members see the minutes of their branch"
on public.meeting_minutes for select to authenticated
using (
  open_to = (select private.my_branch())
  or branch_id = any (array(select private.my_branches()))
);

create table public.meeting_keys (
  id uuid primary key references public.meetings (id),
  branch_id uuid not null references public.orgs (id),
  key text not null check (key ~ '^[0-9a-f]{32}$')
);
comment on table public.meeting_keys is
'From what the code at the door is made, minute by minute; on the phones of those who may call to meetings, which show it. Its id is the meeting''s.';
alter table public.meeting_keys enable row level security;
grant select on public.meeting_keys to authenticated;
select private.synced('meeting_keys', 162);
create index meeting_keys_branch_id_idx on public.meeting_keys (branch_id, changed_in);
select private.remembers_removals('meeting_keys', 'writers', '{branch_id}', '{}');

create policy "whoever may call to meetings sees their keys"
on public.meeting_keys for select to authenticated
using (branch_id = any (array(select private.my_writing())));

create table public.attendance_marks (
  id uuid primary key,
  meeting_id uuid not null references public.meetings (id),
  member_id uuid not null references public.members (id),
  -- The branch the member belonged to when it was written down.
  branch_id uuid not null references public.orgs (id),
  presence text not null check (presence in ('present', 'afar', 'home', 'leave', 'absent')),
  is_late boolean not null default false,
  left_early boolean not null default false,
  how text not null check (how in ('code', 'list', 'correction', 'leave')),
  reason text not null default '' check (char_length(reason) <= 300),
  marked_by uuid not null references public.members (id),
  marked_at timestamptz not null,
  check (how <> 'correction' or reason <> ''),
  check (not (is_late or left_early) or presence in ('present', 'afar'))
);
comment on table public.attendance_marks is
'Who came to a meeting, by the code at the door, by the list, or put right later with a reason. The latest on a member counts; the others stay to be read.';
create index attendance_marks_meeting_id_idx on public.attendance_marks (meeting_id, member_id, marked_at);
create index attendance_marks_member_id_idx on public.attendance_marks (member_id);
create index attendance_marks_marked_by_idx on public.attendance_marks (marked_by);
select private.is_ledger('public.attendance_marks', '{changed_in}');
alter table public.attendance_marks enable row level security;
grant select on public.attendance_marks to authenticated;
select private.synced('attendance_marks', 163, own => 'member_id');
create index attendance_marks_branch_id_idx on public.attendance_marks (branch_id, changed_in);
select private.remembers_removals('attendance_marks', 'runners');

create policy "members see where they were, the committee its branch"
on public.attendance_marks for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_branches())));

create table public.leave_requests (
  id uuid primary key,
  meeting_id uuid not null references public.meetings (id),
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  reason text not null check (char_length(reason) between 1 and 300),
  state text not null default 'open' check (state in ('open', 'granted', 'refused', 'withdrawn')),
  note text not null default '' check (char_length(note) <= 300),
  decided_by uuid references public.members (id),
  asked_at timestamptz not null default now(),
  check ((state in ('granted', 'refused')) = (decided_by is not null))
);
comment on table public.leave_requests is 'A member asks not to have to come, and why; somebody else of the committee says yes or no.';
create unique index leave_requests_one_open_idx on public.leave_requests (meeting_id, member_id) where state in ('open', 'granted');
create index leave_requests_member_id_idx on public.leave_requests (member_id);
create index leave_requests_decided_by_idx on public.leave_requests (decided_by);
alter table public.leave_requests enable row level security;
grant select on public.leave_requests to authenticated;
select private.synced('leave_requests', 164, own => 'member_id');
create index leave_requests_branch_id_idx on public.leave_requests (branch_id, changed_in);
select private.remembers_removals('leave_requests', 'runners');

create policy "members see what leave they asked for, the committee all"
on public.leave_requests for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_branches())));

revoke execute on all functions in schema private from public;
