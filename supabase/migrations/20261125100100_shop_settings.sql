-- What a point is worth in the shop, how much the town gives in a year, and how long an order is kept.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.shop_settings (
  id uuid primary key references public.orgs (id),
  fen_per_point int not null check (fen_per_point between 1 and 10000),
  -- Nothing is promised before the town has said how much there is.
  year_budget_fen int not null check (year_budget_fen between 0 and 2000000000),
  -- The day an order is made is not counted, the last day is.
  hold_days int not null check (hold_days between 1 and 60),
  edited_by uuid references public.members (id),
  edited_at timestamptz not null default now()
);
comment on table public.shop_settings is 'By what a town keeps its shop. Its id is the town''s.';
create index shop_settings_edited_by_idx on public.shop_settings (edited_by);
alter table public.shop_settings enable row level security;
grant select on public.shop_settings to authenticated;
select private.synced('shop_settings', 150, '{edited_by,edited_at}');
select private.remembers_removals('shop_settings', 'tree', '{id}', '{}');

create policy "members see by what their town keeps its shop"
on public.shop_settings for select to authenticated
using (id = any (array(select private.my_tree())));

create function private.begin_with_a_shop() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.shop_settings (id, fen_per_point, year_budget_fen, hold_days) values (new.id, 100, 0, 7)
  on conflict do nothing;
  return null;
end
$$;
comment on function private.begin_with_a_shop() is
  'Definer: settings guard themselves; the first ones come with the town, whoever founds it.';
create trigger begin_with_a_shop
after insert on public.orgs
for each row when (new.kind = 'town') execute function private.begin_with_a_shop();
insert into public.shop_settings (id, fen_per_point, year_budget_fen, hold_days)
select id, 100, 0, 7 from public.orgs where kind = 'town';

-- Whoever reserves, hands out, lets go or counts anything in a shop holds the shop first, and then the wallet it is about;
-- see 0024. One trip of a phone may bring many such acts, about many people and things: with one lock in front of all the
-- others, none of them waits for another in a ring.
create function private.hold_shop(org_id uuid) returns public.shop_settings
language sql set search_path = ''
as $$ select shop_settings from public.shop_settings where id = hold_shop.org_id for no key update $$;

-- The staff of the town decide. What is ordered already keeps the day and the money it was promised with.
create function commands.set_shop_settings(org_id uuid, fen_per_point int, year_budget_fen int, hold_days int) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(org_id) and exists (
    select from public.shop_settings as kept where kept.id = org_id));
  update public.shop_settings as kept set
    fen_per_point = set_shop_settings.fen_per_point, year_budget_fen = set_shop_settings.year_budget_fen,
    hold_days = set_shop_settings.hold_days, edited_by = private.me(), edited_at = now()
  where kept.id = org_id;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
