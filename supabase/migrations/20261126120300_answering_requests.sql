-- What members and committees do with what villagers ask, what of it counts, and when their words are erased.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- The request as it stands once nobody else can change it.
create function private.hold_request(request_id uuid) returns public.requests
language sql volatile set search_path = ''
as $$ select asked from public.requests as asked where asked.id = request_id for update $$;

create function private.note_step(request_id uuid, what text, words text default '', member_id uuid default null) returns void
language sql set search_path = ''
as $$
  insert into private.request_steps (request_id, what, words, done_by, member_id)
  values (request_id, what, trim(words), private.me(), member_id)
$$;

create function private.require_unfinished(asked public.requests) returns void
language plpgsql set search_path = ''
as $$
begin
  if asked.status not in ('new', 'taken') then
    perform private.refuse('request-over');
  end if;
end
$$;

-- From when on what was said is erased, by the town's setting of that day.
create function private.plan_erasing(request_id uuid) returns void
language sql set search_path = ''
as $$
  update private.request_words as said set erase_on = private.today() + coalesce((
    select settings.keep_days from public.request_settings as settings
    join public.requests as asked on settings.id in (select private.line_of(asked.branch_id))
    where asked.id = plan_erasing.request_id limit 1), 90)
  where said.id = plan_erasing.request_id
$$;

