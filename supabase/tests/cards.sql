-- How somebody with nothing but a printed card comes in, and how a lost phone is shut out.
begin;
\ir support/village.psql
select plan(64);

create function tests.new_card(card uuid, for_whom text, login text, code text) returns text language sql as
$$ select tests.send('issue_card', jsonb_build_object(
  'card_id', card, 'member_id', for_whom, 'login_number', login, 'secret_code', code)) $$;
create function tests.card(n int) returns uuid language sql as
$$ select ('0c000000-0000-4000-8000-00000000000' || n)::uuid $$;
-- A sign-in made with the address that belongs to a login number, by nobody yet.
create function tests.newcomer(n int, login text) returns void language sql as
$$ select tests.sign_in(('0d000000-0000-4000-8000-00000000000' || n)::uuid, login) $$;

-- Who may hand out cards.
select tests.act_as('Secretary Wang');
select is(tests.new_card(tests.card(1), 'Lost Liu', '31415926', '1234567890123452'), 'ok', 'a secretary hands a member of the branch a card');
select is(tests.new_card(tests.card(2), 'Old Chen', '31415927', '1234567890123452'), 'not-allowed', 'nobody of another branch');
select is(tests.new_card(tests.card(2), 'Lost Liu', '31415926', '1234567890123452'), 'number-taken', 'a login number is given once');
select is(tests.new_card(tests.card(2), 'Lost Liu', '3141592', '1234567890123452'), 'bad-arguments', 'and has eight digits');
select is(tests.new_card(tests.card(2), 'Lost Liu', '31415928', '1234567890123453'), 'bad-arguments', 'a code whose check digit is wrong is no code');
select is(tests.new_card(tests.card(2), 'Lost Liu', '31415928', '1111'), 'bad-arguments', 'nor is a short one');
select tests.act_as('Committee Sun');
select is(tests.new_card(tests.card(2), 'Lost Liu', '31415928', '1234567890123452'), 'not-allowed', 'the committee hands out none');
select tests.act_as('Old Zhou');
select is(tests.new_card(tests.card(2), 'Old Zhou', '31415928', '1234567890123452'), 'not-allowed', 'nobody makes one for themselves');

select tests.look();
insert into public.appointments (id, member_id, org_id, role, from_day)
values (tests.id('Young Wu'), tests.id('Young Wu'), tests.id('Town'), 'town_staff', '2020-01-01');
select tests.act_as('Secretary Wang');
select is(tests.new_card(tests.card(2), 'Young Wu', '31415928', '1234567890123452'), 'ask-the-town',
  'a secretary hands no card to somebody with a post above the branch: it would be a way to become them');

-- What is kept of it.
select tests.look();
select is_empty($$ select from private.activation_cards where code_hash like '%1234567890123452%' $$, 'the code is kept nowhere');
select is_empty($$ select from private.command_log where args::text like '%1234567890123452%' or args ? 'secret_code' $$,
  'not even in the record of commands');
select ok((select expires_at - issued_at = interval '30 days' from private.activation_cards where id = tests.card(1)), 'a card is good for thirty days');

-- Coming in.
select tests.sign_out();
select is(public.check_card('31415926', '1234567890123452'), '{"ok": true}', 'a visitor with the card is told that it is good');
select is(public.check_card('31415926', '1234 5678 9012 3452'), '{"ok": true}', 'typed in groups as it is printed');
select is(public.check_card('31415926', '9999999999999995'), '{"ok": false}', 'a wrong code is not');
select is(public.check_card('27182818', '1234567890123452'), '{"ok": false}', 'a number that never was sounds the same');
select is(public.check_card(null, null), '{"ok": false}', 'and so does nothing at all');
select tests.newcomer(1, '31415926');
select is(public.activate('9999999999999995'), '{"ok": false, "code": "card-not-valid"}', 'a sign-in with the wrong code becomes nobody');
select is(public.whoami() ->> 'refused', 'cut-off', 'and is let in nowhere');
select is(public.activate('1234 5678 9012 3452') ->> 'name', 'Lost Liu', 'with the right code it becomes the member');
select is(public.whoami() ->> 'login_number', '31415926', 'who is let in from now on');
select is(public.activate('whatever') ->> 'ok', 'true', 'asking again, because the first answer was lost, says the same');
select tests.newcomer(2, '31415926');
select is(public.activate('1234567890123452'), '{"ok": false, "code": "card-not-valid"}', 'a used card opens for nobody else');
select tests.newcomer(1, '27182818');
select is(public.activate('1234567890123452'), '{"ok": false, "code": "already-active"}', 'and a sign-in that is somebody becomes nobody else');

-- A lost phone.
select tests.act_as('Secretary Wang');
select is(tests.new_card(tests.card(3), 'Lost Liu', '31415929', '1234567890123452'), 'ok', 'a new card for a lost phone');
select tests.newcomer(1, '31415926');
select is(public.whoami() ->> 'refused', 'cut-off', 'shuts the old phone out at once');
select is(public.sync('{"v": 1}') ->> 'refused', 'cut-off', 'from everything');
select is_empty('select from public.directory_cards', 'whatever its token says');
select tests.newcomer(3, '31415929');
select is(public.activate('1234567890123452') ->> 'ok', 'true', 'and lets the new one in');

