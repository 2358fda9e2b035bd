-- Posts and contact cards: who takes on what, who decides, and what a card tells to whoever holds it.
begin;
\ir support/village.psql
select plan(106);

insert into tests.names (name)
select unnest(array['Sweeping', 'Peace', 'Other Town', 'Far Post', 'Lin asks', 'Wu is named', 'Wang asks', 'Again', 'Chen asks', 'First half', 'Second', 'Link', 'Newer link', 'Chen''s link']);
insert into public.orgs (id, parent_id, kind, name) values (tests.id('Other Town'), null, 'town', 'Other Town');
create function tests.first_post() returns uuid language sql security definer as
$$ select id from public.duty_posts where org_id = tests.id('Town') and name = '美丽乡村岗' $$;
create function tests.term(name text) returns public.duty_terms language sql security definer as
$$ select duty_terms from public.duty_terms where id = tests.id(name) $$;
create function tests.secret_of(who text) returns text language sql security definer as
$$ select private.contact_secret(id) from private.contact_links where member_id = tests.id(who) and revoked_at is null $$;
create function tests.half() returns date language sql as
$$ select (date_trunc('year', d::timestamp) + case when extract(month from d) > 6 then interval '6 months' else interval '0' end)::date from (select tests.today() as d) as t $$;

-- The town's list.
select tests.act_as('Old Zhou');
select is((select count(*)::int from public.duty_posts), 7, 'a town begins with the seven posts of the plan, and its members read them');
select tests.sign_out();
select is((select count(*)::int from public.duty_posts), 0, 'a visitor reads none');
select tests.act_as('Secretary Wang');
select tests.refuses('save_duty_post', '{"post_id": "Sweeping", "org_id": "Town", "name": "扫路", "duties": "每天"}', 'not-allowed', 'a secretary adds no post');
select tests.refuses('set_duty_post_open', jsonb_build_object('post_id', tests.first_post(), 'is_open', false), 'not-allowed', 'and closes none');
select tests.act_as('Town Zhao');
select tests.refuses('save_duty_post', '{"post_id": "Sweeping", "org_id": "Willow Village", "name": "扫路", "duties": "每天"}', 'not-allowed', 'posts are the town''s');
select tests.refuses('save_duty_post', '{"post_id": "Sweeping", "org_id": "Other Town", "name": "扫路", "duties": "每天"}', 'not-allowed', 'of one''s own town');
select tests.refuses('save_duty_post', '{"post_id": "Sweeping", "org_id": "Town", "name": "  ", "duties": "每天"}', 'bad-arguments', 'a post has a name');
select tests.refuses('save_duty_post', jsonb_build_object('post_id', 'Sweeping', 'org_id', 'Town', 'name', '扫路', 'duties', repeat('长', 601)), 'bad-arguments', 'and no endless duties');
select tests.allows('save_duty_post', '{"post_id": "Sweeping", "org_id": "Town", "name": "扫路岗", "duties": "每天扫一遍"}', 'the town adds one');
select tests.allows('save_duty_post', '{"post_id": "Sweeping", "org_id": "Town", "name": "扫路岗", "duties": "每天扫两遍"}', 'and says it anew');
select tests.allows('save_duty_post', '{"post_id": "Peace", "org_id": "Town", "name": "守夜岗", "duties": "夜里"}', 'and another');
select tests.allows('set_duty_post_open', '{"post_id": "Peace", "is_open": false}', 'which it closes');

