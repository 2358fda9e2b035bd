-- RxDB's Supabase replication takes text, numbers and booleans only, so the phone keeps the two JSON columns as text
-- and sends them as text. This puts them back.
create or replace function public.peer_rxdb_unwrap_answers() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if jsonb_typeof(new.answers) = 'string' then
    new.answers := (new.answers #>> '{}')::jsonb;
  end if;
  return new;
end
$$;

create or replace function public.peer_rxdb_unwrap_questions() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if jsonb_typeof(new.questions) = 'string' then
    new.questions := (new.questions #>> '{}')::jsonb;
  end if;
  return new;
end
$$;

create or replace trigger peer_rxdb_unwrap before insert or update on public.peer_study_progress
for each row execute function public.peer_rxdb_unwrap_answers();

create or replace trigger peer_rxdb_unwrap before insert or update on public.peer_material_bodies
for each row execute function public.peer_rxdb_unwrap_questions();
