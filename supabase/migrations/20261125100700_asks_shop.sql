-- What the shopkeeper and the town read of the shop, online only.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- What is to be handed out, and what was handed out today.
create function public.shop_queue(org_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or not private.keeps_shop(org_id) then private.not_allowed()
    else coalesce((
      select jsonb_agg(private.order_told(asked) order by asked.state = 'collected', asked.held_until, asked.reserved_at, asked.id)
      from (
        select * from public.shop_orders as kept
        where kept.org_id = shop_queue.org_id and (
          kept.state = 'reserved' and kept.held_until >= private.today()
          or kept.state = 'collected' and kept.collected_on = private.today())
        order by kept.state = 'collected', kept.held_until, kept.reserved_at, kept.id
        limit 300
      ) as asked
    ), '[]')
  end
$$;
comment on function public.shop_queue(uuid) is
  'Definer: orders guard themselves; answers only who keeps the shop, and tells no code.';

-- Members of the town by a part of their name, or of the letters it begins with; twenty at most.
create function public.shop_people(org_id uuid, words text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or not private.keeps_shop(org_id) then private.not_allowed()
    else coalesce((
      select jsonb_agg(found order by found ->> 'name', found ->> 'member_id')
      from (
        select jsonb_build_object(
          'member_id', card.id, 'name', card.name, 'branch', branch.name, 'has_phone', private.has_phone(card.id),
          'has_pin', exists (select from private.shop_pins as pin where pin.member_id = card.id)) as found
        from public.directory_cards as card
        join public.members on members.id = card.id and members.suspended_at is null and members.left_on is null
        join public.orgs as branch on branch.id = card.branch_id
        cross join (select lower(trim(left(words, 20)))) as said (word)
        where card.branch_id in (select private.below(array[shop_people.org_id]))
          and char_length(said.word) > 0
          and (strpos(lower(card.name), said.word) > 0 or strpos(lower(card.pinyin), said.word) > 0)
        order by card.name, card.id
        limit 20
      ) as listed
    ), '[]')
  end
$$;
comment on function public.shop_people(uuid, text) is
  'Definer: cards guard themselves; tells who keeps the shop a name and a branch, for serving somebody without a phone.';

-- Whether a member's points are enough for it; the member reads that it was asked.
create function public.shop_affords(member_id uuid, item_id uuid, quantity int) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if private.me() is null or not private.keeps_shop(private.town_of(member_id)) then
    return private.not_allowed();
  end if;
  if (quantity between 1 and 20) is not true then
    return jsonb_build_object('refused', 'bad-arguments');
  end if;
  perform private.note_access(array[member_id], 'wallet');
  return jsonb_build_object('enough', coalesce((
    select private.spendable_of(shop_affords.member_id) >= item.price_tenths * shop_affords.quantity
    from public.shop_items as item
    where item.id = shop_affords.item_id and item.org_id = private.town_of(shop_affords.member_id)), false));
end
$$;
comment on function public.shop_affords(uuid, uuid, int) is
  'Definer: wallets guard themselves; tells who keeps the shop yes or no, and writes down that they asked.';

-- What is printed as a voucher: for somebody without a phone, who can be shown no code otherwise.
create function public.shop_voucher(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  asked public.shop_orders := (select kept from public.shop_orders as kept where kept.id = order_id);
begin
  if private.me() is null or not private.keeps_shop(asked.org_id) then
    return private.not_allowed();
  end if;
  if private.has_phone(asked.member_id) then
    return jsonb_build_object('refused', 'not-on-paper');
  end if;
  if private.why_not_open(asked) is not null then
    return jsonb_build_object('refused', private.why_not_open(asked));
  end if;
  return private.order_told(asked) || jsonb_build_object('code', asked.code);
end
$$;
comment on function public.shop_voucher(uuid) is
  'Definer: orders guard themselves; tells a code only of an order whose member has no phone.';

-- What came and went of an item, newest first; for who keeps the shop, and the town.
create function public.stock_moves(item_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  org uuid := (select item.org_id from public.shop_items as item where item.id = item_id);
begin
  if private.me() is null or (private.keeps_shop(org) or private.is_town_over(org)) is not true then
    return private.not_allowed();
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', move.id, 'reason', move.reason, 'pieces', move.pieces, 'note', move.note, 'by', card.name,
      'moved_at', private.epoch_ms(move.moved_at)) order by move.moved_at desc, move.id)
    from (
      select * from private.stock_moves as kept where kept.item_id = stock_moves.item_id
      order by kept.moved_at desc, kept.id limit 200) as move
    join public.directory_cards as card on card.id = move.moved_by), '[]');
end
$$;
comment on function public.stock_moves(uuid) is
  'Definer: the ledger guards itself; answers who keeps the shop and the town, and names no customer.';

-- How much of the year's money is handed out and promised; for the town's staff.
create function public.shop_budget(org_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or private.is_town_over(org_id) is not true then private.not_allowed()
    else coalesce((
      select jsonb_build_object(
        'budget_fen', settings.year_budget_fen, 'used_fen', private.used_fen(settings.id),
        'promised_fen', private.promised_fen(settings.id),
        'open_orders', (
          select count(*) from public.shop_orders as kept
          where kept.org_id = settings.id and kept.state = 'reserved' and kept.held_until >= private.today()))
      from public.shop_settings as settings where settings.id = shop_budget.org_id
    ), private.not_allowed())
  end
$$;
comment on function public.shop_budget(uuid) is
  'Definer: adds up orders that the caller may not read by name.';

-- A member's orders, newest first; for the town's staff.
create function public.member_orders(member_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if private.me() is null or private.is_town_over(private.branch_of(member_id)) is not true then
    return private.not_allowed();
  end if;
  perform private.note_access(array[member_id], 'wallet');
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', newest.id, 'item', item.name, 'quantity', newest.quantity, 'price_tenths', newest.price_tenths,
      'state', newest.state, 'reserved_at', private.epoch_ms(newest.reserved_at), 'held_until', newest.held_until,
      'collected_at', private.epoch_ms(newest.collected_at), 'confirmed', newest.confirmed, 'keeper', newest.keeper)
      order by newest.reserved_at desc, newest.id)
    from (
      select * from public.shop_orders as kept where kept.member_id = member_orders.member_id
      order by kept.reserved_at desc, kept.id limit 200) as newest
    join public.shop_items as item on item.id = newest.item_id), '[]');
end
$$;
comment on function public.member_orders(uuid) is
  'Definer: orders guard themselves; answers only the town''s staff, and writes down that they read.';

select private.open_door('public.shop_order(uuid, text)');
select private.open_door('public.check_shop_pin(uuid, text)');
select private.open_door('public.shop_queue(uuid)');
select private.open_door('public.shop_people(uuid, text)');
select private.open_door('public.shop_affords(uuid, uuid, int)');
select private.open_door('public.shop_voucher(uuid)');
select private.open_door('public.stock_moves(uuid)');
select private.open_door('public.shop_budget(uuid)');
select private.open_door('public.member_orders(uuid)');

revoke execute on all functions in schema private from public;