-- Asking.
select tests.act_as('Auntie Lin');
select tests.refuses('ask_duty', '{"term_id": "Lin asks", "member_id": "Auntie Lin", "post_id": "Peace"}', 'post-closed', 'a closed post is not taken on');
select tests.refuses('ask_duty', '{"term_id": "Lin asks", "member_id": "Auntie Lin", "post_id": "Far Post"}', 'not-allowed', 'nor one that is not there');
select tests.refuses('ask_duty', '{"term_id": "Lin asks", "member_id": "Old Chen", "post_id": "Sweeping"}', 'not-allowed', 'nobody of another branch is put forward');
select tests.refuses('ask_duty', jsonb_build_object('term_id', 'Lin asks', 'member_id', 'Auntie Lin', 'post_id', 'Sweeping', 'words', repeat('长', 201)), 'bad-arguments', 'words are short');
select tests.allows('ask_duty', '{"term_id": "Lin asks", "member_id": "Auntie Lin", "post_id": "Sweeping", "words": "我住路边"}', 'a member asks for one');
select tests.refuses('ask_duty', '{"term_id": "Again", "member_id": "Auntie Lin", "post_id": "Sweeping"}', 'post-held', 'once');
select tests.act_as('Old Zhou');
select tests.allows('ask_duty', '{"term_id": "Wu is named", "member_id": "Young Wu", "post_id": "Sweeping", "words": "他热心"}', 'or puts another forward');
select tests.sees('Old Zhou', 'duty_terms', array['Wu is named'], 'whoever asked sees it');
select tests.sees('Young Wu', 'duty_terms', array['Wu is named'], 'and whoever it is about');
select tests.sees('Liaison Yu', 'duty_terms', '{}', 'but no other neighbour');
select tests.sees('Committee Sun', 'duty_terms', array['Lin asks', 'Wu is named'], 'the committee sees what is asked');
select tests.sees('Secretary Ma', 'duty_terms', '{}', 'another branch does not');
select tests.sees(null, 'duty_terms', '{}', 'nor a visitor');
select tests.act_as('Auntie Lin');
select tests.refuses('withdraw_duty', '{"term_id": "Wu is named"}', 'not-allowed', 'only those concerned take it back');

-- Deciding.
select tests.refuses('decide_duty', jsonb_build_object('term_id', 'Lin asks', 'agreed', true, 'from_day', tests.today()), 'not-allowed', 'a member decides nothing');
select tests.act_as('Secretary Ma');
select tests.refuses('decide_duty', jsonb_build_object('term_id', 'Lin asks', 'agreed', true, 'from_day', tests.today()), 'not-allowed', 'nor another branch');
select tests.act_as('Cadre Qian');
select tests.refuses('decide_duty', jsonb_build_object('term_id', 'Lin asks', 'agreed', true, 'from_day', tests.today()), 'not-allowed', 'nor a stationed cadre');
select tests.act_as('Secretary Wang');
select tests.refuses('decide_duty', '{"term_id": "Lin asks", "agreed": true}', 'bad-arguments', 'a post begins on a day');
select tests.refuses('decide_duty', jsonb_build_object('term_id', 'Lin asks', 'agreed', true, 'from_day', tests.today(), 'until_day', tests.today() - 1), 'bad-arguments', 'and ends no sooner');
select tests.refuses('decide_duty', jsonb_build_object('term_id', 'Lin asks', 'agreed', true, 'from_day', tests.today(), 'households', repeat('户', 601)), 'bad-arguments', 'not for the whole town');
select tests.allows('decide_duty', jsonb_build_object('term_id', 'Lin asks', 'agreed', true, 'from_day', tests.today() - 10, 'households', '李家、王家', 'note', '路边三户'), 'the secretary agrees');
select tests.refuses('decide_duty', '{"term_id": "Lin asks", "agreed": false}', 'already-decided', 'once');
select tests.allows('decide_duty', '{"term_id": "Wu is named", "agreed": false, "note": "人在外地"}', 'or says no');
select tests.allows('ask_duty', '{"term_id": "Wang asks", "member_id": "Secretary Wang", "post_id": "Sweeping"}', 'a secretary may ask as well');
select tests.refuses('decide_duty', jsonb_build_object('term_id', 'Wang asks', 'agreed', true, 'from_day', tests.today()), 'not-your-own', 'but does not decide about themselves');
select tests.allows('withdraw_duty', '{"term_id": "Wang asks"}', 'and may take it back');
select tests.refuses('withdraw_duty', '{"term_id": "Wang asks"}', 'already-decided', 'once');
select tests.sees('Liaison Yu', 'duty_terms', array['Lin asks'], 'neighbours see who holds what');
select tests.sees('Old Zhou', 'duty_terms', array['Lin asks', 'Wu is named'], 'and what became of what they asked');
select tests.sees('Coordinator Li', 'duty_terms', array['Lin asks', 'Wang asks', 'Wu is named'], 'so does who oversees the branch');
select tests.sees('Old Chen', 'duty_terms', '{}', 'no other branch');
select tests.act_as('Auntie Lin');
select tests.refuses('ask_duty', '{"term_id": "Again", "member_id": "Auntie Lin", "post_id": "Sweeping"}', 'post-held', 'what is held is not asked for again');

