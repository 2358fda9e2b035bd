-- The shop: what there is, who may have it for their points, who hands it out, and that nothing is spent or sold twice.
begin;
\ir support/village.psql
select plan(258);

insert into tests.names (name)
select unnest(array['Soap', 'Kettle', 'Far Soap', 'Other Town', 'Far Village', 'Far Wei', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Slip']);
insert into public.orgs (id, parent_id, kind, name)
values (tests.id('Other Town'), null, 'town', 'Other Town'), (tests.id('Far Village'), tests.id('Other Town'), 'village_branch', 'Far Village');
insert into public.members (id, branch_id) values (tests.id('Far Wei'), tests.id('Far Village'));
insert into public.directory_cards (id, branch_id, name, pinyin) values (tests.id('Far Wei'), tests.id('Far Village'), 'Far Wei', 'fw');
insert into private.accounts (member_id, user_id, login_number)
select id, user_id, '29999999' from tests.names where name = 'Far Wei';

create function tests.earns(who text, tenths int) returns void language sql security definer as
$$ insert into public.wallet_entries (id, member_id, kind, month, tenths) values (gen_random_uuid(), tests.id(who), 'earned', '2026-10-01', tenths) $$;
create function tests.item(more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('item_id', 'Soap', 'org_id', 'Town', 'name', 'Hand soap', 'words', 'for hands', 'price_tenths', 50) || more $$;
create function tests.settings(more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('org_id', 'Town', 'fen_per_point', 100, 'year_budget_fen', 100000, 'hold_days', 7) || more $$;
create function tests.brings(more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('move_id', gen_random_uuid(), 'item_id', 'Soap', 'reason', 'delivered', 'pieces', 3) || more $$;
create function tests.wants(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('order_id', id, 'item_id', 'Soap', 'price_tenths', 50) || more $$;
create function tests.stock(item text default 'Soap') returns int[] language sql security definer as
$$ select array[on_hand, held] from public.shop_stock where id = tests.id(item) $$;
create function tests.order_of(id text) returns public.shop_orders language sql security definer as
$$ select shop_orders from public.shop_orders where shop_orders.id = tests.id(order_of.id) $$;
create function tests.code_of(id text) returns text language sql security definer as
$$ select code from public.shop_orders where shop_orders.id = tests.id(code_of.id) $$;
create function tests.has(who text) returns int[] language sql security definer as
$$ select array[private.balance_of(tests.id(who)), private.spendable_of(tests.id(who))] $$;
create function tests.days_pass(id text, days int) returns void language plpgsql security definer as
$$
begin
  alter table public.shop_orders disable trigger only_grows;
  update public.shop_orders set held_until = held_until - days, reserved_on = reserved_on - days, collected_on = collected_on - days
  where shop_orders.id = tests.id(days_pass.id);
  alter table public.shop_orders enable trigger only_grows;
end
$$;
create function tests.shown(id text) returns jsonb language sql as
$$ select public.shop_order(tests.id('Town'), tests.code_of(id)) $$;
-- What must be true whatever has happened.
create function tests.adds_up() returns text language sql security definer as
$$
  select is(array(
    select 'stock ' || stock.id from public.shop_stock as stock
    where on_hand <> (select coalesce(sum(pieces), 0) from private.stock_moves where item_id = stock.id)
      or held <> (select coalesce(sum(quantity), 0) from public.shop_orders where item_id = stock.id and state = 'reserved')
    union all
    select 'wallet ' || member.id from public.members as member
    where private.balance_of(member.id) < 0 or private.spendable_of(member.id) < 0
    union all
    select 'order ' || asked.id from public.shop_orders as asked
    where (select coalesce(sum(tenths), 0) from public.wallet_entries where order_id = asked.id)
        <> case state when 'collected' then -quantity * price_tenths else 0 end
      or (select coalesce(sum(pieces), 0) from private.stock_moves where order_id = asked.id)
        <> case state when 'collected' then -quantity else 0 end
  ), '{}', 'stock is what came and went, what is held is what is ordered, and nobody is in debt')
$$;

-- Who keeps the shop.
select tests.act_as('Shopkeeper He');
select is(public.shop_queue(tests.id('Town')), '{"refused": "not-allowed"}', 'a post of the name in a branch keeps no shop');
select tests.act_as('Secretary Wang');
select tests.refuses('appoint', jsonb_build_object('appointment_id', gen_random_uuid(), 'member_id', 'Young Wu', 'org_id', 'Willow Village', 'role', 'shopkeeper', 'from_day', tests.today()),
  'not-allowed', 'and a secretary gives it to nobody');
select tests.act_as('Town Zhao');
select tests.refuses('appoint', jsonb_build_object('appointment_id', gen_random_uuid(), 'member_id', 'Young Wu', 'org_id', 'Willow Village', 'role', 'shopkeeper', 'from_day', tests.today()),
  'role-not-here', 'nor does the town in a branch');
select tests.allows('appoint', jsonb_build_object('appointment_id', gen_random_uuid(), 'member_id', 'Shopkeeper He', 'org_id', 'Town', 'role', 'shopkeeper', 'from_day', tests.today()),
  'the town has one shop, and names who keeps it');

-- By what it is kept.
select tests.sees('Old Zhou', 'shop_settings', array['Town'], 'members see what a point is worth');
select tests.sees('Far Wei', 'shop_settings', array['Other Town'], 'of their own town');
select tests.sees('Lost Liu', 'shop_settings', '{}', 'whoever is not signed in as a member sees nothing');
select tests.sees(null, 'shop_settings', '{}', 'nor a visitor');
select tests.act_as('Secretary Wang');
select tests.refuses('set_shop_settings', tests.settings(), 'not-allowed', 'a secretary decides nothing about it');
select tests.act_as('Shopkeeper He');
select tests.refuses('set_shop_settings', tests.settings(), 'not-allowed', 'nor does the shopkeeper');
select tests.act_as('Town Zhao');
select tests.refuses('set_shop_settings', tests.settings('{"org_id": "Other Town"}'), 'not-allowed', 'nor another town');
select tests.refuses('set_shop_settings', tests.settings('{"org_id": "Willow Village"}'), 'not-allowed', 'a branch has no shop');
select tests.refuses('set_shop_settings', tests.settings('{"year_budget_fen": -1}'), 'bad-arguments', 'money is not below nothing');
select tests.refuses('set_shop_settings', tests.settings('{"fen_per_point": 0}'), 'bad-arguments', 'a point is worth something');
select tests.refuses('set_shop_settings', tests.settings('{"hold_days": 400}'), 'bad-arguments', 'nothing is kept for a year');
select tests.refuses('set_shop_settings', tests.settings('{"hold_days": 1.5}'), 'bad-arguments', 'or for half a day');

-- Items and pictures.
select tests.act_as('Secretary Wang');
select tests.refuses('save_shop_item', tests.item(), 'not-allowed', 'a secretary puts nothing into the shop');
select tests.act_as('Shopkeeper He');
select tests.refuses('save_shop_item', tests.item(), 'not-allowed', 'nor does the shopkeeper set a price');
select tests.act_as('Town Zhao');
select tests.refuses('save_shop_item', tests.item('{"price_tenths": 0}'), 'bad-arguments', 'nothing is for nothing');
select tests.refuses('save_shop_item', tests.item('{"price_tenths": -50}'), 'bad-arguments', 'and nobody is paid for taking it');
select tests.refuses('save_shop_item', tests.item('{"name": "   "}'), 'bad-arguments', 'it has a name');
select tests.refuses('save_shop_item', tests.item('{"org_id": "Willow Village"}'), 'not-allowed', 'branches have no shops');
select tests.allows('save_shop_item', tests.item('{"month_limit": 2}'), 'the town puts soap into its shop');
select tests.allows('save_shop_item', tests.item('{"item_id": "Kettle", "name": "Water kettle", "price_tenths": 300}'), 'and a kettle');
select tests.sees('Old Chen', 'shop_items', array['Kettle', 'Soap'], 'everybody in the town sees them');
select tests.sees('Far Wei', 'shop_items', '{}', 'another town does not');
select tests.sees('Lost Liu', 'shop_items', '{}', 'nor who is not signed in as a member');
select tests.sees(null, 'shop_items', '{}', 'nor a visitor');
select tests.sees('Old Chen', 'shop_stock', array['Kettle', 'Soap'], 'and how many there are');
select tests.sees('Far Wei', 'shop_stock', '{}', 'within the town');
select is(tests.stock(), array[0, 0], 'of which there are none yet');
select tests.act_as('Town Zhao');
select tests.refuses('set_shop_photo', '{"item_id": "Soap", "jpeg": "not a picture"}', 'bad-arguments', 'a picture is one');
select tests.refuses('set_shop_photo', '{"item_id": "Soap", "jpeg": "/9j/<script>"}', 'bad-arguments', 'and nothing else');
select tests.refuses('set_shop_photo', jsonb_build_object('item_id', 'Soap', 'jpeg', '/9j/' || repeat('A', 12285)), 'too-big', 'a small one');
select tests.allows('set_shop_photo', jsonb_build_object('item_id', 'Soap', 'jpeg', '/9j/' || repeat('A', 12284)), 'nine kilobytes are small');
select tests.sees('Old Chen', 'shop_photos', array['Soap'], 'members see it');
select tests.sees('Far Wei', 'shop_photos', '{}', 'of their own town');
select tests.sees('Lost Liu', 'shop_photos', '{}', 'members only');
select tests.act_as('Old Chen');
select tests.refuses('set_shop_photo', '{"item_id": "Soap"}', 'not-allowed', 'and take none away');
select tests.act_as('Town Zhao');
select tests.allows('set_shop_photo', '{"item_id": "Soap"}', 'the town does');
select tests.sees('Old Chen', 'shop_photos', '{}', 'then it is gone');

-- Stock.
select tests.act_as('Town Zhao');
select tests.refuses('record_stock', tests.brings(), 'not-allowed', 'who sets the prices does not count the goods');
select tests.act_as('Old Chen');
select tests.refuses('record_stock', tests.brings(), 'not-allowed', 'nor does a member');
select tests.act_as('Shopkeeper He');
select tests.refuses('record_stock', tests.brings('{"pieces": 0}'), 'bad-arguments', 'something is brought');
select tests.refuses('record_stock', tests.brings('{"pieces": -3}'), 'bad-arguments', 'and not less than that');
select tests.refuses('record_stock', tests.brings('{"reason": "collected"}'), 'bad-arguments', 'nothing is handed out without an order');
select tests.refuses('record_stock', tests.brings('{"reason": "counted"}'), 'bad-arguments', 'and a count is said as one');
select tests.refuses('record_stock', tests.brings('{"item_id": "Plan"}'), 'not-allowed', 'what is not in the shop is not brought');
select tests.allows('record_stock', tests.brings('{"move_id": "First"}'), 'three pieces of soap are brought');
select is(tests.stock(), array[3, 0], 'and are there');
select tests.refuses('record_stock', tests.brings('{"move_id": "First"}'), 'bad-arguments', 'one delivery is written down once');
select tests.refuses('record_stock', tests.brings('{"reason": "damaged", "pieces": 4}'), 'more-than-there-is', 'no more is broken than there is');
select tests.allows('record_stock', tests.brings('{"reason": "damaged", "pieces": 1, "note": "wet"}'), 'one got wet');
select tests.refuses('count_stock', jsonb_build_object('move_id', gen_random_uuid(), 'item_id', 'Soap', 'seen', 3, 'counted', 5), 'stock-moved', 'a count that was overtaken is made again');
select tests.refuses('count_stock', jsonb_build_object('move_id', gen_random_uuid(), 'item_id', 'Soap', 'seen', 2, 'counted', -1), 'bad-arguments', 'nobody counts less than none');
select tests.allows('count_stock', jsonb_build_object('move_id', gen_random_uuid(), 'item_id', 'Soap', 'seen', 2, 'counted', 2), 'the count that finds what was expected is kept');
select tests.allows('count_stock', jsonb_build_object('move_id', gen_random_uuid(), 'item_id', 'Soap', 'seen', 2, 'counted', 4), 'two more were behind the shelf');
select is(tests.stock(), array[4, 0], 'now there are four');
select is((select array_agg((move ->> 'reason') || ' ' || (move ->> 'pieces') order by move ->> 'reason', (move ->> 'pieces')::int) from jsonb_array_elements(public.stock_moves(tests.id('Soap'))) as move),
  array['counted 0', 'counted 2', 'damaged -1', 'delivered 3'], 'the shopkeeper reads what came and went');
select tests.act_as('Town Zhao');
select is(jsonb_array_length(public.stock_moves(tests.id('Soap'))), 4, 'so does the town');
select tests.act_as('Old Chen');
select is(public.stock_moves(tests.id('Soap')), '{"refused": "not-allowed"}', 'a member does not');
select tests.act_as('Secretary Wang');
select is(public.stock_moves(tests.id('Soap')), '{"refused": "not-allowed"}', 'nor a secretary');
select tests.act_as('Far Wei');
select is(public.stock_moves(tests.id('Soap')), '{"refused": "not-allowed"}', 'nor another town');

-- Reserving, and why not.
select tests.act_as('Old Zhou');
select tests.refuses('reserve_item', tests.wants('First'), 'too-few-points', 'nobody spends what they have not');
select tests.earns('Old Zhou', 149);
select tests.earns('Auntie Lin', 1000);
select tests.act_as('Old Zhou');
select tests.refuses('reserve_item', tests.wants('First'), 'budget-used-up', 'nothing is promised before the town has said how much there is');
select tests.act_as('Town Zhao');
select tests.allows('set_shop_settings', tests.settings(), 'the town gives a thousand yuan a year');
select tests.act_as('Old Zhou');
select tests.refuses('reserve_item', tests.wants('First', '{"price_tenths": 40}'), 'price-changed', 'at the price that holds');
select tests.refuses('reserve_item', tests.wants('First', '{"quantity": 0}'), 'bad-arguments', 'one at least');
select tests.refuses('reserve_item', tests.wants('First', '{"quantity": -1}'), 'bad-arguments', 'and nobody is given points for taking less');
select tests.refuses('reserve_item', tests.wants('First', '{"quantity": 21}'), 'bad-arguments', 'and not a lorry full');
select tests.refuses('reserve_item', tests.wants('First', '{"quantity": 2147483647}'), 'bad-arguments', 'however large');
select tests.refuses('reserve_item', tests.wants('First', '{"quantity": 1.5}'), 'bad-arguments', 'nor half a piece');
select tests.refuses('reserve_item', tests.wants('First', '{"quantity": 5}'), 'too-few-left', 'no more than there is');
select tests.refuses('reserve_item', tests.wants('First', '{"quantity": 3}'), 'month-limit', 'no more than a month allows');
select tests.refuses('reserve_item', tests.wants('First', '{"item_id": "Kettle", "price_tenths": 300}'), 'sold-out', 'and nothing that is not there');
select tests.refuses('reserve_item', tests.wants('First', '{"item_id": "Plan"}'), 'not-allowed', 'or never was');
select tests.refuses('reserve_item', tests.wants('First', '{"member_id": "Auntie Lin"}'), 'bad-arguments', 'and for nobody else');
select tests.act_as('Far Wei');
select tests.refuses('reserve_item', tests.wants('First'), 'not-allowed', 'another town''s shop is not theirs');
select tests.act_as('Old Zhou');
select tests.allows('reserve_item', tests.wants('First'), 'Old Zhou reserves a piece of soap');
select is(tests.stock(), array[4, 1], 'it is kept for him');
select is(tests.has('Old Zhou'), array[149, 99], 'and so are his points, which are still in the wallet');
select ok((tests.order_of('First')).code ~ '^\d{6}$', 'he is given a code');
select is((tests.order_of('First')).held_until, tests.today() + 7, 'for seven days');
select is((tests.order_of('First')).cost_fen, 500::bigint, 'it takes five yuan of the town''s money');
select tests.refuses('reserve_item', tests.wants('First'), 'bad-arguments', 'one order is made once');
select is(tests.stock(), array[4, 1], 'which changes nothing');
select tests.allows('reserve_item', tests.wants('Second'), 'he reserves another');
select tests.refuses('reserve_item', tests.wants('Third'), 'month-limit', 'but not a third in one month');
select tests.adds_up();
select tests.act_as('Town Zhao');
select tests.allows('save_shop_item', tests.item('{"price_tenths": 60}'), 'the price goes up');
select tests.act_as('Old Zhou');
select is((select array_agg(price_tenths) from public.shop_orders), array[50, 50], 'which is not for what is ordered already');
select tests.refuses('reserve_item', tests.wants('Third', '{"price_tenths": 60}'), 'too-few-points', 'and what is held is not spent again');
select tests.act_as('Town Zhao');
select tests.allows('save_shop_item', tests.item('{"month_limit": 2}'), 'and down again');

-- Who sees an order and a wallet.
select tests.sees('Old Zhou', 'shop_orders', array['First', 'Second'], 'he sees his orders');
select tests.sees('Auntie Lin', 'shop_orders', '{}', 'his helper does not');
select tests.sees('Young Wu', 'shop_orders', '{}', 'nor the branch');
select tests.sees('Secretary Wang', 'shop_orders', '{}', 'nor its secretary');
select tests.sees('Committee Sun', 'shop_orders', '{}', 'nor the committee');
select tests.sees('Cadre Qian', 'shop_orders', '{}', 'nor a stationed cadre');
select tests.sees('Coordinator Li', 'shop_orders', '{}', 'nor the area');
select tests.sees('Town Zhao', 'shop_orders', '{}', 'nor the town on its phones');
select tests.sees('Shopkeeper He', 'shop_orders', '{}', 'nor the shopkeeper');
select tests.sees('Lost Liu', 'shop_orders', '{}', 'nor who is not signed in as a member');
select tests.sees(null, 'shop_orders', '{}', 'nor a visitor');
select tests.act_as('Secretary Wang');
select is(public.member_orders(tests.id('Old Zhou')), '{"refused": "not-allowed"}', 'a secretary does not ask for them either');
select is(public.shop_queue(tests.id('Town')), '{"refused": "not-allowed"}', 'nor for the queue');
select is(public.shop_budget(tests.id('Town')), '{"refused": "not-allowed"}', 'nor for the budget');
select is(public.shop_people(tests.id('Town'), 'Zhou'), '{"refused": "not-allowed"}', 'nor for people');
select is(public.shop_affords(tests.id('Old Zhou'), tests.id('Soap'), 1), '{"refused": "not-allowed"}', 'nor what they can afford');
select is(public.shop_order(tests.id('Town'), '123456'), '{"refused": "not-allowed"}', 'nor tries codes');
select is(public.check_shop_pin(tests.id('First'), '1234'), '{"refused": "not-allowed"}', 'or PINs');
select is(public.shop_voucher(tests.id('First')), '{"refused": "not-allowed"}', 'or prints anything');
select tests.act_as('Coordinator Li');
select is(public.member_orders(tests.id('Old Zhou')), '{"refused": "not-allowed"}', 'nor does the area ask');
select tests.act_as('Cadre Qian');
select is(public.member_orders(tests.id('Old Zhou')), '{"refused": "not-allowed"}', 'nor the cadre');
select tests.act_as('Shopkeeper He');
select is(public.member_orders(tests.id('Old Zhou')), '{"refused": "not-allowed"}', 'nor the shopkeeper');
select is(public.shop_budget(tests.id('Town')), '{"refused": "not-allowed"}', 'who is not told of the money');
select is(public.shop_queue(tests.id('Other Town')), '{"refused": "not-allowed"}', 'nor of another shop');
select is(public.shop_affords(tests.id('Far Wei'), tests.id('Soap'), 1), '{"refused": "not-allowed"}', 'or its customers');
select tests.act_as('Town Zhao');
select is(public.shop_queue(tests.id('Town')), '{"refused": "not-allowed"}', 'the town does not stand at the counter');
select is(public.shop_budget(tests.id('Town')), '{"budget_fen": 100000, "used_fen": 0, "promised_fen": 1000, "open_orders": 2}', 'but knows what is promised');
select is(jsonb_array_length(public.member_orders(tests.id('Old Zhou'))), 2, 'and may look at a member''s orders');
select is(public.member_orders(gen_random_uuid()), '{"refused": "not-allowed"}', 'of somebody there is');
select is(public.stock_moves(gen_random_uuid()), '{"refused": "not-allowed"}', 'as of something there is');
select ok(not public.member_orders(tests.id('Old Zhou'))::text like '%' || tests.code_of('First') || '%', 'without the code');
select tests.sees('Old Zhou', 'access_log', array['Old Zhou'], 'which he reads', 'member_id');
select results_eq('select reader, what from public.access_log', $$ values ('Town Zhao', 'wallet') $$, 'with the name of who looked');

-- At the counter.
select tests.act_as('Shopkeeper He');
select is((select array_agg(line ->> 'name') from jsonb_array_elements(public.shop_queue(tests.id('Town'))) as line), array['Old Zhou', 'Old Zhou'], 'the shopkeeper sees who will come');
select ok(not public.shop_queue(tests.id('Town'))::text like '%' || tests.code_of('First') || '%', 'but no code');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "code"}', 'not-shown', 'nothing is handed out for a code that was not shown');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "pin"}', 'not-shown', 'or a PIN that was not typed');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "paper"}', 'not-on-paper', 'nor on paper for somebody with a phone');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "trust"}', 'bad-arguments', 'nor for the asking');
select is(public.shop_voucher(tests.id('First')), '{"refused": "not-on-paper"}', 'and the code is not printed for the shopkeeper');
select is(public.shop_order(tests.id('Town'), '12'), '{"refused": "bad-arguments"}', 'a code has six digits');
select is(public.shop_order(tests.id('Town'), null), '{"refused": "bad-arguments"}', 'and is one');
select is(tests.shown('First') - '{reserved_at,member_id,id,item_id}'::text[],
  jsonb_build_object('name', 'Old Zhou', 'branch', 'Willow Village', 'item', 'Hand soap', 'quantity', 1, 'price_tenths', 50, 'state', 'reserved',
    'held_until', tests.today() + 7, 'collected_at', null, 'confirmed', null, 'has_phone', true, 'has_pin', false), 'his code is shown');
select tests.refuses('collect_order', '{"order_id": "Second", "confirmed": "code"}', 'not-shown', 'which is for this order alone');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "pin"}', 'not-shown', 'and no PIN');
select tests.act_as('Old Zhou');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "code"}', 'not-allowed', 'a member hands nothing out to himself');
select tests.act_as('Town Zhao');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "code"}', 'not-allowed', 'nor does the town');
select tests.act_as('Shopkeeper He');
select tests.allows('collect_order', '{"order_id": "First", "confirmed": "code"}', 'the shopkeeper hands it out');
select is(tests.has('Old Zhou'), array[99, 49], 'the points are spent');
select is(tests.stock(), array[3, 1], 'and the soap is gone');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "code"}', 'order-collected', 'it is handed out once');
select is(tests.shown('First'), '{"refused": "order-collected"}', 'and the code is spent');
select tests.refuses('release_order', '{"order_id": "First"}', 'order-collected', 'what is handed out is not cancelled');
select tests.refuses('cancel_order', '{"order_id": "Second"}', 'not-allowed', 'the shopkeeper cancels in nobody''s name');
select tests.adds_up();
select tests.act_as('Old Zhou');
select results_eq('select tenths, kind from public.wallet_entries where order_id is not null', $$ values (-50, 'spent') $$, 'he reads it in his wallet');
select is((select keeper || ' ' || confirmed from public.shop_orders where state = 'collected'), 'Shopkeeper He code', 'and who handed it out, and how');
select tests.look();
select is((select entered_by from public.wallet_entries where order_id = tests.id('First')), tests.id('Shopkeeper He'), 'the entry names its actor');

