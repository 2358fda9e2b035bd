-- Dues: how they are counted, who writes them down, who reads them, and what comes of paying late.
begin;
\ir support/village.psql
select plan(140);

insert into tests.names (name)
select unnest(array['Basis', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Back', 'Word']);

create function tests.month(ago int default 0) returns date language sql stable as
$$ select (date_trunc('month', tests.today()::timestamp) - ago * interval '1 month')::date $$;
create function tests.basis(who text[], more jsonb default '{}') returns jsonb language sql as
$$
  select jsonb_build_object(
    'basis_ids', (select jsonb_agg(gen_random_uuid()) from unnest(who)),
    'member_ids', (select jsonb_agg(tests.id(name)) from unnest(who) as name),
    'from_month', tests.month(6), 'kind', 'wage', 'by_quarter', false, 'income_fen', 420000) || more
$$;
create function tests.pays(id text, who text, more jsonb default '{}') returns jsonb language sql stable as
$$
  select jsonb_build_object(
    'payment_id', id, 'member_id', who, 'from_month', tests.month(), 'months', 1, 'amount_fen', 4200, 'paid_on', tests.today()) || more
$$;
create function tests.all_pay(who text[], total int, more jsonb default '{}') returns jsonb language sql as
$$
  select jsonb_build_object(
    'payment_ids', (select jsonb_agg(gen_random_uuid()) from unnest(who)),
    'member_ids', (select jsonb_agg(tests.id(name)) from unnest(who) as name),
    'from_month', tests.month(2), 'months', 3, 'paid_on', tests.today(), 'total_fen', total) || more
$$;
create function tests.reminds(who text[]) returns jsonb language sql as
$$
  select jsonb_build_object(
    'reminder_ids', (select jsonb_agg(gen_random_uuid()) from unnest(who)),
    'member_ids', (select jsonb_agg(tests.id(name)) from unnest(who) as name))
$$;
-- What a month of somebody comes to, and whether it is paid, from the given number of months ago until now.
create function tests.months_of(who text, ago int) returns text language sql security definer as
$$
  select string_agg(month_fen || case when payment_id is null then '' else ' paid' end, ', ' order by month)
  from private.dues_months(array[tests.id(who)], tests.month(ago), tests.month())
$$;
create function tests.line(who text, answer jsonb) returns jsonb language sql stable as
$$ select line from jsonb_array_elements(answer) as line where line ->> 'name' = who $$;
create function tests.late_days(who text) returns date[] language sql security definer as
$$ select array_agg(on_day order by on_day) from public.month_facts where member_id = tests.id(who) and fact = 'dues_late' $$;

-- The rule.
select tests.look();
select is(array(select private.dues_by_rule('wage', income, null) from unnest(array[0, 300000, 300001, 500000, 500001, 1000000, 1000001]) as income),
  array[0, 1500, 3000, 5000, 7500, 15000, 20000], 'one rate for the whole wage, by the bracket it falls into');
select is(array(select private.dues_by_rule('pension', income, null) from unnest(array[0, 500000, 500001]) as income),
  array[0, 2500, 5000], 'and for a pension');
select is(private.dues_by_rule('wage', 423567, null), 4236, 'in whole fen');
select is(private.dues_by_rule('farmer', null, 50), 50, 'farmers agree on a sum');

-- How they are counted.
select tests.act_as('Old Zhou');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou']), 'not-allowed', 'a member does not say what they earn');
select tests.act_as('Committee Sun');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou']), 'not-allowed', 'nor does the committee: it is the secretary''s word');
select tests.act_as('Secretary Ma');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou']), 'not-allowed', 'nor another branch''s secretary');
select tests.act_as('Cadre Qian');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou']), 'not-allowed', 'nor a cadre');
select tests.act_as('Town Zhao');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou']), 'not-allowed', 'nor the town');
select tests.act_as('Secretary Wang');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou', 'Old Chen']), 'not-allowed', 'all of them are in the branch, or nothing is said');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou', 'Old Zhou']), 'bad-arguments', 'everybody once');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"member_ids": []}'), 'bad-arguments', 'and somebody at all');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"member_ids": [null]}'), 'bad-arguments', 'somebody there is');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"kind": "rich"}'), 'bad-arguments', 'of a kind there is');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"income_fen": -1}'), 'bad-arguments', 'no income is below nothing');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"income_fen": 2147483647}'), 'bad-arguments', 'nor beyond all measure');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"income_fen": null}'), 'bad-arguments', 'a wage is a number');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"kind": "farmer"}'), 'bad-arguments', 'a farmer has no wage');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"kind": "farmer", "income_fen": null, "agreed_fen": 10}'), 'bad-arguments', 'and pays two jiao at least');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"kind": "farmer", "income_fen": null, "agreed_fen": 200}'), 'bad-arguments', 'and one yuan at most');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], jsonb_build_object('from_month', tests.month() + 3)), 'dues-month-out-of-range', 'from a month on');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], jsonb_build_object('from_month', tests.month(25))), 'dues-month-out-of-range', 'not from long ago');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], jsonb_build_object('from_month', tests.month(-13))), 'dues-month-out-of-range', 'nor far ahead');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"lowered_fen": 0}'), 'no-reason', 'nobody is let off without a reason');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"lowered_fen": 4200, "reason": "ill"}'), 'not-lower', 'and what is lowered is lower');
select tests.refuses('set_dues_basis', tests.basis(array['Old Zhou'], '{"lowered_fen": -1, "reason": "ill"}'), 'bad-arguments', 'but not below nothing');
select tests.allows('set_dues_basis', tests.basis(array['Old Zhou']), 'the secretary says what Old Zhou earns');
select tests.allows('set_dues_basis', tests.basis(array['Auntie Lin', 'Young Wu'], '{"kind": "farmer", "income_fen": null, "agreed_fen": 50}'), 'and what two farmers agreed on');
select is(tests.months_of('Old Zhou', 2), '4200, 4200, 4200', 'from then on so much is due');
select is(tests.months_of('Auntie Lin', 1), '50, 50', 'and from them');
select is(tests.months_of('Committee Sun', 2), null, 'of whom nothing was said, nothing is due');
select tests.allows('set_dues_basis', tests.basis(array['Old Zhou'], jsonb_build_object('from_month', tests.month(1), 'lowered_fen', 0, 'reason', 'long ill')), 'long ill, he is let off');
select is(tests.months_of('Old Zhou', 2), '4200, 0, 0', 'from that month on');
select tests.allows('set_dues_basis', tests.basis(array['Old Zhou'], jsonb_build_object('from_month', tests.month(6))), 'a mistake; the latest word counts');
select is(tests.months_of('Old Zhou', 2), '4200, 4200, 4200', 'from its month on');
select tests.look();
select throws_ok('update public.dues_bases set income_fen = 1', '42501', null, 'what was said stays to be read');

