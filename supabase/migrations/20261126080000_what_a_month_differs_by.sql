-- Whoever confirms a month reads beside it what everybody's month before came to.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- What these members' month before came to, if it counts; `is_listed` when its band was one the board shows.
create function private.month_before(people uuid[], month date)
returns table (member_id uuid, tenths int, band_words text, is_listed boolean)
language sql stable set search_path = ''
as $$
  select distinct on (result.member_id)
    result.member_id, result.base_tenths + result.category_tenths + result.bonus_tenths, result.band_words,
    sheet.bands @> jsonb_build_array(jsonb_build_object('code', result.band, 'is_published', true))
  from public.month_results as result
  join public.month_sheets as sheet on sheet.id = result.sheet_id
  where result.member_id = any (people) and result.month = (month_before.month - interval '1 month')::date
  order by result.member_id, result.confirmed_at desc, result.id
$$;

-- A branch's month for those who oversee it: where it stands, what everybody came to and in which band, what the
-- committee said, and for those who read every band what the month before came to. Areas and cadres are told how many
-- stand in bands that are not published, and nobody's name.
create or replace function public.month_sheet(branch_id uuid, month date) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  book public.rule_sets;
  sheet public.month_sheets;
  bands jsonb;
  sees_all boolean := private.may_see_all_bands(branch_id);
  listed jsonb;
begin
  if private.me() is null or (branch_id in (select private.my_reach())) is not true then
    return private.not_allowed();
  end if;
  if not private.is_month(month) then
    return jsonb_build_object('refused', 'bad-arguments');
  end if;
  book := private.book_of(branch_id, month);
  select * into sheet from public.month_sheets as kept where kept.id = private.sheet_id(month_sheet.branch_id, month_sheet.month);
  bands := coalesce(sheet.bands, (private.settings_for(branch_id)).bands);
  listed := (
    with sums as materialized (
      select * from private.sums_on(month_sheet.branch_id, month_sheet.month)
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'member_id', sums.member_id, 'base_tenths', base_tenths, 'category_tenths', category_tenths,
      'bonus_tenths', bonus_tenths, 'band', band, 'words', coalesce(said.words, '[]'),
      'before_tenths', earlier.tenths, 'before_band', earlier.band_words, 'is_before_listed', earlier.is_listed)
      order by sums.member_id), '[]')
    from sums
    left join private.month_before(array(select member_id from sums), month_sheet.month) as earlier
      on sees_all and earlier.member_id = sums.member_id
    left join private.words_on(array(select member_id from sums), month_sheet.month, book) as said on said.member_id = sums.member_id
    cross join private.band_of(bands, base_tenths + category_tenths + bonus_tenths) as band);
  -- A draft is no result yet; the month before is one.
  perform private.note_access(array(
    select (row ->> 'member_id')::uuid from jsonb_array_elements(listed) as row
    where sees_all
      and (sheet.bands is not null and not (row #> '{band,is_published}')::boolean
        or not coalesce((row ->> 'is_before_listed')::boolean, true))), 'points');
  return jsonb_build_object(
    'state', coalesce(sheet.state, 'draft'),
    -- It stands for all figures, so nothing of it for those who may not read them all: they could try out the rest.
    'print', case when sees_all then private.month_print(branch_id, month) else '' end,
    'hidden', case when sees_all then 0 else (
      select count(*) from jsonb_array_elements(listed) as row where not (row #> '{band,is_published}')::boolean) end,
    'rows', (
      select coalesce(jsonb_agg(row - 'is_before_listed' order by nth), '[]')
      from jsonb_array_elements(listed) with ordinality as row_at (row, nth)
      where sees_all or (row #> '{band,is_published}')::boolean));
end
$$;
comment on function public.month_sheet(uuid, date) is
  'Definer: facts, words and results guard themselves; answers only those who oversee the branch, each within their bounds.';

revoke execute on all functions in schema private from public;
