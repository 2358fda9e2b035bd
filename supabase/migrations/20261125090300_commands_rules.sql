-- What the town does with its rules: change a draft rule by rule, and publish it from a month on.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- The town's draft, begun as a copy of what is published if there is none yet. Two clerks who begin at once meet in one.
create function private.draft_rules(org_id uuid) returns uuid
language plpgsql set search_path = ''
as $$
declare
  draft uuid;
begin
  perform private.require(private.is_town_over(draft_rules.org_id) and exists (
    select from public.orgs where id = draft_rules.org_id and kind = 'town'));
  perform from public.orgs where id = draft_rules.org_id for no key update;
  select id into draft from public.rule_sets as kept where kept.org_id = draft_rules.org_id and status = 'draft';
  if found then
    return draft;
  end if;
  insert into public.rule_sets (
    id, org_id, status, rules, base_tenths, category_max_tenths, bonus_max_tenths, edited_by)
  select gen_random_uuid(), newest.org_id, 'draft', rules, base_tenths, category_max_tenths, bonus_max_tenths, private.me()
  from public.rule_sets as newest
  where newest.org_id = draft_rules.org_id
  order by version desc
  limit 1
  returning id into draft;
  return draft;
end
$$;

create function private.is_rule_for(rule jsonb, code text, category text) returns boolean
language sql immutable set search_path = ''
as $$ select rule ->> 'code' = is_rule_for.code and rule ->> 'category' is not distinct from is_rule_for.category $$;

-- The clerk writes one rule of the draft: a new one, or in place of the one of this code for this category. What it
-- counts by itself stays as the code had it.
create function commands.edit_rule(
  org_id uuid, code text, kind text, words text, tenths int, category text default null, cap_tenths int default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  draft uuid := private.draft_rules(org_id);
  before jsonb := (select rules from public.rule_sets where id = draft);
  twin jsonb;
  edited jsonb;
begin
  select rule into twin from jsonb_array_elements(before) as rule
  where rule ->> 'code' = edit_rule.code
  order by rule ->> 'category' is not distinct from edit_rule.category desc
  limit 1;
  edited := coalesce(twin, '{"facts": [], "from_day": null, "until_day": null}') || jsonb_build_object(
    'code', code, 'kind', kind, 'category', category, 'words', trim(words), 'tenths', tenths, 'cap_tenths', cap_tenths);
  update public.rule_sets set
    rules = case
      when exists (select from jsonb_array_elements(before) as rule where private.is_rule_for(rule, code, category)) then (
        select jsonb_agg(case when private.is_rule_for(rule, code, category) then edited else rule end order by nth)
        from jsonb_array_elements(before) with ordinality as listed (rule, nth))
      else before || edited
    end,
    edited_by = private.me(), edited_at = now()
  where id = draft;
end
$$;

create function commands.drop_rule(org_id uuid, code text, category text default null) returns void
language plpgsql set search_path = ''
as $$
declare
  draft uuid := private.draft_rules(org_id);
begin
  update public.rule_sets set
    rules = coalesce((
      select jsonb_agg(rule order by nth) from jsonb_array_elements(rules) with ordinality as listed (rule, nth)
      where not private.is_rule_for(rule, drop_rule.code, drop_rule.category)), '[]'),
    edited_by = private.me(), edited_at = now()
  where id = draft;
end
$$;

-- What a month begins with, and how much can be earned beside it.
create function commands.set_ceilings(
  org_id uuid, base_tenths int, category_max_tenths int, bonus_max_tenths int
) returns void
language plpgsql set search_path = ''
as $$
declare
  draft uuid := private.draft_rules(org_id);
begin
  update public.rule_sets set
    base_tenths = set_ceilings.base_tenths, category_max_tenths = set_ceilings.category_max_tenths,
    bonus_max_tenths = set_ceilings.bonus_max_tenths, edited_by = private.me(), edited_at = now()
  where id = draft;
end
$$;

create function commands.drop_draft_rules(org_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(org_id));
  delete from public.rule_sets as kept where kept.org_id = drop_draft_rules.org_id and status = 'draft';
end
$$;

-- From a month that has not passed: what was scored stays as it was scored.
create function commands.publish_rules(org_id uuid, from_month date, note text default '') returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(org_id));
  perform from public.orgs where id = org_id for no key update;
  if not private.is_month(from_month)
    or from_month not between private.month_of(private.today()) and private.month_of(private.today()) + interval '12 months' then
    perform private.refuse('month-out-of-range');
  end if;
  if not exists (select from public.rule_sets as kept where kept.org_id = publish_rules.org_id and status = 'draft') then
    perform private.refuse('no-draft');
  end if;
  update public.rule_sets as kept set status = 'superseded'
  where kept.org_id = publish_rules.org_id and status = 'published';
  update public.rule_sets as kept set
    status = 'published', from_month = publish_rules.from_month, note = publish_rules.note,
    version = (select coalesce(max(other.version), 0) + 1 from public.rule_sets as other where other.org_id = kept.org_id),
    published_by = private.me(), published_at = now()
  where kept.org_id = publish_rules.org_id and status = 'draft';
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
