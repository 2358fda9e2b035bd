-- A branch compares its quarter: in study, conduct and contribution, in bands, of which the first alone is named.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.is_quarter(day date) returns boolean
language sql immutable set search_path = ''
as $$
  select coalesce(day = date_trunc('quarter', day::timestamp)::date and day between '2020-01-01' and '2099-12-31', false)
$$;

create function private.end_of_quarter(quarter date) returns date
language sql immutable set search_path = ''
as $$ select (quarter::timestamp + interval '3 months' - interval '1 day')::date $$;

create table public.comparisons (
  id uuid primary key,
  branch_id uuid not null references public.orgs (id),
  -- Its first day.
  quarter date not null check (private.is_quarter(quarter)),
  state text not null default 'published' check (state in ('published', 'withdrawn')),
  published_by uuid not null references public.members (id),
  -- The name as it was then.
  publisher text not null,
  published_on date not null,
  -- Why it was withdrawn, and on which day.
  reason text not null default '' check (char_length(reason) <= 300),
  withdrawn_on date,
  withdrawn_by uuid references public.members (id),
  check ((state = 'withdrawn') = (withdrawn_on is not null)),
  check ((state = 'withdrawn') = (withdrawn_by is not null)),
  check ((state = 'withdrawn') = (trim(reason) <> ''))
);
comment on table public.comparisons is
'That a branch has put up how a quarter compared, and that it took it down again, and why. One of a quarter stands at most.';
create unique index comparisons_standing_idx on public.comparisons (branch_id, quarter) where state = 'published';
create index comparisons_published_by_idx on public.comparisons (published_by);
create index comparisons_withdrawn_by_idx on public.comparisons (withdrawn_by);
alter table public.comparisons enable row level security;
grant select on public.comparisons to authenticated;
select private.synced('comparisons', 180, '{published_by,withdrawn_by}');
create index comparisons_branch_id_idx on public.comparisons (branch_id, changed_in);
select private.remembers_removals('comparisons', 'peers', '{branch_id}', '{}');

create policy "members see the comparisons of their branch, overseers theirs"
on public.comparisons for select to authenticated
using (branch_id = (select private.my_branch()) or branch_id = any (array(select private.my_reach())));

create table public.comparison_marks (
  id uuid primary key,
  comparison_id uuid not null references public.comparisons (id),
  branch_id uuid not null references public.orgs (id),
  aspect text not null check (aspect in ('study', 'conduct', 'contribution')),
  member_id uuid not null references public.members (id),
  -- As it was on that day: who moves away later stays readable where they stood.
  name text not null,
  pinyin text not null,
  unique (comparison_id, aspect, member_id)
);
comment on table public.comparison_marks is
'Who is named in public for an aspect of a quarter. Of everybody else there is nothing here, whatever their band.';
create index comparison_marks_member_id_idx on public.comparison_marks (member_id);
alter table public.comparison_marks enable row level security;
grant select on public.comparison_marks to authenticated;
select private.synced('comparison_marks', 181);
create index comparison_marks_branch_id_idx on public.comparison_marks (branch_id, changed_in);
select private.remembers_removals('comparison_marks', 'peers', '{branch_id}', '{}');

create policy "members see who is named in their branch, overseers theirs"
on public.comparison_marks for select to authenticated
using (branch_id = (select private.my_branch()) or branch_id = any (array(select private.my_reach())));

create table public.comparison_results (
  id uuid primary key,
  comparison_id uuid not null references public.comparisons (id),
  branch_id uuid not null references public.orgs (id),
  quarter date not null check (private.is_quarter(quarter)),
  member_id uuid not null references public.members (id),
  aspect text not null check (aspect in ('study', 'conduct', 'contribution')),
  -- `none`: nothing could be expected of them, so they are not compared.
  band text not null check (band in ('top', 'met', 'short', 'none')),
  -- What it follows from, in numbers, and by which measure.
  figures jsonb not null check (jsonb_typeof(figures) = 'object'),
  -- Where the committee lifted them by a band: why, and who said so.
  lift_reason text not null default '' check (char_length(lift_reason) <= 200),
  lifted_by uuid references public.members (id),
  lifter text not null default '',
  unique (comparison_id, aspect, member_id),
  check ((lifted_by is null) = (trim(lift_reason) = '')),
  check (lifted_by is null or band in ('top', 'met'))
);
comment on table public.comparison_results is
'A member''s band in an aspect of a quarter that was put up, and the facts behind it; on the phone of its owner alone.';
create index comparison_results_lifted_by_idx on public.comparison_results (lifted_by);
alter table public.comparison_results enable row level security;
grant select on public.comparison_results to authenticated;
select private.synced('comparison_results', 182, '{branch_id,lifted_by}', own => 'member_id');
create index comparison_results_member_id_idx on public.comparison_results (member_id, changed_in);
create index comparison_results_branch_id_idx on public.comparison_results (branch_id, changed_in);
select private.remembers_removals('comparison_results', 'runners');

create policy "members see how they stand themselves"
on public.comparison_results for select to authenticated
using (member_id = (select private.me()));

revoke execute on all functions in schema private from public;
