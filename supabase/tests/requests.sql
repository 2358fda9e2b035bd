-- What a villager asks for by a card: who hears of it, what becomes of it, what counts, and what is forgotten.
begin;
\ir support/village.psql
select plan(173);

insert into tests.names (name)
select unnest(array['Drain', 'Form', 'Well', 'Spam', 'Pill', 'Lin''s card', 'Sun''s card']);
create function tests.secret_of(who text) returns text language sql security definer as
$$ select private.contact_secret(id) from private.contact_links where member_id = tests.id(who) and revoked_at is null $$;
create function tests.request(name text) returns public.requests language sql security definer as
$$ select requests from public.requests where id = tests.id(name) $$;
create function tests.follow(name text) returns text language sql immutable as
$$ select 'follow-' || md5(name) $$;
-- "A villager asks": what the town answers, in one word.
create function tests.asks(name text, more jsonb default '{}') returns text language plpgsql as
$$
declare
  said jsonb := jsonb_build_object('card', tests.secret_of('Auntie Lin'), 'id', tests.id(name), 'follow', tests.follow(name),
    'name', '李大娘', 'phone', '0571 8000 1234', 'words', '门口的水沟堵了', 'device', 'device of ' || name) || more;
  answer jsonb;
begin
  perform tests.sign_out();
  answer := public.send_request(said ->> 'card', said ->> 'id', said ->> 'follow', said ->> 'name', said ->> 'phone', said ->> 'words', said ->> 'photo', said ->> 'device');
  return coalesce(answer ->> 'refused', answer ->> 'ok');
end
$$;
create function tests.kept() returns int language sql security definer as $$ select count(*)::int from private.request_words $$;
create function tests.facts() returns int language sql security definer as
$$ select count(*)::int from public.month_facts where fact = 'request_satisfied' $$;
create function tests.days_pass(name text, days int) returns void language sql security definer as
$$
  update public.requests set came_on = came_on - days, came_at = came_at - days * interval '1 day' where id = tests.id(days_pass.name);
  update private.request_words set erase_on = erase_on - days where id = tests.id(days_pass.name);
$$;
create function tests.hour_passes() returns void language sql security definer as $$ delete from private.request_counts $$;
create function tests.photo(bytes int) returns text language sql immutable as
$$ select translate(encode('\xffd8ff'::bytea || decode(repeat('00', bytes - 3), 'hex'), 'base64'), E'\n', '') $$;
create function tests.told(name text) returns jsonb language sql as
$$ select found from jsonb_array_elements(public.my_requests()) as found where found ->> 'id' = tests.id(name)::text $$;

select tests.act_as('Auntie Lin');
select tests.allows('make_contact_link', '{"link_id": "Lin''s card", "member_id": "Auntie Lin"}', 'Auntie Lin has a card');
select tests.act_as('Committee Sun');
select tests.allows('make_contact_link', '{"link_id": "Sun''s card", "member_id": "Committee Sun"}', 'so has another');

-- Asking.
select is(tests.asks('Drain', '{"card": "AAAAAAAAAAAAAAAAAAAAAAAA"}'), 'no-such-card', 'without a card nobody asks');
select is(tests.asks('Drain', '{"card": null}'), 'no-such-card', 'nor with none at all');
select is(tests.asks('Drain', jsonb_build_object('name', U&'\200B\3164')), 'bad-name', 'a name can be read');
select is(tests.asks('Drain', jsonb_build_object('words', U&'\200B \2066')), 'bad-words', 'and so can what is asked');
select is(tests.asks('Drain', '{"id": "1"}'), 'bad-arguments', 'an id is one');
select is(tests.asks('Drain', '{"id": null}'), 'bad-arguments', 'and there is one');
select is(tests.asks('Drain', '{"follow": "short"}'), 'bad-arguments', 'a secret is long');
select is(tests.asks('Drain', '{"name": "  "}'), 'bad-name', 'a villager says who they are');
select is(tests.asks('Drain', jsonb_build_object('name', repeat('长', 21))), 'bad-name', 'in a few signs');
select is(tests.asks('Drain', '{"phone": "call me"}'), 'bad-phone', 'and by which number');
select is(tests.asks('Drain', '{"phone": null}'), 'bad-phone', 'which is needed');
select is(tests.asks('Drain', '{"words": "？"}'), 'bad-words', 'and what it is about');
select is(tests.asks('Drain', jsonb_build_object('words', repeat('长', 501))), 'bad-words', 'not at any length');
select is(tests.asks('Drain', '{"photo": "<script>"}'), 'bad-photo', 'a photo is Base64');
select is(tests.asks('Drain', jsonb_build_object('photo', encode(decode(repeat('25504446', 100), 'hex'), 'base64'))), 'bad-photo', 'of a JPEG');
select is(tests.asks('Drain', jsonb_build_object('photo', tests.photo(99))), 'bad-photo', 'that is one');
select is(tests.asks('Drain', jsonb_build_object('photo', tests.photo(204801))), 'too-big', 'and a small one');
select is(tests.asks('Drain', jsonb_build_object('photo', repeat('A', 400000))), 'too-big', 'whatever it holds');
select is(tests.kept(), 0, 'what was refused left nothing');
select is(tests.asks('Drain', jsonb_build_object('photo', tests.photo(204800))), 'true', 'a villager asks, with a photo');
select is(tests.asks('Drain', jsonb_build_object('photo', tests.photo(204800))), 'true', 'the second tap is heard as the first');
select is(tests.asks('Drain', '{"follow": "another-secret-of-somebody"}'), 'id-reused', 'but not from somebody else');
select is(tests.asks('Form', jsonb_build_object('follow', tests.follow('Drain'))), 'id-reused', 'and one link follows one request');
select is(tests.kept(), 1, 'so there is one');