-- Who reads how they are counted.
select tests.sees('Old Zhou', 'dues_bases', array['Old Zhou', 'Old Zhou', 'Old Zhou'], 'a member reads all that was said', 'member_id');
select tests.sees('Auntie Lin', 'dues_bases', array['Auntie Lin'], 'their own only', 'member_id');
select tests.sees('Secretary Wang', 'dues_bases', '{}', 'on no phone of the secretary');
select tests.sees('Town Zhao', 'dues_bases', '{}', 'or of the town');
select tests.sees('Lost Liu', 'dues_bases', '{}', 'or of whoever is not signed in as a member');
select tests.sees(null, 'dues_bases', '{}', 'or of a visitor');

-- One payment.
select tests.act_as('Old Zhou');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou'), 'not-allowed', 'nobody writes down that they have paid');
select tests.act_as('Secretary Ma');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou'), 'not-allowed', 'nor does another branch');
select tests.act_as('Town Zhao');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou'), 'not-allowed', 'nor the town');
select tests.act_as('Cadre Qian');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou'), 'not-allowed', 'nor a cadre');
select tests.act_as('Committee Sun');
select tests.refuses('record_dues_payment', tests.pays('First', 'Shopkeeper He'), 'no-dues-basis', 'not before it is said how they are counted');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', '{"amount_fen": 4199}'), 'less-than-due', 'not less than is due');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', '{"amount_fen": -4200}'), 'less-than-due', 'nor below nothing');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', '{"amount_fen": 2147483647}'), 'bad-arguments', 'nor beyond all measure');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', '{"amount_fen": 42.5}'), 'bad-arguments', 'nor half a fen');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', jsonb_build_object('paid_on', tests.today() + 1)), 'day-out-of-range', 'not tomorrow');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', jsonb_build_object('paid_on', tests.today() - 401)), 'day-out-of-range', 'nor long ago');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', '{"months": 0}'), 'dues-month-out-of-range', 'for a month at least');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', '{"months": 2147483647}'), 'dues-month-out-of-range', 'and not for ever');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', '{"months": 13}'), 'dues-month-out-of-range', 'but for a year');
select tests.refuses('record_dues_payment', tests.pays('First', 'Old Zhou', jsonb_build_object('paid_by', repeat('x', 41))), 'bad-arguments', 'whoever brings it has a name, not a story');
select tests.allows('record_dues_payment', tests.pays('First', 'Old Zhou', '{"amount_fen": 5000, "paid_by": "his son"}'), 'his son brings a little more than is due');
select tests.refuses('record_dues_payment', tests.pays('Second', 'Old Zhou'), 'dues-paid-already', 'a month is paid once');
select tests.refuses('record_dues_payment', tests.pays('Second', 'Old Zhou', jsonb_build_object('from_month', tests.month(1), 'months', 2, 'amount_fen', 8400)), 'dues-paid-already', 'also as one of several');
select is(tests.months_of('Old Zhou', 1), '4200, 4200 paid', 'this month is paid');
select tests.act_as('Secretary Wang');
select tests.allows('set_dues_basis', tests.basis(array['Old Zhou'], jsonb_build_object('from_month', tests.month(), 'income_fen', 600000)), 'he earned more than was thought');
select is(tests.months_of('Old Zhou', 1), '4200, 9000 paid', 'what was paid stays paid');
select tests.allows('set_dues_basis', tests.basis(array['Old Zhou'], jsonb_build_object('from_month', tests.month())), 'no, he did not');

