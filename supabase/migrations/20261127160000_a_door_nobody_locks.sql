-- A stranger with one card fills nobody else's counters; what villagers said stays with the branch it was said to; and what
-- a member does again and again ends.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Which header names the caller, set by whoever runs the server in front: any other could be made up by the caller.
alter table private.town_state add column address_header text not null default 'x_forwarded_for'
check (address_header in ('x_forwarded_for', 'cf_connecting_ip', 'x_real_ip', 'none'));
comment on column private.town_state.address_header is
'The header, with lines for its dashes, that the server in front writes the caller''s address into; of several, the last counts.';

create or replace function private.caller_address() returns text
language sql stable set search_path = ''
as $$
  select nullif(trim(split_part(heard ->> replace(town.address_header, '_', '-'), ',', -1)), '')
  from private.town_state as town,
    (select nullif(current_setting('request.headers', true), '')::jsonb as heard) as request
$$;

-- The counter that something shares with others: which, nobody outside can work out.
create function private.counter_of(about text) returns int
language sql stable set search_path = ''
as $$
  select (get_byte(sealed, 0) * 256 + get_byte(sealed, 1)) & 4095
  from (
    select extensions.hmac(convert_to('counter ' || about, 'UTF8'), seal_key, 'sha256') as sealed from private.town_state
  ) as town
$$;

create function private.has_room(what text, about text, most int) returns boolean
language sql stable set search_path = ''
as $$
  select not exists (
    select from private.request_counts as kept
    where kept.what = has_room.what and kept.bucket = private.counter_of(about) and kept.on_day = private.today()
      and kept.counted >= most)
$$;

create or replace function private.one_more_request(what text, about text, most int) returns boolean
language sql set search_path = ''
as $$
  insert into private.request_counts as kept (what, bucket, on_day, counted)
  values (what, private.counter_of(about), private.today(), 1)
  on conflict on constraint request_counts_pkey do update set
    counted = case when kept.on_day = excluded.on_day then least(kept.counted + 1, 1000) else 1 end, on_day = excluded.on_day
  returning counted <= most
$$;

