-- Activation cards: how a person with nothing but a printed card comes in, and how a lost phone is cut off.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table private.activation_cards (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  login_number text not null unique check (login_number ~ '^\d{8}$'),
  code_hash text not null,
  issued_by uuid not null references public.members (id),
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '30 days',
  used_at timestamptz,
  revoked_at timestamptz
);
comment on table private.activation_cards is 'A printed card: usable once, for thirty days, its code kept only as a hash.';
create index activation_cards_member_id_idx on private.activation_cards (member_id);
create index activation_cards_issued_by_idx on private.activation_cards (issued_by);
alter table private.activation_cards enable row level security;

create table private.card_tries (
  bucket int primary key check (bucket between 0 and 1023),
  tries int not null,
  since timestamptz not null default now()
);
comment on table private.card_tries is
'Wrong tries of an hour. Login numbers, real or not, share a thousand counters: invented ones fill no table, and sound like real ones.';
alter table private.card_tries enable row level security;

-- Sixteen digits of which the last is the Luhn check digit of the others: fifty bits that survive a misreading.
create function private.is_card_code(code text) returns boolean
language sql immutable set search_path = ''
as $$
  select code ~ '^\d{16}$' and (
    select sum(case when nth % 2 = 0 then digit when digit > 4 then digit * 2 - 9 else digit * 2 end) % 10 = 0
    from unnest(string_to_array(code, null)) with ordinality as said (word, nth)
    cross join lateral (select word::int as digit) as read
  )
$$;

