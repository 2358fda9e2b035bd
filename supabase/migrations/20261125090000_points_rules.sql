-- By what rules a month is scored: data of the town, in versions that stay as they were once a month was scored by them.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- What can happen in a month that a rule may count. Every capability that records such facts puts its line here, and
-- with it the function that finds them; see `private.count_facts`.
create table private.fact_sources (
  name text primary key check (name ~ '^[a-z]+(_[a-z]+)*$'),
  -- Takes members and the first day of a month; gives member_id, source_id, on_day and times of each fact.
  found_by text not null unique
);
comment on table private.fact_sources is 'What a rule can count, and which function of `private` finds it.';
alter table private.fact_sources enable row level security;

create function private.is_month(day date) returns boolean
language sql immutable set search_path = ''
as $$ select extract(day from day) = 1 and day between '2000-01-01' and '2099-12-01' $$;

create function private.month_of(day date) returns date
language sql immutable set search_path = ''
as $$ select date_trunc('month', day::timestamp)::date $$;

create function private.end_of_month(month date) returns date
language sql immutable set search_path = ''
as $$ select (month + interval '1 month' - interval '1 day')::date $$;

-- Whole tenths of a point: what deducts is below nothing, what earns above it, and neither beyond a hundred points.
create function private.is_tenths(value jsonb, kind text) returns boolean
language sql immutable set search_path = ''
as $$
  select jsonb_typeof(value) = 'number' and value #>> '{}' ~ '^-?\d{1,4}$'
    and case kind when 'base' then (value #>> '{}')::int between -1000 and -1 else (value #>> '{}')::int between 1 and 1000 end
$$;

create function private.is_day_or_none(value jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select value = 'null'
    or jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$'
$$;

-- One rule as it is written: a code that stays the same from version to version, of which kind, for whom, in which
-- words, how many tenths of a point each time, how many at most in a month, and which facts it counts by itself.
create function private.is_rule(rule jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select case
    when jsonb_typeof(rule) <> 'object'
      or rule - '{code,kind,category,words,tenths,cap_tenths,facts,from_day,until_day}'::text[] <> '{}'
    then false
    else coalesce(
      jsonb_typeof(rule -> 'code') = 'string' and rule ->> 'code' ~ '^[a-z0-9_]{1,40}$'
      and rule -> 'kind' <@ '["base", "category", "bonus"]'
      and rule -> 'category' <@ '[null, "migrant", "village", "hardship", "elder", "office", "rectify"]'
      and jsonb_typeof(rule -> 'words') = 'string' and char_length(rule ->> 'words') between 1 and 60
      and private.is_tenths(rule -> 'tenths', rule ->> 'kind')
      and (rule -> 'cap_tenths' = 'null' or private.is_tenths(rule -> 'cap_tenths', rule ->> 'kind'))
      and jsonb_typeof(rule -> 'facts') = 'array' and jsonb_array_length(rule -> 'facts') <= 10
      and not jsonb_path_exists(rule, 'strict $.facts[*] ? (@.type() != "string" || !(@ like_regex "^[a-z_]{1,40}$"))')
      and private.is_day_or_none(rule -> 'from_day') and private.is_day_or_none(rule -> 'until_day'),
      false)
  end
$$;

-- A list of rules in which one code means one thing: general, or once for each category.
create function private.are_rules(rules jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select case
    when jsonb_typeof(rules) <> 'array' or jsonb_array_length(rules) not between 1 and 80 then false
    when exists (select from jsonb_array_elements(rules) as rule where not private.is_rule(rule)) then false
    else not exists (
      select from jsonb_array_elements(rules) as rule
      group by rule -> 'code'
      having count(distinct rule -> 'kind') > 1 or count(*) > count(distinct rule -> 'category'))
  end
$$;

create table public.rule_sets (
  id uuid primary key,
  org_id uuid not null references public.orgs (id),
  status text not null check (status in ('draft', 'published', 'superseded')),
  -- Counted from 1 in the order of publishing; a draft has none yet.
  version int check (version > 0),
  from_month date check (private.is_month(from_month)),
  rules jsonb not null check (private.are_rules(rules) and pg_column_size(rules) <= 65536),
  -- In tenths of a point: what a month begins with, and what can be earned beside it.
  base_tenths int not null check (base_tenths between 0 and 2000),
  category_max_tenths int not null check (category_max_tenths between 0 and 2000),
  bonus_max_tenths int not null check (bonus_max_tenths between 0 and 2000),
  note text not null default '' check (char_length(note) <= 500),
  edited_by uuid references public.members (id),
  edited_at timestamptz not null default now(),
  published_by uuid references public.members (id),
  published_at timestamptz,
  unique (org_id, version),
  check ((status = 'draft') = (version is null) and (status = 'draft') = (published_at is null)),
  check (status = 'draft' or from_month is not null)
);
comment on table public.rule_sets is
'A version of the town''s rules for points. A draft is the town''s own matter; a published one is everybody''s, for good.';
create unique index rule_sets_one_draft_idx on public.rule_sets (org_id) where status = 'draft';
create index rule_sets_edited_by_idx on public.rule_sets (edited_by);
create index rule_sets_published_by_idx on public.rule_sets (published_by);
alter table public.rule_sets enable row level security;
grant select on public.rule_sets to authenticated;
select private.synced('rule_sets', 126);
create index rule_sets_org_id_idx on public.rule_sets (org_id, changed_in);
select private.remembers_removals('rule_sets', 'writers', '{org_id}', '{}');

create policy "members see the published rules, the staff of a town its draft"
on public.rule_sets for select to authenticated
using (
  (status <> 'draft' and org_id = any (array(select private.my_tree())))
  or org_id = any (array(select private.my_writing()))
);

-- The version by which a month of a branch is scored: the latest that was published from this month on or earlier.
create function private.rules_for(branch_id uuid, month date) returns public.rule_sets
language sql stable set search_path = ''
as $$
  select rule_sets from public.rule_sets
  where org_id in (select private.line_of(rules_for.branch_id)) and status <> 'draft' and from_month <= rules_for.month
  order by version desc
  limit 1
$$;

-- Section 4 of the plan's rules as the town agreed on them; what a town begins with, and may change.
create function private.default_rules() returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object(
    'code', code, 'kind', kind, 'category', category, 'words', words, 'tenths', tenths, 'cap_tenths', cap_tenths,
    'facts', to_jsonb(facts), 'from_day', null, 'until_day', null) order by nth)
  from (values
    (1, 'theme_day_missed', 'base', null, '无故缺席主题党日', -20, null, '{}'::text[]),
    (2, 'meeting_missed', 'base', null, '无故缺席三会一课', -20, -60, '{}'),
    (3, 'late', 'base', null, '迟到或早退', -5, null, '{}'),
    (4, 'dues_late', 'base', null, '党费晚交或催交后才交', -10, null, '{}'),
    (5, 'task_not_done', 'base', null, '交办任务没完成', -30, null, '{}'),
    (6, 'task_refused', 'base', null, '拒不接受交办任务', -100, null, '{}'),
    (7, 'breach', 'base', null, '违反村规民约、赌博、大操大办', -50, null, '{}'),
    (10, 'theme_day', 'category', null, '参加主题党日', 20, 20, '{}'),
    (11, 'theme_day', 'category', 'elder', '参加主题党日，或在家学习、接受上门', 20, 20, '{home_study,home_lesson}'),
    (12, 'meeting', 'category', null, '参加三会一课', 30, 60, '{}'),
    (13, 'home_study', 'category', null, '完成当月在家学习', 30, 30, '{home_study}'),
    (20, 'reported_in', 'category', 'migrant', '当月报到', 30, 30, '{}'),
    (21, 'brought_back', 'category', 'migrant', '带回就业信息、项目或订单', 50, 100, '{}'),
    (30, 'shift', 'category', 'village', '参加服务班次', 20, 120, '{}'),
    (31, 'request_answered', 'category', 'village', '群众求助办结且满意', 20, 80, '{}'),
    (32, 'policy_talk', 'category', 'village', '调解、走访或政策宣讲', 20, 60, '{}'),
    (40, 'step_taken', 'category', 'hardship', '参加培训、就业或创业一步', 30, 90, '{}'),
    (41, 'shift', 'category', 'hardship', '参加服务班次', 20, 80, '{}'),
    (50, 'advice', 'category', 'elder', '给支部提建议', 20, 60, '{}'),
    (51, 'home_lesson', 'category', 'elder', '接受送学并认可', 20, 80, '{home_lesson}'),
    (60, 'promise_step', 'category', 'office', '承诺事项推进一步（有佐证）', 30, 120, '{}'),
    (61, 'request_answered', 'category', 'office', '群众求助办结且满意', 20, 80, '{}'),
    (70, 'reflection', 'category', 'rectify', '当月思想汇报和谈话', 30, 60, '{}'),
    (71, 'shift', 'category', 'rectify', '参加服务班次', 20, 80, '{}'),
    (90, 'honour', 'bonus', null, '重要活动出力、救急救险、获得荣誉', 50, 100, '{}')
  ) as rule (nth, code, kind, category, words, tenths, cap_tenths, facts)
$$;

-- A town has rules from its first day, so that nothing done before its clerk has looked at them goes uncounted.
create function private.begin_with_default_rules() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.rule_sets (
    id, org_id, status, version, from_month, rules, base_tenths, category_max_tenths, bonus_max_tenths, published_at)
  values (
    md5('default rules ' || new.id)::uuid, new.id, 'published', 1, '2026-01-01', private.default_rules(), 600, 300, 100,
    now())
  on conflict do nothing;
  return null;
end
$$;
comment on function private.begin_with_default_rules() is
  'Definer: rule sets guard themselves; the first one comes with the town, whoever founds it.';
create trigger begin_with_default_rules
after insert on public.orgs
for each row when (new.kind = 'town') execute function private.begin_with_default_rules();
insert into public.rule_sets (
  id, org_id, status, version, from_month, rules, base_tenths, category_max_tenths, bonus_max_tenths, published_at)
select md5('default rules ' || id)::uuid, id, 'published', 1, '2026-01-01', private.default_rules(), 600, 300, 100, now()
from public.orgs where kind = 'town';

revoke execute on all functions in schema private from public;
