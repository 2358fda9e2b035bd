-- How many there are of each item: a ledger of what came and went, and its sum for everybody to see.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.shop_stock (
  id uuid primary key references public.shop_items (id),
  org_id uuid not null references public.orgs (id),
  on_hand int not null default 0 check (on_hand between 0 and 1000000),
  -- What open orders keep of it.
  held int not null default 0,
  check (held between 0 and on_hand)
);
comment on table public.shop_stock is
'How many pieces of an item there are, and how many of them are promised. Its id is the item''s; written by triggers alone.';
alter table public.shop_stock enable row level security;
grant select on public.shop_stock to authenticated;
select private.synced('shop_stock', 152);
create index shop_stock_org_id_idx on public.shop_stock (org_id, changed_in);
select private.remembers_removals('shop_stock', 'tree', '{org_id}', '{}');

create policy "members see how many there are in their town's shop"
on public.shop_stock for select to authenticated
using (org_id = any (array(select private.my_tree())));

create table private.stock_moves (
  id uuid primary key,
  item_id uuid not null references public.shop_items (id),
  reason text not null check (reason in ('delivered', 'counted', 'damaged', 'collected', 'returned')),
  -- What came, above nothing, or went, below it. A count that found what was expected is kept, too.
  pieces int not null check (pieces between -1000000 and 1000000),
  order_id uuid references public.shop_orders (id),
  note text not null default '' check (char_length(note) <= 200),
  moved_by uuid not null references public.members (id),
  moved_at timestamptz not null default now(),
  check (case
    when reason in ('delivered', 'returned') then pieces > 0
    when reason in ('damaged', 'collected') then pieces < 0
    else true
  end),
  check ((reason in ('collected', 'returned')) = (order_id is not null))
);
comment on table private.stock_moves is 'What came into the shop and what went, why, and by whose hand; a ledger.';
create index stock_moves_item_id_idx on private.stock_moves (item_id, moved_at);
create index stock_moves_order_id_idx on private.stock_moves (order_id);
create index stock_moves_moved_by_idx on private.stock_moves (moved_by);
alter table private.stock_moves enable row level security;
select private.is_ledger('private.stock_moves');

-- What is on the shelf follows from what is written, in the same moment, whoever writes.
create function private.begin_stock() returns trigger
language plpgsql set search_path = ''
as $$
begin
  insert into public.shop_stock (id, org_id) values (new.id, new.org_id);
  return null;
end
$$;
create trigger begin_stock after insert on public.shop_items for each row execute function private.begin_stock();

create function private.follow_move() returns trigger
language plpgsql set search_path = ''
as $$
begin
  update public.shop_stock set on_hand = on_hand + new.pieces where id = new.item_id and new.pieces <> 0;
  return null;
end
$$;
create trigger follow_move after insert on private.stock_moves for each row execute function private.follow_move();

create function private.follow_order() returns trigger
language plpgsql set search_path = ''
as $$
declare
  change int := case when new.state = 'reserved' then new.quantity else 0 end;
begin
  if tg_op = 'UPDATE' then
    change := change - case when old.state = 'reserved' then old.quantity else 0 end;
  end if;
  update public.shop_stock set held = held + change where id = new.item_id and change <> 0;
  return null;
end
$$;
create trigger follow_order after insert or update of state on public.shop_orders
for each row execute function private.follow_order();

create function private.stock_of(item_id uuid) returns public.shop_stock
language sql stable set search_path = ''
as $$ select shop_stock from public.shop_stock where id = stock_of.item_id $$;

-- The shopkeeper writes down what was brought, or what cannot be handed out any more.
create function commands.record_stock(move_id uuid, item_id uuid, reason text, pieces int, note text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  org uuid := (select org_id from public.shop_items where id = item_id);
  stock public.shop_stock;
begin
  perform private.require(private.keeps_shop(org));
  if reason not in ('delivered', 'damaged') or pieces not between 1 and 100000 then
    perform private.refuse('bad-arguments');
  end if;
  perform private.hold_shop(org);
  stock := private.stock_of(item_id);
  if reason = 'damaged' and pieces > stock.on_hand - stock.held then
    perform private.refuse(case when pieces > stock.on_hand then 'more-than-there-is' else 'promised-already' end);
  end if;
  insert into private.stock_moves (id, item_id, reason, pieces, note, moved_by)
  values (move_id, item_id, reason, case reason when 'damaged' then -pieces else pieces end, trim(note), private.me());
end
$$;

-- The shopkeeper counts the shelf. `seen` is how many there should have been when they did: a count that was overtaken by
-- what came or went meanwhile would write that away again.
create function commands.count_stock(move_id uuid, item_id uuid, seen int, counted int, note text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  org uuid := (select org_id from public.shop_items where id = item_id);
  stock public.shop_stock;
begin
  perform private.require(private.keeps_shop(org));
  if counted not between 0 and 100000 then
    perform private.refuse('bad-arguments');
  end if;
  perform private.hold_shop(org);
  stock := private.stock_of(item_id);
  if stock.on_hand <> seen then
    perform private.refuse('stock-moved');
  end if;
  if counted < stock.held then
    perform private.refuse('promised-already');
  end if;
  insert into private.stock_moves (id, item_id, reason, pieces, note, moved_by)
  values (move_id, item_id, 'counted', counted - stock.on_hand, trim(note), private.me());
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
