-- What there is to be had for points, and a small picture of it.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.shop_items (
  id uuid primary key,
  org_id uuid not null references public.orgs (id),
  name text not null check (char_length(trim(name)) between 1 and 30),
  words text not null default '' check (char_length(words) <= 300),
  -- In tenths of a point, as everything that is counted.
  price_tenths int not null check (price_tenths between 1 and 100000),
  -- How many one member may have in a month; null: as many as they like.
  month_limit int check (month_limit between 1 and 1000),
  is_open boolean not null default true,
  edited_by uuid not null references public.members (id),
  edited_at timestamptz not null default now()
);
comment on table public.shop_items is 'Something to be had for points. Closed rather than deleted: orders and stock speak of it.';
create index shop_items_edited_by_idx on public.shop_items (edited_by);
alter table public.shop_items enable row level security;
grant select on public.shop_items to authenticated;
select private.synced('shop_items', 151, '{edited_by,edited_at}');
create index shop_items_org_id_idx on public.shop_items (org_id, changed_in);
select private.remembers_removals('shop_items', 'tree', '{org_id}', '{}');

create policy "members see what their town's shop has"
on public.shop_items for select to authenticated
using (org_id = any (array(select private.my_tree())));

-- In a table of its own, which travels after everything else of the shop: the list is there before its pictures.
create table public.shop_photos (
  id uuid primary key references public.shop_items (id),
  org_id uuid not null references public.orgs (id),
  -- A JPEG in Base64, of nine kilobytes at most.
  jpeg text not null check (char_length(jpeg) <= 12288 and jpeg ~ '^/9j/[A-Za-z0-9+/]+={0,2}$')
);
comment on table public.shop_photos is 'A small picture of an item; its id is the item''s.';
alter table public.shop_photos enable row level security;
grant select on public.shop_photos to authenticated;
select private.synced('shop_photos', 159);
create index shop_photos_org_id_idx on public.shop_photos (org_id, changed_in);
select private.remembers_removals('shop_photos', 'tree', '{org_id}', '{}');

create policy "members see the pictures of their town's shop"
on public.shop_photos for select to authenticated
using (org_id = any (array(select private.my_tree())));

-- A clerk of the town adds an item, or writes it anew. Orders keep the price they were made at.
create function commands.save_shop_item(
  item_id uuid, org_id uuid, name text, words text, price_tenths int, month_limit int default null
) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(org_id) and exists (
    select from public.orgs where id = save_shop_item.org_id and kind = 'town'));
  insert into public.shop_items as kept (id, org_id, name, words, price_tenths, month_limit, edited_by)
  values (item_id, org_id, trim(name), trim(words), price_tenths, month_limit, private.me())
  on conflict (id) do update set
    name = excluded.name, words = excluded.words, price_tenths = excluded.price_tenths,
    month_limit = excluded.month_limit, edited_by = excluded.edited_by, edited_at = now()
  where kept.org_id = excluded.org_id;
  perform private.require(found);
end
$$;

create function private.set_item_open(item_id uuid, is_open boolean) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over((select org_id from public.shop_items where id = item_id)));
  update public.shop_items as kept set is_open = set_item_open.is_open, edited_by = private.me(), edited_at = now()
  where kept.id = item_id;
end
$$;

create function commands.open_shop_item(item_id uuid) returns void
language sql set search_path = ''
as $$ select private.set_item_open(item_id, true) $$;

-- Nobody orders it any more; what is ordered already is still handed out.
create function commands.close_shop_item(item_id uuid) returns void
language sql set search_path = ''
as $$ select private.set_item_open(item_id, false) $$;

-- Without a picture, the one there was is taken away.
create function commands.set_shop_photo(item_id uuid, jpeg text default null) returns void
language plpgsql set search_path = ''
as $$
declare
  org uuid := (select org_id from public.shop_items where id = item_id);
begin
  perform private.require(private.is_town_over(org));
  if jpeg is null then
    delete from public.shop_photos where id = item_id;
    return;
  end if;
  if char_length(jpeg) > 12288 then
    perform private.refuse('too-big');
  end if;
  insert into public.shop_photos as kept (id, org_id, jpeg) values (item_id, org, jpeg)
  on conflict (id) do update set jpeg = excluded.jpeg;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