-- Many at once.
select tests.act_as('Auntie Lin');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin'], 150), 'not-allowed', 'no member writes for many');
select tests.act_as('Secretary Ma');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin'], 150), 'not-allowed', 'nor another branch');
select tests.act_as('Town Zhao');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin'], 150), 'not-allowed', 'nor the town');
select tests.act_as('Committee Sun');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin', 'Old Chen'], 150), 'not-allowed', 'all of them are in the branch');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin', 'Shopkeeper He'], 150), 'no-dues-basis', 'and counted');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin', 'Auntie Lin'], 300), 'bad-arguments', 'each of them once');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin', 'Young Wu', 'Old Zhou'], 8701), 'changed-meanwhile', 'for the sum that was seen');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin'], 150, jsonb_build_object('paid_on', tests.today() + 1)), 'day-out-of-range', 'on a day that was');
select tests.allows('record_dues', tests.all_pay(array['Auntie Lin', 'Young Wu', 'Old Zhou'], 8700), 'three pay what they have open of a quarter');
select is(tests.months_of('Auntie Lin', 2), '50 paid, 50 paid, 50 paid', 'Auntie Lin all of it');
select is(tests.months_of('Old Zhou', 2), '4200 paid, 4200 paid, 4200 paid', 'Old Zhou what was left');
select tests.refuses('record_dues', tests.all_pay(array['Auntie Lin'], 0), 'changed-meanwhile', 'who has nothing open pays nothing');
select tests.look();
select is((select array_agg(months || ' ' || amount_fen order by from_month, amount_fen) from public.dues_payments), array['3 150', '3 150', '2 8400', '1 5000'], 'each run of months is one payment');

-- Taken back.
select tests.act_as('Auntie Lin');
select tests.refuses('reverse_dues_payment', '{"reversal_id": "Back", "payment_id": "First", "reason": "a slip"}', 'not-allowed', 'no member undoes anything');
select tests.act_as('Secretary Ma');
select tests.refuses('reverse_dues_payment', '{"reversal_id": "Back", "payment_id": "First", "reason": "a slip"}', 'not-allowed', 'nor another branch');
select tests.act_as('Town Zhao');
select tests.refuses('reverse_dues_payment', '{"reversal_id": "Back", "payment_id": "First", "reason": "a slip"}', 'not-allowed', 'nor the town');
select tests.act_as('Committee Sun');
select tests.refuses('reverse_dues_payment', '{"reversal_id": "Back", "payment_id": "First", "reason": " "}', 'no-reason', 'not without a reason');
select tests.refuses('reverse_dues_payment', '{"reversal_id": "Back", "payment_id": "Plan", "reason": "a slip"}', 'not-allowed', 'nor what is no payment');
select tests.allows('reverse_dues_payment', '{"reversal_id": "Back", "payment_id": "First", "reason": "a slip"}', 'the committee undoes a slip');
select is(tests.months_of('Old Zhou', 1), '4200 paid, 4200', 'and the month is open again');
select tests.refuses('reverse_dues_payment', '{"reversal_id": "Third", "payment_id": "First", "reason": "a slip"}', 'already-reversed', 'once');
select tests.refuses('reverse_dues_payment', '{"reversal_id": "Third", "payment_id": "Back", "reason": "a slip"}', 'already-reversed', 'what undoes is not undone');
select tests.allows('record_dues_payment', tests.pays('Second', 'Old Zhou'), 'he pays again, rightly');
select tests.look();
select throws_ok('update public.dues_payments set amount_fen = 1', '42501', null, 'the ledger only grows');
select throws_ok('delete from public.dues_payments', '42501', null, 'and never shrinks');