-- Back the same day.
select tests.act_as('Old Zhou');
select tests.refuses('return_order', '{"order_id": "First"}', 'not-allowed', 'a member takes nothing back by himself');
select tests.act_as('Shopkeeper He');
select tests.refuses('return_order', '{"order_id": "Second"}', 'not-collected', 'what was not handed out does not come back');
select tests.allows('return_order', '{"order_id": "First"}', 'the shopkeeper takes it back the same day');
select is(tests.has('Old Zhou'), array[149, 99], 'the points come back');
select is(tests.stock(), array[4, 1], 'and the soap');
select tests.refuses('return_order', '{"order_id": "First"}', 'order-returned', 'once');
select tests.refuses('collect_order', '{"order_id": "First", "confirmed": "code"}', 'order-returned', 'and it is not handed out again');
select tests.adds_up();
select is(tests.shown('Second') ->> 'name', 'Old Zhou', 'the second order is shown');
select tests.allows('collect_order', '{"order_id": "Second", "confirmed": "code"}', 'and handed out');
select tests.days_pass('Second', 1);
select tests.refuses('return_order', '{"order_id": "Second"}', 'too-late-to-return', 'which is not taken back a day later');

-- Cancelled, and run out.
select tests.act_as('Auntie Lin');
select tests.allows('reserve_item', tests.wants('Third', '{"quantity": 2}'), 'Auntie Lin reserves two');
select tests.refuses('cancel_order', '{"order_id": "Second"}', 'not-allowed', 'another''s order is not hers to cancel');
select tests.act_as('Secretary Wang');
select tests.refuses('cancel_order', '{"order_id": "Third"}', 'not-allowed', 'nor her order the secretary''s');
select tests.refuses('release_order', '{"order_id": "Third"}', 'not-allowed', 'who does not stand at the counter either');
select tests.act_as('Auntie Lin');
select is(tests.has('Auntie Lin'), array[1000, 900], 'ten points are kept for them');
select tests.allows('cancel_order', '{"order_id": "Third"}', 'she changes her mind');
select is(tests.has('Auntie Lin'), array[1000, 1000], 'the points are free again');
select is(tests.stock(), array[3, 0], 'and the soap');
select tests.refuses('cancel_order', '{"order_id": "Third"}', 'order-cancelled', 'once');
select tests.allows('reserve_item', tests.wants('Third', '{"order_id": "Fourth", "quantity": 2}'), 'what was cancelled does not count in the month');
select tests.act_as('Shopkeeper He');
select tests.allows('release_order', '{"order_id": "Fourth"}', 'the shopkeeper lets it go, at her word');
select tests.act_as('Auntie Lin');
select tests.allows('reserve_item', tests.wants('Fifth', '{"quantity": 2}'), 'she reserves once more');
select tests.days_pass('Fifth', 8);
select is(tests.has('Auntie Lin'), array[1000, 1000], 'past its day an order keeps no points');
select tests.act_as('Shopkeeper He');
select is(tests.shown('Fifth'), '{"refused": "order-expired"}', 'and is not shown');
select tests.refuses('collect_order', '{"order_id": "Fifth", "confirmed": "code"}', 'order-expired', 'or handed out');
select is(public.shop_queue(tests.id('Town')) @> jsonb_build_array(jsonb_build_object('id', tests.id('Fifth'))), false, 'or waited for');
select is(tests.stock(), array[3, 2], 'the shelf learns of it');
select tests.earns('Young Wu', 300);
select tests.act_as('Young Wu');
select tests.allows('reserve_item', tests.wants('Sixth', '{"quantity": 2}'), 'when the next one wants what was kept');
select is((tests.order_of('Fifth')).state, 'expired', 'then it has run out');
select is(tests.stock(), array[3, 2], 'and is kept for Young Wu');
select tests.days_pass('Sixth', 8);
select tests.look();
select is(private.release_overdue_orders(0), 0, 'the house lets go of no more than it is told to');
select is(private.release_overdue_orders(10), 1, 'and of what is due');
select is(private.release_overdue_orders(10), 0, 'once');
select is(tests.stock(), array[3, 0], 'nothing is kept any more');
select tests.adds_up();

