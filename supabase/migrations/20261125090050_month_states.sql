-- How far a branch's month has come, which decides whether anything in it may still change.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.month_sheets (
  id uuid primary key,
  branch_id uuid not null references public.orgs (id),
  month date not null check (private.is_month(month)),
  state text not null check (state in ('draft', 'proposed', 'confirmed', 'published', 'locked')),
  -- The version the month is scored by, from the moment it is handed in.
  rule_set_id uuid references public.rule_sets (id),
  -- The bands it was confirmed with.
  bands jsonb check (private.are_bands(bands)),
  -- The last day on which anybody may object.
  objections_until date,
  locked_at timestamptz,
  check (state = 'draft' or rule_set_id is not null),
  check ((state in ('confirmed', 'published', 'locked')) = (bands is not null)),
  check ((state in ('published', 'locked')) = (objections_until is not null)),
  check ((state = 'locked') = (locked_at is not null))
);
comment on table public.month_sheets is
'How far a branch''s month has come. A month without a row is a draft; its id is made of branch and month.';
create index month_sheets_rule_set_id_idx on public.month_sheets (rule_set_id);
create index month_sheets_due_idx on public.month_sheets (objections_until) where state = 'published';
alter table public.month_sheets enable row level security;
grant select on public.month_sheets to authenticated;
select private.synced('month_sheets', 131);
create index month_sheets_branch_id_idx on public.month_sheets (branch_id, changed_in);
select private.remembers_removals('month_sheets', 'peers', '{branch_id}', '{}');

create policy "members see how far their branch is, overseers their branches"
on public.month_sheets for select to authenticated
using (branch_id = (select private.my_branch()) or branch_id = any (array(select private.my_reach())));

create function private.sheet_id(branch_id uuid, month date) returns uuid
language sql stable set search_path = ''
as $$ select md5(concat_ws(' ', 'sheet', branch_id, to_char(month, 'YYYY-MM')))::uuid $$;

create function private.month_state(branch_id uuid, month date) returns text
language sql stable set search_path = ''
as $$
  select coalesce((
    select state from public.month_sheets as kept where kept.id = private.sheet_id(month_state.branch_id, month_state.month)
  ), 'draft')
$$;

-- A month may still change while its branch has not handed it in: the one going on, and the three before it.
create function private.is_open_month(branch_id uuid, month date) returns boolean
language sql stable set search_path = ''
as $$
  select private.is_month(month)
    and month between private.month_of(private.today()) - interval '3 months' and private.month_of(private.today())
    and private.month_state(branch_id, month) = 'draft'
$$;

revoke execute on all functions in schema private from public;
