-- Who may see which piece of study, and how those who no longer may are told.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Assignments that reach a person whose study I carry: below the organisation, of the category, or named.
create function private.assignments_i_carry() returns setof public.study_assignments
language sql stable security definer rows 100 set search_path = ''
as $$
  with recursive line as (
    select person.member_id, person.category, person.branch_id as org_id from private.whose_study_i_carry() as person
    union
    select line.member_id, line.category, orgs.parent_id from line join public.orgs on orgs.id = line.org_id
  )
  select distinct study_assignments.*
  from line
  join public.study_assignments on study_assignments.org_id = line.org_id
  -- Said twice: of a recursion the planner expects hundreds of rows, and would rather read all there is.
  where study_assignments.org_id = any (array(select org_id from line))
    and (study_assignments.category is null or study_assignments.category = line.category)
    and (study_assignments.member_id is null or study_assignments.member_id = line.member_id)
$$;
comment on function private.assignments_i_carry() is
  'Definer: study_assignments guards its own rows by asking this. Only ever what reaches the caller.';

-- Organisations above my posts: what they give to everyone below, they also give to my people.
create function private.above_my_posts() returns setof uuid
language sql stable security definer rows 10 set search_path = ''
as $$
  with recursive line as (
    select org_id as id from private.my_posts()
    where role in ('town_staff', 'area_coordinator', 'branch_secretary', 'branch_committee', 'stationed_cadre')
    union
    select orgs.parent_id from line join public.orgs on orgs.id = line.id where orgs.parent_id is not null
  )
  select id from line
$$;
comment on function private.above_my_posts() is
  'Definer: walks the whole tree, which no reader may see whole. Only ever up from the caller''s own posts.';

create function private.assignments_i_see() returns table (id uuid, material_id uuid)
language sql stable security definer rows 100 set search_path = ''
as $$
  with reach as materialized (select array(select private.my_reach()) as ids)
  select carried.id, carried.material_id from private.assignments_i_carry() as carried
  union
  select study_assignments.id, study_assignments.material_id
  from public.study_assignments
  where study_assignments.org_id = any ((select ids from reach)::uuid [])
    or study_assignments.branch_id = any ((select ids from reach)::uuid [])
    or (study_assignments.member_id is null and study_assignments.org_id = any (array(select private.above_my_posts())))
$$;
comment on function private.assignments_i_see() is
  'Definer: study_assignments and materials guard their own rows by asking this.';

create function private.my_assignments() returns setof uuid
language sql stable security definer rows 100 set search_path = ''
as $$ select id from private.assignments_i_see() $$;
comment on function private.my_assignments() is
  'Definer: see assignments_i_see, of which this is one column.';

create function private.my_materials() returns setof uuid
language sql stable security definer rows 100 set search_path = ''
as $$ select distinct material_id from private.assignments_i_see() $$;
comment on function private.my_materials() is
  'Definer: see assignments_i_see, of which this is one column.';

-- What I am to read myself goes to the phone before what I only oversee.
create function private.materials_i_carry() returns setof uuid
language sql stable security definer rows 100 set search_path = ''
as $$ select distinct material_id from private.assignments_i_carry() $$;
comment on function private.materials_i_carry() is
  'Definer: see assignments_i_carry, of which this is one column.';

-- All that the policies below let through, and what lies withdrawn or in draft where I oversee.
create function private.study_i_may_see() returns table (ids uuid [], material_ids uuid [])
language sql stable security definer rows 1 set search_path = ''
as $$
  with given as materialized (select id, material_id from private.assignments_i_see())
  select
    array(select id from given),
    array(
      select material_id from given
      union
      select id from public.materials
      where org_id = any (array(select private.my_reach())) or org_id = any (array(select private.my_writing()))
    )
$$;
comment on function private.study_i_may_see() is
  'Definer: asked by touched_since, whether any of these changed; never a policy, never handed out.';

select private.concerns('study_assignments', '{t.id = any (given)}');
select private.concerns('materials', '{t.id = any (pieces)}');
select private.concerns('material_bodies', '{t.id = any (pieces)}');
select private.concerns('material_files', '{t.material_id = any (pieces)}');

create policy "members see what they are given, overseers what is given below"
on public.study_assignments for select to authenticated
using (id = any (array(select private.my_assignments())));

create policy "audience and overseers see what is out, writers their drafts"
on public.materials for select to authenticated
using (
  org_id = any (array(select private.my_writing()))
  or (
    status = 'published'
    and (org_id = any (array(select private.my_reach())) or id = any (array(select private.my_materials())))
  )
);

create policy "whoever sees a piece of study may read it"
on public.material_bodies for select to authenticated
using (id = any (array(select materials.id from public.materials)));

create policy "whoever sees a piece of study may hear and see its files"
on public.material_files for select to authenticated
using (material_id = any (array(select materials.id from public.materials)));

-- The three tables in which a piece of study lives, as the tombstones name them.
create function private.parts_of(material_id uuid) returns table (table_name text, row_id text)
language sql stable set search_path = ''
as $$
  select 'materials', parts_of.material_id::text
  union all
  select 'material_bodies', parts_of.material_id::text
  union all
  select 'material_files', material_files.id::text
  from public.material_files where material_files.material_id = parts_of.material_id