-- Damage, counts and closing, with something promised.
select tests.act_as('Auntie Lin');
select tests.allows('reserve_item', jsonb_build_object('order_id', gen_random_uuid(), 'item_id', 'Soap', 'price_tenths', 50, 'quantity', 2), 'two are promised');
select tests.act_as('Shopkeeper He');
select tests.refuses('record_stock', tests.brings('{"reason": "damaged", "pieces": 2}'), 'promised-already', 'what is promised is not written off');
select tests.refuses('count_stock', jsonb_build_object('move_id', gen_random_uuid(), 'item_id', 'Soap', 'seen', 3, 'counted', 1), 'promised-already', 'nor counted away');
select tests.act_as('Secretary Wang');
select tests.refuses('close_shop_item', '{"item_id": "Soap"}', 'not-allowed', 'a secretary closes nothing');
select tests.act_as('Town Zhao');
select tests.allows('close_shop_item', '{"item_id": "Soap"}', 'the town closes it');
select tests.act_as('Young Wu');
select tests.refuses('reserve_item', tests.wants('Slip'), 'item-closed', 'then nobody orders it');
select tests.act_as('Town Zhao');
select tests.allows('open_shop_item', '{"item_id": "Soap"}', 'and opens it again');

-- The town's money.
select tests.allows('set_shop_settings', tests.settings('{"year_budget_fen": 1999}'), 'there is less money');
select tests.act_as('Young Wu');
select tests.refuses('reserve_item', tests.wants('Slip'), 'budget-used-up', 'with fifteen yuan spent and promised, five more are too much for nineteen ninety-nine');
select tests.act_as('Town Zhao');
select tests.allows('set_shop_settings', tests.settings('{"year_budget_fen": 2000}'), 'a fen more');
select tests.act_as('Young Wu');
select tests.allows('reserve_item', tests.wants('Slip'), 'is enough');
select tests.act_as('Town Zhao');
select tests.allows('set_shop_settings', tests.settings('{"fen_per_point": 250, "year_budget_fen": 1000000}'), 'a point is worth more from now on');
select is(public.shop_budget(tests.id('Town')), '{"budget_fen": 1000000, "used_fen": 500, "promised_fen": 1500, "open_orders": 2}', 'what is promised stays what it was');

