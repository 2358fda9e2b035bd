-- Study brought home to an elder by the helper named for them.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.home_lessons (
  id uuid primary key,
  elder_id uuid not null references public.members (id),
  helper_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  material_id uuid not null references public.materials (id) on delete cascade,
  given_on date not null check (given_on between '1900-01-01' and '2100-01-01'),
  place text not null check (char_length(place) between 1 and 100),
  note text not null default '' check (char_length(note) <= 500),
  acknowledged text not null check (acknowledged in ('tap', 'paper')),
  recorded_at timestamptz not null default now()
);
comment on table public.home_lessons is 'One lesson brought home to one elder, written down by the helper who gave it.';
create index home_lessons_elder_id_idx on public.home_lessons (elder_id);
create index home_lessons_helper_id_idx on public.home_lessons (helper_id);
create index home_lessons_material_id_idx on public.home_lessons (material_id);
alter table public.home_lessons enable row level security;
grant select on public.home_lessons to authenticated;
select private.synced('home_lessons', 120);
create index home_lessons_branch_id_idx on public.home_lessons (branch_id, changed_in);
select private.remembers_removals('home_lessons', 'runners', '{branch_id}', '{elder_id,helper_id}');

create policy "elder, helper and their branch's committee see home lessons"
on public.home_lessons for select to authenticated
using (
  elder_id = (select private.me())
  or helper_id = (select private.me())
  or branch_id = any (array(select private.my_branches()))
);
