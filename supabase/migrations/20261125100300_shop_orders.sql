-- What members have asked the shop to keep for them, and what became of it.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.shop_orders (
  id uuid primary key,
  org_id uuid not null references public.orgs (id),
  member_id uuid not null references public.members (id),
  item_id uuid not null references public.shop_items (id),
  quantity int not null check (quantity between 1 and 20),
  -- Of one piece, as it was when the order was made.
  price_tenths int not null check (price_tenths > 0),
  -- What it takes from the town's budget, at the rate of that day.
  cost_fen bigint not null check (cost_fen >= 0),
  -- Said at the counter, or read from the picture of it.
  code text not null check (code ~ '^\d{6}$'),
  state text not null default 'reserved' check (state in ('reserved', 'collected', 'cancelled', 'expired', 'returned')),
  reserved_on date not null,
  reserved_at timestamptz not null default now(),
  -- The last day it is kept.
  held_until date not null,
  -- The member, or the shopkeeper for somebody without a phone.
  made_by uuid not null references public.members (id),
  collected_on date,
  collected_at timestamptz,
  served_by uuid references public.members (id),
  -- The shopkeeper's name as it was then: a member may not see the shopkeeper's card.
  keeper text,
  confirmed text check (confirmed in ('code', 'pin', 'paper')),
  -- When it was cancelled, ran out or was brought back, and by whom.
  ended_at timestamptz,
  ended_by uuid references public.members (id),
  check ((state in ('collected', 'returned')) = (collected_on is not null)),
  check (num_nulls(collected_on, collected_at, served_by, keeper, confirmed) in (0, 5)),
  check ((state in ('cancelled', 'expired', 'returned')) = (ended_at is not null)),
  check ((state in ('cancelled', 'returned')) = (ended_by is not null))
);
comment on table public.shop_orders is
'What somebody reserved in the shop. While it is open, it is itself the hold on their points and on the stock.';
create unique index shop_orders_open_code_idx on public.shop_orders (org_id, code) where state = 'reserved';
create index shop_orders_org_id_idx on public.shop_orders (org_id, state, collected_on);
create index shop_orders_code_idx on public.shop_orders (code, org_id);
create index shop_orders_item_id_idx on public.shop_orders (item_id, state, held_until);
create index shop_orders_overdue_idx on public.shop_orders (held_until) where state = 'reserved';
create index shop_orders_made_by_idx on public.shop_orders (made_by);
create index shop_orders_served_by_idx on public.shop_orders (served_by);
create index shop_orders_ended_by_idx on public.shop_orders (ended_by);
-- What was agreed stays; only where the order stands now may change.
select private.is_ledger(
  'public.shop_orders',
  '{state,collected_on,collected_at,served_by,keeper,confirmed,ended_at,ended_by,changed_in}');
alter table public.shop_orders enable row level security;
grant select on public.shop_orders to authenticated;
select private.synced('shop_orders', 153, '{cost_fen,made_by,served_by,ended_by}', own => 'member_id');
create index shop_orders_member_id_idx on public.shop_orders (member_id, changed_in);
select private.remembers_removals('shop_orders', 'runners', '{}');

create policy "members see their own orders"
on public.shop_orders for select to authenticated
using (member_id = (select private.me()));

-- An order goes one way: open, then collected, cancelled or run out; what was collected may come back.
create function private.refuse_other_ways() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (
    ('reserved', 'collected'), ('reserved', 'cancelled'), ('reserved', 'expired'), ('collected', 'returned')) then
    raise check_violation using message = format('an order does not go from %s to %s', old.state, new.state);
  end if;
  return new;
end
$$;
create trigger refuse_other_ways before update on public.shop_orders
for each row execute function private.refuse_other_ways();

-- What was written before there was a shop was spent on nothing.
alter table public.wallet_entries
add constraint wallet_entries_order_id_fkey foreign key (order_id) references public.shop_orders (id) not valid,
-- Whose doing it was; what is earned comes by the calendar.
add column entered_by uuid,
add constraint wallet_entries_entered_by_fkey foreign key (entered_by) references public.members (id) not valid,
add constraint wallet_entries_has_actor_check check (order_id is null or entered_by is not null) not valid;
create index wallet_entries_entered_by_idx on public.wallet_entries (entered_by);

-- What open orders keep of a member's points. One that is past its day keeps nothing, even before the house has seen it.
create function private.held_of(member_id uuid) returns int
language sql stable set search_path = ''
as $$
  select coalesce(sum(quantity * price_tenths), 0)::int from public.shop_orders as kept
  where kept.member_id = held_of.member_id and kept.state = 'reserved' and kept.held_until >= private.today()
$$;

create function private.spendable_of(member_id uuid) returns int
language sql stable set search_path = ''
as $$ select private.balance_of(member_id) - private.held_of(member_id) $$;

-- Of this year's money: what was handed out, and what is promised.
create function private.used_fen(org_id uuid) returns bigint
language sql stable set search_path = ''
as $$
  select coalesce(sum(cost_fen), 0)::bigint from public.shop_orders as kept
  where kept.org_id = used_fen.org_id and kept.state = 'collected'
    and kept.collected_on >= date_trunc('year', private.today()::timestamp)::date
$$;

create function private.promised_fen(org_id uuid) returns bigint
language sql stable set search_path = ''
as $$
  select coalesce(sum(cost_fen), 0)::bigint from public.shop_orders as kept
  where kept.org_id = promised_fen.org_id and kept.state = 'reserved' and kept.held_until >= private.today()
$$;

revoke execute on all functions in schema private from public;