-- PINs.
select tests.act_as('Young Wu');
select tests.refuses('set_shop_pin', '{"secret_pin": "12"}', 'bad-arguments', 'a PIN has four digits');
select tests.refuses('set_shop_pin', '{"secret_pin": "1234567"}', 'bad-arguments', 'or six');
select tests.refuses('set_shop_pin', '{"secret_pin": "abcd"}', 'bad-arguments', 'and digits only');
select is((select array_agg(distinct tests.send('set_shop_pin', jsonb_build_object('secret_pin', pin)))
  from unnest(array['0000', '1111', '222222', '1234', '456789', '0123', '4321', '98765', '3210']) as pin), array['bad-arguments'], 'none that anybody tries first');
select tests.act_as('Shopkeeper He');
select is(public.check_shop_pin(tests.id('Slip'), '4711'), '{"refused": "no-pin"}', 'who has none is not asked for it');
select tests.act_as('Young Wu');
select tests.allows('set_shop_pin', '{"secret_pin": "4711"}', 'Young Wu chooses one');
select is((select array_agg(tests.send('set_shop_pin', '{"secret_pin": "4711"}')) from generate_series(1, 11)),
  array_fill('ok'::text, array[9]) || array_fill('too-many-attempts'::text, array[2]), 'ten times a day, since it costs the town work to keep one');
