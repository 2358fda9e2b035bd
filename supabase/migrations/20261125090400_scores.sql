-- A month in points, counted by the server as every phone counts it; and what other rules would have made of one.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- The rules of a book, each with its place in it.
create function private.rules_in(book public.rule_sets)
returns table (
  nth int, code text, kind text, category text, tenths int, cap_tenths int, facts jsonb, from_day date, until_day date
)
language sql immutable set search_path = ''
as $$
  select
    nth::int, rule ->> 'code', rule ->> 'kind', rule ->> 'category', (rule ->> 'tenths')::int,
    (rule ->> 'cap_tenths')::int, rule -> 'facts', (rule ->> 'from_day')::date, (rule ->> 'until_day')::date
  from jsonb_array_elements(book.rules) with ordinality as listed (rule, nth)
$$;

-- So many times a rule's tenths, within its cap for a month: what deducts never below it, what earns never above.
create function private.capped(kind text, times int, tenths int, cap_tenths int) returns int
language sql immutable set search_path = ''
as $$
  select case kind
    when 'base' then greatest(times * tenths, coalesce(cap_tenths, times * tenths))
    else least(times * tenths, coalesce(cap_tenths, times * tenths))
  end
$$;

-- What each rule gave these members in a month, in tenths of a point, and by whose word. A rule of a category takes the
-- place of the general one of its code; what happened counts by the category of its day; the committee's latest word on
-- a rule stands in place of the facts; who is exempt on the day loses nothing of the base. The phone's `scoreMonth` says the same, and a test holds the two together.
create function private.score_lines(people uuid[], month date, book public.rule_sets)
returns table (member_id uuid, nth int, code text, kind text, category text, times int, tenths int, word_id uuid)
language sql stable set search_path = ''
as $$
  with rule as materialized (
    select * from private.rules_in(book)
  ), happened as materialized (
    select kept.member_id, kept.fact, kept.on_day, kept.times, private.category_on(kept.member_id, kept.on_day) as category
    from public.month_facts as kept
    where kept.member_id = any (people) and kept.month = score_lines.month
  ), word as materialized (
    select distinct on (kept.member_id, kept.code)
      kept.id, kept.member_id, kept.code, kept.times, kept.on_day,
      private.category_on(kept.member_id, kept.on_day) as category
    from public.month_words as kept
    where kept.member_id = any (people) and kept.month = score_lines.month
    order by kept.member_id, kept.code, kept.said_at desc, kept.id desc
  ), said as materialized (
    select word.member_id, held.nth, word.code, word.times, word.id, private.is_exempt_on(word.member_id, word.on_day) as exempt
    from word
    cross join lateral (
      select rule.nth from rule
      where rule.code = word.code and (rule.category is null or rule.category = word.category)
        and word.on_day between coalesce(rule.from_day, word.on_day) and coalesce(rule.until_day, word.on_day)
      order by rule.category is null
      limit 1
    ) as held
    where word.times is not null
  ), counted as (
    select said.member_id, said.nth, said.times, said.id as word_id, said.exempt from said
    union all
    select happened.member_id, rule.nth, sum(happened.times)::int, null, false
    from happened
    join rule on rule.facts ? happened.fact and (rule.category is null or rule.category = happened.category)
      and happened.on_day between coalesce(rule.from_day, happened.on_day) and coalesce(rule.until_day, happened.on_day)
    where not exists (select from said where said.member_id = happened.member_id and said.code = rule.code)
      and (rule.kind <> 'base' or not private.is_exempt_on(happened.member_id, happened.on_day))
      and (rule.category is not null or not exists (
        select from rule as special
        where special.code = rule.code and special.category = happened.category
          and happened.on_day between coalesce(special.from_day, happened.on_day) and coalesce(special.until_day, happened.on_day)))
    group by happened.member_id, rule.nth
  )
  select
    counted.member_id, rule.nth, rule.code, rule.kind, rule.category, counted.times,
    case
      when rule.kind = 'base' and counted.exempt then 0
      else private.capped(rule.kind, counted.times, rule.tenths, rule.cap_tenths)
    end,
    counted.word_id
  from counted join rule using (nth)
$$;

-- A month of each of these members, within its ceilings; everyone has one, whatever happened.
create function private.month_scores(people uuid[], month date, book public.rule_sets)
returns table (member_id uuid, base_tenths int, category_tenths int, bonus_tenths int)
language sql stable set search_path = ''
as $$
  select
    person,
    greatest(0, book.base_tenths + coalesce(sum(line.tenths) filter (where line.kind = 'base'), 0))::int,
    least(book.category_max_tenths, coalesce(sum(line.tenths) filter (where line.kind = 'category'), 0))::int,
    least(book.bonus_max_tenths, coalesce(sum(line.tenths) filter (where line.kind = 'bonus'), 0))::int
  from unnest(people) as person
  left join private.score_lines(people, month, book) as line on line.member_id = person
  group by person
$$;

-- Last month by the draft beside last month by the rules it was under, branch by branch and without names; for the
-- town's staff before they publish. Refused with `no-draft` where there is nothing to compare.
create function public.preview_rules(org_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  last_month date := private.month_of(private.month_of(private.today()) - 1);
  draft public.rule_sets;
  held public.rule_sets;
  people uuid[];
begin
  if private.me() is null or private.is_town_over(org_id) is not true then
    return private.not_allowed();
  end if;
  select * into draft from public.rule_sets as kept where kept.org_id = preview_rules.org_id and status = 'draft';
  held := private.rules_for(org_id, last_month);
  if draft.id is null or held.id is null then
    return jsonb_build_object('refused', 'no-draft');
  end if;
  people := array(
    select id from public.members
    where branch_id in (select private.below(array[preview_rules.org_id])) and left_on is null);
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'branch_id', branch_id, 'members', members, 'changed', changed,
      'before_tenths', before_tenths, 'after_tenths', after_tenths) order by name, branch_id)
    from (
      select
        members.branch_id, orgs.name, count(*) as members,
        count(*) filter (where sums.before_sum <> sums.after_sum) as changed,
        round(avg(sums.before_sum)) as before_tenths, round(avg(sums.after_sum)) as after_tenths
      from (
        select member_id,
          was.base_tenths + was.category_tenths + was.bonus_tenths as before_sum,
          new.base_tenths + new.category_tenths + new.bonus_tenths as after_sum
        from private.month_scores(people, last_month, held) as was
        join private.month_scores(people, last_month, draft) as new using (member_id)
      ) as sums
      join public.members on members.id = sums.member_id
      join public.orgs on orgs.id = members.branch_id
      group by members.branch_id, orgs.name
    ) as branch
  ), '[]');
end
$$;
comment on function public.preview_rules(uuid) is
  'Definer: counts months that the caller may not read by name; answers only a town''s staff, in figures.';

select private.open_door('public.preview_rules(uuid)');

revoke execute on all functions in schema private from public;