-- Enough is enough.
select is(array(select tests.asks('Drain', jsonb_build_object('id', gen_random_uuid(), 'follow', 'flood-from-one-device-' || n, 'device', 'one')) from generate_series(1, 6) as n),
  array['true', 'true', 'true', 'true', 'true', 'asked-enough-today'], 'one device asks five times a day');
select is((select count(*)::int from generate_series(1, 40) as n where tests.asks('Drain', jsonb_build_object('id', gen_random_uuid(), 'follow', 'flood-of-a-card-12345-' || n, 'device', 'no. ' || n)) = 'true'),
  14, 'one card is asked twenty times a day');
select is(tests.asks('Form', '{"device": "fresh"}'), 'card-asked-enough', 'which is said');
select is((select count(*)::int from generate_series(1, 10) as n where tests.asks('Drain', jsonb_build_object('id', gen_random_uuid(), 'follow', 'flood-of-a-neighbour-1-' || n, 'device', 'a neighbour''s')) = 'card-asked-enough'), 10, 'whoever goes on all the same');
select tests.look();
select is((select count(*)::int from private.request_counts where what = 'device' and bucket = private.counter_of('a neighbour''s')), 0, 'fills nobody''s counter');
select tests.act_as('Auntie Lin');
select tests.allows('make_contact_link', jsonb_build_object('link_id', gen_random_uuid(), 'member_id', 'Auntie Lin'), 'nor does a new card');
select is(tests.asks('Form', '{"device": "fresh"}'), 'card-asked-enough', 'begin a new day');
select is(tests.asks('Form', jsonb_build_object('device', 'fresh', 'card', tests.secret_of('Committee Sun'))), 'true', 'another card is asked all the same');
select tests.look();
select set_config('request.headers', '{"x-forwarded-for": "10.0.0.1, 203.0.113.7"}', true);
select tests.hour_passes();
insert into private.request_counts (what, bucket, on_day, counted)
select 'address', private.counter_of('203.0.113.7'), tests.today(), 40;
select is(tests.asks('Well', '{"device": "from there"}'), 'asked-enough-today', 'nor do forty come from one address');
select set_config('request.headers', '{"x-forwarded-for": "10.0.0.1, 203.0.113.7", "cf-connecting-ip": "198.51.100.1"}', true);
select is(tests.asks('Well', '{"device": "from there"}'), 'asked-enough-today', 'whatever else the caller says of where they are');
select tests.look();
select set_config('request.headers', '', true);
delete from private.request_words where name = '李大娘' and id not in (tests.id('Drain'), tests.id('Form'));
delete from public.requests where id not in (tests.id('Drain'), tests.id('Form'));
select tests.hour_passes();