select tests.look();
select is_empty($$ select from private.command_log where args::text like '%4711%' $$, 'which is written down nowhere');
select is_empty($$ select from private.shop_pins where pin_hash like '%4711%' $$, 'but as a hash');
select tests.act_as('Shopkeeper He');
select is(public.check_shop_pin(tests.id('Slip'), '4712'), '{"refused": "wrong-pin"}', 'a wrong one is wrong');
select is(public.check_shop_pin(tests.id('Slip'), null), '{"refused": "wrong-pin"}', 'none, too');
select tests.refuses('collect_order', '{"order_id": "Slip", "confirmed": "pin"}', 'not-shown', 'and hands nothing out');
select is(public.check_shop_pin(tests.id('Slip'), '4711'), '{"ok": true}', 'the right one is right');
select is(public.check_shop_pin(tests.id('Slip'), '4713'), '{"refused": "wrong-pin"}', 'a third wrong one');
select is(public.check_shop_pin(tests.id('Slip'), '4714'), '{"refused": "wrong-pin"}', 'a fourth');
select is(public.check_shop_pin(tests.id('Slip'), '4715'), '{"refused": "wrong-pin"}', 'a fifth');
select is(public.check_shop_pin(tests.id('Slip'), '4716'), '{"refused": "too-many-attempts"}', 'and no sixth');
select is(public.check_shop_pin(tests.id('Slip'), '4711'), '{"refused": "too-many-attempts"}', 'not even the right one, today');
select tests.act_as('Young Wu');
select results_eq($$ select reader from public.access_log where what = 'pin' $$, array['Shopkeeper He'], 'and he reads that somebody tried');
select tests.act_as('Shopkeeper He');
select tests.allows('collect_order', '{"order_id": "Slip", "confirmed": "pin"}', 'what was right before still is');
select tests.adds_up();

