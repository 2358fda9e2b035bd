-- TanStack DB's offline transactions send every act at least once, with a key, and ask the server to take the same key
-- only once ("Make the server treat repeated keys as one logical mutation"). This does. It writes with the caller's
-- own rights.
create table if not exists public.peer_tanstack_keys (
  key text primary key,
  member_id uuid not null default private.me()
);
alter table public.peer_tanstack_keys enable row level security;
create policy "members note their own keys" on public.peer_tanstack_keys for insert to authenticated
with check (member_id = (select private.me()));
grant insert on public.peer_tanstack_keys to authenticated;

create or replace function public.peer_tanstack_progress(key text, id text, permille int)
returns setof public.peer_study_progress
language plpgsql set search_path = ''
as $$
begin
  insert into public.peer_tanstack_keys (key) values (peer_tanstack_progress.key) on conflict do nothing;
  if found then
    update public.peer_study_progress as progress set reached_permille = permille
    where progress.id = peer_tanstack_progress.id;
  end if;
  return query select * from public.peer_study_progress as progress where progress.id = peer_tanstack_progress.id;
end
$$;

create or replace function public.peer_tanstack_questions(key text, id uuid, questions jsonb)
returns setof public.peer_material_bodies
language plpgsql set search_path = ''
as $$
begin
  insert into public.peer_tanstack_keys (key) values (peer_tanstack_questions.key) on conflict do nothing;
  if found then
    -- The embedded server hands a JSON argument over as text.
    update public.peer_material_bodies as body
    set questions = case jsonb_typeof(peer_tanstack_questions.questions)
      when 'string' then (peer_tanstack_questions.questions #>> '{}')::jsonb
      else peer_tanstack_questions.questions end
    where body.id = peer_tanstack_questions.id;
  end if;
  return query select * from public.peer_material_bodies as body where body.id = peer_tanstack_questions.id;
end
$$;

grant execute on function public.peer_tanstack_progress(text, text, int),
public.peer_tanstack_questions(text, uuid, jsonb) to authenticated;