-- The member begins with it.
create function commands.take_request(request_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(asked.member_id = private.me());
  perform private.require_unfinished(asked);
  if asked.status = 'taken' then
    return;
  end if;
  update public.requests as kept set status = 'taken', taken_at = now(), offered_to = null where kept.id = request_id;
  perform private.note_step(request_id, 'taken');
end
$$;

-- What was said on the phone or at the door; for those who answer, not for the villager. Words about a villager are called
-- secret, so that the log of commands does not keep them: they are to be erased.
create function commands.note_request(request_id uuid, secret_words text) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(asked.member_id = private.me());
  perform private.require_unfinished(asked);
  if char_length(trim(secret_words)) not between 1 and 500 then
    perform private.refuse('bad-arguments');
  end if;
  if (select count(*) from private.request_steps as step where step.request_id = note_request.request_id) >= 50 then
    perform private.refuse('too-many-notes');
  end if;
  perform private.note_step(request_id, 'said', secret_words);
end
$$;

-- Done; the villager reads these words behind their link, and says what they think.
create function commands.finish_request(request_id uuid, secret_answer text) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(asked.member_id = private.me());
  perform private.require_unfinished(asked);
  if char_length(trim(secret_answer)) not between 1 and 500 then
    perform private.refuse('bad-arguments');
  end if;
  update public.requests as kept set
    status = 'done', taken_at = coalesce(kept.taken_at, now()), ended_at = now(), ended_on = private.today(), offered_to = null
  where kept.id = request_id;
  update private.request_words as said set answer = trim(secret_answer) where said.id = request_id;
  perform private.plan_erasing(request_id);
  perform private.note_step(request_id, 'done');
end
$$;

-- Passed on to another member of the branch, who has it once they accept.
create function commands.offer_request(request_id uuid, offered_to uuid, secret_words text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(asked.member_id = private.me());
  perform private.require_unfinished(asked);
  if (private.branch_of(offer_request.offered_to) = asked.branch_id and private.is_active(offer_request.offered_to) and offer_request.offered_to <> asked.member_id)
    is not true then
    perform private.refuse('not-in-the-branch');
  end if;
  update public.requests as kept set offered_to = offer_request.offered_to where kept.id = request_id;
  perform private.note_step(request_id, 'offered', secret_words, offer_request.offered_to);
end
$$;

create function commands.accept_request(request_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(asked.offered_to = private.me());
  update public.requests as kept set
    member_id = private.me(), offered_to = null, status = 'taken', taken_at = now()
  where kept.id = request_id;
  perform private.note_step(request_id, 'accepted', '', private.me());
end
$$;

create function commands.decline_request(request_id uuid, secret_words text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(asked.offered_to = private.me());
  update public.requests as kept set offered_to = null where kept.id = request_id;
  perform private.note_step(request_id, 'refused', secret_words, private.me());
end
$$;

-- The committee, or the town, gives it to another member: where it waits too long, or its member is away.
create function commands.assign_request(request_id uuid, member_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(private.may_write(asked.branch_id));
  perform private.require_unfinished(asked);
  if (private.branch_of(assign_request.member_id) = asked.branch_id and private.is_active(assign_request.member_id)) is not true then
    perform private.refuse('not-in-the-branch');
  end if;
  update public.requests as kept set member_id = assign_request.member_id, offered_to = null, status = 'new', taken_at = null
  where kept.id = request_id;
  perform private.note_step(request_id, 'assigned', '', assign_request.member_id);
end
$$;

-- What nobody meant, or what somebody asked of themselves: closed with a reason, and it counts for nothing.
create function commands.close_request(request_id uuid, secret_reason text) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(private.may_write(asked.branch_id));
  if asked.status = 'closed' then
    perform private.refuse('request-over');
  end if;
  if char_length(trim(secret_reason)) not between 1 and 200 then
    perform private.refuse('bad-arguments');
  end if;
  update public.requests as kept set
    status = 'closed', offered_to = null, ended_at = coalesce(kept.ended_at, now()),
    ended_on = coalesce(kept.ended_on, private.today())
  where kept.id = request_id;
  perform private.plan_erasing(request_id);
  perform private.note_step(request_id, 'closed', secret_reason);
end
$$;

-- Erases what was said in at most so many requests that ended long enough ago; the figures stay.
create function private.erase_old_requests(most int) returns int
language sql set search_path = ''
as $$
  with due as (
    select said.id from private.request_words as said
    where said.erase_on <= private.today()
    order by said.erase_on, said.id
    limit most
    for update skip locked
  ), blanked as (
    update private.request_steps as step set words = ''
    where step.request_id in (select id from due) and step.words <> ''
  ), erased as (
    delete from private.request_words as said where said.id in (select id from due) returning said.id
  )
  select count(*)::int from erased
$$;

insert into private.house_chores (name, done_by, most) values ('old requests', 'erase_old_requests', 20);

-- Who reads what villagers said, beside the member it is assigned to: the committee, the town, and a stationed cadre.
create function private.oversees_requests(branch_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from private.my_posts() as post
    where post.role in ('branch_secretary', 'branch_committee') and post.org_id = oversees_requests.branch_id
      or post.role in ('town_staff', 'stationed_cadre')
      and post.org_id in (select private.line_of(oversees_requests.branch_id)))
$$;

create function private.answers_request(asked public.requests) returns boolean
language sql stable set search_path = ''
as $$
  select (private.me() in (asked.member_id, asked.offered_to) or private.oversees_requests(asked.branch_id)) is true
$$;

create function private.wait_days_of(branch_id uuid) returns int
language sql stable set search_path = ''
as $$
  select coalesce((
    select wait_days from public.request_settings
    where id in (select private.line_of(wait_days_of.branch_id)) limit 1), 3)
$$;

-- A request as those read it who answer it. What has been erased is null.
create function private.request_told(asked public.requests) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', asked.id, 'member_id', asked.member_id, 'member', card.name, 'branch_id', asked.branch_id,
    'status', asked.status, 'offered_to', offered.name, 'is_offered_to_me', (asked.offered_to = private.me()) is true,
    'is_mine', asked.member_id = private.me(), 'came_at', private.epoch_ms(asked.came_at),
    'is_late', asked.status in ('new', 'taken') and asked.came_on + private.wait_days_of(asked.branch_id) < private.today(),
    'ended_on', asked.ended_on, 'rating', asked.rating,
    'villager', said.name, 'phone', said.phone, 'words', said.words, 'has_photo', said.photo is not null,
    'answer', said.answer, 'rating_words', said.rating_words,
    'steps', coalesce((
      select jsonb_agg(jsonb_build_object(
        'what', step.what, 'words', step.words, 'by', doer.name, 'to', other.name,
        'done_at', private.epoch_ms(step.done_at)) order by step.id)
      from private.request_steps as step
      join public.directory_cards as doer on doer.id = step.done_by
      left join public.directory_cards as other on other.id = step.member_id
      where step.request_id = asked.id), '[]'))
  from public.directory_cards as card
  left join private.request_words as said on said.id = asked.id
  left join public.directory_cards as offered on offered.id = asked.offered_to
  where card.id = asked.member_id
$$;

-- What is asked of me, or offered to me; what waits comes first.
create function public.my_requests() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null then private.not_allowed()
    else coalesce((
      select jsonb_agg(private.request_told(mine) order by mine.ended_at is not null, mine.came_at desc, mine.id)
      from (
        select * from public.requests as asked
        where asked.member_id = private.me() or asked.offered_to = private.me()
        order by asked.ended_at is not null, asked.came_at desc, asked.id
        limit 100
      ) as mine
    ), '[]')
  end
$$;
comment on function public.my_requests() is
  'Definer: what villagers said guards itself; answers only the member it is assigned or offered to.';

-- One more thing that may be looked at, beside those there are.
do $$
declare
  things text[] := array(
    select said[1] from pg_catalog.pg_constraint as c,
      regexp_matches(pg_catalog.pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') as said
    where c.conrelid = 'public.access_log'::regclass and c.conname = 'access_log_what_check');
begin
  alter table public.access_log drop constraint access_log_what_check;
  execute format('alter table public.access_log add constraint access_log_what_check check (what in (%s))', (
    select string_agg(quote_literal(thing), ', ' order by nth)
    from unnest(things || 'request'::text) with ordinality as listed (thing, nth)));
end
$$;

-- All requests of a branch, what waits first; the members they are assigned to read that somebody looked.
create function public.branch_requests(branch_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  shown public.requests[];
begin
  if private.me() is null or not private.oversees_requests(branch_id) then
    return private.not_allowed();
  end if;
  shown := array(
    select asked from public.requests as asked
    where asked.branch_id = branch_requests.branch_id
    order by asked.ended_at is not null, case when asked.ended_at is null then asked.came_at end, asked.came_at desc, asked.id
    limit 100);
  perform private.note_access(array(select distinct member_id from unnest(shown)), 'request');
  return coalesce((
    select jsonb_agg(private.request_told(row(asked.*)::public.requests) order by asked.ended_at is not null,
      case when asked.ended_at is null then asked.came_at end, asked.came_at desc, asked.id)
    from unnest(shown) as asked), '[]');
end
$$;
comment on function public.branch_requests(uuid) is
  'Definer: what villagers said guards itself; answers the committee, the town and the stationed cadre, and writes down that they read.';

-- How many there are in each branch below, for everybody who oversees one; no word of what was said.
create function public.request_totals(org_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or (org_id in (select private.my_reach())) is not true then private.not_allowed()
    else coalesce((
      select jsonb_agg(jsonb_build_object(
        'branch_id', branch.id, 'open', figures.open, 'late', figures.late, 'done', figures.done,
        'satisfied', figures.satisfied, 'rated', figures.rated) order by branch.name)
      from public.orgs as branch
      cross join lateral (
        select
          count(*) filter (where asked.status in ('new', 'taken')) as open,
          count(*) filter (
            where asked.status in ('new', 'taken')
              and asked.came_on + private.wait_days_of(branch.id) < private.today()) as late,
          count(*) filter (where asked.status = 'done') as done,
          count(*) filter (where asked.status = 'done' and asked.rating = 'satisfied') as satisfied,
          count(*) filter (where asked.status = 'done' and asked.rating is not null) as rated
        from public.requests as asked
        where asked.branch_id = branch.id and asked.came_on >= date_trunc('year', private.today()::timestamp)::date
      ) as figures
      where branch.id in (select private.below(array[request_totals.org_id]))
        and branch.kind in ('village_branch', 'special_branch')
    ), '[]')
  end
$$;
comment on function public.request_totals(uuid) is
  'Definer: adds up requests that the caller may not read one by one.';

-- The photo that came with a request, for those who answer it.
create function public.request_photo(request_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  asked public.requests := (select kept from public.requests as kept where kept.id = request_id);
  found bytea := (select said.photo from private.request_words as said where said.id = request_id);
begin
  if private.me() is null or found is null or not private.answers_request(asked) then
    return private.not_allowed();
  end if;
  perform private.note_access(array[asked.member_id], 'request');
  return jsonb_build_object('photo', translate(encode(found, 'base64'), E'\n', ''));
end
$$;
comment on function public.request_photo(uuid) is
  'Definer: photos guard themselves; answers those who answer the request, and writes down that they looked.';

select private.open_door('public.my_requests()');
select private.open_door('public.branch_requests(uuid)');
select private.open_door('public.request_totals(uuid)');
select private.open_door('public.request_photo(uuid)');

-- Of a month: what was done and found good, on the day it was found so; before that nobody knows.
create function private.requests_satisfied_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select asked.member_id, asked.id, asked.rated_on, 1
  from public.requests as asked
  where asked.member_id = any (requests_satisfied_in.people) and asked.status = 'done' and asked.rating = 'satisfied'
    and asked.rated_on between requests_satisfied_in.month and private.end_of_month(requests_satisfied_in.month)
$$;

insert into private.fact_sources (name, found_by) values ('request_satisfied', 'requests_satisfied_in');

create function private.request_was_rated() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts(array[new.member_id], private.month_of(new.rated_on));
  return null;
end
$$;
comment on function private.request_was_rated() is
  'Definer: facts guard themselves; whoever rates or closes a request, what counts is written by the house.';
create trigger request_was_rated after update of rating, status on public.requests
for each row when (new.rated_on is not null) execute function private.request_was_rated();

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