$$;

-- Whoever may newly see a piece gets it with their next trip, however old it is.
create function private.send_again(material_id uuid) returns void
language sql set search_path = ''
as $$
  update public.materials set changed_in = default where id = send_again.material_id;
  update public.material_bodies set changed_in = default where id = send_again.material_id;
  update public.material_files set changed_in = default where material_files.material_id = send_again.material_id
$$;

-- Whether everyone whom an assignment reaches, and everyone who oversees them, has its piece by a wider one anyway. One
-- of the same moment proves nothing: two that move together would each count on the other.
create function private.is_given_widely(given public.study_assignments) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.study_assignments as wider
    where wider.material_id = given.material_id and wider.changed_in <> pg_current_xact_id()
      and wider.org_id in (select private.line_of(coalesce(given.branch_id, given.org_id)))
      and (wider.category is null or wider.category = given.category)
      and (wider.member_id is null or wider.member_id = given.member_id)
  )
$$;

create function private.note_assignment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op <> 'INSERT' then
    -- First, since it waits for a file that is just being put on the piece, which must be among its parts; and held until
    -- this is over: who gives the same piece meanwhile must not count on what is being taken back.
    perform from public.materials where id = old.material_id for no key update;
    insert into private.tombstones (table_name, row_id, audience, org_id, category, member_id, branch_id)
    select part.table_name, part.row_id, 'study', old.org_id, old.category, old.member_id, old.branch_id
    from (
      select 'study_assignments' as table_name, old.id::text as row_id
      union all
      select * from private.parts_of(old.material_id)
    ) as part;
  end if;
  if tg_op <> 'DELETE' and not private.is_given_widely(new) then
    perform private.send_again(new.material_id);
  end if;
  return null;
end
$$;
comment on function private.note_assignment() is
  'Definer: whoever assigns, the rows that others newly see are marked by the house, and who no longer sees them is told.';
create trigger note_assignment
after insert or delete or update of material_id, org_id, category, member_id, branch_id on public.study_assignments
for each row execute function private.note_assignment();

-- Told to everyone whom a piece was given to, part by part.
create function private.tell_audience_gone(material_id uuid) returns void
language sql set search_path = ''
as $$
  insert into private.tombstones (table_name, row_id, audience, org_id, category, member_id, branch_id)
  select part.table_name, part.row_id, 'study', given.org_id, given.category, given.member_id, given.branch_id
  from private.parts_of(tell_audience_gone.material_id) as part
  cross join public.study_assignments as given
  where given.material_id = tell_audience_gone.material_id
$$;

-- Publishing shows a piece to more people than its writers; taking it back hides it from all of them.
create function private.note_publishing() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if old.status = 'published' and new.status <> 'published' then
    insert into private.tombstones (table_name, row_id, audience, org_id)
    select part.table_name, part.row_id, 'overseers', old.org_id from private.parts_of(old.id) as part;
    perform private.tell_audience_gone(old.id);
  end if;
  if old.status <> new.status then
    update public.material_bodies set changed_in = default where id = new.id;
    update public.material_files set changed_in = default where material_id = new.id;
  end if;
  return null;
end
$$;
comment on function private.note_publishing() is
  'Definer: whoever publishes or withdraws, the rows that others newly see or no longer see are marked by the house.';
create trigger note_publishing
after update of status on public.materials
for each row execute function private.note_publishing();

-- Before the piece goes, because its files and tasks go with it and could no longer say whose they were.
create function private.note_removed_material() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.tombstones (table_name, row_id, audience, org_id)
  select part.table_name, part.row_id, audience, old.org_id
  from private.parts_of(old.id) as part
  cross join unnest(array['overseers', 'writers']) as audience;
  perform private.tell_audience_gone(old.id);
  return old;
end
$$;
comment on function private.note_removed_material() is
  'Definer: whoever removes a piece, its readers are told by the house.';
create trigger note_removed_material
before delete on public.materials
for each row execute function private.note_removed_material();

-- A file taken off a piece is gone for everyone who could see the piece.
create function private.note_file() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.tombstones (table_name, row_id, audience, org_id)
  select 'material_files', old.id::text, audience, materials.org_id
  from public.materials
  cross join unnest(array['overseers', 'writers']) as audience
  where materials.id = old.material_id;
  insert into private.tombstones (table_name, row_id, audience, org_id, category, member_id, branch_id)
  select 'material_files', old.id::text, 'study', given.org_id, given.category, given.member_id, given.branch_id
  from public.study_assignments as given
  where given.material_id = old.material_id;
  return null;
end
$$;
comment on function private.note_file() is
  'Definer: whoever takes a file off, its readers are told by the house.';
create trigger note_file
after delete on public.material_files
for each row execute function private.note_file();

revoke execute on all functions in schema private from public;
grant execute on function
private.my_assignments(), private.my_materials(), private.materials_i_carry()
to authenticated;
