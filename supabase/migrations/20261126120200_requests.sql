-- What villagers ask of a member by the card at their door: how far each is, and apart from that what they said.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.request_settings (
  id uuid primary key references public.orgs (id),
  -- After so many days a request that nobody has finished waits too long.
  wait_days int not null check (wait_days between 1 and 60),
  -- So many days after it ended, name, phone, words and photo are erased.
  keep_days int not null check (keep_days between 7 and 365),
  edited_by uuid references public.members (id),
  edited_at timestamptz not null default now()
);
comment on table public.request_settings is 'By what a town answers its villagers. Its id is the town''s.';
create index request_settings_edited_by_idx on public.request_settings (edited_by);
alter table public.request_settings enable row level security;
grant select on public.request_settings to authenticated;
select private.synced('request_settings', 178, '{edited_by,edited_at}');
select private.remembers_removals('request_settings', 'tree', '{id}', '{}');

create policy "members see by what their town answers villagers"
on public.request_settings for select to authenticated
using (id = any (array(select private.my_tree())));

create function private.begin_with_request_settings() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.request_settings (id, wait_days, keep_days) values (new.id, 3, 90) on conflict do nothing;
  return null;
end
$$;
comment on function private.begin_with_request_settings() is
  'Definer: settings guard themselves; the first ones come with the town, whoever founds it.';
create trigger begin_with_request_settings
after insert on public.orgs
for each row when (new.kind = 'town') execute function private.begin_with_request_settings();
insert into public.request_settings (id, wait_days, keep_days) select id, 3, 90 from public.orgs where kind = 'town';

create function commands.set_request_settings(org_id uuid, wait_days int, keep_days int) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(org_id) and exists (
    select from public.request_settings as kept where kept.id = org_id));
  update public.request_settings as kept set
    wait_days = set_request_settings.wait_days, keep_days = set_request_settings.keep_days,
    edited_by = private.me(), edited_at = now()
  where kept.id = org_id;
end
$$;

-- How far a request is. It says nothing of the villager, so it may lie on the phones of those who answer it, and stays when
-- what they said has been erased.
create table public.requests (
  id uuid primary key,
  -- Whose it is now.
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  status text not null default 'new' check (status in ('new', 'taken', 'done', 'closed')),
  -- Whom its member would like to have it.
  offered_to uuid references public.members (id),
  came_at timestamptz not null default now(),
  came_on date not null,
  taken_at timestamptz,
  ended_at timestamptz,
  ended_on date,
  rating text check (rating in ('satisfied', 'so_so', 'not')),
  rated_on date,
  check ((status in ('done', 'closed')) = (ended_at is not null) and (ended_at is null) = (ended_on is null)),
  check ((rating is null) = (rated_on is null)),
  check (status in ('new', 'taken') or offered_to is null),
  check (status = 'new' or status = 'closed' or taken_at is not null)
);
comment on table public.requests is 'One thing a villager asked of a member, without their words: whose it is and how far.';
create index requests_rated_on_idx on public.requests (rated_on);
alter table public.requests enable row level security;
grant select on public.requests to authenticated;
select private.synced('requests', 179, own => 'member_id');
create index requests_member_id_idx on public.requests (member_id, changed_in);
create index requests_offered_to_idx on public.requests (offered_to, changed_in);
create index requests_branch_id_idx on public.requests (branch_id, changed_in);
select private.remembers_removals('requests', 'runners', '{branch_id}', '{member_id,offered_to}');

create policy "members see how far their requests are, the committee all"
on public.requests for select to authenticated
using (
  member_id = (select private.me())
  or offered_to = (select private.me())
  or branch_id = any (array(select private.my_branches()))
);

-- Passed on, it is gone for whoever had it or was offered it.
create function private.leave_former_helper() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.tombstones (table_name, row_id, audience, people)
  select 'requests', old.id::text, 'runners', array[former.id]
  from unnest(array[old.member_id, old.offered_to]) as former (id)
  where former.id is not null and former.id is distinct from new.member_id and former.id is distinct from new.offered_to;
  return null;
end
$$;
comment on function private.leave_former_helper() is
  'Definer: whoever passes a request on, the note about its former readers is written by the house.';
create trigger leave_former_helper after update of member_id, offered_to on public.requests
for each row when ((new.member_id, new.offered_to) is distinct from (old.member_id, old.offered_to))
execute function private.leave_former_helper();

