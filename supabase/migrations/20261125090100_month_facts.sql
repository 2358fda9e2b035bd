-- What happened to a member in a month that a rule may count: found again from what is recorded, never typed a second time.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.month_facts (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  month date not null check (private.is_month(month)),
  fact text not null references private.fact_sources (name),
  -- The row that tells more, in the table that the fact is found in.
  source_id uuid not null,
  on_day date not null check (private.month_of(on_day) = month),
  times int not null default 1 check (times between 1 and 100)
);
comment on table public.month_facts is 'One thing that a rule counts for a member in a month, and the row it was found in.';
create index month_facts_member_id_idx on public.month_facts (member_id, month);
create index month_facts_fact_idx on public.month_facts (fact);
alter table public.month_facts enable row level security;
grant select on public.month_facts to authenticated;
select private.synced('month_facts', 127, own => 'member_id');
create index month_facts_branch_id_idx on public.month_facts (branch_id, changed_in);
select private.remembers_removals('month_facts', 'runners');
select private.moves_with_member('month_facts');

create policy "members see what counts for them, the committee in its branch"
on public.month_facts for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_branches())));

-- The category a member was in on a day; of two from the same day the later decision counts.
create function private.category_on(member_id uuid, day date) returns text
language sql stable set search_path = ''
as $$
  select category from public.category_assignments
  where category_assignments.member_id = category_on.member_id and from_day <= day
  order by from_day desc, decided_at desc, id
  limit 1
$$;

-- Finds the facts of these members' month in every source, and makes the table say exactly that. Called whenever
-- something happens that a source looks at, and again for the whole branch when its month is handed in.
create function private.count_facts(people uuid[], month date) returns void
language plpgsql set search_path = ''
as $$
declare
  source private.fact_sources;
begin
  -- One at a time for one member: of two who look at once, each would miss what the other has not committed yet. And
  -- never beside a move, which would leave the fact behind in the old branch.
  perform from public.members where id = any (people) order by id for no key update;
  -- What comes after a month was handed in changes nothing in it any more.
  people := array(
    select id from public.members where id = any (people) and private.month_state(branch_id, month) = 'draft');
  for source in select * from private.fact_sources order by name loop
    execute format(
      $sql$
      with found as (
        select md5(concat_ws(' ', member_id, %1$L::text, source_id, to_char($2, 'YYYY-MM')))::uuid as id, member_id, source_id, on_day, times
        from private.%2$I($1, $2)
      ), gone as (
        delete from public.month_facts as kept
        where kept.member_id = any ($1) and kept.month = $2 and kept.fact = %1$L
          and kept.id not in (select id from found)
      )
      insert into public.month_facts as kept (id, member_id, branch_id, month, fact, source_id, on_day, times)
      select found.id, found.member_id, members.branch_id, $2, %1$L, found.source_id, found.on_day, found.times
      from found join public.members on members.id = found.member_id
      on conflict (id) do update set on_day = excluded.on_day, times = excluded.times
      where (kept.on_day, kept.times) <> (excluded.on_day, excluded.times)
      $sql$, source.name, source.found_by) using people, month;
  end loop;
end
$$;

-- Home study of a month: all that was to be studied in it is, and something was. On the day the last of it was done.
create function private.home_study_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  with person as materialized (
    select id, private.category_of(id) as category, array(select private.line_of(branch_id)) as line
    from public.members where id = any (people)
  ), due as (
    select distinct person.id as member_id, given.material_id
    from person
    join public.study_assignments as given
      on given.due_on between home_study_in.month and private.end_of_month(home_study_in.month)
      and given.org_id = any (person.line)
      and (given.category is null or given.category = person.category)
      and (given.member_id is null or given.member_id = person.id)
  ), finished as (
    select progress.member_id, progress.material_id, progress.finished_on from public.study_progress as progress
    where progress.member_id = any (people) and progress.finished_on <= private.end_of_month(home_study_in.month)
  )
  select person.id, person.id, greatest(max(finished.finished_on), home_study_in.month), 1
  from person
  join finished on finished.member_id = person.id
  where (finished.finished_on >= home_study_in.month
      or exists (select from due where due.member_id = person.id and due.material_id = finished.material_id))
    and not exists (
      select from due
      where due.member_id = person.id and not exists (
        select from finished as done where done.member_id = due.member_id and done.material_id = due.material_id))
  group by person.id
$$;

create function private.home_lessons_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select lesson.elder_id, lesson.id, lesson.given_on, 1
  from public.home_lessons as lesson
  where lesson.elder_id = any (people)
    and lesson.given_on between home_lessons_in.month and private.end_of_month(home_lessons_in.month)
$$;

insert into private.fact_sources (name, found_by) values
('home_study', 'home_study_in'),
('home_lesson', 'home_lessons_in');

-- Whose facts may have changed with these pieces of study, in which months: that of the day, and those of a task's day.
-- One finished after its month counts for the month it was finished in.
create function private.count_facts_of_study(member_ids uuid[], material_ids uuid[], finished_days date[]) returns void
language plpgsql set search_path = ''
as $$
declare
  counted record;
begin
  for counted in
    with studied as (
      select * from unnest(member_ids, material_ids, finished_days) as one (member_id, material_id, finished_on)
    )
    select touched.month, array_agg(distinct touched.member_id) as people
    from (
      select member_id, private.month_of(finished_on) as month from studied
      union
      select studied.member_id, private.month_of(given.due_on)
      from studied
      join public.study_assignments as given using (material_id)
      where private.month_of(given.due_on) >= private.month_of(studied.finished_on)
    ) as touched
    group by touched.month
    order by touched.month
  loop
    perform private.count_facts(counted.people, counted.month);
  end loop;
end
$$;

create function private.study_was_finished() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts_of_study(
    array_agg(member_id order by id), array_agg(material_id order by id), array_agg(finished_on order by id))
  from finished_rows where finished_on is not null
  having count(*) > 0;
  return null;
end
$$;
comment on function private.study_was_finished() is
  'Definer: facts guard themselves; whoever finishes study, what counts is written by the house.';
create trigger study_began_finished
after insert on public.study_progress
referencing new table as finished_rows
for each statement execute function private.study_was_finished();

create function private.study_went_on() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts_of_study(
    array_agg(now.member_id order by now.id), array_agg(now.material_id order by now.id),
    array_agg(now.finished_on order by now.id))
  from rows_now as now join rows_before as before using (id)
  where now.finished_on is distinct from before.finished_on
  having count(*) > 0;
  return null;
end
$$;
comment on function private.study_went_on() is
  'Definer: facts guard themselves; whoever finishes study, what counts is written by the house.';
create trigger study_went_on
after update on public.study_progress
referencing old table as rows_before new table as rows_now
for each statement execute function private.study_went_on();

create function private.lesson_was_given() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts(array_agg(elder_id), month)
  from (select distinct elder_id, private.month_of(given_on) as month from lessons) as given
  group by month;
  return null;
end
$$;
comment on function private.lesson_was_given() is
  'Definer: facts guard themselves; whoever brings a lesson home, what counts is written by the house.';
create trigger lesson_was_given
after insert on public.home_lessons
referencing new table as lessons
for each statement execute function private.lesson_was_given();

-- What was studied before this was counted, in the month that is going on and the one before it.
select private.count_facts(array(select id from public.members), month)
from unnest(array[private.month_of(private.month_of(private.today()) - 1), private.month_of(private.today())]) as month
where exists (select from public.members);

revoke execute on all functions in schema private from public;
