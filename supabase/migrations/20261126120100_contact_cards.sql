-- Contact cards: a member's name, post and promise behind a link that is printed and put up at a villager's door. How a
-- caller without an account is answered: 0028.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table private.member_photos (
  id uuid primary key references public.members (id),
  -- A JPEG in Base64, of nine kilobytes at most.
  jpeg text not null check (char_length(jpeg) <= 12288 and jpeg ~ '^/9j/[A-Za-z0-9+/]+={0,2}$'),
  set_at timestamptz not null default now()
);
comment on table private.member_photos is
'A small picture of a member, read online with the card: forty of them would be half a megabyte on every phone of a branch.';
alter table private.member_photos enable row level security;

create table private.contact_links (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  secret_hash bytea not null unique,
  made_by uuid not null references public.members (id),
  made_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_by uuid references public.members (id),
  check ((revoked_at is null) = (revoked_by is null))
);
comment on table private.contact_links is
'What a printed card leads by. Its secret is made of the id with a key of the house, so that it can be printed again; only its hash is kept.';
create unique index contact_links_open_idx on private.contact_links (member_id) where revoked_at is null;
create index contact_links_member_id_idx on private.contact_links (member_id);
create index contact_links_made_by_idx on private.contact_links (made_by);
create index contact_links_revoked_by_idx on private.contact_links (revoked_by);
alter table private.contact_links enable row level security;

-- A hundred and forty-four bits that nobody can guess and the house can make again.
create function private.contact_secret(link_id uuid) returns text
language sql stable set search_path = ''
as $$
  select translate(encode(substr(
    extensions.hmac(convert_to('contact card ' || link_id, 'UTF8'), seal_key, 'sha256'), 1, 18), 'base64'), '+/', '-_')
  from private.town_state
$$;

-- Cut before it is read: a visitor may send much.
create function private.hash_of_secret(secret text) returns bytea
language sql immutable set search_path = ''
as $$ select sha256(convert_to(left(coalesce(secret, ''), 64), 'UTF8')) $$;

-- The card's own member, or whoever keeps the register of their branch.
create function private.keeps_card_of(member_id uuid) returns boolean
language sql stable set search_path = ''
as $$ select (member_id = private.me() or private.keeps_roster_of(private.branch_of(member_id))) is true $$;

create function private.revoke_links_of(member_id uuid) returns void
language sql set search_path = ''
as $$
  update private.contact_links as link set revoked_at = now(), revoked_by = private.me()
  where link.member_id = revoke_links_of.member_id and link.revoked_at is null
$$;

-- A new link; what was printed before leads nowhere any more.
create function commands.make_contact_link(link_id uuid, member_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform from public.members where id = member_id for no key update;
  perform private.require(private.keeps_card_of(member_id) and private.is_active(member_id));
  perform private.revoke_links_of(member_id);
  insert into private.contact_links (id, member_id, secret_hash, made_by)
  values (link_id, member_id, private.hash_of_secret(private.contact_secret(link_id)), private.me());
end
$$;

create function commands.revoke_contact_link(member_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform from public.members where id = member_id for no key update;
  perform private.require(private.keeps_card_of(member_id));
  perform private.revoke_links_of(member_id);
end
$$;

-- Without a picture, the one there was is taken away.
create function commands.set_member_photo(member_id uuid, jpeg text default null) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.keeps_card_of(member_id));
  if jpeg is null then
    delete from private.member_photos where id = member_id;
    return;
  end if;
  if char_length(jpeg) > 12288 then
    perform private.refuse('too-big');
  end if;
  insert into private.member_photos as kept (id, jpeg) values (member_id, jpeg)
  on conflict (id) do update set jpeg = excluded.jpeg, set_at = now();
end
$$;

-- What stands on a card, for whoever may see it.
create function private.card_told(member_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'name', card.name, 'branch', branch.name, 'town', town.name,
    -- What the secretary wrote as their post may be one of them.
    'post', concat_ws('、', duties.held, case when strpos(coalesce(duties.held, ''), card.post) = 0 then nullif(card.post, '') end),
    'promise', coalesce(card.promise, ''), 'phone', card.phone, 'photo', photo.jpeg)
  from public.directory_cards as card
  join public.orgs as branch on branch.id = card.branch_id
  cross join lateral (select private.duties_of(card.id) as held) as duties
  left join public.orgs as town on town.id = private.town_of(card.id)
  left join private.member_photos as photo on photo.id = card.id
  where card.id = card_told.member_id
$$;

-- The same with what it is printed by, which is not for everybody who may see the card.
create function private.card_to_print(member_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select private.card_told(card_to_print.member_id) || jsonb_build_object(
    'member_id', card_to_print.member_id,
    'secret', (
      select private.contact_secret(link.id) from private.contact_links as link
      where link.member_id = card_to_print.member_id and link.revoked_at is null))
$$;

-- A member's card as it is printed: for the member, and for whoever keeps the register of their branch.
create function public.contact_card(member_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or not private.keeps_card_of(member_id) then private.not_allowed()
    else private.card_to_print(member_id)
  end
$$;
comment on function public.contact_card(uuid) is
  'Definer: photos and links guard themselves; answers only whose card it is, and who keeps the register.';

-- All cards of a branch, for printing.
create function public.branch_contact_cards(branch_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or private.keeps_roster_of(branch_id) is not true then private.not_allowed()
    else coalesce((
      select jsonb_agg(private.card_to_print(member.id) order by card.name, member.id)
      from public.members as member join public.directory_cards as card on card.id = member.id
      where member.branch_id = branch_contact_cards.branch_id and member.suspended_at is null and member.left_on is null
    ), '[]')
  end
$$;
comment on function public.branch_contact_cards(uuid) is
  'Definer: photos and links guard themselves; answers only who keeps the register of the branch.';

-- The link that a secret leads by, while it is good and its member is there.
create function private.link_by(secret text) returns private.contact_links
language sql stable set search_path = ''
as $$
  select link from private.contact_links as link
  where link.secret_hash = private.hash_of_secret(secret) and link.revoked_at is null and private.is_active(link.member_id)
$$;

-- The card behind a link, for anybody who has it. What is unknown, revoked or no secret at all is looked for in the same
-- way and answered in the same words.
create function public.public_card(secret text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    private.card_told((select member_id from private.link_by(secret))), jsonb_build_object('refused', 'no-such-card'))
$$;
comment on function public.public_card(text) is
  'Definer: a villager without an account asks; whoever holds the secret of a card reads what is printed on it, and no more.';

-- Opens a function to visitors as well. There is no policy that lets them read a row; what such a function answers is all.
create function private.open_door_to_anyone(door regprocedure) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.open_door(door);
  execute format(
    'grant execute on function %s, %s to anon', door,
    (select format('api.%I(%s)', proname, pg_catalog.oidvectortypes(proargtypes)) from pg_catalog.pg_proc where oid = door));
end
$$;
comment on function private.open_door_to_anyone(regprocedure) is
'Makes a function of public callable by whoever comes by, under the same name in api.';

select private.open_door('public.contact_card(uuid)');
select private.open_door('public.branch_contact_cards(uuid)');
select private.open_door_to_anyone('public.public_card(text)');

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