-- Who hears of it.
select tests.sees('Auntie Lin', 'requests', array['Drain'], 'the member sees that something is asked of her');
select tests.sees('Committee Sun', 'requests', array['Drain', 'Form'], 'the committee sees all of its branch');
select tests.sees('Old Zhou', 'requests', '{}', 'a neighbour none');
select tests.sees('Secretary Ma', 'requests', '{}', 'nor another branch');
select tests.sees('Town Zhao', 'requests', '{}', 'nor does the town''s phone hold them');
select tests.sees('Coordinator Li', 'requests', '{}', 'or the area''s');
select tests.sees(null, 'requests', '{}', 'or a visitor');
select tests.act_as('Auntie Lin');
select is(tests.told('Drain') ->> 'villager', '李大娘', 'the member reads who asks');
select is(tests.told('Drain') ->> 'phone', '0571 8000 1234', 'and whom to call');
select is(jsonb_array_length(public.my_requests()), 1, 'of her own requests');
select ok(length(public.request_photo(tests.id('Drain')) ->> 'photo') > 200000, 'and sees the photo');
select is(public.branch_requests(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'not of all the branch');
select tests.act_as('Old Zhou');
select is(public.my_requests(), '[]', 'a neighbour is told nothing');
select is(public.request_photo(tests.id('Drain')), '{"refused": "not-allowed"}', 'and shown nothing');
select is(public.branch_requests(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'of anybody''s');
select is(public.request_totals(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'not even how many');
select tests.act_as('Secretary Ma');
select is(public.branch_requests(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'another secretary reads none');
select is(public.request_photo(tests.id('Drain')), '{"refused": "not-allowed"}', 'and sees none');
select tests.act_as('Coordinator Li');
select is(public.branch_requests(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'the area reads none');
select is(public.request_photo(tests.id('Drain')), '{"refused": "not-allowed"}', 'and sees none');
select is((select told -> 'open' from jsonb_array_elements(public.request_totals(tests.id('East Area'))) as told where told ->> 'branch_id' = tests.id('Willow Village')::text), '2', 'it is told how many');
select tests.act_as('Cadre Qian');
select is(jsonb_array_length(public.branch_requests(tests.id('Willow Village'))), 2, 'the stationed cadre reads them');
select is(public.branch_requests(tests.id('Bridge Village')), '{"refused": "not-allowed"}', 'where they are stationed');
select tests.act_as('Town Zhao');
select is(jsonb_array_length(public.branch_requests(tests.id('Willow Village'))), 2, 'so does the town');
select tests.act_as('Secretary Wang');
select is(jsonb_array_length(public.branch_requests(tests.id('Willow Village'))), 2, 'and the branch''s secretary');
select tests.look();
select set_eq(
  $$ select reader from public.access_log where member_id = tests.id('Auntie Lin') and what = 'request' $$,
  array['Cadre Qian', 'Town Zhao', 'Secretary Wang'], 'and the member reads who looked');
select tests.sign_out();
select throws_ok($$ select public.my_requests() $$, '42501', null, 'a visitor asks for no list');
select throws_ok($$ select public.request_photo(tests.id('Drain')) $$, '42501', null, 'and for no photo');
select is_empty('select from private.request_words', 'nor reads a word behind the doors');
select is(public.follow_request(tests.follow('Drain')) ->> 'status', 'new', 'but follows their own');
select is(public.follow_request(tests.follow('Drain')) - 'words' - 'came_on', '{"status": "new", "member": "Auntie Lin", "phone": null, "ended_on": null, "answer": null, "rating": null}', 'which tells neither name nor number of the villager');
select is(public.follow_request(said), '{"refused": "no-such-request"}', 'anything else leads nowhere')
from unnest(array['', null, 'AAAAAAAAAAAAAAAAAAAAAAAAA', repeat('x', 100000)]) as said;
select is(public.rate_request(tests.follow('Drain'), 'satisfied'), '{"refused": "not-done-yet"}', 'what is not done is not rated');

-- Doing.
select tests.act_as('Old Zhou');
select tests.refuses('take_request', '{"request_id": "Drain"}', 'not-allowed', 'a neighbour takes nothing');
select tests.refuses('note_request', '{"request_id": "Drain", "secret_words": "x"}', 'not-allowed', 'notes nothing');
select tests.refuses('finish_request', '{"request_id": "Drain", "secret_answer": "x"}', 'not-allowed', 'finishes nothing');
select tests.refuses('offer_request', '{"request_id": "Drain", "offered_to": "Old Zhou"}', 'not-allowed', 'passes nothing on');
select tests.refuses('accept_request', '{"request_id": "Drain"}', 'not-allowed', 'accepts nothing that was not offered');
select tests.refuses('decline_request', '{"request_id": "Drain"}', 'not-allowed', 'or declines it');
select tests.refuses('assign_request', '{"request_id": "Drain", "member_id": "Old Zhou"}', 'not-allowed', 'gives nothing to anybody');
select tests.refuses('close_request', '{"request_id": "Drain", "secret_reason": "x"}', 'not-allowed', 'and closes nothing');
select tests.act_as('Secretary Ma');
select tests.refuses('assign_request', '{"request_id": "Drain", "member_id": "Old Chen"}', 'not-allowed', 'nor does another branch');
select tests.refuses('close_request', '{"request_id": "Drain", "secret_reason": "x"}', 'not-allowed', 'in any way');
select tests.act_as('Cadre Qian');
select tests.refuses('close_request', '{"request_id": "Drain", "secret_reason": "x"}', 'not-allowed', 'a cadre reads and does not write');
select tests.act_as('Auntie Lin');
select tests.refuses('take_request', '{"request_id": "Well"}', 'not-allowed', 'what is not there is not taken');
select tests.allows('take_request', '{"request_id": "Drain"}', 'the member takes it');
select tests.allows('take_request', '{"request_id": "Drain"}', 'twice is once');
select tests.refuses('note_request', '{"request_id": "Drain", "secret_words": "   "}', 'bad-arguments', 'a note says something');
select tests.refuses('note_request', jsonb_build_object('request_id', 'Drain', 'secret_words', repeat('长', 501)), 'bad-arguments', 'not at any length');
select tests.allows('note_request', '{"request_id": "Drain", "secret_words": "电话里说好明天去"}', 'she notes what was said');
select tests.refuses('offer_request', '{"request_id": "Drain", "offered_to": "Auntie Lin"}', 'not-in-the-branch', 'not to oneself');
select tests.refuses('offer_request', '{"request_id": "Drain", "offered_to": "Old Chen"}', 'not-in-the-branch', 'nor to another branch');
select tests.allows('offer_request', '{"request_id": "Drain", "offered_to": "Shopkeeper He", "secret_words": "他家有工具"}', 'she passes it on');
select tests.sees('Shopkeeper He', 'requests', array['Drain'], 'who sees it');
select is(tests.told('Drain') ->> 'is_offered_to_me', 'true', 'as offered');
select tests.refuses('take_request', '{"request_id": "Drain"}', 'not-allowed', 'and has it only once accepted');
select tests.allows('decline_request', '{"request_id": "Drain", "secret_words": "手伤了"}', 'he cannot');
select tests.sees('Shopkeeper He', 'requests', '{}', 'and sees it no more');
select tests.act_as('Auntie Lin');
select tests.allows('offer_request', '{"request_id": "Drain", "offered_to": "Liaison Yu"}', 'so she asks another');
select tests.act_as('Liaison Yu');
select tests.allows('accept_request', '{"request_id": "Drain"}', 'who accepts');
select tests.sees('Auntie Lin', 'requests', '{}', 'it is hers no more');
select tests.look();
select is((select array_agg(distinct name order by name) from private.tombstones cross join unnest(people) as gone (id) join tests.names on names.id = gone.id where table_name = 'requests' and row_id = tests.id('Drain')::text),
  array['Auntie Lin', 'Shopkeeper He'], 'and phones that had it are told to drop it');
select tests.act_as('Liaison Yu');
select tests.refuses('finish_request', '{"request_id": "Drain", "secret_answer": " "}', 'bad-arguments', 'what is done is said');
select tests.allows('finish_request', '{"request_id": "Drain", "secret_answer": "水沟通了，下雨再看看"}', 'done');
select tests.refuses('finish_request', '{"request_id": "Drain", "secret_answer": "x"}', 'request-over', 'once');
select tests.refuses('note_request', '{"request_id": "Drain", "secret_words": "x"}', 'request-over', 'and over');
select tests.refuses('offer_request', '{"request_id": "Drain", "offered_to": "Auntie Lin"}', 'request-over', 'not passed on');
select tests.act_as('Secretary Wang');
select tests.refuses('assign_request', '{"request_id": "Drain", "member_id": "Auntie Lin"}', 'request-over', 'nor given away');

-- Saying what it was worth.
select tests.sign_out();
select is(public.follow_request(tests.follow('Drain')) ->> 'answer', '水沟通了，下雨再看看', 'the villager reads what was done');
select is(public.follow_request(tests.follow('Drain')) ->> 'member', 'Liaison Yu', 'and by whom');
select is(public.rate_request(tests.follow('Drain'), 'superb'), '{"refused": "bad-arguments"}', 'there are three words for it');
select is(public.rate_request(tests.follow('Drain'), null), '{"refused": "bad-arguments"}', 'and one is needed');
select is(public.rate_request(tests.follow('Drain'), 'satisfied', repeat('好', 201)), '{"refused": "bad-arguments"}', 'and few of one''s own');
select is(public.rate_request('nobody', 'satisfied'), '{"refused": "no-such-request"}', 'a stranger rates nothing');
select is(public.rate_request(tests.follow('Drain'), 'satisfied', '<script>alert(1)</script>'), '{"ok": true}', 'satisfied');
select is(public.rate_request(tests.follow('Drain'), 'satisfied', 'x'), '{"ok": true}', 'a second tap is heard as the first');
select is(public.rate_request(tests.follow('Drain'), 'not'), '{"refused": "already-rated"}', 'but nothing else is');
select tests.look();
select is((select rating_words from private.request_words where id = tests.id('Drain')), '<script>alert(1)</script>', 'words are kept as they were said');
select is((select array_agg(member_id) from public.month_facts where fact = 'request_satisfied'), array[tests.id('Liaison Yu')], 'and it counts once, for who did it');
select tests.act_as('Secretary Wang');
select tests.refuses('close_request', '{"request_id": "Drain", "secret_reason": " "}', 'bad-arguments', 'it is not closed without a reason');
select tests.allows('close_request', '{"request_id": "Drain", "secret_reason": "自己给自己提的"}', 'what was made up is closed');
select tests.refuses('close_request', '{"request_id": "Drain", "secret_reason": "x"}', 'request-over', 'once');
select is(tests.facts(), 0, 'and counts for nothing');

-- Giving away, rating badly.
select tests.allows('assign_request', '{"request_id": "Form", "member_id": "Young Wu"}', 'the secretary gives a request to another');
select tests.refuses('assign_request', '{"request_id": "Form", "member_id": "Old Chen"}', 'not-in-the-branch', 'of the branch');
select tests.sees('Young Wu', 'requests', array['Form'], 'who sees it');
select tests.sees('Committee Sun', 'requests', array['Drain', 'Form'], 'the committee still does');
select tests.act_as('Young Wu');
select tests.allows('finish_request', '{"request_id": "Form", "secret_answer": "办好了"}', 'it may be done at once');
select tests.sign_out();
select is(public.rate_request(tests.follow('Form'), 'so_so', '等了几天'), '{"ok": true}', 'so-so');
select is(tests.facts(), 0, 'counts for nothing');

-- What waits.
select is(tests.asks('Well'), 'true', 'another request');
select is(tests.asks('Pill', '{"words": "<b>药</b>"}'), 'true', 'and another');
select tests.look();
select tests.days_pass('Well', 4);
select tests.act_as('Auntie Lin');
select is(tests.told('Well') ->> 'is_late', 'true', 'after three days it is late');
select is(tests.told('Pill') ->> 'is_late', 'false', 'a new one is not');
select is(tests.told('Pill') ->> 'words', '<b>药</b>', 'words are words');
select tests.act_as('Secretary Wang');
select is(public.branch_requests(tests.id('Willow Village')) -> 0 ->> 'id', tests.id('Well')::text, 'what waits longest comes first');
select tests.refuses('set_request_settings', '{"org_id": "Town", "wait_days": 5, "keep_days": 60}', 'not-allowed', 'a secretary sets nothing');
select tests.act_as('Town Zhao');
select tests.refuses('set_request_settings', '{"org_id": "Town", "wait_days": 0, "keep_days": 60}', 'bad-arguments', 'some days are needed');
select tests.refuses('set_request_settings', '{"org_id": "Town", "wait_days": 5, "keep_days": 4000}', 'bad-arguments', 'and nothing is kept for ever');
select tests.refuses('set_request_settings', '{"org_id": "Willow Village", "wait_days": 5, "keep_days": 60}', 'not-allowed', 'it is the town''s');
select tests.allows('set_request_settings', '{"org_id": "Town", "wait_days": 5, "keep_days": 60}', 'the town sets how long');
select tests.sees('Old Zhou', 'request_settings', array['Town'], 'and everybody may read it');
select tests.sees(null, 'request_settings', '{}', 'but a visitor');
select tests.act_as('Auntie Lin');
select is(tests.told('Well') ->> 'is_late', 'false', 'then it is not late yet');

-- What is forgotten.
select tests.allows('finish_request', '{"request_id": "Well", "secret_answer": "修好了"}', 'the well is mended');
select tests.look();
select tests.days_pass('Well', 59);
select is(private.erase_old_requests(100), 0, 'it is kept for the days that the town says');
select tests.days_pass('Well', 1);
select tests.act_as('Old Zhou');
select ok((public.sync('{"v": 1}') ? 'cursor'), 'whoever comes by');
select tests.look();
select is((select count(*)::int from private.request_words where id = tests.id('Well')), 0, 'has what was said erased');
select is((select count(*)::int from private.request_steps where request_id = tests.id('Well') and words <> ''), 0, 'notes, too');
select is((tests.request('Well')).status, 'done', 'the figure stays');
select tests.act_as('Auntie Lin');
select is(tests.told('Well') -> 'villager', 'null', 'and names nobody');
select tests.sign_out();
select is(public.follow_request(tests.follow('Well')), '{"refused": "no-such-request"}', 'its link leads nowhere');
select is(tests.asks('Well'), 'id-reused', 'and it is not asked a second time under the same name');
select tests.look();
select throws_ok('update private.request_steps set what = ''said''', '42501', null, 'what became of it is never rewritten');
select throws_ok('delete from private.request_steps', '42501', null, 'nor taken away');

-- What villagers said stays with the branch it was said to.
select tests.look();
insert into tests.names (name) values ('Roof'), ('Stove');
select tests.hour_passes();
select is(tests.asks('Roof'), 'true', 'somebody asks about a roof');
select is(tests.asks('Stove'), 'true', 'and about a stove');
select tests.act_as('Auntie Lin');
select tests.allows('offer_request', '{"request_id": "Stove", "offered_to": "Shopkeeper He"}', 'the stove is offered to another');
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', jsonb_build_object('transfer_id', gen_random_uuid(), 'member_id', 'Shopkeeper He', 'to_branch_id', 'Peach Village', 'on_day', tests.today(), 'reason', ''), 'who moves away');
select tests.act_as('Shopkeeper He');
select is(public.my_requests(), '[]', 'reads nothing of it');
select tests.refuses('accept_request', '{"request_id": "Stove"}', 'not-allowed', 'and takes it no more');
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', jsonb_build_object('transfer_id', gen_random_uuid(), 'member_id', 'Auntie Lin', 'to_branch_id', 'Peach Village', 'on_day', tests.today(), 'reason', ''), 'Auntie Lin moves as well');
select tests.act_as('Auntie Lin');
select is(public.my_requests(), '[]', 'what villagers told her there is not hers to read any more');
select is(public.request_photo(tests.id('Drain')), '{"refused": "not-allowed"}', 'nor to see');
select tests.refuses('finish_request', '{"request_id": "Roof", "secret_answer": "x"}', 'not-allowed', 'and she finishes nothing');
select tests.refuses('note_request', '{"request_id": "Roof", "secret_words": "x"}', 'not-allowed', 'notes nothing');
select tests.refuses('offer_request', '{"request_id": "Roof", "offered_to": "Shopkeeper He"}', 'not-allowed', 'passes nothing on');
select tests.look();
select is((select array_agg(names.name || ' ' || kept.status) from public.requests as kept join tests.names on names.id = kept.member_id
  where kept.id in (tests.id('Roof'), tests.id('Stove'))), array['Secretary Wang new', 'Secretary Wang new'], 'the secretary has what is not done');
select tests.days_pass('Roof', 364);
select is(private.erase_old_requests(100), 0, 'what waits is kept');
select tests.act_as('Secretary Wang');
select tests.allows('take_request', '{"request_id": "Stove"}', 'the secretary takes one up');
select tests.look();
select tests.days_pass('Roof', 1);
select tests.days_pass('Stove', 364);
select is(private.erase_old_requests(100), 1, 'after a year without a step it is erased');
select is((select array_agg(names.name) from private.request_words as said join tests.names on names.id = said.id
  where said.id in (tests.id('Roof'), tests.id('Stove'))), array['Stove'], 'the other year began with the step');
select is((tests.request('Roof')).status, 'new', 'that somebody waited stays');
select tests.act_as('Old Zhou');
select is((select array_agg(distinct said) from (
    select tests.send('make_contact_link', jsonb_build_object('link_id', gen_random_uuid(), 'member_id', tests.id('Old Zhou'))) as said from generate_series(1, 6)) as each),
  array['often-enough', 'ok'], 'five new cards a day are enough');

select * from finish();
rollback;