-- Who reads it.
select tests.sees('Old Zhou', 'dues_payments', array['Old Zhou', 'Old Zhou', 'Old Zhou', 'Old Zhou'], 'a member reads what they paid, and what was undone', 'member_id');
select tests.sees('Young Wu', 'dues_payments', array['Young Wu'], 'their own only', 'member_id');
select tests.sees('Committee Sun', 'dues_payments', '{}', 'on no phone of the committee');
select tests.sees('Cadre Qian', 'dues_payments', '{}', 'or of a cadre');
select tests.sees('Coordinator Li', 'dues_payments', '{}', 'or of the area');
select tests.sees('Town Zhao', 'dues_payments', '{}', 'or of the town');
select tests.sees('Lost Liu', 'dues_payments', '{}', 'or of whoever is not signed in as a member');
select tests.sees(null, 'dues_payments', '{}', 'or of a visitor');
select tests.act_as('Young Wu');
select is(public.branch_dues(tests.id('Willow Village'), tests.month(2), tests.month()), '{"refused": "not-allowed"}', 'a neighbour asks in vain');
select is(public.member_dues(tests.id('Old Zhou')), '{"refused": "not-allowed"}', 'about one, too');
select is(public.dues_totals(tests.id('Willow Village'), tests.month(2), tests.month()), '{"refused": "not-allowed"}', 'and for sums');
select tests.act_as('Secretary Ma');
select is(public.branch_dues(tests.id('Willow Village'), tests.month(2), tests.month()), '{"refused": "not-allowed"}', 'so does another secretary');
select is(public.dues_totals(tests.id('Willow Village'), tests.month(2), tests.month()), '{"refused": "not-allowed"}', 'for sums as well');
select tests.act_as('Coordinator Li');
select is(public.branch_dues(tests.id('Willow Village'), tests.month(2), tests.month()), '{"refused": "not-allowed"}', 'the area reads no names');
select is(public.member_dues(tests.id('Old Zhou')), '{"refused": "not-allowed"}', 'nor about one');
select is((select line - 'branch_id' from jsonb_array_elements(public.dues_totals(tests.id('East Area'), tests.month(2), tests.month())) as line where line ->> 'branch_id' = tests.id('Willow Village')::text),
  '{"members": 8, "due_fen": 12900, "paid_fen": 12900, "owing": 0, "without_basis": 5}', 'but sums');
select tests.look();
insert into public.dues_bases (id, member_id, from_month, kind, income_fen, by_quarter, month_fen, set_by, setter, set_at)
values (gen_random_uuid(), tests.id('Old Chen'), tests.month(2), 'wage', 412300, false, 4123, tests.id('Secretary Ma'), 'Secretary Ma', now());
select tests.act_as('Coordinator Li');
select is((select array[line ->> 'due_fen', line ->> 'paid_fen', line ->> 'owing'] from jsonb_array_elements(public.dues_totals(tests.id('East Area'), tests.month(2), tests.month())) as line where line ->> 'branch_id' = tests.id('Peach Village')::text),
  array[null, null, null], 'of one person none, for it would be a wage');
select is(public.dues_totals(tests.id('East Area'), null, tests.month()), '{"refused": "bad-arguments"}', 'of a month there is');
select is(public.dues_totals(tests.id('West Area'), tests.month(2), tests.month()), '{"refused": "not-allowed"}', 'of its own branches');
select tests.act_as('Cadre Qian');
select is(public.branch_dues(tests.id('Willow Village'), tests.month(2), tests.month()), '{"refused": "not-allowed"}', 'nor does a cadre read names');
select is(jsonb_array_length(public.dues_totals(tests.id('Willow Village'), tests.month(2), tests.month())), 1, 'but the sum of the village');
select tests.act_as('Committee Sun');
select is(tests.line('Old Zhou', public.branch_dues(tests.id('Willow Village'), tests.month(2), tests.month())) - '{member_id,pinyin,basis,payments}'::text[],
  jsonb_build_object('name', 'Old Zhou', 'has_phone', true, 'due_fen', 12600, 'open_fen', 0, 'arrears_months', 4, 'arrears_fen', 16800, 'open_since', tests.month(6), 'reminded_on', null), 'the committee reads who paid and who owes from before');
