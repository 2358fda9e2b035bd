-- The rules a town begins with name the facts that count for them. A town that still has its first rules gets the names
-- as well: what the branch records from now on counts by itself, and what was confirmed stays as it was entered.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Which facts feed which of the default rules, by the rule's code and category.
create function private.default_facts(code text, category text) returns text[]
language sql immutable set search_path = ''
as $$
  select case
    when code = 'theme_day' and category = 'elder' then '{theme_day_attended,home_study,home_lesson}'
    when code = 'theme_day' then '{theme_day_attended}'
    when code = 'theme_day_missed' then '{theme_day_missed}'
    when code = 'meeting' then '{meeting_attended}'
    when code = 'meeting_missed' then '{meeting_missed}'
    when code = 'late' then '{came_late}'
    when code = 'home_study' then '{home_study}'
    when code = 'shift' then '{shift_served}'
    when code = 'request_answered' then '{request_satisfied}'
    when code = 'dues_late' then '{dues_late}'
    when code = 'policy_talk' then '{visit_made}'
    when code = 'home_lesson' then '{home_lesson}'
    else '{}'
  end::text[]
$$;

-- Rules that name, beside what they name already, the facts of the default rule of the same code and category.
create function private.with_default_facts(rules jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_agg(
    rule || jsonb_build_object('facts', (
      select coalesce(jsonb_agg(distinct fact), '[]')
      from (
        select jsonb_array_elements_text(rule -> 'facts') as fact
        union select unnest(private.default_facts(rule ->> 'code', rule ->> 'category'))
      ) as named)) order by nth), '[]')
  from jsonb_array_elements(rules) with ordinality as listed (rule, nth)
$$;

create or replace function private.begin_with_default_rules() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.rule_sets (
    id, org_id, status, version, from_month, rules, base_tenths, category_max_tenths, bonus_max_tenths, published_at)
  values (
    md5('default rules ' || new.id)::uuid, new.id, 'published', 1, '2026-01-01',
    private.with_default_facts(private.default_rules()), 600, 300, 100, now())
  on conflict do nothing;
  return null;
end
$$;
comment on function private.begin_with_default_rules() is
  'Definer: rule sets guard themselves; the first one comes with the town, whoever founds it.';

update public.rule_sets set rules = private.with_default_facts(rules)
where private.with_default_facts(rules) <> rules;

revoke execute on all functions in schema private from public;
