-- What is known about a member: the card everybody in the branch may see, and the record only the branch's keepers may.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.directory_cards (
  id uuid primary key references public.members (id),
  branch_id uuid not null references public.orgs (id),
  name text not null check (char_length(name) between 1 and 40),
  pinyin text not null check (char_length(pinyin) <= 80),
  photo_path text check (char_length(photo_path) <= 200),
  post text check (char_length(post) <= 60),
  promise text check (char_length(promise) <= 300),
  -- Here only when its owner shares it; a column cannot be hidden from some readers, so the number itself is absent.
  phone text check (phone ~ '^[0-9+ -]{3,20}$')
);
comment on table public.directory_cards is 'The card a branch knows its members by; its id is the member''s.';
alter table public.directory_cards enable row level security;
grant select on public.directory_cards to authenticated;
select private.synced('directory_cards', 30);
create index directory_cards_branch_id_idx on public.directory_cards (branch_id, changed_in);
select private.remembers_removals('directory_cards', 'peers', '{branch_id}', '{id}');

create policy "members see cards of their branch, overseers of their people"
on public.directory_cards for select to authenticated
using (
  branch_id = (select private.my_branch())
  or branch_id = any (array(select private.my_reach()))
  or id = (select private.me())
);

create table public.member_records (
  id uuid primary key references public.members (id),
  branch_id uuid not null references public.orgs (id),
  born_on date not null check (born_on between '1900-01-01' and '2100-01-01'),
  sex text not null check (sex in ('female', 'male')),
  phone text check (phone ~ '^[0-9+ -]{3,20}$'),
  joined_on date not null check (joined_on between '1900-01-01' and '2100-01-01')
);
comment on table public.member_records is 'Birth, phone and joining day of a member; its id is the member''s.';
alter table public.member_records enable row level security;
grant select on public.member_records to authenticated;
select private.synced('member_records', 80);
create index member_records_branch_id_idx on public.member_records (branch_id, changed_in);
select private.remembers_removals('member_records', 'overseers', '{branch_id}', '{id}');

create policy "members see their own record, overseers those of their people"
on public.member_records for select to authenticated
using (id = (select private.me()) or branch_id = any (array(select private.my_reach())));

create table public.category_assignments (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  category text not null check (category in ('migrant', 'village', 'hardship', 'elder', 'office', 'rectify')),
  from_day date not null check (from_day between '1900-01-01' and '2100-01-01'),
  basis text not null check (char_length(basis) <= 500),
  decided_by uuid not null references public.members (id),
  decided_at timestamptz not null default now()
);
comment on table public.category_assignments is 'From which day a member belongs to which of the six categories, on what basis, who decided.';
create index category_assignments_member_id_idx on public.category_assignments (member_id, from_day);
create index category_assignments_decided_by_idx on public.category_assignments (decided_by);
alter table public.category_assignments enable row level security;
grant select on public.category_assignments to authenticated;
select private.synced('category_assignments', 90, own => 'member_id');
create index category_assignments_branch_id_idx on public.category_assignments (branch_id, changed_in);
select private.remembers_removals('category_assignments', 'overseers');
select private.moves_with_member('category_assignments');

create policy "members see their own category, overseers those of their people"
on public.category_assignments for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_reach())));

create table public.branch_transfers (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  from_branch_id uuid not null references public.orgs (id),
  branch_id uuid not null references public.orgs (id),
  on_day date not null check (on_day between '1900-01-01' and '2100-01-01'),
  reason text not null check (char_length(reason) <= 500),
  decided_by uuid not null references public.members (id),
  decided_at timestamptz not null default now()
);
comment on table public.branch_transfers is 'A member moved from one branch to another on a day, for a reason.';
create index branch_transfers_member_id_idx on public.branch_transfers (member_id);
create index branch_transfers_from_branch_id_idx on public.branch_transfers (from_branch_id);
create index branch_transfers_decided_by_idx on public.branch_transfers (decided_by);
alter table public.branch_transfers enable row level security;
grant select on public.branch_transfers to authenticated;
select private.synced('branch_transfers', 100);
create index branch_transfers_branch_id_idx on public.branch_transfers (branch_id, changed_in);
select private.remembers_removals('branch_transfers', 'overseers', '{from_branch_id,branch_id}');

create policy "members see their transfers, overseers those of their branches"
on public.branch_transfers for select to authenticated
using (
  member_id = (select private.me())
  or branch_id = any (array(select private.my_reach()))
  or from_branch_id = any (array(select private.my_reach()))
);

-- The category a member belongs to today; of two from the same day the later decision counts.
create function private.category_of(member_id uuid) returns text
language sql stable set search_path = ''
as $$
  select category from public.category_assignments
  where category_assignments.member_id = category_of.member_id and from_day <= private.today()
  order by from_day desc, decided_at desc, id
  limit 1
$$;

create function private.branch_of(member_id uuid) returns uuid
language sql stable set search_path = ''
as $$ select branch_id from public.members where id = branch_of.member_id $$;

-- The branch that a new row about a member belongs to. It waits for a move that is going on, and a move waits for it:
-- else the row would be left behind in a branch whose people have nothing to do with the member any more.
create function private.branch_held(member_id uuid) returns uuid
language sql volatile set search_path = ''
as $$ select branch_id from public.members where id = branch_held.member_id for key share $$;

revoke execute on all functions in schema private from public;