select is(tests.line('Shopkeeper He', public.branch_dues(tests.id('Willow Village'), tests.month(2), tests.month())) -> 'basis', 'null', 'and of whom nothing was said yet');
select is(public.branch_dues(tests.id('Willow Village'), tests.month(2), tests.month(3)), '{"refused": "bad-arguments"}', 'of months there are');
select is(public.branch_dues(null, tests.month(2), tests.month()), '{"refused": "not-allowed"}', 'of a branch there is');
select tests.act_as('Town Zhao');
select is(jsonb_array_length(public.member_dues(tests.id('Old Zhou')) -> 'payments'), 4, 'the town reads one member''s book');
select tests.act_as('Old Zhou');
select results_eq($$ select reader, what from public.access_log order by reader $$, $$ values ('Committee Sun', 'dues'), ('Town Zhao', 'dues') $$, 'and he reads who looked');

-- Reminded.
select tests.act_as('Old Zhou');
select tests.refuses('remind_of_dues', tests.reminds(array['Young Wu']), 'not-allowed', 'no member reminds another');
select tests.act_as('Committee Sun');
select tests.refuses('remind_of_dues', tests.reminds(array['Old Zhou']), 'not-allowed', 'nor does the committee');
select tests.act_as('Secretary Wang');
select tests.refuses('remind_of_dues', tests.reminds(array['Old Chen']), 'not-allowed', 'nor a secretary another branch');
select tests.refuses('remind_of_dues', tests.reminds(array['Shopkeeper He']), 'owes-nothing', 'whoever owes nothing is left in peace');
select tests.allows('remind_of_dues', tests.reminds(array['Old Zhou', 'Auntie Lin']), 'two who owe from before are reminded');
select tests.refuses('remind_of_dues', tests.reminds(array['Old Zhou']), 'reminded-lately', 'once a week');
select tests.sees('Old Zhou', 'dues_reminders', array['Old Zhou'], 'he alone reads it', 'member_id');
select is((select owed_fen from public.dues_reminders), 16800, 'with what is open');
select tests.sees('Secretary Wang', 'dues_reminders', '{}', 'not even the secretary has it on the phone');
select tests.sees('Lost Liu', 'dues_reminders', '{}', 'nor whoever is not signed in as a member');
select tests.sees(null, 'dues_reminders', '{}', 'nor a visitor');

-- Too late.
select tests.act_as('Secretary Wang');
select is(tests.late_days('Shopkeeper He'), null, 'nobody is late with what is not due');
select tests.allows('set_dues_basis', tests.basis(array['Shopkeeper He'], jsonb_build_object('from_month', tests.month(2))), 'the shopkeeper''s dues are counted from two months ago');
select is(tests.late_days('Shopkeeper He'), array[tests.month() - 1], 'what was open when the next month was over was late, once; of last month nothing is said yet');
select tests.allows('record_dues_payment', tests.pays('Fourth', 'Shopkeeper He', jsonb_build_object('from_month', tests.month(2), 'months', 2, 'amount_fen', 8400, 'paid_on', tests.month(1) - 1)), 'it was paid in time, and only not written down');
select is(tests.late_days('Shopkeeper He'), null, 'then nobody was late');
select tests.allows('reverse_dues_payment', '{"reversal_id": "Third", "payment_id": "Fourth", "reason": "another day"}', 'no, it was not');
select tests.allows('record_dues_payment', tests.pays('Fifth', 'Shopkeeper He', jsonb_build_object('from_month', tests.month(2), 'months', 2, 'amount_fen', 8400, 'paid_on', tests.month())), 'it was paid on the first of this month');
select is(tests.late_days('Shopkeeper He'), array[tests.month() - 1, tests.month()], 'late for the month before last at the end of the next, for last month on the day');
select tests.allows('set_dues_basis', tests.basis(array['Committee Sun', 'Liaison Yu']), 'of two, nothing has been paid for half a year');
select is(cardinality(tests.late_days('Committee Sun')), 3, 'late in each month that is over and still open');
select tests.allows('set_dues_basis', tests.basis(array['Committee Sun'], jsonb_build_object('from_month', date_trunc('quarter', tests.month(6)::timestamp)::date, 'by_quarter', true)), 'one of them pays by the quarter');
select is(cardinality(tests.late_days('Committee Sun')), 1, 'and was late for a quarter once, not three times');
select tests.sees('Liaison Yu', 'month_facts', array['Liaison Yu', 'Liaison Yu', 'Liaison Yu'], 'a member reads that it counts', 'member_id');

select * from finish();
rollback;
