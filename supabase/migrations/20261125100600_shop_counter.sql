-- At the counter: who stands there is shown by the order's code, by the member's PIN, or by a signature on paper.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table private.shop_pins (
  member_id uuid primary key references public.members (id),
  pin_hash text not null,
  set_at timestamptz not null default now()
);
comment on table private.shop_pins is 'What a member types in at the counter, kept only as a hash.';
alter table private.shop_pins enable row level security;

-- A refused command leaves nothing behind, so what must be counted is asked and never commanded.
create table private.shop_tries (
  -- Whose PIN it was, who chose one, or which shopkeeper typed in the codes.
  member_id uuid not null references public.members (id),
  what text not null check (what in ('pin', 'new_pin', 'code')),
  on_day date not null,
  tries int not null,
  primary key (member_id, what)
);
comment on table private.shop_tries is 'Wrong PINs and wrong codes of a day, and how often a PIN was chosen.';
alter table private.shop_tries enable row level security;

create table private.shop_proofs (
  order_id uuid primary key references public.shop_orders (id),
  how text not null check (how in ('code', 'pin')),
  seen_by uuid not null references public.members (id),
  seen_at timestamptz not null default now()
);
comment on table private.shop_proofs is 'That a shopkeeper was shown the code of an order or typed in the right PIN; used up by handing it out.';
create index shop_proofs_seen_by_idx on private.shop_proofs (seen_by);
alter table private.shop_proofs enable row level security;

-- Counts a try before it is judged, so that of many at once no more than so many are; false when there were enough.
create function private.may_try(member_id uuid, what text, most int) returns boolean
language sql set search_path = ''
as $$
  insert into private.shop_tries as kept (member_id, what, on_day, tries) values (member_id, what, private.today(), 1)
  on conflict on constraint shop_tries_pkey do update set
    tries = case when kept.on_day = excluded.on_day then least(kept.tries + 1, 1000) else 1 end, on_day = excluded.on_day
  returning tries <= most
$$;

-- It was right: it does not count.
create function private.was_right(member_id uuid, what text) returns void
language sql set search_path = ''
as $$
  update private.shop_tries as kept set tries = kept.tries - 1
  where kept.member_id = was_right.member_id and kept.what = was_right.what and kept.tries > 0
$$;

create function private.keep_proof(order_id uuid, how text) returns void
language sql set search_path = ''
as $$
  insert into private.shop_proofs as kept (order_id, how, seen_by) values (order_id, how, private.me())
  on conflict on constraint shop_proofs_pkey do update
  set how = excluded.how, seen_by = excluded.seen_by, seen_at = now()
$$;

-- The member chooses four to six digits, though not one over and over, nor one after the other. Ten times a day: hashing
-- is slow on purpose, and one trip brings fifty acts.
create function commands.set_shop_pin(secret_pin text) returns void
language plpgsql set search_path = ''
as $$
begin
  if left(secret_pin, 20) !~ '^[0-9]{4,6}$' or secret_pin = repeat(left(secret_pin, 1), length(secret_pin))
    or strpos('0123456789 9876543210', secret_pin) > 0 then
    perform private.refuse('bad-arguments');
  end if;
  if not private.may_try(private.me(), 'new_pin', 10) then
    perform private.refuse('too-many-attempts');
  end if;
  insert into private.shop_pins as kept (member_id, pin_hash)
  values (private.me(), extensions.crypt(secret_pin, extensions.gen_salt('bf', 8)))
  on conflict (member_id) do update set pin_hash = excluded.pin_hash, set_at = now();
end
$$;

create function private.has_phone(member_id uuid) returns boolean
language sql stable set search_path = ''
as $$ select exists (select from private.accounts as account where account.member_id = has_phone.member_id) $$;

-- An order as the shopkeeper is told of it: no code, no balance.
create function private.order_told(asked public.shop_orders) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', asked.id, 'member_id', asked.member_id, 'name', card.name, 'branch', branch.name,
    'item_id', asked.item_id, 'item', item.name, 'quantity', asked.quantity, 'price_tenths', asked.price_tenths,
    'state', asked.state, 'reserved_at', private.epoch_ms(asked.reserved_at), 'held_until', asked.held_until,
    'collected_at', private.epoch_ms(asked.collected_at), 'confirmed', asked.confirmed,
    'has_phone', private.has_phone(asked.member_id),
    'has_pin', exists (select from private.shop_pins as pin where pin.member_id = asked.member_id))
  from public.directory_cards as card
  join public.orgs as branch on branch.id = card.branch_id
  cross join public.shop_items as item
  where card.id = asked.member_id and item.id = asked.item_id
$$;