-- Households, reviews, the end.
select tests.refuses('set_households', '{"term_id": "Lin asks", "households": "全村"}', 'not-allowed', 'a member does not choose the households');
select tests.refuses('review_duty', '{"review_id": "First half", "term_id": "Lin asks", "half": "2026-07-01", "result": "good", "note": "好"}', 'not-allowed', 'nor reviews themselves');
select tests.refuses('end_duty', jsonb_build_object('term_id', 'Lin asks', 'until_day', tests.today()), 'not-allowed', 'nor ends it');
select tests.act_as('Committee Sun');
select tests.allows('set_households', '{"term_id": "Lin asks", "households": "李家、王家、赵家"}', 'the committee does');
select tests.refuses('set_households', '{"term_id": "Wu is named", "households": "李家"}', 'not-allowed', 'for who holds the post');
select tests.refuses('review_duty', '{"review_id": "First half", "term_id": "Lin asks", "half": "2020-01-01", "result": "good", "note": "好"}', 'day-out-of-range', 'a half-year before it was held is not reviewed');
select tests.refuses('review_duty', '{"review_id": "First half", "term_id": "Lin asks", "half": "2026-08-01", "result": "good", "note": "好"}', 'bad-arguments', 'a half-year begins in January or July');
select tests.refuses('review_duty', jsonb_build_object('review_id', 'First half', 'term_id', 'Lin asks', 'half', to_char(tests.today() + 400, 'YYYY-01-01'), 'result', 'good', 'note', '好'), 'day-out-of-range', 'nor one to come');
select tests.refuses('review_duty', jsonb_build_object('review_id', 'First half', 'term_id', 'Lin asks', 'half', tests.half(), 'result', 'good', 'note', '  '), 'bad-arguments', 'a review says something');
select tests.allows('review_duty', jsonb_build_object('review_id', 'First half', 'term_id', 'Lin asks', 'half', tests.half(), 'result', 'good', 'note', '路面干净'), 'it is reviewed each half-year');
select tests.refuses('review_duty', jsonb_build_object('review_id', 'Second', 'term_id', 'Lin asks', 'half', tests.half(), 'result', 'poor', 'note', '变了'), 'already-reviewed', 'once');
select tests.sees('Auntie Lin', 'duty_reviews', array['First half'], 'the member reads it');
select tests.sees('Town Zhao', 'duty_reviews', array['First half'], 'and who oversees them');
select tests.sees('Liaison Yu', 'duty_reviews', '{}', 'neighbours do not');
select tests.sees(null, 'duty_reviews', '{}', 'nor a visitor');

