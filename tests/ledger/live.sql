-- A history lived through in one question, and what is wrong with the books after it. Laid over the village of the SQL
-- stories; a history is a list of events, of which each is somebody's command, a command said again, or the calendar's.

-- How hard a PIN is to guess is not what is tried here, and honest hashing would cost more than all the rest.
create or replace function extensions.crypt(text, text) returns text language sql immutable as $$ select md5($1) $$;

insert into tests.names (name)
select unnest(array['Soap', 'Kettle'] || array(select 'Order ' || n from generate_series(1, 6) as n)
  || array(select 'Objection ' || n from generate_series(1, 3) as n));

create function tests.month_ago(months int) returns date language sql stable as
$$ select (date_trunc('month', tests.today()) - months * interval '1 month')::date $$;

insert into public.appointments (id, member_id, org_id, role, from_day)
values (gen_random_uuid(), tests.id('Shopkeeper He'), tests.id('Town'), 'shopkeeper', '2020-01-01');

-- The shop before anything happens: two items, a little money, a little earned by some.
do $$
begin
  perform tests.act_as('Town Zhao');
  perform tests.send('save_shop_item', '{"item_id": "Soap", "org_id": "Town", "name": "soap", "words": "", "price_tenths": 50, "month_limit": 3}');
  perform tests.send('save_shop_item', '{"item_id": "Kettle", "org_id": "Town", "name": "kettle", "words": "", "price_tenths": 200}');
  perform tests.send('open_shop_item', '{"item_id": "Soap"}');
  perform tests.send('open_shop_item', '{"item_id": "Kettle"}');
  perform tests.send('set_shop_settings', '{"org_id": "Town", "fen_per_point": 100, "year_budget_fen": 2500, "hold_days": 7}');
  perform tests.look();
end
$$;
insert into public.wallet_entries (id, member_id, kind, month, tenths)
select gen_random_uuid(), tests.id(name), 'earned', '2026-01-01', 250 from unnest(array['Auntie Lin', 'Young Wu', 'Lost Liu']) as name;

-- Low ceilings: what is cut off at them must not need a whole month of luck.
update public.rule_sets set category_max_tenths = 100, bonus_max_tenths = 60;

create table tests.said (nth int primary key, id uuid, who text, name text, args jsonb, code text);
grant all on tests.said to authenticated;