-- The order that this code belongs to. Having been shown it, the shopkeeper may hand it out.
create function public.shop_order(org_id uuid, code text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  asked public.shop_orders;
begin
  if private.me() is null or not private.keeps_shop(org_id) then
    return private.not_allowed();
  end if;
  if (left(code, 20) ~ '^\d{6}$') is not true then
    return jsonb_build_object('refused', 'bad-arguments');
  end if;
  if not private.may_try(private.me(), 'code', 30) then
    return jsonb_build_object('refused', 'too-many-attempts');
  end if;
  select * into asked from public.shop_orders as kept
  where kept.code = shop_order.code and kept.org_id = shop_order.org_id
  order by kept.state = 'reserved' desc, kept.reserved_at desc
  limit 1;
  if asked.id is null then
    return jsonb_build_object('refused', 'no-such-code');
  end if;
  if private.why_not_open(asked) is not null then
    return jsonb_build_object('refused', private.why_not_open(asked));
  end if;
  perform private.was_right(private.me(), 'code');
  perform private.keep_proof(asked.id, 'code');
  return private.order_told(asked);
end
$$;
comment on function public.shop_order(uuid, text) is
  'Definer: orders guard themselves; answers only who keeps the shop, and counts codes that lead nowhere.';

-- Whether this is the PIN of the member whose order it is.
create function public.check_shop_pin(order_id uuid, secret_pin text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  asked public.shop_orders := (select kept from public.shop_orders as kept where kept.id = order_id);
  kept_hash text := (select pin_hash from private.shop_pins where member_id = asked.member_id);
begin
  if private.me() is null or not private.keeps_shop(asked.org_id) then
    return private.not_allowed();
  end if;
  if private.why_not_open(asked) is not null then
    return jsonb_build_object('refused', private.why_not_open(asked));
  end if;
  if kept_hash is null then
    return jsonb_build_object('refused', 'no-pin');
  end if;
  if not private.may_try(asked.member_id, 'pin', 5) then
    return jsonb_build_object('refused', 'too-many-attempts');
  end if;
  if extensions.crypt(left(coalesce(secret_pin, ''), 20), kept_hash) <> kept_hash then
    perform private.note_access(array[asked.member_id], 'pin');
    return jsonb_build_object('refused', 'wrong-pin');
  end if;
  perform private.was_right(asked.member_id, 'pin');
  perform private.keep_proof(order_id, 'pin');
  return jsonb_build_object('ok', true);
end
$$;
comment on function public.check_shop_pin(uuid, text) is
  'Definer: PINs guard themselves; answers only who keeps the shop, yes or no, five times a day.';

-- The shopkeeper hands it out: points leave the wallet, pieces the shelf. Paper is for those who have no phone.
create function commands.collect_order(order_id uuid, confirmed text) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.shop_orders := (select kept from public.shop_orders as kept where kept.id = order_id);
begin
  perform private.require(private.keeps_shop(asked.org_id));
  if confirmed not in ('code', 'pin', 'paper') then
    perform private.refuse('bad-arguments');
  end if;
  asked := private.hold_order(order_id);
  perform private.require_open(asked);
  if confirmed = 'paper' then
    if private.has_phone(asked.member_id) then
      perform private.refuse('not-on-paper');
    end if;
  else
    delete from private.shop_proofs as proof
    where proof.order_id = collect_order.order_id and proof.how = confirmed and proof.seen_by = private.me()
      and proof.seen_at > now() - interval '1 hour';
    if not found then
      perform private.refuse('not-shown');
    end if;
  end if;
  update public.shop_orders as kept set
    state = 'collected', collected_on = private.today(), collected_at = now(), served_by = private.me(),
    keeper = (select name from public.directory_cards where id = private.me()), confirmed = collect_order.confirmed
  where kept.id = order_id;
  insert into public.wallet_entries (id, member_id, kind, order_id, tenths, entered_by)
  values (
    md5('spent ' || order_id)::uuid, asked.member_id, 'spent', order_id, -asked.quantity * asked.price_tenths, private.me());
  insert into private.stock_moves (id, item_id, reason, pieces, order_id, moved_by)
  values (md5('collected ' || order_id)::uuid, asked.item_id, 'collected', -asked.quantity, order_id, private.me());
end
$$;

-- What was handed out today comes back today: the points, too.
create function commands.return_order(order_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.shop_orders := (select kept from public.shop_orders as kept where kept.id = order_id);
begin
  perform private.require(private.keeps_shop(asked.org_id));
  asked := private.hold_order(order_id);
  if asked.state <> 'collected' then
    perform private.refuse(case asked.state when 'reserved' then 'not-collected' else private.why_not_open(asked) end);
  end if;
  if asked.collected_on <> private.today() then
    perform private.refuse('too-late-to-return');
  end if;
  update public.shop_orders as kept set state = 'returned', ended_at = now(), ended_by = private.me()
  where kept.id = order_id;
  insert into public.wallet_entries (id, member_id, kind, order_id, tenths, entered_by)
  values (
    md5('returned ' || order_id)::uuid, asked.member_id, 'returned', order_id, asked.quantity * asked.price_tenths,
    private.me());
  insert into private.stock_moves (id, item_id, reason, pieces, order_id, moved_by)
  values (md5('returned ' || order_id)::uuid, asked.item_id, 'returned', asked.quantity, order_id, private.me());
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