-- Cards that open nothing.
select tests.act_as('Secretary Wang');
select is(tests.new_card(tests.card(4), 'Auntie Lin', '31415930', '1234567890123452'), 'ok', 'a card is printed');
select tests.act_as('Secretary Ma');
select is(tests.send('revoke_card', jsonb_build_object('card_id', tests.card(4))), 'not-allowed', 'another secretary cannot take it back');
select tests.act_as('Secretary Wang');
select is(tests.send('revoke_card', jsonb_build_object('card_id', tests.card(4))), 'ok', 'its own can');
select is(public.check_card('31415930', '1234567890123452'), '{"ok": false}', 'then it opens nothing');
select is(tests.new_card(tests.card(5), 'Auntie Lin', '31415931', '1234567890123452'), 'ok', 'another is printed');
select is(tests.new_card(tests.card(6), 'Auntie Lin', '31415932', '1234567890123452'), 'ok', 'and another');
select is(public.check_card('31415931', '1234567890123452'), '{"ok": false}', 'only the last one opens');
select tests.look();
update private.activation_cards set expires_at = now() - interval '1 second' where id = tests.card(6);
select tests.sign_out();
select is(public.check_card('31415932', '1234567890123452'), '{"ok": false}', 'and not for ever');

-- Guessing. Only wrong tries count, and they cost nobody else anything.
select is(
  (select count(*)::int from generate_series(1, 10) as n, public.check_card('27182819', n::text) as said where said = '{"ok": false}'), 10,
  'ten tries at a number that never was');
select is(public.check_card('27182819', '1234567890123452'), '{"refused": "too-many-attempts"}', 'and that is enough for an hour');
select is(
  (select count(*)::int from generate_series(1, 12) as n, public.check_card('31415932', n::text) as said where said ? 'refused'), 3,
  'a real number sounds the same: nine more, one was tried before');
select tests.newcomer(4, '31415932');
select is(public.activate('1234567890123452') ->> 'code', 'too-many-attempts', 'from every side');
select is(public.check_card('31415929', '1234567890123452'), '{"ok": false}', 'other numbers are not troubled by it');
select tests.act_as('Secretary Wang');
select is(tests.new_card(tests.card(0), 'Old Zhou', '31415936', '1234567890123452'), 'ok', 'a card whose number somebody overheard');
select tests.sign_out();
select is(
  (select count(*)::int from generate_series(1, 60) as n, public.check_card('31415936', n::text) as said where said = '{"ok": true}'), 0,
  'opens for none of sixty guesses');
select is(public.check_card('31415936', repeat(' ', 64) || '1234567890123452'), '{"refused": "too-many-attempts"}',
  'nor for a code that nobody reads to its end');
select is(public.check_card('31415936', '1234567890123452'), '{"ok": true}', 'and for its owner all the same');
select tests.newcomer(5, '31415936');
select is(public.activate('9999999999999995') ->> 'code', 'too-many-attempts', 'who may even slip');
select is(public.activate('1234567890123452') ->> 'name', 'Old Zhou', 'and still come in');
select tests.look();
select is((select count(*)::int from generate_series(1, 5000) as n where private.too_many_tries(n::text) is null), 0, 'five thousand invented numbers');
select cmp_ok((select count(*) from private.card_tries), '<=', 1024::bigint, 'leave no more behind than a thousand counters');

-- The list for those who hand out cards.
select tests.act_as('Secretary Wang');
select is(
  (select one -> 'state' from jsonb_array_elements(public.branch_accounts(tests.id('Willow Village'))) as one where one ->> 'member_id' = tests.id('Auntie Lin')::text),
  '"expired"', 'a secretary sees whose card has run out');
select tests.act_as('Committee Sun');
select is(jsonb_array_length(public.branch_accounts(tests.id('Willow Village'))), 8, 'the committee sees the list');
select tests.act_as('Secretary Ma');
select is(public.branch_accounts(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'another branch does not');
select tests.act_as('Cadre Qian');
select is(public.branch_accounts(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'nor does a cadre who is stationed there');

-- A card handed out before its owner rose: whoever kept it would become the town.
select tests.act_as('Secretary Wang');
select is(tests.new_card(tests.card(7), 'Liaison Yu', '31415933', '1234567890123452'), 'ok', 'a secretary hands a plain member a card');
select tests.act_as('Town Zhao');
select is(
  tests.send('appoint', jsonb_build_object('appointment_id', tests.card(7), 'member_id', 'Liaison Yu', 'org_id', 'Willow Village', 'role', 'branch_committee', 'from_day', '2026-01-01')),
  'ok', 'the member is given a post in the branch');
select is(public.check_card('31415933', '1234567890123452'), '{"ok": true}', 'and comes in with that card all the same');
select is(
  tests.send('appoint', jsonb_build_object('appointment_id', tests.card(8), 'member_id', 'Liaison Yu', 'org_id', 'Town', 'role', 'town_staff', 'from_day', '2099-01-01')),
  'ok', 'then one above it');
select is(public.check_card('31415933', '1234567890123452'), '{"ok": false}', 'a card from below opens no post above');
select is(tests.new_card(tests.card(8), 'Liaison Yu', '31415934', '1234567890123452'), 'ok', 'the town hands out another');
select tests.act_as('Secretary Wang');
select is(tests.send('revoke_card', jsonb_build_object('card_id', tests.card(8))), 'not-allowed', 'which the secretary cannot take back');
select is(tests.new_card(tests.card(9), 'Shopkeeper He', '31415935', '1234567890123452'), 'ok', 'a card for somebody who is about to move');
select tests.act_as('Town Zhao');
select is(
  tests.send('transfer_member', jsonb_build_object('transfer_id', tests.card(9), 'member_id', 'Shopkeeper He', 'to_branch_id', 'Peach Village', 'on_day', '2026-11-01', 'reason', '')),
  'ok', 'moves with its owner');
select is(public.check_card('31415935', '1234567890123452'), '{"ok": false}', 'and opens nothing there: the new secretary hands out a new one');

select * from finish();
rollback;