-- What the villager said. Erased whole; what is left of the request is a figure.
create table private.request_words (
  id uuid primary key references public.requests (id),
  name text not null check (char_length(trim(name)) between 1 and 20),
  phone text not null check (phone ~ '^[0-9+ -]{5,20}$'),
  words text not null check (char_length(trim(words)) between 2 and 500),
  photo bytea check (octet_length(photo) <= 204800),
  -- Of the secret in the link by which they follow it.
  follow_hash bytea not null unique,
  -- What the member wrote when it was done, for the villager to read.
  answer text check (char_length(answer) <= 500),
  rating_words text check (char_length(rating_words) <= 200),
  erase_on date
);
comment on table private.request_words is
'Name, phone, words and photo of a villager, read online by those who answer; erased some time after the request ended.';
create index request_words_erase_on_idx on private.request_words (erase_on);
alter table private.request_words enable row level security;

create table private.request_steps (
  id bigint generated always as identity primary key,
  request_id uuid not null references public.requests (id),
  what text not null check (what in ('taken', 'said', 'offered', 'accepted', 'refused', 'assigned', 'done', 'closed')),
  -- Erased with what the villager said: it may repeat it.
  words text not null default '' check (char_length(words) <= 500),
  done_by uuid not null references public.members (id),
  -- Whom it was offered or given to.
  member_id uuid references public.members (id),
  done_at timestamptz not null default now()
);
comment on table private.request_steps is 'What became of a request, by whom and when; a ledger of which only the words are erased.';
create index request_steps_request_id_idx on private.request_steps (request_id, id);
create index request_steps_done_by_idx on private.request_steps (done_by);
create index request_steps_member_id_idx on private.request_steps (member_id);
alter table private.request_steps enable row level security;
select private.is_ledger('private.request_steps', '{words}');

create table private.request_counts (
  what text not null check (what in ('card', 'device', 'address')),
  bucket int not null check (bucket between 0 and 4095),
  on_day date not null,
  counted int not null,
  primary key (what, bucket)
);
comment on table private.request_counts is
'Requests of a day by card, device and address. They share some thousand counters: invented ones fill no table, and no address is kept.';
alter table private.request_counts enable row level security;

-- Counts before anything is written, so that of many at once no more than so many are; false when there were enough.
create function private.one_more_request(what text, about text, most int) returns boolean
language sql set search_path = ''
as $$
  insert into private.request_counts as kept (what, bucket, on_day, counted)
  values (what, (hashtextextended(about, 0) & 4095)::int, private.today(), 1)
  on conflict on constraint request_counts_pkey do update set
    counted = case when kept.on_day = excluded.on_day then least(kept.counted + 1, 1000) else 1 end, on_day = excluded.on_day
  returning counted <= most
$$;

-- From where the caller comes, as far as the server in front says so. Never kept as it is.
create function private.caller_address() returns text
language sql stable set search_path = ''
as $$
  -- The headers' names are written with dashes, which in this house only refusals are.
  select coalesce(
    heard ->> replace('cf_connecting_ip', '_', '-'),
    trim(split_part(heard ->> replace('x_forwarded_for', '_', '-'), ',', -1)))
  from (select nullif(current_setting('request.headers', true), '')::jsonb as heard) as request
$$;