-- Guessing codes.
select is((select count(*)::int from generate_series(1, 40) as nth
  where public.shop_order(tests.id('Town'), lpad(nth::text, 6, '0')) = '{"refused": "no-such-code"}'), 28, 'codes are guessed thirty times a day, two of which were codes of before');
select is(public.shop_order(tests.id('Town'), '000050'), '{"refused": "too-many-attempts"}', 'and not more');
select tests.look();
update private.shop_tries set on_day = on_day - 1;
select tests.act_as('Shopkeeper He');
select is(public.shop_order(tests.id('Town'), '000050'), '{"refused": "no-such-code"}', 'tomorrow is another day');

-- Somebody without a phone.
select tests.earns('Lost Liu', 60);
select tests.act_as('Young Wu');
select tests.refuses('serve_member', tests.wants('Far Soap', '{"member_id": "Lost Liu"}'), 'not-allowed', 'only the shopkeeper serves another');
select tests.act_as('Shopkeeper He');
select tests.allows('record_stock', tests.brings(), 'more soap is brought');
select is((select array_agg((found ->> 'name') || ' ' || (found ->> 'branch') || ' ' || (found ->> 'has_phone')) from jsonb_array_elements(public.shop_people(tests.id('Town'), 'liu')) as found),
  array['Lost Liu Willow Village false'], 'finds Lost Liu by name');
