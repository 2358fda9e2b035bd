-- Visits to households: what was asked, what was promised, and whether it was kept.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.visits (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  -- Whose house it is, as the village says it. There is no file on villagers.
  household text not null check (char_length(trim(household)) between 1 and 30),
  visited_on date not null check (visited_on between '2000-01-01' and '2099-12-31'),
  purpose text not null check (purpose in ('care', 'policy', 'opinion', 'dispute', 'help', 'other')),
  asked text not null default '' check (char_length(asked) <= 500),
  promise text not null default '' check (char_length(promise) <= 300),
  -- By when it was promised; a day of this.
  promise_by date,
  kept_on date,
  kept_note text not null default '' check (char_length(kept_note) <= 300),
  recorded_at timestamptz not null default now(),
  check ((trim(promise) = '') = (promise_by is null)),
  check (promise_by is null or promise_by between visited_on and visited_on + 400),
  check (kept_on is null or promise_by is not null and kept_on >= visited_on),
  check (kept_on is not null or kept_note = '')
);
comment on table public.visits is
'A visit to a household, written down by the member who made it; what was promised there is open until it is kept.';
alter table public.visits enable row level security;
grant select on public.visits to authenticated;
select private.synced('visits', 173, own => 'member_id');
create index visits_branch_id_idx on public.visits (branch_id, changed_in);
-- One visit to a house on a day is one visit, however often it is written down.
create unique index visits_member_id_idx on public.visits (member_id, visited_on, household);
select private.remembers_removals('visits', 'runners');
select private.moves_with_member('visits');

create policy "members see their own visits, the committee those of its branch"
on public.visits for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_branches())));

-- Any member writes down a visit of their own, as soon as there is a signal again.
create function commands.record_visit(
  visit_id uuid, household text, visited_on date, purpose text, asked text default '', promise text default '',
  promise_by date default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid := private.branch_held(private.me());
begin
  perform private.require(branch is not null);
  if (visited_on between private.today() - 60 and private.today()) is not true then
    perform private.refuse('day-out-of-range');
  end if;
  if exists (
    select from public.visits as kept
    where kept.member_id = private.me() and kept.visited_on = record_visit.visited_on
      and kept.household = trim(record_visit.household)) then
    perform private.refuse('visit-there-already');
  end if;
  if (
    select count(*) from public.visits as kept
    where kept.member_id = private.me() and kept.visited_on = record_visit.visited_on
  ) >= 20 then
    perform private.refuse('often-enough');
  end if;
  insert into public.visits (id, member_id, branch_id, household, visited_on, purpose, asked, promise, promise_by)
  values (
    visit_id, private.me(), branch, trim(household), visited_on, purpose, trim(asked), trim(promise), promise_by);
end
$$;

-- Whoever made the visit, or the committee for them, says that what was promised is done, and how.
create function commands.finish_visit_promise(visit_id uuid, kept_on date, note text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  made public.visits;
begin
  select * into made from public.visits as kept where kept.id = visit_id for no key update;
  perform private.require(made.member_id = private.me() or made.branch_id in (select private.my_branches()));
  if made.promise_by is null then
    perform private.refuse('nothing-promised');
  end if;
  if (kept_on between made.visited_on and private.today()) is not true then
    perform private.refuse('day-out-of-range');
  end if;
  update public.visits as kept set kept_on = finish_visit_promise.kept_on, kept_note = trim(note) where kept.id = visit_id;
end
$$;

-- It was not done after all: the promise is open again.
create function commands.reopen_visit_promise(visit_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  made public.visits;
begin
  select * into made from public.visits as kept where kept.id = visit_id for no key update;
  perform private.require(made.member_id = private.me() or made.branch_id in (select private.my_branches()));
  update public.visits as kept set kept_on = null, kept_note = '' where kept.id = visit_id;
end
$$;

-- What one wrote down oneself by mistake is taken back, while the month it counts for is still open.
create function commands.withdraw_visit(visit_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  made public.visits;
begin
  -- The member first, as whoever hands a month in does.
  perform from public.members where id = private.me() for no key update;
  select * into made from public.visits as kept where kept.id = visit_id for update;
  perform private.require(made.member_id = private.me());
  if private.month_state(made.branch_id, private.month_of(made.visited_on)) <> 'draft' then
    perform private.refuse('month-closed');
  end if;
  delete from public.visits as kept where kept.id = visit_id;
end
$$;

create function private.visits_made_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select visit.member_id, visit.id, visit.visited_on, 1
  from public.visits as visit
  where visit.member_id = any (people)
    and visit.visited_on between visits_made_in.month and private.end_of_month(visits_made_in.month)
$$;

insert into private.fact_sources (name, found_by) values ('visit_made', 'visits_made_in');

create function private.visits_were_made() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts(array_agg(member_id), month)
  from (select distinct member_id, private.month_of(visited_on) as month from changed_rows) as made
  group by month;
  return null;
end
$$;
comment on function private.visits_were_made() is
  'Definer: facts guard themselves; whoever makes a visit, what counts is written by the house.';
create trigger visits_were_made
after insert on public.visits
referencing new table as changed_rows
for each statement execute function private.visits_were_made();
create trigger visits_were_taken_back
after delete on public.visits
referencing old table as changed_rows
for each statement execute function private.visits_were_made();

-- The visits of an organisation, what is open and overdue first; for whoever oversees it without having them on the phone.
create function public.visits_below(org_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or (org_id in (select private.my_reach())) is not true then private.not_allowed()
    else coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', newest.id, 'member_id', newest.member_id, 'name', card.name, 'branch_id', newest.branch_id,
        'household', newest.household, 'visited_on', newest.visited_on, 'purpose', newest.purpose, 'asked', newest.asked,
        'promise', newest.promise, 'promise_by', newest.promise_by, 'kept_on', newest.kept_on, 'kept_note', newest.kept_note)
        order by newest.is_open desc, case when newest.is_open then newest.promise_by end, newest.visited_on desc, newest.id)
      from (
        select kept.*, kept.promise_by is not null and kept.kept_on is null as is_open
        from public.visits as kept
        where kept.branch_id in (select private.below(array[visits_below.org_id]))
        order by is_open desc, case when kept.kept_on is null then kept.promise_by end, kept.visited_on desc, kept.id
        limit 300
      ) as newest
      join public.directory_cards as card on card.id = newest.member_id
    ), '[]')
  end
$$;
comment on function public.visits_below(uuid) is
  'Definer: visits guard themselves; answers whoever oversees the people who made them.';

select private.open_door('public.visits_below(uuid)');

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
