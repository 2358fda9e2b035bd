-- Study material, whom it is for, and how far each member has come.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.materials (
  id uuid primary key,
  org_id uuid not null references public.orgs (id),
  topic text not null check (char_length(topic) between 1 and 40),
  title text not null check (char_length(title) between 1 and 100),
  summary text not null check (char_length(summary) <= 500),
  minutes int not null check (minutes between 1 and 600),
  from_day date,
  until_day date,
  status text not null default 'draft' check (status in ('draft', 'published', 'withdrawn')),
  author_id uuid not null references public.members (id),
  published_at timestamptz,
  edited_at timestamptz not null default now(),
  question_count int not null default 0 check (question_count between 0 and 20),
  check (until_day >= from_day)
);
comment on table public.materials is 'A piece of study: what it is about, how long it takes, whether it is out.';
create index materials_org_id_idx on public.materials (org_id);
create index materials_author_id_idx on public.materials (author_id);
alter table public.materials enable row level security;
grant select on public.materials to authenticated;
select private.synced('materials', 50);

create table public.material_bodies (
  id uuid primary key references public.materials (id) on delete cascade,
  body text not null check (char_length(body) <= 100000),
  questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array' and pg_column_size(questions) <= 65536)
);
comment on table public.material_bodies is 'The text of a piece of study and its self-check questions; its id is the material''s. Travels last.';
alter table public.material_bodies enable row level security;
grant select on public.material_bodies to authenticated;
select private.synced('material_bodies', 130, page_rows => 60, mine_first => 'private.materials_i_carry');

create table public.material_files (
  id uuid primary key,
  material_id uuid not null references public.materials (id) on delete cascade,
  kind text not null check (kind in ('audio', 'picture')),
  path text not null unique check (char_length(path) <= 80),
  mime text not null check (mime in (
    'audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/webm', 'audio/wav', 'image/png', 'image/jpeg', 'image/webp'
  )),
  bytes bigint not null check (bytes between 1 and 52428800),
  seconds int check (seconds between 0 and 86400),
  name text not null check (char_length(name) between 1 and 120)
);
comment on table public.material_files is 'A sound or picture of a piece of study, kept in the bucket `materials` under <org>/<file>.';
create index material_files_material_id_idx on public.material_files (material_id);
alter table public.material_files enable row level security;
grant select on public.material_files to authenticated;
select private.synced('material_files', 60);

create table public.study_assignments (
  id uuid primary key,
  material_id uuid not null references public.materials (id) on delete cascade,
  org_id uuid not null references public.orgs (id),
  category text check (category in ('migrant', 'village', 'hardship', 'elder', 'office', 'rectify')),
  member_id uuid references public.members (id),
  -- The branch of the member named, so that its overseers know of a task given from above.
  branch_id uuid references public.orgs (id),
  due_on date check (due_on between '1900-01-01' and '2100-01-01'),
  assigned_by uuid not null references public.members (id),
  assigned_at timestamptz not null default now(),
  check ((member_id is null) = (branch_id is null))
);
comment on table public.study_assignments is
'Whom a piece of study is for: those below an organisation, of a category, or one member. With a day, it is a task.';
create index study_assignments_material_id_idx on public.study_assignments (material_id);
create index study_assignments_org_id_idx on public.study_assignments (org_id);
create index study_assignments_member_id_idx on public.study_assignments (member_id);
create index study_assignments_branch_id_idx on public.study_assignments (branch_id);
create index study_assignments_assigned_by_idx on public.study_assignments (assigned_by);
alter table public.study_assignments enable row level security;
grant select on public.study_assignments to authenticated;
select private.synced('study_assignments', 40, hidden => '{branch_id}');

create table public.study_progress (
  id text primary key generated always as (member_id::text || ':' || material_id::text) stored,
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  material_id uuid not null references public.materials (id) on delete cascade,
  reached_permille int not null default 0 check (reached_permille between 0 and 1000),
  heard_seconds int not null default 0 check (heard_seconds between 0 and 86400),
  finished_at timestamptz,
  finished_on date,
  -- The minutes it counted for on the day it was finished: later edits or withdrawals take nobody's hours away.
  counted_minutes int not null default 0 check (counted_minutes between 0 and 600),
  source text check (source in ('self', 'helper', 'paper')),
  answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object' and pg_column_size(answers) <= 16384),
  check ((finished_at is null) = (finished_on is null) and (finished_at is null) = (source is null))
);
comment on table public.study_progress is 'How far one member has come with one piece; only ever forward.';
-- Not unique: the id is made of both, and a second unique index would refuse what two phones say at one moment.
create index study_progress_member_id_idx on public.study_progress (member_id, material_id);
create index study_progress_material_id_idx on public.study_progress (material_id);
alter table public.study_progress enable row level security;
grant select on public.study_progress to authenticated;
select private.synced('study_progress', 125, own => 'member_id');
create index study_progress_branch_id_idx on public.study_progress (branch_id, changed_in);
select private.remembers_removals('study_progress', 'runners');
select private.moves_with_member('study_progress');

create policy "members see their progress, the committee that of its branch"
on public.study_progress for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_branches())));