-- Words in a history that stand for what only the moment knows.
create function tests.meant(args jsonb) returns jsonb language sql stable security definer as
$$
  select coalesce(jsonb_object_agg(key, case
    when key = 'month' or key = 'on_day' then to_jsonb(tests.month_ago((value #>> '{}')::int))
    when key = 'seen' then to_jsonb(private.month_print(tests.id(args ->> 'branch_id'), tests.month_ago((args ->> 'month')::int)))
    when key = 'entry_id' then (
      select to_jsonb(id) from public.point_entries
      where member_id = tests.id(split_part(value #>> '{}', '/', 1)) and code = split_part(value #>> '{}', '/', 2)
      order by entered_at desc, id limit 1)
    when key in ('word_id', 'move_id', 'transfer_id', 'exemption_id') then to_jsonb(gen_random_uuid())
    else coalesce((select to_jsonb(id) from tests.names where to_jsonb(name) = value), value)
  end), '{}')
  from jsonb_each(args)
$$;

create function tests.judged(who text, id uuid, name text, args jsonb) returns text language plpgsql as
$$
declare
  verdicts jsonb;
begin
  perform tests.act_as(who);
  verdicts := private.judge(null, jsonb_build_array(jsonb_build_object('id', id, 'name', name, 'args', args)));
  perform tests.look();
  return coalesce(verdicts #>> '{0,code}', 'ok');
end
$$;

-- How many rows every ledger holds; a thing said again must leave it as it is.
create function tests.ledger_sizes() returns text language sql stable as
$$
  select concat_ws(' ', (select count(*) from public.wallet_entries), (select count(*) from public.point_entries),
    (select count(*) from public.month_results), (select count(*) from private.stock_moves),
    (select count(*) from public.month_words), (select count(*) from public.month_steps),
    (select count(*) from public.shop_orders), (select count(*) from public.objections))
$$;

-- What must hold at every moment; small enough to be asked after each event.
create function tests.purse_faults() returns text[] language sql stable as
$$
  select coalesce(array_agg(fault), '{}') from (
    select 'a wallet below nothing' as fault from public.wallet_entries group by member_id having sum(tenths) < 0
    union all
    select 'more held than a wallet has' from public.shop_orders as kept
    where state = 'reserved' and held_until >= private.today()
    group by member_id having sum(quantity * price_tenths) > private.balance_of(member_id)
    union all
    select 'the shelf is not what came and went' from public.shop_stock as stock
    where on_hand <> (select coalesce(sum(pieces), 0) from private.stock_moves where item_id = stock.id)
    union all
    select 'what is promised is not what is ordered' from public.shop_stock as stock
    where held <> (select coalesce(sum(quantity), 0) from public.shop_orders where item_id = stock.id and state = 'reserved')
    union all
    select 'more promised than there is' from public.shop_stock where held > on_hand or on_hand < 0
    union all
    select 'more promised and handed out than the year has' from public.shop_settings as settings
    where (select coalesce(sum(cost_fen), 0) from public.shop_orders
      where org_id = settings.id and (state = 'collected' or state = 'reserved' and held_until >= private.today())) > year_budget_fen
    union all
    select 'more in a month than one may have' from public.shop_orders as had join public.shop_items as item on item.id = item_id
    where reserved_on >= private.month_of(private.today())
      and (state = 'collected' or state = 'reserved' and held_until >= private.today())
    group by had.member_id, item.id having sum(quantity) > item.month_limit
  ) as found
$$;

create function tests.book_faults() returns text[] language sql stable as
$$
  with latest as (
    select distinct on (member_id, month) * from public.month_results order by member_id, month, confirmed_at desc, id
  ), standing as (
    select entry.* from public.point_entries as entry
    where reverses_id is null and not exists (select from public.point_entries as undone where undone.reverses_id = entry.id)
  )
  select coalesce(array_agg(fault), '{}') from (
    select 'a result beyond its ceilings' as fault
    from public.month_results as result join public.month_sheets as sheet on sheet.id = result.sheet_id
    join public.rule_sets as book on book.id = sheet.rule_set_id
    where result.base_tenths not between 0 and book.base_tenths or result.category_tenths not between 0 and book.category_max_tenths
      or result.bonus_tenths not between 0 and book.bonus_max_tenths
    union all
    select 'a result that is not what its entries come to'
    from latest join public.month_sheets as sheet on sheet.id = latest.sheet_id
    join public.rule_sets as book on book.id = sheet.rule_set_id
    left join standing on standing.member_id = latest.member_id and standing.month = latest.month
    group by latest.id, latest.base_tenths, latest.category_tenths, latest.bonus_tenths, book.id
    having latest.base_tenths <> greatest(0, book.base_tenths + coalesce(sum(standing.tenths) filter (where kind = 'base'), 0))
      or latest.category_tenths <> least(book.category_max_tenths, coalesce(sum(standing.tenths) filter (where kind = 'category'), 0))
      or latest.bonus_tenths <> least(book.bonus_max_tenths, coalesce(sum(standing.tenths) filter (where kind = 'bonus'), 0))
    union all
    select 'a month credited that is not closed, or otherwise than it came to'
    from latest join public.month_sheets as sheet on sheet.id = latest.sheet_id
    where latest.month > '2026-01-01' and (
      select coalesce(sum(tenths), 0) from public.wallet_entries as entry
      where entry.member_id = latest.member_id and entry.month = latest.month)
      <> case when sheet.state = 'locked' then latest.category_tenths + latest.bonus_tenths else 0 end
    union all
    select 'a month credited twice' from public.wallet_entries where kind = 'earned' group by member_id, month having count(*) > 1
    union all
    select 'a reversal that does not undo its original'
    from public.point_entries as reversal left join public.point_entries as original on original.id = reversal.reverses_id
    where reversal.reverses_id is not null and (
      original.id is null or original.reverses_id is not null or original.tenths <> -reversal.tenths
      or original.times <> -reversal.times or original.member_id <> reversal.member_id or original.month <> reversal.month
      or original.code <> reversal.code)
    union all
    select 'a reversal without an upheld objection'
    from public.point_entries as entry left join public.objections on objections.id = entry.objection_id
    where (entry.reverses_id is not null or entry.objection_id is not null) and objections.state is distinct from 'upheld'
    union all
    select 'an objection upheld, and nothing entered'
    from public.objections as asked
    where state = 'upheld' and not exists (select from public.point_entries where objection_id = asked.id)
    union all
    select 'one rule standing twice in a month' from standing group by member_id, month, code, category having count(*) > 1
    union all
    select 'an objection settled twice' from tests.said
    where name in ('answer_objection', 'withdraw_objection') and code = 'ok' group by args ->> 'objection_id' having count(*) > 1
    union all
    select 'an entry confirmed by its proposer' from public.point_entries where confirmed_by = proposed_by and objection_id is null
    union all
    select 'an objection answered by who had a part in it'
    from public.objections as asked join public.month_sheets as sheet on sheet.id = asked.sheet_id
    where answered_by = asked.member_id
      or answered_by = private.proposer_of(sheet.branch_id, sheet.month)
      or exists (
        select from public.point_entries as entry join public.month_words as word on word.id = entry.word_id
        where (entry.id = asked.entry_id or entry.id in (select reverses_id from public.point_entries where objection_id = asked.id))
          and word.said_by = asked.answered_by)
    union all
    select 'an objection after which a member had less'
    from public.month_results as after
    join lateral (
      select * from public.month_results as earlier
      where earlier.member_id = after.member_id and earlier.month = after.month and earlier.confirmed_at < after.confirmed_at
      order by confirmed_at desc limit 1
    ) as before on true
    where before.base_tenths > after.base_tenths or before.category_tenths > after.category_tenths
      or before.bonus_tenths > after.bonus_tenths
    union all
    select 'a board that is not its results'
    from public.month_sheets as sheet
    where array(
        select row(member_id, band)::text from public.board_entries where sheet_id = sheet.id order by 1
      ) <> array(
        select row(result.member_id, result.band)::text from private.results_on(sheet.id) as result
        where sheet.state in ('published', 'locked')
          and sheet.bands @> jsonb_build_array(jsonb_build_object('code', result.band, 'is_published', true)) order by 1)
    union all
    select 'two results of one month' from public.month_results where objection_id is null group by member_id, month having count(*) > 1
    union all
    select 'an order paid otherwise than it ended'
    from public.shop_orders as kept
    where (
      select coalesce(array_agg(kind || tenths order by kind desc), '{}') from public.wallet_entries where order_id = kept.id
    ) <> case state
      when 'collected' then array['spent' || -quantity * price_tenths]
      when 'returned' then array['spent' || -quantity * price_tenths, 'returned' || quantity * price_tenths]
      else '{}' end
    union all
    select 'a command that failed' from private.command_log where code = 'server-fault'
  ) as found
$$;

-- What this person finds of others where only the own may be found.
create function tests.sight_faults(person text) returns text[] language plpgsql as
$$
declare
  found text[];
begin
  perform tests.act_as(person);
  select coalesce(array_agg('sees another''s ' || t.name), '{}') into found from (
    select 'wallet' as name from public.wallet_entries where member_id <> tests.id(person)
    union select 'result' from public.month_results where member_id <> tests.id(person)
    union select 'entry' from public.point_entries where member_id <> tests.id(person)
    union select 'objection' from public.objections where member_id <> tests.id(person)
    union select 'order' from public.shop_orders where member_id <> tests.id(person)
    union select 'access log' from public.access_log where member_id <> tests.id(person)
    union select 'reminder band' from public.board_entries where band = 'yellow'
  ) as t;
  perform tests.look();
  return found;
end
$$;

-- The calendar's doing: days for objections or for orders go by, and the house is kept.
create function tests.goes_by(what text) returns void language plpgsql as
$$
begin
  if what = 'objections' then
    update public.month_sheets set objections_until = tests.today() - 1 where state = 'published';
  elsif what = 'orders' then
    set local session_replication_role = replica;
    update public.shop_orders set held_until = tests.today() - 1 where state = 'reserved';
    set local session_replication_role = origin;
  end if;
  if what <> 'orders, unseen' then
    perform private.keep_house();
  end if;
end
$$;

-- A shopkeeper is shown the code of an order, and hands it out.
create function tests.hands_out(keeper text, which text, nth int) returns text language plpgsql as
$$
declare
  code text := (select shop_orders.code from public.shop_orders where id = tests.id(which));
begin
  perform tests.act_as(keeper);
  if code is not null then
    perform public.shop_order(tests.id('Town'), code);
  end if;
  perform tests.look();
  return tests.judged(keeper, md5('event ' || nth)::uuid, 'collect_order',
    jsonb_build_object('order_id', tests.id(which), 'confirmed', 'code'));
end
$$;

create function tests.live(history jsonb) returns jsonb language plpgsql as
$$
declare
  event jsonb;
  nth int := 0;
  verdict text;
  earlier tests.said;
  sizes text;
  faults text[] := '{}';
  codes jsonb := '{}';
begin
  delete from tests.said;
  for event in select value from jsonb_array_elements(history) loop
    nth := nth + 1;
    case event ->> 'kind'
      when 'goes by' then
        perform tests.goes_by(event ->> 'what');
      when 'hands out' then
        verdict := tests.hands_out(event ->> 'who', event ->> 'which', nth);
        verdict := 'hands out: ' || verdict;
        codes := jsonb_set(codes, array[verdict], to_jsonb(coalesce((codes ->> verdict)::int, 0) + 1));
      when 'again' then
        select * into earlier from tests.said
        offset (event ->> 'back')::int % greatest((select count(*) from tests.said), 1) limit 1;
        if earlier.id is not null then
          sizes := tests.ledger_sizes();
          if tests.judged(earlier.who, earlier.id, earlier.name, earlier.args) <> earlier.code then
            faults := faults || 'said again, it was judged otherwise'::text;
          end if;
          if tests.ledger_sizes() <> sizes then
            faults := faults || 'said again, it was done again'::text;
          end if;
          if exists (select from private.command_log where id = earlier.id) and tests.judged('Old Chen', earlier.id, earlier.name, earlier.args) not in ('id-reused', case earlier.who when 'Old Chen' then earlier.code else '' end) then
            faults := faults || 'another''s act taken for one''s own'::text;
          end if;
        end if;
      else
        earlier := row(nth, md5('event ' || nth)::uuid, event ->> 'who', event ->> 'name', tests.meant(event -> 'args'), null)::tests.said;
        earlier.code := tests.judged(earlier.who, earlier.id, earlier.name, earlier.args);
        insert into tests.said select earlier.*;
        verdict := earlier.name || ': ' || earlier.code;
        codes := jsonb_set(codes, array[verdict], to_jsonb(coalesce((codes ->> verdict)::int, 0) + 1));
    end case;
    faults := faults || tests.purse_faults();
    exit when faults <> '{}';
  end loop;
  faults := faults || tests.book_faults();
  if faults = '{}' then
    faults := tests.sight_faults('Auntie Lin') || tests.sight_faults('Secretary Wang') || tests.sight_faults('Shopkeeper He');
  end if;
  return jsonb_build_object('faults', to_jsonb(faults), 'codes', codes, 'events', nth);
end
$$;
