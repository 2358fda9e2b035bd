-- What is read of a comparison online: how I stand so far, a whole branch for its committee and the town, figures above.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- One more thing that may be looked at, beside those there are.
do $$
declare
  things text[] := array(
    select said[1] from pg_catalog.pg_constraint as c,
      regexp_matches(pg_catalog.pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') as said
    where c.conrelid = 'public.access_log'::regclass and c.conname = 'access_log_what_check');
begin
  alter table public.access_log drop constraint access_log_what_check;
  execute format('alter table public.access_log add constraint access_log_what_check check (what in (%s))', (
    select string_agg(quote_literal(thing), ', ' order by nth)
    from unnest(things || 'comparison'::text) with ordinality as listed (thing, nth)));
end
$$;

-- How I stand in a quarter by what is recorded today; nobody else is told.
create function public.my_comparison(quarter date) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null then private.not_allowed()
    when not private.is_quarter(quarter) then jsonb_build_object('refused', 'bad-arguments')
    else (
      select jsonb_agg(jsonb_build_object('aspect', found.aspect, 'band', found.band, 'figures', found.figures))
      from private.compare(array[private.me()], quarter) as found)
  end
$$;
comment on function public.my_comparison(date) is
  'Definer: reads what is recorded of the caller, and of nobody else.';

-- A branch's quarter, everybody by name: as it was put up, else as it would be today. For its committee and the town, and
-- everybody reads that they looked.
create function public.branch_comparison(branch_id uuid, quarter date) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  standing public.comparisons;
  listed jsonb;
begin
  if private.me() is null or private.may_see_all_bands(branch_id) is not true then
    return private.not_allowed();
  end if;
  if not private.is_quarter(quarter) then
    return jsonb_build_object('refused', 'bad-arguments');
  end if;
  select * into standing from public.comparisons as kept
  where kept.branch_id = branch_comparison.branch_id and kept.quarter = branch_comparison.quarter
    and kept.state = 'published';
  listed := (
    select coalesce(jsonb_agg(jsonb_build_object(
      'member_id', card.id, 'name', card.name, 'pinyin', card.pinyin, 'aspect', found.aspect, 'band', found.band,
      'figures', found.figures, 'lift_reason', found.lift_reason, 'lifter', found.lifter)
      order by card.pinyin, card.id, found.aspect), '[]')
    from (
      select kept.member_id, kept.aspect, kept.band, kept.figures, kept.lift_reason, kept.lifter
      from public.comparison_results as kept where kept.comparison_id = standing.id
      union all
      select now.member_id, now.aspect, now.band, now.figures, '', ''
      from private.compare(case when standing.id is null then private.people_compared(branch_comparison.branch_id) else '{}' end,
        branch_comparison.quarter) as now
    ) as found
    join public.directory_cards as card on card.id = found.member_id);
  perform private.note_access(
    array(select distinct (row ->> 'member_id')::uuid from jsonb_array_elements(listed) as row), 'comparison');
  return jsonb_build_object(
    'comparison_id', standing.id, 'is_over', private.end_of_quarter(quarter) < private.today(),
    'seen', case when standing.id is null then private.comparison_print(branch_id, quarter) else '' end,
    'rows', listed);
end
$$;
comment on function public.branch_comparison(uuid, date) is
  'Definer: results guard themselves; answers the committee and the town, and writes down that they read.';

-- How many of each branch stand in which band of a quarter that was put up; for whoever oversees the organisation.
create function public.comparison_totals(org_id uuid, quarter date) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or (org_id in (select private.my_reach())) is not true then private.not_allowed()
    when not private.is_quarter(quarter) then jsonb_build_object('refused', 'bad-arguments')
    else coalesce((
      select jsonb_agg(jsonb_build_object(
        'branch_id', counted.branch_id, 'aspect', counted.aspect, 'top', counted.top, 'met', counted.met,
        'short', counted.short, 'none', counted.none) order by counted.branch_id, counted.aspect)
      from (
        select standing.branch_id, kept.aspect,
          count(*) filter (where kept.band = 'top') as top, count(*) filter (where kept.band = 'met') as met,
          count(*) filter (where kept.band = 'short') as short, count(*) filter (where kept.band = 'none') as none
        from public.comparisons as standing
        join public.comparison_results as kept on kept.comparison_id = standing.id
        where standing.quarter = comparison_totals.quarter and standing.state = 'published'
          and standing.branch_id in (select private.below(array[comparison_totals.org_id]))
        group by standing.branch_id, kept.aspect
      ) as counted
    ), '[]')
  end
$$;
comment on function public.comparison_totals(uuid, date) is
  'Definer: counts results that the caller may not read by name.';

select private.open_door('public.my_comparison(date)');
select private.open_door('public.branch_comparison(uuid, date)');
select private.open_door('public.comparison_totals(uuid, date)');

revoke execute on all functions in schema private from public;
