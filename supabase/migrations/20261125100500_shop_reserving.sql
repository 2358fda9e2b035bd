-- Reserving: what is asked for is kept, or refused with the reason; and let go again by the member or by the calendar.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Lets go of at most so many orders that were kept too long: of one item of a shop that is held, or of all.
create function private.release_late(org_id uuid, item_id uuid, most int) returns int
language sql set search_path = ''
as $$
  with released as (
    update public.shop_orders as late set state = 'expired', ended_at = now()
    where late.id in (
      select id from public.shop_orders as kept
      where kept.org_id = release_late.org_id and kept.state = 'reserved' and kept.held_until < private.today()
        and (release_late.item_id is null or kept.item_id = release_late.item_id)
      order by kept.held_until, kept.id
      limit most)
    returning late.id
  )
  select count(*)::int from released
$$;

-- Lets go of at most so many orders past their day; a shop where somebody is busy is left for the next time.
create function private.release_overdue_orders(most int) returns int
language plpgsql set search_path = ''
as $$
declare
  town uuid;
  released int := 0;
begin
  for town in
    select id from public.shop_settings
    where id in (select org_id from public.shop_orders where state = 'reserved' and held_until < private.today())
    order by id
    for no key update skip locked
  loop
    exit when released >= most;
    released := released + private.release_late(town, null, most - released);
  end loop;
  return released;
end
$$;

-- Six digits that no open order of the town has. Called with the shop held, so that no two draw the same.
create function private.new_code(org_id uuid) returns text
language plpgsql set search_path = ''
as $$
declare
  drawn text;
begin
  loop
    drawn := lpad((('x' || encode(extensions.gen_random_bytes(7), 'hex'))::bit(56)::bigint % 1000000)::text, 6, '0');
    exit when not exists (
      select from public.shop_orders as kept
      where kept.code = drawn and kept.org_id = new_code.org_id and kept.state = 'reserved');
  end loop;
  return drawn;
end
$$;

-- How many of an item a member has had or ordered this month; what was let go or brought back does not count.
create function private.had_this_month(member_id uuid, item_id uuid) returns int
language sql stable set search_path = ''
as $$
  select coalesce(sum(quantity), 0)::int from public.shop_orders as kept
  where kept.member_id = had_this_month.member_id and kept.item_id = had_this_month.item_id
    and kept.reserved_on >= private.month_of(private.today())
    and (kept.state = 'collected' or kept.state = 'reserved' and kept.held_until >= private.today())
$$;

-- Keeps so many pieces for a member, at the price they were told.
create function private.make_order(order_id uuid, member_id uuid, item_id uuid, quantity int, price_tenths int) returns void
language plpgsql set search_path = ''
as $$
declare
  item public.shop_items := (select kept from public.shop_items as kept where kept.id = make_order.item_id);
  settings public.shop_settings;
  stock public.shop_stock;
  cost bigint;
  code text;
begin
  perform private.require(item.org_id = private.town_of(member_id) and exists (
    select from public.members where id = make_order.member_id and suspended_at is null and left_on is null));
  if quantity not between 1 and 20 then
    perform private.refuse('bad-arguments');
  end if;
  settings := private.hold_shop(item.org_id);
  perform private.hold_wallet(member_id);
  item := (select kept from public.shop_items as kept where kept.id = make_order.item_id);
  perform private.release_late(item.org_id, item_id, 1000);
  stock := private.stock_of(item_id);
  cost := round(quantity::numeric * item.price_tenths * settings.fen_per_point / 10);
  code := case
    when not item.is_open then 'item-closed'
    when item.price_tenths <> price_tenths then 'price-changed'
    when stock.on_hand - stock.held = 0 then 'sold-out'
    when stock.on_hand - stock.held < quantity then 'too-few-left'
    when private.had_this_month(member_id, item_id) + quantity > item.month_limit then 'month-limit'
    when (
      select count(*) from public.shop_orders as kept
      where kept.member_id = make_order.member_id and state = 'reserved' and held_until >= private.today()) >= 20
    then 'too-many-orders'
    when private.spendable_of(member_id) < quantity * item.price_tenths then 'too-few-points'
    when private.used_fen(item.org_id) + private.promised_fen(item.org_id) + cost > settings.year_budget_fen
    then 'budget-used-up'
  end;
  if code is not null then
    perform private.refuse(code);
  end if;
  insert into public.shop_orders (
    id, org_id, member_id, item_id, quantity, price_tenths, cost_fen, code, reserved_on, held_until, made_by)
  values (
    order_id, item.org_id, member_id, item_id, quantity, item.price_tenths, cost, private.new_code(item.org_id),
    private.today(), private.today() + settings.hold_days, private.me());
end
$$;

create function commands.reserve_item(order_id uuid, item_id uuid, price_tenths int, quantity int default 1) returns void
language sql set search_path = ''
as $$ select private.make_order(order_id, private.me(), item_id, quantity, price_tenths) $$;

-- The shopkeeper does it for somebody who stands at the counter without a phone.
create function commands.serve_member(
  order_id uuid, member_id uuid, item_id uuid, price_tenths int, quantity int default 1
) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.keeps_shop(private.town_of(member_id)));
  perform private.make_order(order_id, member_id, item_id, quantity, price_tenths);
end
$$;

-- The order as it stands once nobody else can change it.
create function private.hold_order(order_id uuid) returns public.shop_orders
language plpgsql set search_path = ''
as $$
declare
  kept public.shop_orders := (select asked from public.shop_orders as asked where asked.id = order_id);
begin
  perform private.hold_shop(kept.org_id);
  perform private.hold_wallet(kept.member_id);
  return (select asked from public.shop_orders as asked where asked.id = order_id);
end
$$;

-- Why an order cannot be handed out or cancelled any more; null when it can.
create function private.why_not_open(asked public.shop_orders) returns text
language sql stable set search_path = ''
as $$
  select case
    when asked.state = 'collected' then 'order-collected'
    when asked.state = 'returned' then 'order-returned'
    when asked.state = 'cancelled' then 'order-cancelled'
    when asked.state = 'expired' or asked.held_until < private.today() then 'order-expired'
  end
$$;

create function private.require_open(asked public.shop_orders) returns void
language plpgsql set search_path = ''
as $$
begin
  if private.why_not_open(asked) is not null then
    perform private.refuse(private.why_not_open(asked));
  end if;
end
$$;

create function private.let_go(order_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require_open(private.hold_order(order_id));
  update public.shop_orders as kept set state = 'cancelled', ended_at = now(), ended_by = private.me()
  where kept.id = order_id;
end
$$;

-- The member changes their mind: points and pieces are free at once.
create function commands.cancel_order(order_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require((select asked.member_id from public.shop_orders as asked where asked.id = order_id) = private.me());
  perform private.let_go(order_id);
end
$$;

-- The shopkeeper lets it go, at the member's word or because there is nothing to hand out.
create function commands.release_order(order_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.keeps_shop((select asked.org_id from public.shop_orders as asked where asked.id = order_id)));
  perform private.let_go(order_id);
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
