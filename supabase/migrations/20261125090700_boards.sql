-- A confirmed month is published as a board in bands, may be objected to for some days, and then closes by itself.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.board_entries (
  id uuid primary key,
  sheet_id uuid not null references public.month_sheets (id),
  branch_id uuid not null references public.orgs (id),
  month date not null check (private.is_month(month)),
  member_id uuid not null references public.members (id),
  -- As it was on that day: who moves away later stays readable on the board they stood on.
  name text not null,
  pinyin text not null,
  band text not null,
  band_words text not null,
  colour text not null check (colour in ('red', 'blue', 'amber', 'green')),
  -- Only where the town shows ranks.
  rank int check (rank > 0)
);
comment on table public.board_entries is
'Who stands on a branch''s published board, and in which band; of bands that the town does not publish there is nothing here.';
create index board_entries_sheet_id_idx on public.board_entries (sheet_id);
create index board_entries_member_id_idx on public.board_entries (member_id);
alter table public.board_entries enable row level security;
grant select on public.board_entries to authenticated;
select private.synced('board_entries', 143);
create index board_entries_branch_id_idx on public.board_entries (branch_id, changed_in);
select private.remembers_removals('board_entries', 'peers', '{branch_id}', '{}');

create policy "members see the board of their branch, overseers theirs"
on public.board_entries for select to authenticated
using (branch_id = (select private.my_branch()) or branch_id = any (array(select private.my_reach())));

-- Makes the board say what the results of its sheet say: again after an objection, and then only what differs.
create function private.draw_board(sheet_id uuid) returns void
language sql set search_path = ''
as $$
  with drawn as materialized (
    select
      md5(concat_ws(' ', 'board', sheet.id, result.member_id))::uuid as id, sheet.id as sheet_id, sheet.branch_id, sheet.month,
      result.member_id, card.name, card.pinyin, result.band, result.band_words, result.colour,
      case when (private.settings_for(sheet.branch_id)).shows_ranks then
        rank() over (order by result.base_tenths + result.category_tenths + result.bonus_tenths desc)::int end as rank
    from public.month_sheets as sheet
    cross join private.results_on(sheet.id) as result
    join public.directory_cards as card on card.id = result.member_id
    where sheet.id = draw_board.sheet_id
      and sheet.bands @> jsonb_build_array(jsonb_build_object('code', result.band, 'is_published', true))
  ), wiped as (
    delete from public.board_entries as old
    where old.sheet_id = draw_board.sheet_id and not exists (select from drawn where drawn.id = old.id)
  )
  insert into public.board_entries as old (
    id, sheet_id, branch_id, month, member_id, name, pinyin, band, band_words, colour, rank)
  select * from drawn
  on conflict (id) do update set
    band = excluded.band, band_words = excluded.band_words, colour = excluded.colour, rank = excluded.rank
  where (old.band, old.rank) is distinct from (excluded.band, excluded.rank)
$$;

-- The branch, or the town for it, puts a confirmed month up. From here on there is no way back: who read it has read it.
create function commands.publish_month(branch_id uuid, month date) returns void
language plpgsql set search_path = ''
as $$
declare
  sheet public.month_sheets;
begin
  perform private.require(branch_id in (select private.my_branches()) or private.is_town_over(branch_id));
  select * into sheet from public.month_sheets as kept where kept.id = private.sheet_id(publish_month.branch_id, publish_month.month)
  for no key update;
  if sheet.state is distinct from 'confirmed' then
    perform private.refuse('not-confirmed');
  end if;
  update public.month_sheets as kept set
    state = 'published', objections_until = private.today() + (private.settings_for(sheet.branch_id)).objection_days
  where kept.id = sheet.id;
  perform private.draw_board(sheet.id);
  perform private.note_step(branch_id, month, 'published');
end
$$;

-- Closes a published month whose days are over, and puts what was earned in it into the wallets: once, by its id.
create function private.lock_month(sheet_id uuid) returns void
language sql set search_path = ''
as $$
  update public.month_sheets as kept set state = 'locked', locked_at = now() where kept.id = lock_month.sheet_id;
  insert into public.wallet_entries (id, member_id, kind, month, tenths)
  select
    md5(concat_ws(' ', 'earned', member_id, to_char(month, 'YYYY-MM')))::uuid, member_id, 'earned', month,
    category_tenths + bonus_tenths
  from private.results_on(lock_month.sheet_id)
  where category_tenths + bonus_tenths > 0
  -- In one order everywhere: two closings that meet wait for each other, and never in a ring.
  order by member_id
  on conflict (id) do nothing
$$;

-- Closes at most so many months that are due; what another is closing is left to the other. Says how many.
create function private.lock_due_months(most int) returns int
language plpgsql set search_path = ''
as $$
declare
  due uuid;
  locked int := 0;
begin
  for due in
    select id from public.month_sheets
    where state = 'published' and objections_until < private.today()
    order by objections_until, id
    limit most
    for no key update skip locked
  loop
    perform private.lock_month(due);
    locked := locked + 1;
  end loop;
  return locked;
end
$$;

-- What the house does by itself, whoever comes by: looks into one index, and only works when something is due.
create function private.keep_house() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from public.month_sheets where state = 'published' and objections_until < private.today()) then
    perform private.lock_due_months(5);
  end if;
  if exists (select from public.shop_orders where state = 'reserved' and held_until < private.today()) then
    perform private.release_overdue_orders(20);
  end if;
exception
  when others then
    -- Whoever comes by has done nothing wrong: they read what there is, and the house is kept another time.
    raise warning 'the house was not kept: % %', sqlstate, sqlerrm;
end
$$;
comment on function private.keep_house() is
  'Definer: months are closed and orders released by the calendar and by nobody; takes no argument.';

-- Where the database has a clock of its own (pg_cron), the house is kept every hour as well, visited or not.
create function private.schedule_house_keeping() returns boolean
language plpgsql set search_path = ''
as $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is null then
    return false;
  end if;
  execute 'select cron.schedule($1, $2, $3)'
  using 'keep house', '7 * * * *', 'select private.lock_due_months(1000), private.release_overdue_orders(1000)';
  return true;
end
$$;
select private.schedule_house_keeping();

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
grant execute on function private.keep_house() to authenticated;