create or replace function public.send_request(
  card text, request_id text, follow text, name text, phone text, words text, photo text default null, device text default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  link private.contact_links := private.link_by(card);
  fault text := private.request_fault(request_id, follow, name, phone, words, photo);
  follow_print bytea := private.hash_of_secret(follow);
  branch uuid;
  -- Where nothing is known of it, nobody shares a counter.
  address text := coalesce(private.caller_address(), gen_random_uuid()::text);
  browser text := coalesce(left(device, 64), '');
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
  -- What is full is looked at before anything is counted, and the card first: whoever is refused fills nobody's counter,
  -- and with one card nobody fills more counters than the card has requests.
  if not private.has_room('card', link.member_id::text, 20) then
    return jsonb_build_object('refused', 'card-asked-enough');
  end if;
  if not (private.has_room('address', address, 40) and private.has_room('device', browser, 5)) then
    return jsonb_build_object('refused', 'asked-enough-today');
  end if;
  if not private.one_more_request('card', link.member_id::text, 20) then
    return jsonb_build_object('refused', 'card-asked-enough');
  end if;
  if not (private.one_more_request('address', address, 40) and private.one_more_request('device', browser, 5)) then
    return jsonb_build_object('refused', 'asked-enough-today');
  end if;
  branch := private.branch_held(link.member_id);
  insert into public.requests (id, member_id, branch_id, came_on)
  values (request_id::uuid, link.member_id, branch, private.today());
  insert into private.request_words (id, name, phone, words, photo, follow_hash)
  values (request_id::uuid, trim(name), phone, trim(words), decode(photo, 'base64'), follow_print);
  return jsonb_build_object('ok', true);
end
$$;

-- A new link; what was printed before leads nowhere any more. The card's day goes on: it is the member's, not the link's.
create or replace function commands.make_contact_link(link_id uuid, member_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform from public.members where id = member_id for no key update;
  perform private.require(private.keeps_card_of(member_id) and private.is_active(member_id));
  if (
    select count(*) from private.contact_links as made
    where made.member_id = make_contact_link.member_id and made.made_at > now() - interval '1 day') >= 5 then
    perform private.refuse('often-enough');
  end if;
  perform private.revoke_links_of(member_id);
  insert into private.contact_links (id, member_id, secret_hash, made_by)
  values (link_id, member_id, private.hash_of_secret(private.contact_secret(link_id)), private.me());
end
$$;

-- Mine, and still of my branch: whoever has moved away answers nobody there any more.
create function private.is_asked_of_me(asked public.requests, whose uuid) returns boolean
language sql stable set search_path = ''
as $$ select (whose = private.me() and private.branch_of(whose) = asked.branch_id) is true $$;

create or replace function private.note_step(request_id uuid, what text, words text default '', member_id uuid default null) returns void
language plpgsql set search_path = ''
as $$
begin
  -- Passed to and fro it is as long as with notes; that it is done, or closed, can always be said.
  if note_step.what not in ('done', 'closed') and (
    select count(*) from private.request_steps as step where step.request_id = note_step.request_id) >= 50 then
    perform private.refuse('too-many-notes');
  end if;
  insert into private.request_steps (request_id, what, words, done_by, member_id)
  values (note_step.request_id, note_step.what, trim(note_step.words), private.me(), note_step.member_id);
end
$$;

create or replace function commands.take_request(request_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(private.is_asked_of_me(asked, asked.member_id));
  perform private.require_unfinished(asked);
  if asked.status = 'taken' then
    return;
  end if;
  update public.requests as kept set status = 'taken', taken_at = now(), offered_to = null where kept.id = request_id;
  perform private.note_step(request_id, 'taken');
end
$$;

create or replace function commands.note_request(request_id uuid, secret_words text) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(private.is_asked_of_me(asked, asked.member_id));
  perform private.require_unfinished(asked);
  if char_length(trim(secret_words)) not between 1 and 500 then
    perform private.refuse('bad-arguments');
  end if;
  perform private.note_step(request_id, 'said', secret_words);
end
$$;

create or replace function commands.finish_request(request_id uuid, secret_answer text) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(private.is_asked_of_me(asked, asked.member_id));
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

create or replace function commands.offer_request(request_id uuid, offered_to uuid, secret_words text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(private.is_asked_of_me(asked, asked.member_id));
  perform private.require_unfinished(asked);
  if (private.branch_of(offer_request.offered_to) = asked.branch_id and private.is_active(offer_request.offered_to) and offer_request.offered_to <> asked.member_id)
    is not true then
    perform private.refuse('not-in-the-branch');
  end if;
  update public.requests as kept set offered_to = offer_request.offered_to where kept.id = request_id;
  perform private.note_step(request_id, 'offered', secret_words, offer_request.offered_to);
end
$$;

create or replace function commands.accept_request(request_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(private.is_asked_of_me(asked, asked.offered_to));
  update public.requests as kept set
    member_id = private.me(), offered_to = null, status = 'taken', taken_at = now()
  where kept.id = request_id;
  perform private.note_step(request_id, 'accepted', '', private.me());
end
$$;

create or replace function commands.decline_request(request_id uuid, secret_words text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.requests := private.hold_request(request_id);
begin
  perform private.require(private.is_asked_of_me(asked, asked.offered_to));
  update public.requests as kept set offered_to = null where kept.id = request_id;
  perform private.note_step(request_id, 'refused', secret_words, private.me());
end
$$;

create or replace function private.answers_request(asked public.requests) returns boolean
language sql stable set search_path = ''
as $$
  select (private.me() in (asked.member_id, asked.offered_to) and private.branch_of(private.me()) = asked.branch_id
    or private.oversees_requests(asked.branch_id)) is true
$$;

create or replace function public.my_requests() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null then private.not_allowed()
    else coalesce((
      select jsonb_agg(private.request_told(mine) order by mine.ended_at is not null, mine.came_at desc, mine.id)
      from (
        select * from public.requests as asked
        where (asked.member_id = private.me() or asked.offered_to = private.me())
          and asked.branch_id = (select private.my_branch())
        order by asked.ended_at is not null, asked.came_at desc, asked.id
        limit 100
      ) as mine
    ), '[]')
  end
$$;

-- Whoever moves away, leaves or may not come in any more has nothing left to answer: what was offered to them is theirs no
-- more, what they had and is not done goes to the branch's secretary, else to another of its committee.
create function private.hand_requests_on() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  heir uuid;
begin
  update public.requests as kept set offered_to = null where kept.offered_to = new.id;
  select post.member_id into heir
  from public.appointments as post join public.members as holder on holder.id = post.member_id
  where post.org_id = old.branch_id and post.role in ('branch_secretary', 'branch_committee')
    and holder.branch_id = old.branch_id and holder.id <> new.id and private.is_active(holder.id)
    and post.from_day <= private.today() and (post.until_day is null or post.until_day >= private.today())
  order by post.role desc, post.from_day limit 1;
  update public.requests as kept set member_id = heir, status = 'new', taken_at = null, offered_to = null
  where kept.member_id = new.id and kept.branch_id = old.branch_id and kept.status in ('new', 'taken') and heir is not null;
  -- Whom they looked after in one branch says nothing to another.
  update public.duty_terms as term set households = default where term.member_id = new.id and old.branch_id <> new.branch_id;
  return null;
end
$$;
comment on function private.hand_requests_on() is
  'Definer: requests guard themselves; whoever moves or suspends a member, the house names who answers theirs.';
create trigger hand_requests_on
after update on public.members
for each row when (
  old.branch_id <> new.branch_id
  or old.left_on is null and new.left_on is not null
  or old.suspended_at is null and new.suspended_at is not null
)
execute function private.hand_requests_on();

create or replace function commands.ask_duty(term_id uuid, member_id uuid, post_id uuid, words text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid;
begin
  perform from public.members where id = member_id for no key update;
  branch := private.branch_of(member_id);
  perform private.require(
    private.me() is not null and (branch = private.my_branch() or private.may_write(branch)) and private.is_active(member_id)
    and (select org_id from public.duty_posts where id = post_id) = private.town_of(member_id));
  if not (select is_open from public.duty_posts where id = post_id) then
    perform private.refuse('post-closed');
  end if;
  if private.holds_duty(member_id, post_id, private.today()) or exists (
    select from public.duty_terms as term
    where term.member_id = ask_duty.member_id and term.post_id = ask_duty.post_id and term.status = 'asked') then
    perform private.refuse('post-held');
  end if;
  if (
    select count(*) from public.duty_terms as term where term.asked_by = private.me() and term.status = 'asked') >= 20 then
    perform private.refuse('too-many-asked');
  end if;
  -- Asked for and taken back again leaves a row on everybody's phone each time.
  if (
    select count(*) from private.command_log as log
    where log.member_id = private.me() and log.name = 'ask_duty' and log.code is null
      and log.judged_at > now() - interval '30 days') >= 40 then
    perform private.refuse('often-enough');
  end if;
  insert into public.duty_terms (id, member_id, branch_id, post_id, status, words, asked_by)
  values (term_id, member_id, branch, post_id, 'asked', trim(words), private.me());
end
$$;

-- A name as it is read: what cannot be seen makes no other household of it.
create function private.plain_name(name text) returns text
language sql immutable set search_path = ''
as $$
  select trim(regexp_replace(normalize(name, NFKC), '[\u200B-\u200F\u2028-\u202F\u2060-\u2064\u3000\uFEFF\u00AD[:space:]]+', ' ', 'g'))
$$;

create or replace function commands.record_visit(
  visit_id uuid, household text, visited_on date, purpose text, asked text default '', promise text default '',
  promise_by date default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid := private.branch_held(private.me());
begin
  perform private.require(branch is not null);
  if (visited_on between private.today() - 60 and private.today()) is not true then
    perform private.refuse('day-out-of-range');
  end if;
  if exists (
    select from public.visits as kept
    where kept.member_id = private.me() and kept.visited_on = record_visit.visited_on
      and kept.household = private.plain_name(record_visit.household)) then
    perform private.refuse('visit-there-already');
  end if;
  -- Those taken back count too: each leaves a trace on the committee's phones.
  if (
    select count(*) from private.command_log as log
    where log.member_id = private.me() and log.name = 'record_visit' and log.code is null
      and log.judged_at > now() - interval '1 day') >= 20 then
    perform private.refuse('often-enough');
  end if;
  insert into public.visits (id, member_id, branch_id, household, visited_on, purpose, asked, promise, promise_by)
  values (
    visit_id, private.me(), branch, private.plain_name(household), visited_on, purpose, trim(asked), trim(promise), promise_by);
end
$$;

-- What was said at somebody's door stays with the branch whose member went there.
update private.synced_tables set moves = false where name = 'visits';

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