-- What is wrong with a photo that came as Base64; null when nothing is.
create function private.photo_fault(photo text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when length(photo) > 280000 then 'too-big'
    -- Read as letters first: what is no Base64 must not reach `decode`, whose complaint would pass for a fault of ours.
    when photo !~ '^[A-Za-z0-9+/]+={0,2}$' or length(photo) % 4 <> 0 then 'bad-photo'
    when octet_length(decode(photo, 'base64')) > 204800 then 'too-big'
    when octet_length(decode(photo, 'base64')) < 100 or substring(decode(photo, 'base64') from 1 for 3) <> '\xffd8ff'::bytea
    then 'bad-photo'
  end
$$;

create or replace function private.keep_evidence(id uuid, member_id uuid, photo text) returns void
language plpgsql set search_path = ''
as $$
begin
  if photo is null then
    return;
  end if;
  if private.photo_fault(photo) is not null then
    perform private.refuse(private.photo_fault(photo));
  end if;
  insert into private.evidence (id, member_id, given_by, photo)
  values (keep_evidence.id, keep_evidence.member_id, private.me(), decode(photo, 'base64'));
end
$$;

-- Which field of a request says nothing usable, by the code of its refusal; null when all do.
create function private.request_fault(request_id text, follow text, name text, phone text, words text, photo text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when (request_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and follow ~ '^[A-Za-z0-9_-]{22,64}$') is not true
    then 'bad-arguments'
    when (char_length(trim(name)) between 1 and 20) is not true then 'bad-name'
    when (phone ~ '^[0-9+ -]{5,20}$') is not true then 'bad-phone'
    when (char_length(trim(words)) between 2 and 500) is not true then 'bad-words'
    else private.photo_fault(photo)
  end
$$;

-- A villager asks the member of a card for something. The id and the secret to follow it by are made in their browser, so
-- that a second tap after a lost answer is heard as the same request.
create function public.send_request(
  card text, request_id text, follow text, name text, phone text, words text, photo text default null, device text default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  link private.contact_links := private.link_by(card);
  fault text := private.request_fault(request_id, follow, name, phone, words, photo);
  follow_print bytea := private.hash_of_secret(follow);
  branch uuid;
begin
  if link.id is null then
    return jsonb_build_object('refused', 'no-such-card');
  end if;
  if fault is not null then
    return jsonb_build_object('refused', fault);
  end if;
  -- Two taps at once: the second waits for the first.
  perform pg_advisory_xact_lock(hashtextextended('request ' || request_id, 0));
  if exists (select from public.requests as kept where kept.id = request_id::uuid) then
    return case
      when exists (
        select from private.request_words as kept
        where kept.id = request_id::uuid and kept.follow_hash = follow_print)
      then jsonb_build_object('ok', true)
      else jsonb_build_object('refused', 'id-reused')
    end;
  end if;
  if exists (select from private.request_words as kept where kept.follow_hash = follow_print) then
    return jsonb_build_object('refused', 'id-reused');
  end if;
  if not private.one_more_request('device', coalesce(left(device, 64), ''), 5)
    or not private.one_more_request('address', coalesce(private.caller_address(), gen_random_uuid()::text), 40) then
    return jsonb_build_object('refused', 'asked-enough-today');
  end if;
  if not private.one_more_request('card', link.id::text, 20) then
    return jsonb_build_object('refused', 'card-asked-enough');
  end if;
  branch := private.branch_held(link.member_id);
  insert into public.requests (id, member_id, branch_id, came_on)
  values (request_id::uuid, link.member_id, branch, private.today());
  insert into private.request_words (id, name, phone, words, photo, follow_hash)
  values (request_id::uuid, trim(name), phone, trim(words), decode(photo, 'base64'), follow_print);
  return jsonb_build_object('ok', true);
end
$$;
comment on function public.send_request(text, text, text, text, text, text, text, text) is
  'Definer: a villager without an account asks; only the secret of a card lets them, so many times a day, and the answer is yes or a reason.';

-- How far it is, for whoever has the link to follow it by. Neither name nor phone: a link may be passed on.
create function public.follow_request(secret text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select jsonb_build_object(
      'words', said.words, 'status', asked.status, 'member', card.name, 'phone', card.phone, 'came_on', asked.came_on,
      'ended_on', asked.ended_on, 'answer', said.answer, 'rating', asked.rating)
    from private.request_words as said
    join public.requests as asked on asked.id = said.id
    join public.directory_cards as card on card.id = asked.member_id
    where said.follow_hash = private.hash_of_secret(secret)
  ), jsonb_build_object('refused', 'no-such-request'))
$$;
comment on function public.follow_request(text) is
  'Definer: a villager without an account asks; whoever holds the secret of a request reads how far it is.';

-- What they think of it, once and with words if they like. The same again is heard as the same.
create function public.rate_request(secret text, rating text, words text default '') returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  asked public.requests;
begin
  select kept.* into asked
  from private.request_words as said join public.requests as kept on kept.id = said.id
  where said.follow_hash = private.hash_of_secret(secret)
  for no key update of kept;
  if asked.id is null then
    return jsonb_build_object('refused', 'no-such-request');
  end if;
  if (rating in ('satisfied', 'so_so', 'not') and char_length(coalesce(words, '')) <= 200) is not true then
    return jsonb_build_object('refused', 'bad-arguments');
  end if;
  if asked.status <> 'done' then
    return jsonb_build_object('refused', case asked.status when 'closed' then 'request-over' else 'not-done-yet' end);
  end if;
  if asked.rating is not null then
    return case when asked.rating = rate_request.rating then jsonb_build_object('ok', true)
      else jsonb_build_object('refused', 'already-rated') end;
  end if;
  update private.request_words as said set rating_words = trim(coalesce(rate_request.words, '')) where said.id = asked.id;
  update public.requests as kept set rating = rate_request.rating, rated_on = private.today() where kept.id = asked.id;
  return jsonb_build_object('ok', true);
end
$$;
comment on function public.rate_request(text, text, text) is
  'Definer: a villager without an account says what they think; only the secret of their own request lets them, once.';

select private.open_door_to_anyone('public.send_request(text, text, text, text, text, text, text, text)');
select private.open_door_to_anyone('public.follow_request(text)');
select private.open_door_to_anyone('public.rate_request(text, text, text)');

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
