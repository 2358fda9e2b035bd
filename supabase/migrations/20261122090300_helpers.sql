-- Who is named to help which elder, and therefore whose study they bring home.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.elder_helpers (
  id uuid primary key,
  elder_id uuid not null references public.members (id),
  helper_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  from_day date not null check (from_day between '1900-01-01' and '2100-01-01'),
  until_day date,
  check (elder_id <> helper_id),
  check (until_day is null or until_day >= from_day - 1)
);
comment on table public.elder_helpers is 'A member named to help one elder of their branch from a day to a day.';
create index elder_helpers_elder_id_idx on public.elder_helpers (elder_id);
create index elder_helpers_helper_id_idx on public.elder_helpers (helper_id);
alter table public.elder_helpers enable row level security;
grant select on public.elder_helpers to authenticated;
select private.synced('elder_helpers', 110);
create index elder_helpers_branch_id_idx on public.elder_helpers (branch_id, changed_in);
select private.remembers_removals('elder_helpers', 'runners', '{branch_id}', '{elder_id,helper_id}');

create policy "elder, helper and their branch's committee see who helps whom"
on public.elder_helpers for select to authenticated
using (
  elder_id = (select private.me())
  or helper_id = (select private.me())
  or branch_id = any (array(select private.my_branches()))
);

-- Those whose study reaches my phone: myself, and the elders I bring it to today.
create function private.whose_study_i_carry() returns table (member_id uuid, branch_id uuid, category text)
language sql stable security definer rows 1 set search_path = ''
as $$
  select members.id, members.branch_id, private.category_of(members.id)
  from public.members
  where members.id = any (array(
    select private.me()
    union all
    select elder_helpers.elder_id from public.elder_helpers
    where elder_helpers.helper_id = (select private.me())
      and elder_helpers.from_day <= (select private.today())
      and (elder_helpers.until_day is null or elder_helpers.until_day >= (select private.today()))
  ))
$$;
comment on function private.whose_study_i_carry() is
  'Definer: reads the category of an elder for their named helper, who may not read the record itself.';

revoke execute on all functions in schema private from public;