-- A town post can only be handed a new key by the town: or a village secretary could become the town.
create function private.may_issue_card_to(member_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select private.is_town_over(private.branch_of(may_issue_card_to.member_id)) or (
    private.keeps_roster_of(private.branch_of(may_issue_card_to.member_id))
    and not exists (
      select from public.appointments as post
      where post.member_id = may_issue_card_to.member_id
        and post.org_id <> private.branch_of(may_issue_card_to.member_id)
        and (post.until_day is null or post.until_day >= private.today())
    )
  )
$$;

-- A new card cuts off the old account at once, and makes a card not yet used worthless.
create function commands.issue_card(card_id uuid, member_id uuid, login_number text, secret_code text) returns void
language plpgsql set search_path = ''
as $$
begin
  if not private.may_issue_card_to(member_id) then
    perform private.refuse(
      case when private.keeps_roster_of(private.branch_of(member_id)) then 'ask-the-town' else 'not-allowed' end);
  end if;
  if private.is_card_code(secret_code) is not true then
    perform private.refuse('bad-arguments');
  end if;
  if exists (select from private.activation_cards as taken where taken.login_number = issue_card.login_number) then
    perform private.refuse('number-taken');
  end if;
  perform from public.members where id = member_id for update;
  update private.activation_cards as card set revoked_at = now()
  where card.member_id = issue_card.member_id and card.used_at is null and card.revoked_at is null;
  delete from private.accounts as account where account.member_id = issue_card.member_id;
  insert into private.activation_cards (id, member_id, login_number, code_hash, issued_by)
  values (
    card_id, member_id, login_number, extensions.crypt(secret_code, extensions.gen_salt('bf', 8)), private.me());
end
$$;

-- Who has risen above the branch, or left it, comes in with no card that the branch handed out: it may have kept a copy.
create function private.void_cards_from_below(member_id uuid) returns void
language sql set search_path = ''
as $$
  update private.activation_cards as card set revoked_at = now()
  where card.member_id = void_cards_from_below.member_id and card.used_at is null and card.revoked_at is null
    and not exists (
      select from public.appointments as post
      where post.member_id = card.issued_by and post.role = 'town_staff'
        and post.from_day <= private.today() and (post.until_day is null or post.until_day >= private.today())
    )
$$;

create function commands.revoke_card(card_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.may_issue_card_to(
    (select card.member_id from private.activation_cards as card where card.id = card_id)));
  update private.activation_cards set revoked_at = now()
  where id = card_id and used_at is null and revoked_at is null;
end
$$;

-- Counts a wrong try; true when there were more than ten within the hour. A right code is never asked for this: with
-- fifty bits there is nothing to guess, and others' guesses must keep nobody out.
create function private.too_many_tries(login_number text) returns boolean
language plpgsql set search_path = ''
as $$
declare
  tries_now int;
begin
  insert into private.card_tries as kept (bucket, tries)
  values ((hashtextextended(left(coalesce(login_number, ''), 20), 0) & 1023)::int, 1)
  on conflict on constraint card_tries_pkey do update
  set tries = case when kept.since < now() - interval '1 hour' then 1 else least(kept.tries + 1, 1000) end,
    since = case when kept.since < now() - interval '1 hour' then now() else kept.since end
  returning tries into tries_now;
  return tries_now > 10;
end
$$;

-- The card that this number and code open now, if any; wrong, used, revoked and expired cards look and last alike.
create function private.card_for(login_number text, code text) returns uuid
language plpgsql stable set search_path = ''
as $$
declare
  card private.activation_cards;
  -- Cut before it is read: a visitor may send two megabytes.
  digits text := regexp_replace(left(coalesce(code, ''), 64), '[\s-]', '', 'g');
  -- What a number without a card is compared with, so that it takes as long.
  nobody constant text := '$2a$08$NxrsbMvgIAxkrHdlVCTmzu0Zbb3c0o0c0s6qtX2rJgIuO3nD2mJ2a';
  matches boolean;
begin
  select * into card from private.activation_cards
  where activation_cards.login_number = left(card_for.login_number, 20);
  matches := extensions.crypt(digits, coalesce(card.code_hash, nobody)) = card.code_hash;
  if matches is not true or card.used_at is not null or card.revoked_at is not null or card.expires_at <= now()
    or exists (
      select from public.members
      where members.id = card.member_id and (members.suspended_at is not null or members.left_on is not null))
  then
    return null;
  end if;
  return card.id;
end
$$;

-- Asked before a sign-in is made, by a visitor who has only the card.
create function public.check_card(login_number text, code text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  if private.card_for(login_number, code) is not null then
    return jsonb_build_object('ok', true);
  end if;
  if private.too_many_tries(login_number) then
    return jsonb_build_object('refused', 'too-many-attempts');
  end if;
  return jsonb_build_object('ok', false);
end
$$;
comment on function public.check_card(text, text) is
  'Definer: a visitor without a sign-in asks; wrong tries are counted, and the answer is only yes or no.';

-- The login number this sign-in was made for; it is the first part of its address.
create function private.my_login_number() returns text
language sql stable set search_path = ''
as $$ select substring(auth.jwt() ->> 'email' from '^(\d{8})@card\.pioneer-home\.invalid$') $$;

create function private.activated(member_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('ok', true, 'member_id', card.id, 'name', card.name)
  from public.directory_cards as card where card.id = activated.member_id
$$;

-- Binds the sign-in that calls to the member whose card this is; the card is used up by it.
create function public.activate(code text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  caller uuid := auth.uid();
  login text := private.my_login_number();
  bound private.accounts;
  card_id uuid;
  card private.activation_cards;
begin
  if caller is null then
    return jsonb_build_object('ok', false, 'code', 'card-not-valid');
  end if;
  select * into bound from private.accounts where user_id = caller;
  if found then
    -- The first answer was lost on the way: the same again, for the same card.
    return case
      when private.me() is null then jsonb_build_object('ok', false, 'code', 'cut-off')
      when bound.login_number = login then private.activated(bound.member_id)
      else jsonb_build_object('ok', false, 'code', 'already-active')
    end;
  end if;
  card_id := private.card_for(login, code);
  update private.activation_cards set used_at = now() where id = card_id and used_at is null and revoked_at is null
  returning * into card;
  if card.id is null then
    return jsonb_build_object('ok', false, 'code',
      case when private.too_many_tries(login) then 'too-many-attempts' else 'card-not-valid' end);
  end if;
  insert into private.accounts (member_id, user_id, login_number) values (card.member_id, caller, card.login_number)
  on conflict (member_id) do update
  set user_id = excluded.user_id, login_number = excluded.login_number, bound_at = now();
  return private.activated(card.member_id);
end
$$;
comment on function public.activate(text) is
  'Definer: the caller is nobody yet; only a valid card makes them somebody, and wrong tries are counted.';

-- Who this sign-in belongs to.
create function public.whoami() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when auth.uid() is null then jsonb_build_object('refused', 'signed-out')
    when private.me() is null then jsonb_build_object('refused', 'cut-off')
    else (
      select jsonb_build_object('member_id', card.id, 'name', card.name, 'login_number', account.login_number)
      from public.directory_cards as card
      join private.accounts as account on account.member_id = card.id
      where card.id = private.me())
  end
$$;
comment on function public.whoami() is
  'Definer: the login number lives in a table that guards itself; only ever the caller''s own.';

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
revoke execute on function public.check_card(text, text), public.activate(text), public.whoami()
from public, anon, authenticated, service_role;
grant execute on function public.check_card(text, text), public.whoami() to anon, authenticated;
grant execute on function public.activate(text) to anon, authenticated;
