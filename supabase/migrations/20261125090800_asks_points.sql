-- What overseers read of other people's points: online only, and of what is for few eyes it is written down who looked.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Branch committee and town read every band by name, areas and cadres only those that are published.
create function private.may_see_all_bands(branch_id uuid) returns boolean
language sql stable set search_path = ''
as $$ select branch_id in (select private.my_branches()) or private.is_town_over(branch_id) $$;

-- Everybody's sums on a sheet: as confirmed, else as they would be today.
create function private.sums_on(sheet_of uuid, month date)
returns table (member_id uuid, base_tenths int, category_tenths int, bonus_tenths int)
language sql stable set search_path = ''
as $$
  select member_id, base_tenths, category_tenths, bonus_tenths
  from private.results_on(private.sheet_id(sheet_of, month))
  union all
  select score.* from private.month_scores(
    (select coalesce(array_agg(id order by id), '{}') from public.members where branch_id = sheet_of and left_on is null),
    month, private.book_of(sheet_of, month)) as score
  where private.month_state(sheet_of, month) in ('draft', 'proposed')
$$;

-- What the committee said of these members in a month, as far as it counts; nobody of whom nothing was said is in it.
create function private.words_on(people uuid[], month date, book public.rule_sets)
returns table (member_id uuid, words jsonb)
language sql stable set search_path = ''
as $$
  select line.member_id, jsonb_agg(jsonb_build_object(
    'word_id', word.id, 'code', line.code, 'category', line.category, 'times', line.times, 'tenths', line.tenths,
    'on_day', word.on_day, 'reason', word.reason, 'said_by', word.said_by, 'has_photo', word.has_photo) order by line.nth)
  from private.score_lines(people, words_on.month, book) as line
  join public.month_words as word on word.id = line.word_id
  group by line.member_id
$$;

