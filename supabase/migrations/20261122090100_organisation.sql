-- The tree of party organisations, who belongs where, who holds which post, and what follows from it.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.orgs (
  id uuid primary key,
  parent_id uuid references public.orgs (id),
  kind text not null check (kind in ('town', 'area', 'village_branch', 'special_branch')),
  name text not null check (char_length(name) between 1 and 60),
  check (parent_id is null or parent_id <> id)
);
comment on table public.orgs is 'One party organisation; a node of the tree from the town down to its branches.';
create index orgs_parent_id_idx on public.orgs (parent_id);
alter table public.orgs enable row level security;
select private.synced('orgs', 10);
select private.remembers_removals('orgs', 'tree', '{id}', '{}');

create table public.members (
  id uuid primary key,
  branch_id uuid not null references public.orgs (id),
  suspended_at timestamptz,
  suspended_reason text check (char_length(suspended_reason) <= 500),
  left_on date
);
comment on table public.members is 'A person; belongs to exactly one branch at a time. Not on phones: only whether they may come in.';
create index members_branch_id_idx on public.members (branch_id);
alter table public.members enable row level security;

create table public.appointments (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  org_id uuid not null references public.orgs (id),
  role text not null check (role in (
    'town_staff', 'area_coordinator', 'branch_secretary', 'branch_committee', 'stationed_cadre', 'shopkeeper', 'liaison'
  )),
  from_day date not null,
  -- The last day itself still counts. The day before the first day means it never began.
  until_day date,
  check (until_day is null or until_day >= from_day - 1)
);
comment on table public.appointments is 'A post held at an organisation from a day to a day; it reaches every organisation below.';
create index appointments_member_id_idx on public.appointments (member_id);
alter table public.appointments enable row level security;
select private.synced('appointments', 20);
create index appointments_org_id_idx on public.appointments (org_id, changed_in);
select private.remembers_removals('appointments', 'tree', '{org_id}', '{}');

create table private.accounts (
  member_id uuid primary key references public.members (id),
  user_id uuid not null unique,
  login_number text not null unique,
  bound_at timestamptz not null default now()
);
comment on table private.accounts is 'Which sign-in belongs to which member. Deleting the row cuts the sign-in off at once.';
alter table private.accounts enable row level security;

-- The tree decides who sees what, so every phone starts afresh when its shape changes.
create function private.note_tree_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update private.town_state set tree_revision = tree_revision + 1;
  return null;
end
$$;
comment on function private.note_tree_change() is
  'Definer: the counter is the house''s own, whoever plants a branch.';
create trigger note_tree_change
after insert or delete or update of parent_id on public.orgs
for each statement execute function private.note_tree_change();

create function private.me() returns uuid
language sql stable security definer set search_path = ''
as $$
  select accounts.member_id
  from private.accounts
  join public.members on members.id = accounts.member_id
  where accounts.user_id = (select auth.uid())
    and members.suspended_at is null and members.left_on is null
$$;
comment on function private.me() is
  'Definer: accounts and members guard their own rows, and this is how the guard is asked who is standing here.';

create function private.my_branch() returns uuid
language sql stable security definer set search_path = ''
as $$ select branch_id from public.members where id = (select private.me()) $$;
comment on function private.my_branch() is
  'Definer: members guards its own rows by asking this.';

-- Up the tree from one organisation, itself first. `union` ends even if the tree were bent into a ring.
create function private.line_of(org_id uuid) returns setof uuid
language sql stable rows 4 set search_path = ''
as $$
  with recursive line as (
    select id, parent_id from public.orgs where id = line_of.org_id
    union
    select orgs.id, orgs.parent_id from line join public.orgs on orgs.id = line.parent_id
  )
  select id from line
$$;

create function private.below(org_ids uuid[]) returns setof uuid
language sql stable rows 20 set search_path = ''
as $$
  with recursive reach as (
    select id from public.orgs where id = any (org_ids)
    union
    select orgs.id from reach join public.orgs on orgs.parent_id = reach.id
  )
  select id from reach
$$;

create function private.my_posts() returns setof public.appointments
language sql stable security definer rows 1 set search_path = ''
as $$
  select * from public.appointments
  where member_id = (select private.me())
    and from_day <= (select private.today()) and (until_day is null or until_day >= (select private.today()))
$$;
comment on function private.my_posts() is
  'Definer: appointments guards its own rows by what my posts reach. Only ever the caller''s own posts.';

-- Everything at or below a post that oversees. Walks by itself instead of asking `below`: a question without arguments
-- is planned once for a connection, one with arguments nearly each time, and nearly every policy asks this.
create function private.my_reach() returns setof uuid
language sql stable security definer rows 20 set search_path = ''
as $$
  with recursive reach as (
    select org_id as id from private.my_posts()
    where role in ('town_staff', 'area_coordinator', 'branch_secretary', 'branch_committee', 'stationed_cadre')
    union
    select orgs.id from reach join public.orgs on orgs.parent_id = reach.id
  )
  select id from reach
$$;
comment on function private.my_reach() is
  'Definer: walks the whole tree, which no reader may see whole. Only ever the caller''s own reach.';

-- The branches whose personal rows I handle: exactly those where I am secretary or on the committee.
create function private.my_branches() returns setof uuid
language sql stable security definer rows 2 set search_path = ''
as $$ select org_id from private.my_posts() where role in ('branch_secretary', 'branch_committee') $$;
comment on function private.my_branches() is
  'Definer: reads my posts for policies of tables that guard themselves by them.';

-- The organisations I may write for: my branches; for town staff the town and everything below.
create function private.my_writing() returns setof uuid
language sql stable security definer rows 20 set search_path = ''
as $$
  with recursive of_my_towns as (
    select org_id as id from private.my_posts() where role = 'town_staff'
    union
    select orgs.id from of_my_towns join public.orgs on orgs.parent_id = of_my_towns.id
  )
  select id from of_my_towns
  union
  select private.my_branches()
$$;
comment on function private.my_writing() is
  'Definer: walks the whole tree, which no reader may see whole. Only ever what the caller may write for.';

-- The part of the tree I can see: up from my own branch, and down from my posts.
create function private.my_tree() returns setof uuid
language sql stable security definer rows 20 set search_path = ''
as $$
  with recursive line as (
    select id, parent_id from public.orgs where id = (select private.my_branch())
    union
    select orgs.id, orgs.parent_id from line join public.orgs on orgs.id = line.parent_id
  )
  select id from line
  union
  select private.my_reach()
$$;
comment on function private.my_tree() is
  'Definer: orgs guards its own rows by asking this.';

revoke execute on all functions in schema private from public;
grant execute on function
private.me(), private.my_branch(), private.my_reach(), private.my_branches(),
private.my_writing(), private.my_tree()
to authenticated;

grant select on public.orgs, public.members, public.appointments to authenticated;

-- Policies say `= any (array(select …))`, not `in (select …)`: the array is made once, and each side of an `or` can then
-- be found by its index, where a hashed set is only held against every row of the country. Read in the order of the
-- cursor, that took a first sync 13 s among a million members, and takes it 20 ms so.
create policy "members see the organisations above them and below their posts"
on public.orgs for select to authenticated
using (id = any (array(select private.my_tree())));

create policy "members see who holds which post in the organisations they see"
on public.appointments for select to authenticated
using (org_id = any (array(select private.my_tree())));

create policy "members see their own standing, overseers that of their people"
on public.members for select to authenticated
using (id = (select private.me()) or branch_id = any (array(select private.my_reach())));
