-- The committee makes shifts, publishes, changes and calls them off; and how a place that is free finds who is next.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Whoever changes who comes to a shift of a branch holds the branch first, and the shift with it: a member may not be on
-- two shifts at once, so that one shift's lock would not do, and the last places go to whoever was heard first. Who must
-- hold members as well, since what is served counts for their month, holds them before.
create function private.hold_shifts(org_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform from public.orgs where id = hold_shifts.org_id for no key update;
end
$$;

create function private.shift_of(shift_id uuid) returns public.shifts
language sql stable set search_path = ''
as $$ select shifts from public.shifts where id = shift_of.shift_id $$;

-- A minute of a day in the town as a moment.
create function private.moment_of(on_day date, minute int) returns timestamptz
language sql immutable set search_path = ''
as $$ select (on_day + make_interval(mins => minute)) at time zone 'Asia/Shanghai' $$;

create function private.begin_of(shift public.shifts) returns timestamptz
language sql immutable set search_path = ''
as $$ select private.moment_of(shift.on_day, shift.from_minute) $$;

create function private.end_of(shift public.shifts) returns timestamptz
language sql immutable set search_path = ''
as $$ select private.moment_of(shift.on_day, shift.until_minute) $$;

-- How many places of a shift are gone; one that is offered is.
create function private.taken_of(shift_id uuid) returns int
language sql stable set search_path = ''
as $$
  select count(*)::int from public.shift_signups as kept
  where kept.shift_id = taken_of.shift_id and kept.status in ('offered', 'held', 'here', 'served', 'absent')
$$;

-- Takes back what was offered too long and offers what is free to whoever is next. Called with the branch held.
create function private.settle_offers(shift_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.shift_of(shift_id);
begin
  update public.shift_signups as late set status = 'lapsed', offered_until = null
  where late.shift_id = settle_offers.shift_id and late.status = 'offered' and late.offered_until < now();
  while shift.status = 'open' and private.begin_of(shift) > now() and private.taken_of(shift_id) < shift.places loop
    update public.shift_signups as next set
      status = 'offered',
      offered_until = least(now() + make_interval(hours => shift.confirm_hours), private.begin_of(shift))
    where next.id = (
      select kept.id from public.shift_signups as kept
      where kept.shift_id = settle_offers.shift_id and kept.status = 'waiting'
      order by kept.nth limit 1);
    exit when not found;
  end loop;
end
$$;

-- Settles at most so many shifts whose offers ran out; a branch where somebody is busy is left for the next time.
create function private.settle_due_offers(most int) returns int
language plpgsql set search_path = ''
as $$
declare
  branch uuid;
  due uuid;
  settled int := 0;
begin
  for branch in
    select id from public.orgs
    where id in (select branch_id from public.shift_signups where status = 'offered' and offered_until < now())
    order by id
    for no key update skip locked
  loop
    for due in
      select distinct kept.shift_id from public.shift_signups as kept
      where kept.branch_id = branch and kept.status = 'offered' and kept.offered_until < now()
      order by kept.shift_id
    loop
      exit when settled >= most;
      perform private.settle_offers(due);
      settled := settled + 1;
    end loop;
  end loop;
  return settled;
end
$$;

-- What the house does by itself is a list, so that whatever comes later adds its line and replaces nothing.
create table private.house_chores (
  name text primary key,
  -- A function of private that does at most so many of it.
  done_by text not null,
  most int not null check (most > 0)
);
comment on table private.house_chores is 'What is due by the calendar and done by whoever comes by, a few at a time.';
alter table private.house_chores enable row level security;
insert into private.house_chores (name, done_by, most) values
('shift offers', 'settle_due_offers', 20);

alter function private.keep_house() rename to keep_months_and_orders;

create function private.keep_house() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  chore private.house_chores;
begin
  perform private.keep_months_and_orders();
  for chore in select * from private.house_chores order by name loop
    execute format('select private.%I($1)', chore.done_by) using chore.most;
  end loop;
exception
  when others then
    -- Whoever comes by has done nothing wrong: they read what there is, and the house is kept another time.
    raise warning 'the house was not kept: % %', sqlstate, sqlerrm;
end
$$;
comment on function private.keep_house() is
  'Definer: what the calendar brings is done by the calendar and by nobody; takes no argument.';

create or replace function private.schedule_house_keeping() returns boolean
language plpgsql set search_path = ''
as $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is null then
    return false;
  end if;
  execute 'select cron.schedule($1, $2, $3)'
  using 'keep house', '7 * * * *',
    'select private.lock_due_months(1000), private.release_overdue_orders(1000), private.keep_house()';
  return true;
end
$$;
select private.schedule_house_keeping();

-- What a form says of a shift, checked: the organiser is of the branch, or whoever makes it.
create function private.require_sound_shift(org_id uuid, on_day date, first_day date, organiser_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  if (on_day between first_day and private.today() + 400) is not true then
    perform private.refuse('day-out-of-range');
  end if;
  if (organiser_id = private.me() or private.branch_of(organiser_id) = org_id) is not true then
    perform private.refuse('not-in-the-branch');
  end if;
end
$$;

-- The committee, or the town's staff, makes one shift, or as many as there are ids, every so many days; as a draft, or
-- published at once. What is over already may be written down for two months, from the paper it was kept on.
create function commands.plan_shifts(
  shift_ids uuid[], org_id uuid, post text, place text, on_day date, from_minute int, until_minute int, places int,
  opens_days_before int, closes_days_before int, leave_hours int, rest_hours int, confirm_hours int, is_published boolean,
  every_days int default 7, bring text default '', categories text[] default '{}', organiser_id uuid default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  many int := cardinality(shift_ids);
begin
  perform private.require(private.may_write(org_id));
  if not exists (
    select from public.orgs where id = plan_shifts.org_id and kind in ('village_branch', 'special_branch')) then
    perform private.refuse('not-a-branch');
  end if;
  if (many between 1 and 52 and every_days between 1 and 366 and opens_days_before between 0 and 366
    and closes_days_before between 0 and opens_days_before) is not true then
    perform private.refuse('bad-arguments');
  end if;
  organiser_id := coalesce(organiser_id, private.me());
  perform private.require_sound_shift(org_id, on_day, private.today() - 62, organiser_id);
  insert into public.shifts (
    id, org_id, series_id, post, place, bring, on_day, from_minute, until_minute, places, categories, opens_on, closes_on,
    leave_hours, rest_hours, confirm_hours, organiser_id, status, made_by)
  select
    one, plan_shifts.org_id, case when many > 1 then shift_ids[1] end, trim(post), trim(place), trim(bring), day, from_minute,
    until_minute, places, categories, day - opens_days_before, day - closes_days_before, leave_hours, rest_hours,
    confirm_hours, plan_shifts.organiser_id, case when is_published then 'open' else 'draft' end, private.me()
  from unnest(shift_ids) with ordinality as listed (one, at)
  cross join lateral (select plan_shifts.on_day + (at::int - 1) * every_days) as counted (day);
end
$$;

-- The shift, once nobody else can change who comes to it; for those who may write for its branch.
create function private.hold_shift_to_write(shift_id uuid) returns public.shifts
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.shift_of(shift_id);
begin
  perform private.require(private.may_write(shift.org_id));
  perform private.hold_shifts(shift.org_id);
  return private.shift_of(shift_id);
end
$$;

create function private.require_not_over(shift public.shifts) returns void
language plpgsql set search_path = ''
as $$
begin
  if shift.status = 'called_off' then
    perform private.refuse('shift-called-off');
  end if;
  if private.begin_of(shift) <= now() then
    perform private.refuse('shift-begun');
  end if;
end
$$;

-- Until it begins. Whoever has signed up is told when the day, the hour, the place or what is done there changes, and may
-- leave without a word.
create function commands.change_shift(
  shift_id uuid, post text, place text, on_day date, from_minute int, until_minute int, places int, opens_days_before int,
  closes_days_before int, leave_hours int, rest_hours int, confirm_hours int, bring text default '',
  categories text[] default '{}', organiser_id uuid default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.hold_shift_to_write(shift_id);
begin
  perform private.require_not_over(shift);
  if (opens_days_before between 0 and 366 and closes_days_before between 0 and opens_days_before) is not true then
    perform private.refuse('bad-arguments');
  end if;
  organiser_id := coalesce(organiser_id, shift.organiser_id);
  if organiser_id <> shift.organiser_id then
    perform private.require_sound_shift(shift.org_id, on_day, private.today(), organiser_id);
  end if;
  if (on_day between private.today() and private.today() + 400) is not true then
    perform private.refuse('day-out-of-range');
  end if;
  if places < private.taken_of(shift_id) then
    perform private.refuse('places-taken');
  end if;
  update public.shifts as kept set
    post = trim(change_shift.post), place = trim(change_shift.place), bring = trim(change_shift.bring),
    on_day = change_shift.on_day, from_minute = change_shift.from_minute, until_minute = change_shift.until_minute,
    places = change_shift.places, categories = change_shift.categories,
    opens_on = change_shift.on_day - opens_days_before, closes_on = change_shift.on_day - closes_days_before,
    leave_hours = change_shift.leave_hours, rest_hours = change_shift.rest_hours,
    confirm_hours = change_shift.confirm_hours, organiser_id = change_shift.organiser_id,
    changed_at = case
      when shift.status = 'open'
        and (shift.post, shift.place, shift.on_day, shift.from_minute, shift.until_minute)
          <> (trim(change_shift.post), trim(change_shift.place), change_shift.on_day, change_shift.from_minute, change_shift.until_minute)
      then now() else kept.changed_at end
  where kept.id = shift_id;
  update public.shift_signups as kept set post = trim(change_shift.post), on_day = change_shift.on_day
  where kept.shift_id = change_shift.shift_id
    and (kept.post, kept.on_day) <> (trim(change_shift.post), change_shift.on_day);
  perform private.settle_offers(shift_id);
end
$$;

-- From a draft to something one may sign up for; with the others of its series, if that is said.
create function commands.publish_shift(shift_id uuid, with_series boolean default false) returns void
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.hold_shift_to_write(shift_id);
begin
  perform private.require_not_over(shift);
  update public.shifts as kept set status = 'open'
  where kept.status = 'draft'
    and (kept.id = shift_id or with_series and kept.series_id = shift.series_id and kept.on_day >= shift.on_day);
end
$$;

-- A draft that nobody has seen is simply gone.
create function commands.discard_shift(shift_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.hold_shift_to_write(shift_id);
begin
  if shift.status <> 'draft' then
    perform private.refuse('published-already');
  end if;
  -- The first of a series is what the others name it by.
  update public.shifts as kept set series_id = null where kept.series_id = shift_id and kept.id = shift_id;
  if exists (select from public.shifts as kept where kept.series_id = shift_id) then
    update public.shifts as kept set series_id = (
      select next.id from public.shifts as next
      where next.series_id = discard_shift.shift_id order by next.on_day, next.id limit 1)
    where kept.series_id = discard_shift.shift_id;
  end if;
  delete from public.shifts as kept where kept.id = shift_id;
end
$$;

-- With a reason that everybody reads who has signed up; with the later ones of its series, if that is said.
create function commands.call_off_shift(shift_id uuid, reason text, with_series boolean default false) returns void
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.hold_shift_to_write(shift_id);
begin
  perform private.require_not_over(shift);
  if shift.status = 'draft' then
    perform private.refuse('not-published');
  end if;
  if trim(reason) = '' then
    perform private.refuse('bad-arguments');
  end if;
  update public.shifts as kept set status = 'called_off', note = trim(reason), changed_at = now()
  where kept.status = 'open'
    and (kept.id = shift_id or with_series and kept.series_id = shift.series_id and kept.on_day >= shift.on_day);
  update public.shift_signups as kept set status = 'lapsed', offered_until = null
  where kept.status in ('waiting', 'offered')
    and kept.shift_id in (
      select off.id from public.shifts as off
      where off.id = call_off_shift.shift_id or off.series_id = shift.series_id and off.status = 'called_off');
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
revoke execute on function private.keep_months_and_orders() from authenticated;
grant execute on function private.keep_house() to authenticated;