-- A branch's month for those who oversee it: where it stands, what everybody came to and in which band, and what the
-- committee said. Areas and cadres are told how many stand in bands that are not published, and nobody's name.
create function public.month_sheet(branch_id uuid, month date) returns jsonb
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
      'bonus_tenths', bonus_tenths, 'band', band, 'words', coalesce(said.words, '[]')) order by sums.member_id), '[]')
    from sums
    left join private.words_on(array(select member_id from sums), month_sheet.month, book) as said using (member_id)
    cross join private.band_of(bands, base_tenths + category_tenths + bonus_tenths) as band);
  -- A draft is no result yet.
  if sheet.bands is not null then
    perform private.note_access(array(
      select (row ->> 'member_id')::uuid from jsonb_array_elements(listed) as row
      where sees_all and not (row #> '{band,is_published}')::boolean), 'points');
  end if;
  return jsonb_build_object(
    'state', coalesce(sheet.state, 'draft'),
    -- It stands for all figures, so nothing of it for those who may not read them all: they could try out the rest.
    'print', case when sees_all then private.month_print(branch_id, month) else '' end,
    'hidden', case when sees_all then 0 else (
      select count(*) from jsonb_array_elements(listed) as row where not (row #> '{band,is_published}')::boolean) end,
    'rows', (
      select coalesce(jsonb_agg(row order by nth), '[]') from jsonb_array_elements(listed) with ordinality as row_at (row, nth)
      where sees_all or (row #> '{band,is_published}')::boolean));
end
$$;
comment on function public.month_sheet(uuid, date) is
  'Definer: facts, words and results guard themselves; answers only those who oversee the branch, each within their bounds.';

-- How the months of branches came out, band by band, in figures; for whoever oversees the organisation.
create function public.band_totals(org_id uuid, month date) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or (org_id in (select private.my_reach())) is not true then private.not_allowed()
    when not private.is_month(month) then jsonb_build_object('refused', 'bad-arguments')
    else coalesce((
      select jsonb_agg(jsonb_build_object(
        'branch_id', sheet.branch_id,
        'open_objections', (select count(*) from public.objections where sheet_id = sheet.id and objections.state = 'open'),
        'bands', (
          select jsonb_agg(jsonb_build_object(
            'words', band ->> 'words', 'colour', band ->> 'colour',
            'members', (
              select count(*) from private.results_on(sheet.id) as result where result.band = listed.band ->> 'code'))
            order by (band ->> 'from_tenths')::int desc)
          from jsonb_array_elements(sheet.bands) as listed (band)))
        order by sheet.branch_id)
      from public.month_sheets as sheet
      where sheet.month = band_totals.month and sheet.bands is not null
        and sheet.branch_id in (select private.below(array[band_totals.org_id]))
    ), '[]')
  end
$$;
comment on function public.band_totals(uuid, date) is
  'Definer: counts results that the caller may not read by name.';

create function private.entries_of(member_id uuid, month date) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', entry.id, 'code', entry.code, 'category', entry.category, 'times', entry.times, 'tenths', entry.tenths,
    'reverses_id', entry.reverses_id, 'is_correction', entry.objection_id is not null, 'reason', word.reason, 'word_id', word.id, 'has_photo', coalesce(word.has_photo, false))
    order by entry.entered_at, entry.id), '[]')
  from public.point_entries as entry
  left join public.month_words as word on word.id = entry.word_id
  where entry.member_id = entries_of.member_id and entry.month = entries_of.month
$$;

-- The objections of an organisation that I may answer or follow, open ones first, with what stands in the month of each.
create function public.objections_below(org_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  found uuid[];
begin
  if private.me() is null or private.may_see_all_bands(org_id) is not true then
    return private.not_allowed();
  end if;
  found := array(
    select kept.id from public.objections as kept
    join public.month_sheets as sheet on sheet.id = kept.sheet_id
    where sheet.branch_id in (select private.below(array[objections_below.org_id])) and kept.state <> 'withdrawn'
    order by kept.state = 'open' desc, kept.raised_at desc
    limit 200);
  perform private.note_access(array(select distinct member_id from public.objections where id = any (found)), 'objection');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', kept.id, 'member_id', kept.member_id, 'name', card.name, 'branch_id', sheet.branch_id, 'month', kept.month,
      'entry_id', kept.entry_id, 'reason', kept.reason, 'has_photo', kept.has_photo,
      'raised_at', private.epoch_ms(kept.raised_at), 'answer_by', kept.answer_by, 'state', kept.state,
      'answer', kept.answer, 'answerer', kept.answerer, 'rule_set_id', sheet.rule_set_id,
      'may_answer', kept.state = 'open' and not private.is_party_to(kept, (
        select code from public.point_entries as entry where entry.id = kept.entry_id)),
      'entries', private.entries_of(kept.member_id, kept.month))
      order by kept.state = 'open' desc, kept.raised_at desc), '[]')
    from public.objections as kept
    join public.month_sheets as sheet on sheet.id = kept.sheet_id
    join public.directory_cards as card on card.id = kept.member_id
    where kept.id = any (found));
end
$$;
comment on function public.objections_below(uuid) is
  'Definer: objections guard themselves; answers those who may answer them, and writes down that they read.';

-- A photo that stands behind a word or an objection; for the member, for who gave it, and for those who may answer.
create function public.evidence(subject_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  kept private.evidence;
  branch uuid;
begin
  select * into kept from private.evidence where id = subject_id;
  -- Those who answer for what it was given with, which stays where it was when the member moves.
  branch := coalesce(
    (
      select sheet.branch_id from public.objections as asked
      join public.month_sheets as sheet on sheet.id = asked.sheet_id where asked.id = subject_id
    ),
    (select word.branch_id from public.month_words as word where word.id = subject_id));
  if private.me() is null or (
    private.me() in (kept.member_id, kept.given_by) or kept.id is not null and private.may_see_all_bands(branch)) is not true then
    return private.not_allowed();
  end if;
  perform private.note_access(array[kept.member_id], 'objection')
  where exists (select from public.objections where id = subject_id);
  return jsonb_build_object('photo', replace(encode(kept.photo, 'base64'), E'\n', ''));
end
$$;
comment on function public.evidence(uuid) is
  'Definer: photos guard themselves; answers those whom they concern, and nobody whether there is one.';

-- A member's confirmed month, entry by entry; for the committee of the branch and the town.
create function public.member_month(member_id uuid, month date) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  result public.month_results;
begin
  if private.me() is null or private.may_see_all_bands(private.branch_of(member_id)) is not true then
    return private.not_allowed();
  end if;
  if not private.is_month(month) then
    return jsonb_build_object('refused', 'bad-arguments');
  end if;
  select * into result from public.month_results as kept
  where kept.member_id = member_month.member_id and kept.month = member_month.month
  order by confirmed_at desc, id
  limit 1;
  if result.id is not null then
    perform private.note_access(array[member_month.member_id], 'points');
  end if;
  return jsonb_build_object(
    'result', case when result.id is not null then jsonb_build_object(
      'base_tenths', result.base_tenths, 'category_tenths', result.category_tenths, 'bonus_tenths', result.bonus_tenths,
      'band_words', result.band_words, 'colour', result.colour) end,
    'entries', private.entries_of(member_month.member_id, member_month.month));
end
$$;
comment on function public.member_month(uuid, date) is
  'Definer: results guard themselves; answers those who keep the branch''s books, and writes down that they read.';

-- A member's wallet, newest first; for the town's staff.
create function public.member_wallet(member_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if private.me() is null or private.is_town_over(private.branch_of(member_id)) is not true then
    return private.not_allowed();
  end if;
  perform private.note_access(array[member_id], 'wallet');
  return jsonb_build_object(
    'balance_tenths', private.balance_of(member_id),
    'entries', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', id, 'kind', kind, 'month', month, 'tenths', tenths, 'entered_at', private.epoch_ms(entered_at))
        order by entered_at desc, id), '[]')
      from (
        select * from public.wallet_entries as kept where kept.member_id = member_wallet.member_id
        order by entered_at desc, id limit 200) as newest));
end
$$;
comment on function public.member_wallet(uuid) is
  'Definer: wallets guard themselves; answers only the town''s staff, and writes down that they read.';

select private.open_door('public.month_sheet(uuid, date)');
select private.open_door('public.band_totals(uuid, date)');
select private.open_door('public.objections_below(uuid)');
select private.open_door('public.evidence(uuid)');
select private.open_door('public.member_month(uuid, date)');
select private.open_door('public.member_wallet(uuid)');

revoke execute on all functions in schema private from public;