-- Contact cards.
select tests.act_as('Old Zhou');
select is(public.contact_card(tests.id('Auntie Lin')), '{"refused": "not-allowed"}', 'a neighbour is told no secret');
select is(public.branch_contact_cards(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'nor all of them');
select tests.refuses('make_contact_link', '{"link_id": "Link", "member_id": "Auntie Lin"}', 'not-allowed', 'and makes no link');
select tests.refuses('revoke_contact_link', '{"member_id": "Auntie Lin"}', 'not-allowed', 'and revokes none');
select tests.refuses('set_member_photo', '{"member_id": "Auntie Lin"}', 'not-allowed', 'nor takes a picture away');
select tests.act_as('Secretary Ma');
select is(public.branch_contact_cards(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'nor does another secretary read them');
select tests.refuses('make_contact_link', '{"link_id": "Link", "member_id": "Auntie Lin"}', 'not-allowed', 'or make one');
select tests.act_as('Auntie Lin');
select is(public.contact_card(tests.id('Auntie Lin')) ->> 'secret', null, 'before it is made there is no link');
select tests.refuses('set_member_photo', '{"member_id": "Auntie Lin", "jpeg": "not a photo"}', 'bad-arguments', 'a picture is a JPEG');
select tests.refuses('set_member_photo', jsonb_build_object('member_id', 'Auntie Lin', 'jpeg', '/9j/' || repeat('A', 12285)), 'too-big', 'and a small one');
select tests.allows('set_member_photo', '{"member_id": "Auntie Lin", "jpeg": "/9j/AAAA"}', 'the member gives one');
select tests.allows('make_contact_link', '{"link_id": "Link", "member_id": "Auntie Lin"}', 'and makes a link');
select is(public.contact_card(tests.id('Auntie Lin')) ->> 'secret', tests.secret_of('Auntie Lin'), 'which is told to them again and again');
select is(length(tests.secret_of('Auntie Lin')), 24, 'of a hundred and forty-four bits');
select tests.act_as('Secretary Wang');
select is((select jsonb_agg(told -> 'secret') from jsonb_array_elements(public.branch_contact_cards(tests.id('Willow Village'))) as told where told ->> 'name' = 'Auntie Lin'),
  jsonb_build_array(tests.secret_of('Auntie Lin')), 'the secretary prints it as well');
select tests.sign_out();
select is(public.public_card(tests.secret_of('Auntie Lin')),
  '{"name": "Auntie Lin", "branch": "Willow Village", "town": "Town", "post": "扫路岗", "promise": "", "phone": null, "photo": "/9j/AAAA"}',
  'whoever has the link reads the card, and nothing that is not on it');
select is(public.public_card(said), '{"refused": "no-such-card"}', 'anything else leads nowhere: ' || coalesce(left(said, 20), 'nothing'))
from unnest(array['', null, 'AAAAAAAAAAAAAAAAAAAAAAAA', repeat('x', 100000), ''' or true --', '<script>']) as said;
select throws_ok($$ select public.contact_card(tests.id('Auntie Lin')) $$, '42501', null, 'a visitor asks for no card to print');
select is_empty('select from private.contact_links', 'and reads no link');
select throws_ok($$ select private.contact_secret(tests.id('Link')) $$, '42501', null, 'nor makes a secret');
-- What the member does not share is not on the card; what they share is.
select tests.act_as('Auntie Lin');
select tests.allows('edit_directory_card', '{"member_id": "Auntie Lin", "name": "x", "pinyin": "x", "post": "x", "promise": "随叫随到", "phone_shared": true}', 'she shares her number');
select tests.look();
create temporary table was as select tests.secret_of('Auntie Lin') as secret;
grant select on was to anon, authenticated;
select tests.sign_out();
select is(public.public_card((select secret from was)) ->> 'phone', '138 0000 0000', 'the card shows it');
select is(public.public_card((select secret from was)) ->> 'promise', '随叫随到', 'and her promise');
select tests.act_as('Secretary Wang');
select tests.allows('make_contact_link', '{"link_id": "Newer link", "member_id": "Auntie Lin"}', 'the secretary renews it');
select tests.sign_out();
select is(public.public_card((select secret from was)), '{"refused": "no-such-card"}', 'the old one leads nowhere');
select isnt((select secret from was), tests.secret_of('Auntie Lin'), 'the new one is another');
select is(public.public_card(tests.secret_of('Auntie Lin')) ->> 'name', 'Auntie Lin', 'which leads to her');
select tests.act_as('Town Zhao');
select tests.allows('suspend_member', '{"member_id": "Auntie Lin", "reason": "x"}', 'somebody who is kept out');
select tests.sign_out();
select is(public.public_card(tests.secret_of('Auntie Lin')), '{"refused": "no-such-card"}', 'has no card either');
select tests.act_as('Town Zhao');
select tests.allows('restore_member', '{"member_id": "Auntie Lin"}', 'let in again');
select tests.sign_out();
select is(public.public_card(tests.secret_of('Auntie Lin')) ->> 'name', 'Auntie Lin', 'they have it back');
select tests.act_as('Auntie Lin');
select tests.allows('revoke_contact_link', '{"member_id": "Auntie Lin"}', 'she revokes it');
select is(public.contact_card(tests.id('Auntie Lin')) ->> 'secret', null, 'and there is none');
select tests.allows('set_member_photo', '{"member_id": "Auntie Lin"}', 'her picture goes, too');
select is(public.contact_card(tests.id('Auntie Lin')) ->> 'photo', null, 'for good');
select tests.look();
select is((select count(*)::int from private.contact_links where secret_hash = sha256(convert_to((select secret from was), 'UTF8'))), 1, 'only hashes are kept');

-- A post is of its branch.
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', jsonb_build_object('transfer_id', gen_random_uuid(), 'member_id', 'Auntie Lin', 'to_branch_id', 'Peach Village', 'on_day', tests.today(), 'reason', 'x'), 'she moves');
select is((tests.term('Lin asks')).until_day, tests.today() - 1, 'and leaves her post behind');
select tests.sees('Secretary Ma', 'duty_terms', array['Lin asks'], 'her new branch reads that she held it');
select tests.act_as('Secretary Ma');
select tests.allows('end_duty', jsonb_build_object('term_id', 'Lin asks', 'until_day', tests.today() - 3), 'an end may come sooner');
select tests.allows('end_duty', jsonb_build_object('term_id', 'Lin asks', 'until_day', tests.today() + 30), 'but never later');
select is((tests.term('Lin asks')).until_day, tests.today() - 3, 'again');

select * from finish();
rollback;
