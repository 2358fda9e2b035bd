-- Where a shift is, as a point on the map, for whoever does not know the place by its words.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Lets one more column of a synced table travel; `mine_first` and `own` as in `synced`.
create function private.also_carries(
  table_name text, column_name text, mine_first text default null, own text default null
) returns void
language plpgsql set search_path = ''
as $$
begin
  update private.synced_tables as kept set columns = kept.columns || column_name where kept.name = table_name;
  update private.synced_tables as kept set
    page_sql = private.page_sql(table_name, kept.columns, mine_first),
    own_sql = private.own_sql(table_name, kept.columns, own)
  where kept.name = table_name;
end
$$;

-- Degrees north and east as satellites count them (WGS 84): `30.295120,109.486320`; six places are less than a step.
alter table public.shifts add column map_point text check (map_point ~ '^-?\d{1,2}\.\d{6},-?\d{1,3}\.\d{6}$');
select private.also_carries('shifts', 'map_point');

-- The commands of 20261126100100 with the point beside the words.
drop function commands.plan_shifts(
  uuid[], uuid, text, text, date, int, int, int, int, int, int, int, int, boolean, int, text, text[], uuid
);
create function commands.plan_shifts(
  shift_ids uuid[], org_id uuid, post text, place text, on_day date, from_minute int, until_minute int, places int,
  opens_days_before int, closes_days_before int, leave_hours int, rest_hours int, confirm_hours int, is_published boolean,
  every_days int default 7, bring text default '', categories text[] default '{}', organiser_id uuid default null,
  map_point text default ''
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
    leave_hours, rest_hours, confirm_hours, organiser_id, map_point, status, made_by)
  select
    one, plan_shifts.org_id, case when many > 1 then shift_ids[1] end, trim(post), trim(place), trim(bring), day, from_minute,
    until_minute, places, categories, day - opens_days_before, day - closes_days_before, leave_hours, rest_hours,
    confirm_hours, plan_shifts.organiser_id, nullif(plan_shifts.map_point, ''),
    case when is_published then 'open' else 'draft' end, private.me()
  from unnest(shift_ids) with ordinality as listed (one, at)
  cross join lateral (select plan_shifts.on_day + (at::int - 1) * every_days) as counted (day);
end
$$;

-- No word about the point leaves it where it is: an older app knows of none. Another point is another place.
drop function commands.change_shift(
  uuid, text, text, date, int, int, int, int, int, int, int, int, text, text[], uuid
);
create function commands.change_shift(
  shift_id uuid, post text, place text, on_day date, from_minute int, until_minute int, places int, opens_days_before int,
  closes_days_before int, leave_hours int, rest_hours int, confirm_hours int, bring text default '',
  categories text[] default '{}', organiser_id uuid default null, map_point text default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.hold_shift_to_write(shift_id);
  point text := nullif(coalesce(change_shift.map_point, shift.map_point), '');
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
    confirm_hours = change_shift.confirm_hours, organiser_id = change_shift.organiser_id, map_point = point,
    changed_at = case
      when shift.status = 'open'
        and (shift.post, shift.place, shift.on_day, shift.from_minute, shift.until_minute, shift.map_point)
          is distinct from (
            trim(change_shift.post), trim(change_shift.place), change_shift.on_day, change_shift.from_minute,
            change_shift.until_minute, point)
      then now() else kept.changed_at end
  where kept.id = shift_id;
  update public.shift_signups as kept set post = trim(change_shift.post), on_day = change_shift.on_day
  where kept.shift_id = change_shift.shift_id
    and (kept.post, kept.on_day) <> (trim(change_shift.post), change_shift.on_day);
  perform private.settle_offers(shift_id);
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
