-- Who has looked at what of a member that is otherwise for few eyes; the member reads it.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.access_log (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  read_by uuid not null references public.members (id),
  -- The reader's name as it was then: a member may not see the reader's card.
  reader text not null,
  what text not null check (what in ('points', 'wallet', 'objection', 'pin')),
  on_day date not null,
  read_at timestamptz not null default now()
);
comment on table public.access_log is
'That somebody read a member''s confirmed points, wallet or objection online, or mistyped their PIN at the counter; once for each reader, thing and day.';
create index access_log_read_by_idx on public.access_log (read_by);
select private.is_ledger('public.access_log', '{changed_in}');
alter table public.access_log enable row level security;
grant select on public.access_log to authenticated;
select private.synced('access_log', 140, own => 'member_id');
create index access_log_member_id_idx on public.access_log (member_id, changed_in);
select private.remembers_removals('access_log', 'runners', '{}');

create policy "members see who looked at what is theirs"
on public.access_log for select to authenticated
using (member_id = (select private.me()));

-- Writes down that I look at something of these members; of what is mine there is nothing to write down.
create function private.note_access(people uuid[], what text) returns void
language sql set search_path = ''
as $$
  insert into public.access_log (id, member_id, read_by, reader, what, on_day)
  select md5(concat_ws(' ', 'access', me.id, person, what, private.today()))::uuid, person, me.id, me.name, what, private.today()
  from unnest(people) as person
  cross join (select id, name from public.directory_cards where id = private.me()) as me
  where person <> me.id
  on conflict (id) do nothing
$$;

revoke execute on all functions in schema private from public;
