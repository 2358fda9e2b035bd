-- What writers do with study material, and what members do with it.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Words and numbers, and nothing that holds anything else: every phone of the audience must be able to store it.
create function private.are_questions(asked jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select jsonb_typeof(asked) = 'array' and not exists (
    select from jsonb_array_elements(asked) as question
    where jsonb_typeof(question) <> 'object'
      or jsonb_typeof(question -> 'ask') is distinct from 'string'
      or jsonb_typeof(question -> 'options') is distinct from 'array'
      or jsonb_path_exists(question, 'strict $.options[*] ? (@.type() != "string")', silent => true)
      or jsonb_typeof(question -> 'answer') is distinct from 'number'
      or question ->> 'answer' !~ '^\d\d?$'
      -- No options at all, or an answer that is none of them.
      or question #> array['options', question ->> 'answer'] is null
      or coalesce(jsonb_typeof(question -> 'because'), 'string') <> 'string'
      or question - '{ask,options,answer,because}'::text[] <> '{}'
  )
$$;

-- The number of the option chosen, by the number of the question; a piece asks twenty at most.
create function private.are_answers(given jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select jsonb_typeof(given) = 'object' and not exists (
    select from jsonb_each(given)
    where key !~ '^1?\d$' or jsonb_typeof(value) <> 'number' or value #>> '{}' !~ '^\d\d?$')
$$;

-- Writers of the branch, or of the town, keep a draft or correct what is out.
create function commands.save_material(
  material_id uuid, org_id uuid, topic text, title text, summary text, minutes int, body text,
  from_day date default null, until_day date default null, questions jsonb default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  asked jsonb := coalesce(nullif(questions, 'null'), '[]');
begin
  perform private.require(private.may_write(org_id));
  if not private.are_questions(asked) then
    perform private.refuse('bad-arguments');
  end if;
  -- A piece stays with the organisation that began it: another's id does not open it.
  perform private.require(not exists (
    select from public.materials as kept where kept.id = material_id and kept.org_id <> save_material.org_id));
  insert into public.materials as kept (
    id, org_id, topic, title, summary, minutes, from_day, until_day, author_id, question_count)
  values (material_id, org_id, topic, title, summary, minutes, from_day, until_day, private.me(), jsonb_array_length(asked))
  on conflict (id) do update
  set topic = excluded.topic, title = excluded.title, summary = excluded.summary, minutes = excluded.minutes,
    from_day = excluded.from_day, until_day = excluded.until_day, question_count = excluded.question_count,
    edited_at = now();
  insert into public.material_bodies (id, body, questions) values (material_id, body, asked)
  on conflict (id) do update set body = excluded.body, questions = excluded.questions;
end
$$;

create function private.org_of_material(material_id uuid) returns uuid
language sql stable set search_path = ''
as $$ select org_id from public.materials where id = org_of_material.material_id $$;

create function commands.publish_material(material_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.may_write(private.org_of_material(material_id)));
  update public.materials set status = 'published', published_at = now()
  where id = material_id and status <> 'published';
end
$$;

-- Taken back from everyone it was given to. Finished study stays finished, with the minutes it counted for.
create function commands.withdraw_material(material_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.may_write(private.org_of_material(material_id)));
  update public.materials set status = 'withdrawn' where id = material_id and status <> 'withdrawn';
  delete from public.study_assignments as given where given.material_id = withdraw_material.material_id;
end
$$;

create function commands.attach_file(
  file_id uuid, material_id uuid, kind text, path text, mime text, bytes bigint, name text, seconds int default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  org uuid := private.org_of_material(material_id);
begin
  perform private.require(private.may_write(org));
  -- Whoever takes the piece back waits until the file is among its parts.
  perform from public.materials where id = material_id for no key update;
  if path is distinct from org::text || '/' || file_id::text
    or split_part(mime, '/', 1) is distinct from (case kind when 'audio' then 'audio' else 'image' end) then
    perform private.refuse('bad-arguments');
  end if;
  insert into public.material_files (id, material_id, kind, path, mime, bytes, seconds, name)
  values (file_id, material_id, kind, path, mime, bytes, seconds, name);
end
$$;

create function commands.detach_file(file_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.may_write(
    (select private.org_of_material(material_files.material_id) from public.material_files where id = file_id)));
  delete from public.material_files where id = file_id;
end
$$;

create function private.sees_material(material public.materials) returns boolean
language sql stable set search_path = ''
as $$
  select material.org_id in (select private.my_writing())
    or (material.status = 'published'
      and (material.org_id in (select private.my_reach()) or material.id in (select private.my_materials())))
$$;

-- Writers give what is out to those below their organisation, to a category of them, or to one member.
create function commands.assign_material(
  assignment_id uuid, material_id uuid, org_id uuid, category text default null, member_id uuid default null,
  due_on date default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  material public.materials;
  member_branch uuid := private.branch_held(member_id);
begin
  select * into material from public.materials where id = material_id for no key update;
  perform private.require(private.may_write(org_id) and private.sees_material(material));
  if material.status <> 'published' then
    perform private.refuse('material-not-published');
  end if;
  if member_id is not null and (member_branch is null or org_id not in (select private.line_of(member_branch))) then
    perform private.refuse('not-in-the-branch');
  end if;
  if exists (
    select from public.study_assignments as given
    where given.material_id = assign_material.material_id and given.org_id = assign_material.org_id
      and given.category is not distinct from assign_material.category
      and given.member_id is not distinct from assign_material.member_id
      and given.due_on is not distinct from assign_material.due_on
  ) then
    perform private.refuse('already-given');
  end if;
  insert into public.study_assignments (id, material_id, org_id, category, member_id, branch_id, due_on, assigned_by)
  values (assignment_id, material_id, org_id, category, member_id, member_branch, due_on, private.me());
end
$$;

create function commands.unassign_material(assignment_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.may_write(
    (select study_assignments.org_id from public.study_assignments where id = assignment_id)));
  delete from public.study_assignments where id = assignment_id;
end
$$;

-- Study done with no signal counts even when the piece was withdrawn meanwhile, if it had been begun. What was never
-- out counts for nobody: its writers see it, but nobody could see what it was that counted.
create function private.require_study_of(material_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  -- What was begun is one step into an index; who is given what is a walk up the tree.
  if not exists (
    select from public.study_progress as begun
    where begun.member_id = private.me() and begun.material_id = require_study_of.material_id)
    and not coalesce((
      select private.sees_material(materials) and published_at is not null
      from public.materials where id = require_study_of.material_id), false)
  then
    perform private.refuse('not-your-study');
  end if;
end
$$;

-- Who writes down another's study must find it given to them, or begun. Whom a piece that is out no more was given to,
-- nobody can tell any longer.
create function private.require_given_to(member_id uuid, material_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require_study_of(material_id);
  if exists (
      select from public.materials where id = require_given_to.material_id and status = 'published')
    and not exists (
      select from public.study_progress as begun
      where begun.member_id = require_given_to.member_id and begun.material_id = require_given_to.material_id)
    and not exists (
      select from public.study_assignments as given
      where given.material_id = require_given_to.material_id
        and given.org_id in (select private.line_of(private.branch_of(require_given_to.member_id)))
        and (given.category is null or given.category = private.category_of(require_given_to.member_id))
        and (given.member_id is null or given.member_id = require_given_to.member_id))
  then
    perform private.refuse('not-your-study');
  end if;
end
$$;

-- Two phones of one member meet at the further of the two.
create function commands.record_reading(material_id uuid, reached_permille int, heard_seconds int) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require_study_of(material_id);
  insert into public.study_progress as kept (member_id, branch_id, material_id, reached_permille, heard_seconds)
  values (private.me(), private.branch_held(private.me()), material_id, reached_permille, heard_seconds)
  on conflict on constraint study_progress_pkey do update
  set reached_permille = greatest(kept.reached_permille, excluded.reached_permille),
    heard_seconds = greatest(kept.heard_seconds, excluded.heard_seconds)
  where excluded.reached_permille > kept.reached_permille or excluded.heard_seconds > kept.heard_seconds;
end
$$;

-- Finishing happens once: the first word on when, how and each answer stands.
create function private.finish(member_id uuid, material_id uuid, finished_on date, source text, answers jsonb)
returns void
language sql set search_path = ''
as $$
  insert into public.study_progress as kept (
    member_id, branch_id, material_id, finished_at, finished_on, source, counted_minutes, answers)
  values (
    finish.member_id, private.branch_held(finish.member_id), finish.material_id, now(),
    least(greatest(finish.finished_on, private.today() - 30), private.today()), finish.source,
    (select minutes from public.materials where id = finish.material_id), finish.answers)
  on conflict on constraint study_progress_pkey do update
  set finished_at = coalesce(kept.finished_at, excluded.finished_at),
    finished_on = coalesce(kept.finished_on, excluded.finished_on),
    source = coalesce(kept.source, excluded.source),
    counted_minutes = case when kept.finished_at is null then excluded.counted_minutes else kept.counted_minutes end,
    answers = excluded.answers || kept.answers
  where kept.finished_at is null or excluded.answers || kept.answers <> kept.answers
$$;

create function commands.finish_material(material_id uuid, finished_on date, answers jsonb default null) returns void
language plpgsql set search_path = ''
as $$
declare
  given jsonb := coalesce(nullif(answers, 'null'), '{}');
begin
  perform private.require_study_of(material_id);
  if not private.are_answers(given) then
    perform private.refuse('bad-arguments');
  end if;
  perform private.finish(private.me(), material_id, finished_on, 'self', given);
end
$$;

-- The helper named for this elder on that day writes down a lesson brought home; it is the elder's study.
create function commands.record_home_lesson(
  lesson_id uuid, elder_id uuid, material_id uuid, given_on date, place text, acknowledged text, note text default ''
) returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid := private.branch_held(elder_id);
begin
  -- A move of the helper ends the help, as one of the elder does.
  perform private.branch_held(private.me());
  if not exists (
    select from public.elder_helpers as link
    where link.elder_id = record_home_lesson.elder_id and link.helper_id = private.me()
      and link.from_day <= given_on and (link.until_day is null or link.until_day >= given_on)
  ) then
    perform private.refuse('not-your-elder');
  end if;
  if given_on not between private.today() - 60 and private.today() then
    perform private.refuse('day-out-of-range');
  end if;
  perform private.require_given_to(elder_id, material_id);
  insert into public.home_lessons (
    id, elder_id, helper_id, branch_id, material_id, given_on, place, note, acknowledged)
  values (
    lesson_id, elder_id, private.me(), branch, material_id, given_on, place, note, acknowledged);
  perform private.finish(elder_id, material_id, given_on, 'helper', '{}');
end
$$;

-- The secretary types in what a member studied on paper.
create function commands.record_paper_study(member_id uuid, material_id uuid, finished_on date) returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid := private.branch_held(member_id);
begin
  perform private.require(exists (
    select from private.my_posts() as post where post.role = 'branch_secretary' and post.org_id = branch));
  perform private.require_given_to(member_id, material_id);
  perform private.finish(member_id, material_id, finished_on, 'paper', '{}');
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