select tests.look();
select is(array[
  private.is_named('wyf', '王玉芳', 'wang yu fang'), private.is_named('Wang Yufang', '王玉芳', 'wang yu fang'),
  private.is_named('玉芳', '王玉芳', 'wang yu fang'), private.is_named('ｗｙ', '王玉芳', 'wang yu fang'),
  private.is_named('yf', '王玉芳', 'wang yu fang'), private.is_named('', '王玉芳', ''), private.is_named('w', '王玉芳', '')],
  '{t,t,t,t,f,f,f}', 'by its sound and its initials as everywhere');
select tests.act_as('Shopkeeper He');
select is(public.shop_people(tests.id('Town'), '  '), '[]', 'finds nobody by nothing');
select is(public.shop_people(tests.id('Town'), '%'), '[]', 'nor by a sign that stands for all');
select is(public.shop_people(tests.id('Town'), 'Far Wei'), '[]', 'nor anybody of another town');
select is(public.shop_affords(tests.id('Lost Liu'), tests.id('Soap'), 1), '{"enough": true}', 'hears that the points are enough');
select is(public.shop_affords(tests.id('Lost Liu'), tests.id('Soap'), 2), '{"enough": false}', 'or not');
select is(public.shop_affords(tests.id('Lost Liu'), tests.id('Soap'), null), '{"refused": "bad-arguments"}', 'of a number of pieces');
select tests.look();
select is((select reader from public.access_log where member_id = tests.id('Lost Liu')), 'Shopkeeper He', 'which Lost Liu can read that was asked');
select tests.act_as('Shopkeeper He');
select tests.refuses('serve_member', tests.wants('Far Soap', '{"member_id": "Far Wei"}'), 'not-allowed', 'serves nobody of another town');
select tests.refuses('serve_member', tests.wants('Far Soap', '{"member_id": "Lost Liu", "quantity": 2}'), 'too-few-points', 'nobody beyond their points');
select tests.allows('serve_member', tests.wants('Far Soap', '{"member_id": "Lost Liu"}'), 'and makes the order');
select is(public.shop_voucher(tests.id('Far Soap')) ->> 'code', tests.code_of('Far Soap'), 'prints it with its code');
select tests.allows('collect_order', '{"order_id": "Far Soap", "confirmed": "paper"}', 'and hands it out for a signature');
select tests.refuses('collect_order', '{"order_id": "Far Soap", "confirmed": "paper"}', 'order-collected', 'a voucher is redeemed once');
select is(public.shop_voucher(tests.id('Far Soap')), '{"refused": "order-collected"}', 'and not printed again');
select tests.adds_up();

-- Replays, and what nobody rewrites.
select tests.act_as('Auntie Lin');
select is((
  select array_agg(coalesce(verdict ->> 'code', 'ok')) from jsonb_array_elements(public.sync(jsonb_build_object('v', 1, 'epoch', tests.epoch(), 'commands', (
    select jsonb_agg(jsonb_build_object('id', '0e000000-0000-4000-8000-000000000001', 'name', 'reserve_item', 'args', jsonb_build_object(
      'order_id', tests.id('Far Village'), 'item_id', tests.id('Kettle'), 'price_tenths', 300))) from generate_series(1, 3)))) -> 'verdicts') as verdict),
  array['sold-out', 'sold-out', 'sold-out'], 'a refusal said again is the same refusal');
select tests.act_as('Shopkeeper He');
select tests.allows('record_stock', tests.brings('{"item_id": "Kettle"}'), 'kettles are brought');
select tests.act_as('Auntie Lin');
select is((
  select array_agg(coalesce(verdict ->> 'code', 'ok')) from jsonb_array_elements(public.sync(jsonb_build_object('v', 1, 'epoch', tests.epoch(), 'commands', (
    select jsonb_agg(jsonb_build_object('id', '0e000000-0000-4000-8000-000000000002', 'name', 'reserve_item', 'args', jsonb_build_object(
      'order_id', tests.id('Far Village'), 'item_id', tests.id('Kettle'), 'price_tenths', 300))) from generate_series(1, 3)))) -> 'verdicts') as verdict),
  array['ok', 'ok', 'ok'], 'said three times');
select is(tests.stock('Kettle'), array[3, 1], 'it is reserved once');
select tests.look();
select throws_ok('update public.shop_orders set quantity = 2', '42501', null, 'what was agreed is not changed, not even by the house');
select throws_ok($$ update public.shop_orders set state = 'reserved', collected_on = null, collected_at = null, served_by = null, keeper = null, confirmed = null where state = 'collected' $$,
  '23514', null, 'and what was handed out is not open again');
select throws_ok('delete from public.shop_orders', '42501', null, 'no order is struck out');
select throws_ok('update private.stock_moves set pieces = 9', '42501', null, 'no move is rewritten');
select throws_ok('delete from private.stock_moves', '42501', null, 'or struck out');
select throws_ok('truncate private.stock_moves', '42501', null, 'all at once neither');
select throws_ok($$ update public.shop_stock set held = on_hand + 1 $$, '23514', null, 'no more is promised than there is');
select throws_ok($$ insert into private.stock_moves (id, item_id, reason, pieces, moved_by) values (gen_random_uuid(), tests.id('Soap'), 'damaged', -1000, tests.id('Town Zhao')) $$,
  '23514', null, 'and no more goes than there was');
select tests.act_as('Town Zhao');
select tests.allows('suspend_member', '{"member_id": "Lost Liu", "reason": ""}', 'somebody is kept out');
select tests.act_as('Shopkeeper He');
select tests.refuses('serve_member', tests.wants('Peaches', '{"member_id": "Lost Liu"}'), 'not-allowed', 'and is not served either');
select tests.adds_up();

select * from finish();
rollback;
