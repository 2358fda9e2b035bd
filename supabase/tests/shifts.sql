-- A branch's shifts: who makes them, who comes, who waits and is asked next, who served; and that nobody is on two at once.
begin;
\ir support/village.psql
select plan(243);

insert into tests.names (name) values
('Sweep'), ('Patrol'), ('Patrol 2'), ('Patrol 3'), ('Night'), ('Draft'), ('Elders only'), ('Today'), ('Past'), ('Far sweep'), ('Closed'),
('Lin sweeps'), ('Zhou sweeps'), ('Wu sweeps'), ('Sun sweeps'), ('He sweeps'), ('Wang sweeps'), ('Yu sweeps'), ('Lin again'), ('Lin patrols'),
('Lin nights'), ('Lost nights'), ('He nights'), ('Yu nights'), ('Zhou elders'), ('Lin elders'), ('Lin today'), ('Zhou today'), ('Wu today'), ('Wang today'), ('Yu today'), ('Zhou past'), ('Lost past'),
('Cover'), ('Cover 2'), ('Mapped'), ('Soon'), ('Zhou soon'), ('He again'), ('Now'), ('Zhou now'), ('Chen sweeps'), ('Why'), ('Wu patrols'), ('Yu patrols');

create function tests.plan_of(ids text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('shift_ids', (select jsonb_agg(tests.id(one)) from unnest(string_to_array(ids, ',')) as one),
  'org_id', 'Willow Village', 'post', 'Sweeping', 'place', 'Village gate', 'on_day', tests.today() + 3, 'from_minute', 480, 'until_minute', 600,
  'places', 2, 'opens_days_before', 30, 'closes_days_before', 0, 'leave_hours', 24, 'rest_hours', 0, 'confirm_hours', 24,
  'is_published', true) || more $$;
create function tests.change_of(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select (tests.plan_of(id) - 'shift_ids' - 'org_id' - 'is_published') || jsonb_build_object('shift_id', id) || more $$;
create function tests.up(id text, shift text) returns jsonb language sql stable as
$$ select jsonb_build_object('signup_id', id, 'shift_id', shift) $$;
create function tests.signup(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('signup_id', id) || more $$;
create function tests.shift(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('shift_id', id) || more $$;
create function tests.stands(shift text) returns text[] language sql security definer as
$$ select coalesce(array_agg(names.name || ' ' || kept.status order by kept.nth), '{}') from public.shift_signups as kept
  join tests.names on names.id = kept.member_id where kept.shift_id = tests.id(shift) $$;
create function tests.facts(who text) returns int language sql security definer as
$$ select count(*)::int from public.month_facts where member_id = tests.id(who) and fact = 'shift_served' $$;
create function tests.code_of(id text) returns text language sql security definer as
$$ select code from public.shift_codes where shift_codes.id = tests.id(code_of.id) $$;
create function tests.hours_pass(shift text, hours int) returns void language sql security definer as
$$ update public.shift_signups set offered_until = offered_until - make_interval(hours => hours) where shift_id = tests.id(shift) $$;
-- Puts a shift so many minutes from now, as the calendar would bring it.
create function tests.begins_in(shift text, minutes int) returns void language plpgsql security definer as
$$
declare
  at timestamp := (now() at time zone 'Asia/Shanghai') + make_interval(mins => minutes);
begin
  update public.shifts set on_day = at::date, closes_on = at::date, opens_on = at::date - 30,
    from_minute = least(extract(hour from at) * 60 + extract(minute from at), 1438)::int, until_minute = 1440
  where shifts.id = tests.id(shift);
  update public.shift_signups set on_day = at::date where shift_id = tests.id(shift);
end
$$;

-- Puts a shift on yesterday, as a night brings it.
create function tests.was_yesterday(shift text) returns void language plpgsql security definer as
$$
begin
  update public.shifts set on_day = on_day - 1, closes_on = closes_on - 1, opens_on = opens_on - 1 where shifts.id = tests.id(shift);
  update public.shift_signups set on_day = on_day - 1 where shift_id = tests.id(shift);
end
$$;

create function tests.so_far() returns int language sql stable security definer as
$$ select private.minute_so_far(tests.today()) $$;

-- Who makes a shift.
select tests.act_as('Auntie Lin');
select tests.refuses('plan_shifts', tests.plan_of('Sweep'), 'not-allowed', 'a member makes no shift');
select tests.act_as('Cadre Qian');
select tests.refuses('plan_shifts', tests.plan_of('Sweep'), 'not-allowed', 'nor does a cadre');
select tests.act_as('Coordinator Li');
select tests.refuses('plan_shifts', tests.plan_of('Sweep'), 'not-allowed', 'nor an area');
select tests.act_as('Secretary Ma');
select tests.refuses('plan_shifts', tests.plan_of('Sweep'), 'not-allowed', 'nor another branch''s secretary');
select tests.act_as('Town Zhao');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"org_id": "Town"}'), 'not-a-branch', 'a town has none of its own');
select tests.act_as('Secretary Wang');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"post": "  "}'), 'bad-arguments', 'it says what is done');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', jsonb_build_object('post', repeat('x', 61))), 'bad-arguments', 'in few words');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"until_minute": 480}'), 'bad-arguments', 'and takes some time');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"places": 0}'), 'bad-arguments', 'for somebody');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"categories": ["saints"]}'), 'bad-arguments', 'of a category that there is');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"shift_ids": []}'), 'bad-arguments', 'none is none');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"map_point": "javascript:alert(1)"}'), 'bad-arguments', 'a point on the map is two numbers and nothing else');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"map_point": "30.295120,109.486320?q=x"}'), 'bad-arguments', 'with nothing behind them');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"opens_days_before": 1, "closes_days_before": 2}'), 'bad-arguments', 'one signs up before it is closed');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"on_day": "2020-01-01"}'), 'day-out-of-range', 'not years ago');
select tests.refuses('plan_shifts', tests.plan_of('Sweep', '{"organiser_id": "Old Chen"}'), 'not-in-the-branch', 'nobody of another branch looks after it');
select tests.allows('plan_shifts', tests.plan_of('Sweep', '{"organiser_id": "Liaison Yu"}'), 'the secretary makes one, and names who looks after it');
select tests.refuses('plan_shifts', tests.plan_of('Sweep'), 'bad-arguments', 'once');
select tests.act_as('Committee Sun');
select tests.allows('plan_shifts', tests.plan_of('Patrol,Patrol 2,Patrol 3', jsonb_build_object('post', 'Patrolling', 'on_day', tests.today() + 4, 'is_published', false, 'places', 1)),
  'the committee makes three, a week from each other');
select tests.look();
select is((select array_agg((on_day - tests.today())::text || ' ' || coalesce(names.name, '') order by on_day) from public.shifts left join tests.names on names.id = series_id where post = 'Patrolling'),
  array['4 Patrol', '11 Patrol', '18 Patrol'], 'all of one series');
select tests.act_as('Secretary Ma');
select tests.allows('plan_shifts', tests.plan_of('Far sweep', '{"org_id": "Peach Village"}'), 'Peach Village has its own');

-- Who sees it.
select tests.sees('Auntie Lin', 'shifts', array['Sweep'], 'the branch sees what is published');
select tests.sees('Secretary Wang', 'shifts', array['Patrol', 'Patrol 2', 'Patrol 3', 'Sweep'], 'whoever may write sees drafts too');
select tests.sees('Old Chen', 'shifts', array['Far sweep'], 'another branch sees its own');
select tests.sees('Cadre Qian', 'shifts', array['Sweep'], 'the cadre sees them, no drafts');
select tests.sees('Coordinator Li', 'shifts', array['Far sweep', 'Sweep'], 'so does the area');
select tests.sees('Town Zhao', 'shifts', array['Far sweep', 'Patrol', 'Patrol 2', 'Patrol 3', 'Sweep'], 'the town, which may write, everything');
select tests.sees('Lost Liu', 'shifts', '{}', 'whoever is not signed in as a member sees nothing');
select tests.sees(null, 'shifts', '{}', 'nor a visitor');

-- Publishing, and throwing a draft away.
select tests.act_as('Auntie Lin');
select tests.refuses('publish_shift', tests.shift('Patrol'), 'not-allowed', 'a member publishes nothing');
select tests.refuses('sign_up', tests.up('Lin patrols', 'Patrol'), 'not-allowed', 'nor signs up for a draft');
select tests.refuses('discard_shift', tests.shift('Patrol'), 'not-allowed', 'nor throws it away');
select tests.act_as('Secretary Ma');
select tests.refuses('publish_shift', tests.shift('Patrol'), 'not-allowed', 'nor does another secretary');
select tests.act_as('Secretary Wang');
select tests.refuses('discard_shift', tests.shift('Sweep'), 'published-already', 'what is published is called off, not thrown away');
select tests.refuses('call_off_shift', tests.shift('Patrol', '{"reason": "rain"}'), 'not-published', 'and what is not, is not called off');
select tests.allows('discard_shift', tests.shift('Patrol'), 'the first of three is thrown away');
select tests.allows('publish_shift', tests.shift('Patrol 2', '{"with_series": true}'), 'the others are published together');
select tests.sees('Auntie Lin', 'shifts', array['Patrol 2', 'Patrol 3', 'Sweep'], 'and the branch sees both');

-- Signing up, and why not.
select tests.act_as('Old Chen');
select tests.refuses('sign_up', tests.up('Chen sweeps', 'Sweep'), 'not-allowed', 'another branch''s shift is not theirs');
select tests.refuses('sign_up', tests.up('Chen sweeps', 'Plan'), 'not-allowed', 'nor what is no shift');
select tests.act_as('Auntie Lin');
select tests.refuses('sign_up', tests.up('Lin sweeps', 'Sweep') || '{"member_id": "Old Zhou"}', 'bad-arguments', 'and nobody is signed up by a neighbour');
select tests.allows('sign_up', tests.up('Lin sweeps', 'Sweep'), 'Auntie Lin is in');
select tests.refuses('sign_up', tests.up('Lin again', 'Sweep'), 'already-signed-up', 'once');
select tests.act_as('Old Zhou');
select tests.allows('sign_up', tests.up('Zhou sweeps', 'Sweep'), 'Old Zhou has the last place');
select tests.act_as('Young Wu');
select tests.allows('sign_up', tests.up('Wu sweeps', 'Sweep'), 'Young Wu is next');
select tests.act_as('Committee Sun');
select tests.allows('sign_up', tests.up('Sun sweeps', 'Sweep'), 'Committee Sun after him');
select is(tests.stands('Sweep'), array['Auntie Lin held', 'Old Zhou held', 'Young Wu waiting', 'Committee Sun waiting'], 'in the order the town heard it');
select tests.act_as('Secretary Wang');
select tests.allows('plan_shifts', tests.plan_of('Night', '{"post": "Night watch", "from_minute": 599, "until_minute": 700, "rest_hours": 8}'), 'a shift at nearly the same time');
select tests.allows('plan_shifts', tests.plan_of('Closed', '{"closes_days_before": 4, "opens_days_before": 5}'), 'one whose days are over');
select tests.allows('plan_shifts', tests.plan_of('Elders only', jsonb_build_object('on_day', tests.today() + 6, 'categories', array['elder'], 'opens_days_before', 6)), 'and one for elders');
select tests.act_as('Auntie Lin');
select tests.refuses('sign_up', tests.up('Lin nights', 'Night'), 'shifts-clash', 'nobody is in two places');
select tests.refuses('sign_up', tests.up('Lin nights', 'Closed'), 'signup-closed', 'what is closed is closed');
select tests.refuses('sign_up', tests.up('Lin elders', 'Elders only'), 'not-your-category', 'and elders are elders');
select tests.act_as('Secretary Wang');
select tests.allows('change_shift', tests.change_of('Night', '{"post": "Night watch", "from_minute": 700, "until_minute": 800, "rest_hours": 8}'), 'the watch begins later');
select tests.allows('change_shift', tests.change_of('Elders only', jsonb_build_object('on_day', tests.today() + 6, 'categories', array['elder'], 'opens_days_before', 2)), 'elders are asked nearer the day');
select tests.act_as('Auntie Lin');
select tests.refuses('sign_up', tests.up('Lin nights', 'Night'), 'needs-rest', 'eight hours lie between');
select tests.act_as('Old Zhou');
select tests.refuses('sign_up', tests.up('Zhou elders', 'Elders only'), 'signup-not-open', 'not before its days');

-- Who sees who comes.
select tests.sees('Old Zhou', 'shift_signups', array['Lin sweeps', 'Sun sweeps', 'Wu sweeps', 'Zhou sweeps'], 'the branch sees who comes');
select tests.sees('Cadre Qian', 'shift_signups', array['Lin sweeps', 'Sun sweeps', 'Wu sweeps', 'Zhou sweeps'], 'so does the cadre');
select tests.sees('Coordinator Li', 'shift_signups', array['Lin sweeps', 'Sun sweeps', 'Wu sweeps', 'Zhou sweeps'], 'the area');
select tests.sees('Town Zhao', 'shift_signups', array['Lin sweeps', 'Sun sweeps', 'Wu sweeps', 'Zhou sweeps'], 'and the town');
select tests.sees('Old Chen', 'shift_signups', '{}', 'another branch does not');
select tests.sees('Lost Liu', 'shift_signups', '{}', 'nor who is not signed in as a member');
select tests.sees(null, 'shift_signups', '{}', 'nor a visitor');
select tests.sees('Auntie Lin', 'shift_codes', array['Lin sweeps'], 'a code is on its owner''s phone');
select tests.sees('Secretary Wang', 'shift_codes', '{}', 'and on no other');
select tests.sees('Liaison Yu', 'shift_codes', '{}', 'not on the organiser''s');
select tests.sees(null, 'shift_codes', '{}', 'let alone a visitor''s');

-- Leaving, and who is next.
select tests.act_as('Old Zhou');
select tests.refuses('leave_shift', tests.signup('Lin sweeps'), 'not-allowed', 'nobody leaves for another');
select tests.refuses('confirm_shift', tests.signup('Zhou sweeps'), 'not-offered', 'what one has needs no confirming');
select tests.allows('leave_shift', tests.signup('Zhou sweeps'), 'in good time he leaves without a word');
select is(tests.stands('Sweep'), array['Auntie Lin held', 'Old Zhou left', 'Young Wu offered', 'Committee Sun waiting'], 'and Young Wu is asked');
select tests.refuses('leave_shift', tests.signup('Zhou sweeps'), 'not-signed-up', 'once is enough');
select tests.act_as('Committee Sun');
select tests.refuses('confirm_shift', tests.signup('Wu sweeps'), 'not-allowed', 'not somebody else in his place');
select tests.hours_pass('Sweep', 25);
select tests.act_as('Shopkeeper He');
select tests.allows('sign_up', tests.up('He sweeps', 'Sweep'), 'a day later somebody else comes by');
select is(tests.stands('Sweep'), array['Auntie Lin held', 'Old Zhou left', 'Young Wu lapsed', 'Committee Sun offered', 'Shopkeeper He waiting'], 'what was offered goes to the next on the list first');
select tests.act_as('Young Wu');
select tests.refuses('confirm_shift', tests.signup('Wu sweeps'), 'offer-lapsed', 'Young Wu is too late');
select tests.hours_pass('Sweep', 25);
select public.sync('{"v": 1}');
select is(tests.stands('Sweep'), array['Auntie Lin held', 'Old Zhou left', 'Young Wu lapsed', 'Committee Sun lapsed', 'Shopkeeper He offered'], 'whoever comes by keeps the house');
select tests.act_as('Shopkeeper He');
select tests.allows('confirm_shift', tests.signup('He sweeps'), 'Shopkeeper He comes');
select tests.act_as('Young Wu');
select tests.allows('sign_up', tests.up('Wang sweeps', 'Sweep'), 'Young Wu stands behind again');
select tests.act_as('Secretary Wang');
select tests.refuses('change_shift', tests.change_of('Sweep', '{"places": 1}'), 'places-taken', 'nobody is put out by a smaller number');
select tests.allows('change_shift', tests.change_of('Sweep', '{"places": 3}'), 'with a place more');
select is(tests.stands('Sweep'), array['Auntie Lin held', 'Old Zhou left', 'Young Wu lapsed', 'Committee Sun lapsed', 'Shopkeeper He held', 'Young Wu offered'], 'he is asked at once');
select tests.act_as('Young Wu');
select tests.allows('leave_shift', tests.signup('Wang sweeps'), 'and may say no');

-- Late, one says why; unless the shift was changed.
select tests.begins_in('Sweep', 60);
select tests.act_as('Auntie Lin');
select tests.refuses('leave_shift', tests.signup('Lin sweeps'), 'needs-a-word', 'an hour before, a word is wanted');
select tests.refuses('leave_shift', tests.signup('Lin sweeps', jsonb_build_object('words', repeat('x', 301))), 'bad-arguments', 'not a book');
select tests.allows('leave_shift', tests.signup('Lin sweeps', '{"words": "my knee"}'), 'she tells the organiser');
select is(tests.reads('shift_words', 'member_id'), array['Auntie Lin'], 'she reads what she said');
select tests.sees('Liaison Yu', 'shift_words', array['Auntie Lin'], 'the organiser reads it', 'member_id');
select tests.sees('Committee Sun', 'shift_words', array['Auntie Lin'], 'and the committee', 'member_id');
select tests.sees('Old Zhou', 'shift_words', '{}', 'a neighbour does not');
select tests.sees('Town Zhao', 'shift_words', '{}', 'nor the town');
select tests.sees('Coordinator Li', 'shift_words', '{}', 'nor the area');
select tests.sees(null, 'shift_words', '{}', 'nor a visitor');
select tests.look();
select throws_ok($$ update public.shift_words set words = 'x' $$, '42501', null, 'what was said stays said');
update public.shifts set changed_at = now() + interval '1 second' where id = tests.id('Sweep');
select tests.act_as('Shopkeeper He');
select tests.allows('agree_to_change', tests.signup('He sweeps'), 'who has read what was changed says so');
select tests.refuses('agree_to_change', tests.signup('Lin sweeps'), 'not-allowed', 'for themselves');
select tests.allows('leave_shift', tests.signup('He sweeps'), 'and what was changed since may be left without a word');

-- In somebody's place.
select tests.act_as('Auntie Lin');
select tests.allows('sign_up', tests.up('Lin patrols', 'Patrol 2'), 'Auntie Lin patrols');
select tests.act_as('Liaison Yu');
select tests.allows('sign_up', tests.up('Yu patrols', 'Patrol 2'), 'Liaison Yu would, too');
select tests.act_as('Old Zhou');
select tests.refuses('ask_cover', '{"cover_id": "Cover", "signup_id": "Lin patrols", "to_member_id": "Old Zhou"}', 'not-allowed', 'nobody hands over another''s place');
select tests.act_as('Auntie Lin');
select tests.refuses('ask_cover', '{"cover_id": "Cover", "signup_id": "Lin patrols", "to_member_id": "Old Chen"}', 'not-in-the-branch', 'not to another branch');
select tests.refuses('ask_cover', '{"cover_id": "Cover", "signup_id": "Lin patrols", "to_member_id": "Auntie Lin"}', 'not-in-the-branch', 'nor to herself');
select tests.refuses('ask_cover', '{"cover_id": "Cover", "signup_id": "Lin sweeps", "to_member_id": "Old Zhou"}', 'not-signed-up', 'nor what she left');
select tests.allows('ask_cover', '{"cover_id": "Cover", "signup_id": "Lin patrols", "to_member_id": "Old Zhou"}', 'she asks Old Zhou');
select tests.refuses('ask_cover', '{"cover_id": "Cover 2", "signup_id": "Lin patrols", "to_member_id": "Young Wu"}', 'already-asked-cover', 'one at a time');
select tests.sees('Auntie Lin', 'shift_covers', array['Cover'], 'she sees it');
select tests.sees('Old Zhou', 'shift_covers', array['Cover'], 'he does');
select tests.sees('Committee Sun', 'shift_covers', array['Cover'], 'and the committee');
select tests.sees('Young Wu', 'shift_covers', '{}', 'a neighbour does not');
select tests.sees('Town Zhao', 'shift_covers', '{}', 'nor the town');
select tests.sees(null, 'shift_covers', '{}', 'nor a visitor');
select tests.act_as('Young Wu');
select tests.refuses('answer_cover', '{"cover_id": "Cover", "is_accepted": true}', 'not-allowed', 'only he answers');
select tests.refuses('withdraw_cover', '{"cover_id": "Cover"}', 'not-allowed', 'and only she takes it back');
select tests.act_as('Old Zhou');
select tests.allows('answer_cover', '{"cover_id": "Cover", "is_accepted": false}', 'he says no');
select tests.refuses('answer_cover', '{"cover_id": "Cover", "is_accepted": true}', 'cover-answered', 'once');
select tests.act_as('Auntie Lin');
select tests.allows('ask_cover', '{"cover_id": "Cover 2", "signup_id": "Lin patrols", "to_member_id": "Liaison Yu"}', 'she asks whoever waits');
select tests.refuses('withdraw_cover', '{"cover_id": "Cover"}', 'cover-answered', 'what is answered is not taken back');
select tests.act_as('Liaison Yu');
select tests.allows('answer_cover', '{"cover_id": "Cover 2", "is_accepted": true}', 'who says yes');
select is(tests.stands('Patrol 2'), array['Auntie Lin covered', 'Liaison Yu left', 'Liaison Yu held'], 'and has the place instead of waiting');

-- Called off.
select tests.act_as('Liaison Yu');
select tests.refuses('call_off_shift', tests.shift('Patrol 2', '{"reason": "rain"}'), 'not-allowed', 'a member calls nothing off');
select tests.act_as('Secretary Ma');
select tests.refuses('call_off_shift', tests.shift('Patrol 2', '{"reason": "rain"}'), 'not-allowed', 'nor another secretary');
select tests.refuses('change_shift', tests.change_of('Patrol 2'), 'not-allowed', 'who changes nothing either');
select tests.act_as('Secretary Wang');
select tests.refuses('call_off_shift', tests.shift('Patrol 2', '{"reason": " "}'), 'bad-arguments', 'a reason is given');
select tests.allows('call_off_shift', tests.shift('Patrol 2', '{"reason": "rain", "with_series": true}'), 'the secretary calls all of them off');
select tests.act_as('Old Zhou');
select tests.refuses('sign_up', tests.up('Zhou elders', 'Patrol 3'), 'shift-called-off', 'nobody signs up any more');
select is((select array_agg(note order by on_day) from public.shifts where status = 'called_off'), array['rain', 'rain'], 'everybody reads why');
select tests.act_as('Secretary Wang');
select tests.refuses('change_shift', tests.change_of('Patrol 3'), 'shift-called-off', 'and it is not changed any more');
select tests.refuses('publish_shift', tests.shift('Patrol 3'), 'shift-called-off', 'nor published');

-- At the place.
select tests.allows('plan_shifts', tests.plan_of('Today', jsonb_build_object('on_day', tests.today(), 'from_minute', 0, 'until_minute', 1440, 'organiser_id', 'Liaison Yu')), 'a shift that is going on');
select tests.act_as('Auntie Lin');
select tests.refuses('sign_up', tests.up('Lin today', 'Today'), 'shift-begun', 'one signs up before');
select tests.refuses('add_to_shift', tests.up('Lin today', 'Today') || '{"member_id": "Auntie Lin"}', 'not-allowed', 'nor puts oneself on the list');
select tests.act_as('Liaison Yu');
select tests.refuses('add_to_shift', tests.up('Chen sweeps', 'Today') || '{"member_id": "Old Chen"}', 'not-in-the-branch', 'another branch''s people are not of it');
select tests.allows('add_to_shift', tests.up('Lin today', 'Today') || '{"member_id": "Auntie Lin"}', 'the organiser puts down who came');
select tests.allows('add_to_shift', tests.up('Zhou today', 'Today') || '{"member_id": "Old Zhou"}', 'and who else');
select tests.allows('add_to_shift', tests.up('Wu today', 'Today') || '{"member_id": "Young Wu"}', 'though there were two places');
select tests.allows('add_to_shift', tests.up('Yu today', 'Today') || '{"member_id": "Liaison Yu"}', 'himself as well');
select tests.was_yesterday('Today');
select tests.refuses('check_in_shift', tests.signup('Yu today', '{"at_minute": 500}'), 'not-your-own', 'but does not write down his own service');
select tests.refuses('check_out_shift', tests.signup('Lin today', '{"at_minute": 560}'), 'not-checked-in', 'first one comes');
select tests.refuses('check_in_shift', tests.signup('Lin today', '{"at_minute": 1500}'), 'bad-arguments', 'within the day');
select tests.allows('check_in_shift', tests.signup('Lin today', '{"at_minute": 500}'), 'Auntie Lin is there');
select tests.refuses('check_in_shift', tests.signup('Lin today', '{"at_minute": 510}'), 'checked-in-already', 'once');
select tests.refuses('check_in_by_code', tests.shift('Today', '{"code": "no code", "at_minute": 505}'), 'wrong-shift-code', 'a code that nobody has lets nobody in');
select tests.allows('check_in_by_code', tests.shift('Today', jsonb_build_object('code', tests.code_of('Zhou today'), 'at_minute', 505)), 'Old Zhou shows his');
select tests.refuses('check_out_shift', tests.signup('Lin today', '{"at_minute": 500}'), 'out-before-in', 'one goes after one came');
select tests.allows('check_out_shift', tests.signup('Lin today', '{"at_minute": 620}'), 'two hours later she goes');
select tests.refuses('check_out_shift', tests.signup('Lin today', '{"at_minute": 630}'), 'checked-out-already', 'once');
select is(tests.facts('Auntie Lin'), 1, 'it counts for her month');
select is(tests.facts('Old Zhou'), 0, 'his does not yet');
select tests.refuses('mark_absent', tests.signup('Zhou today'), 'checked-in-already', 'who is there is not missed');
select tests.refuses('record_service', tests.signup('Zhou today', '{"from_minute": 600, "until_minute": 500}'), 'bad-arguments', 'time goes forward');
select tests.allows('record_service', tests.signup('Zhou today', '{"from_minute": 505, "until_minute": 600}'), 'he forgot to say that he went; the organiser puts it in');
select is(tests.facts('Old Zhou'), 1, 'now it counts');
select tests.allows('mark_absent', tests.signup('Wu today'), 'Young Wu did not come');
select tests.refuses('explain_absence', '{"shift_word_id": "Why", "signup_id": "Wu today", "words": "bus"}', 'not-allowed', 'only he says why');
select tests.act_as('Young Wu');
select tests.refuses('explain_absence', '{"shift_word_id": "Why", "signup_id": "Wu today", "words": "  "}', 'bad-arguments', 'in words');
select tests.allows('explain_absence', '{"shift_word_id": "Why", "signup_id": "Wu today", "words": "the bus"}', 'he does');
select tests.act_as('Auntie Lin');
select tests.refuses('explain_absence', '{"shift_word_id": "Lin again", "signup_id": "Lin today", "words": "x"}', 'not-absent', 'who was there has nothing to explain');
select tests.refuses('check_in_shift', tests.signup('Wu today', '{"at_minute": 500}'), 'not-allowed', 'a member checks nobody in');
select tests.refuses('check_in_by_code', tests.shift('Today', '{"code": "000000", "at_minute": 505}'), 'not-allowed', 'nor guesses codes');
select tests.refuses('check_out_shift', tests.signup('Lin today', '{"at_minute": 700}'), 'not-allowed', 'nor out');
select tests.refuses('record_service', tests.signup('Lin today', '{"from_minute": 0, "until_minute": 1440}'), 'not-allowed', 'nor writes down hours');
select tests.refuses('mark_absent', tests.signup('Wu today'), 'not-allowed', 'nor who was missed');
select tests.refuses('undo_service', tests.signup('Lin today'), 'not-allowed', 'nor takes anything back');
select tests.act_as('Secretary Ma');
select tests.refuses('record_service', tests.signup('Lin today', '{"from_minute": 0, "until_minute": 1440}'), 'not-allowed', 'nor does another secretary');
select tests.act_as('Committee Sun');
select tests.allows('record_service', tests.signup('Yu today', '{"from_minute": 480, "until_minute": 600}'), 'the committee writes down the organiser''s own');
select tests.refuses('undo_service', tests.signup('Lin today'), 'needs-a-reason', 'a day later nothing is taken back without a reason');
select tests.allows('undo_service', tests.signup('Lin today', '{"reason": "it was her sister"}'), 'and takes back what stands on the wrong line');
select is(tests.facts('Auntie Lin'), 0, 'which counts no more');
select tests.refuses('undo_service', tests.signup('Lin today'), 'nothing-to-undo', 'once');
select is(tests.stands('Today'), array['Auntie Lin held', 'Old Zhou served', 'Young Wu absent', 'Liaison Yu served'], 'so it stands');
select tests.act_as('Secretary Wang');
select tests.refuses('change_shift', tests.change_of('Today'), 'shift-begun', 'what has begun is not changed');
select tests.refuses('call_off_shift', tests.shift('Today', '{"reason": "late"}'), 'shift-begun', 'nor called off');
select is((select count(*)::int from generate_series(1, 10) where tests.send('check_in_by_code', tests.shift('Today', '{"code": "x", "at_minute": 505}')) = 'wrong-shift-code'), 10, 'ten guesses');
select tests.refuses('check_in_by_code', tests.shift('Today', '{"code": "x", "at_minute": 505}'), 'too-many-codes', 'are enough for a day');
select tests.sees('Old Zhou', 'month_facts', array['Lin''s Help', 'Zhou today'], 'his phone shows what counts, and which service it was', 'source_id');

-- What was put right, and who reads it.
select tests.act_as('Secretary Wang');
select tests.refuses('record_service', tests.signup('Zhou today', '{"from_minute": 505, "until_minute": 660}'), 'needs-a-reason', 'nor is an hour added without one');
select tests.refuses('record_service', tests.signup('Zhou today', jsonb_build_object('from_minute', 505, 'until_minute', 660, 'reason', repeat('x', 301))), 'bad-arguments', 'a short one');
select tests.allows('record_service', tests.signup('Zhou today', '{"from_minute": 505, "until_minute": 660, "reason": "he stayed to lock up"}'), 'Old Zhou stayed longer');
select tests.look();
select is((select row(status, served_from, served_until, reason)::text from public.shift_corrections where signup_id = tests.id('Zhou today')),
  '(served,505,600,"he stayed to lock up")', 'what stood before stays');
select is((select count(*)::int from public.month_facts where source_id = tests.id('Zhou today')), 1, 'and counts once');
select tests.sees('Old Zhou', 'shift_corrections', array['Zhou today'], 'he reads it', 'signup_id');
select tests.sees('Auntie Lin', 'shift_corrections', array['Lin today'], 'she hers', 'signup_id');
select tests.sees('Liaison Yu', 'shift_corrections', array['Lin today', 'Zhou today'], 'the organiser both', 'signup_id');
select tests.sees('Committee Sun', 'shift_corrections', array['Lin today', 'Zhou today'], 'so does the committee', 'signup_id');
select tests.sees('Young Wu', 'shift_corrections', '{}', 'no neighbour', 'signup_id');
select tests.sees('Secretary Ma', 'shift_corrections', '{}', 'no other secretary', 'signup_id');
select tests.sees('Cadre Qian', 'shift_corrections', '{}', 'no cadre', 'signup_id');
select tests.sees('Coordinator Li', 'shift_corrections', '{}', 'no area', 'signup_id');
select tests.sees(null, 'shift_corrections', '{}', 'no visitor', 'signup_id');

-- Nothing is written down that has not happened yet.
select tests.act_as('Secretary Wang');
select tests.allows('plan_shifts', tests.plan_of('Now', jsonb_build_object('on_day', tests.today(), 'from_minute', 0, 'until_minute', 1440)), 'a shift of today');
select tests.allows('add_to_shift', tests.up('Zhou now', 'Now') || '{"member_id": "Old Zhou"}', 'Old Zhou is there');
select is(case when tests.so_far() >= 1434 then 'not-yet'
  else tests.send('record_service', tests.signup('Zhou now', '{"from_minute": 0, "until_minute": 1440}')) end, 'not-yet', 'nobody has served until midnight before it is');
select tests.allows('check_in_shift', tests.signup('Zhou now', '{"at_minute": 1439}'), 'a phone whose clock is ahead checks him in');
select tests.look();
select ok((select served_from <= tests.so_far() from public.shift_signups where id = tests.id('Zhou now')), 'no later than it is');
select tests.act_as('Secretary Wang');
select tests.allows('undo_service', tests.signup('Zhou now'), 'on the day a wrong tap is taken back without a word');
select tests.look();
select is((select count(*)::int from public.shift_corrections where signup_id = tests.id('Zhou now')), 0, 'and nothing of it stays');
select tests.act_as('Committee Sun');
select tests.allows('check_in_shift', tests.signup('Zhou now', '{"at_minute": 0}'), 'somebody of the committee writes him down');
select tests.act_as('Secretary Wang');
select tests.allows('undo_service', tests.signup('Zhou now'), 'and the secretary takes that back');
select tests.look();
select is((select count(*)::int from public.shift_corrections where signup_id = tests.id('Zhou now')), 1, 'which is no slip of her own finger, and stays to be read');

-- From the paper, days later; somebody without a phone.
select tests.act_as('Secretary Wang');
select tests.allows('plan_shifts', tests.plan_of('Past', jsonb_build_object('on_day', tests.today() - 2, 'organiser_id', 'Liaison Yu')), 'the sheet of the day before yesterday is typed in');
select tests.allows('add_to_shift', tests.up('Lost past', 'Past') || '{"member_id": "Lost Liu"}', 'with somebody without a phone');
select tests.allows('record_service', tests.signup('Lost past', '{"from_minute": 480, "until_minute": 600}'), 'who served two hours');
select tests.look();
select is((select made_by from public.shift_signups where id = tests.id('Lost past')), tests.id('Secretary Wang'), 'it says who did it for them');

-- Somebody without a phone is spoken for.
select tests.act_as('Secretary Wang');
select tests.allows('add_to_shift', tests.up('Lost nights', 'Night') || '{"member_id": "Lost Liu"}', 'Lost Liu will watch');
select tests.allows('add_to_shift', tests.up('He nights', 'Night') || '{"member_id": "Shopkeeper He"}', 'so will Shopkeeper He');
select tests.allows('add_to_shift', tests.up('Yu nights', 'Night') || '{"member_id": "Liaison Yu"}', 'and Liaison Yu is next');
select tests.refuses('speak_for_member', tests.signup('Yu nights', '{"is_coming": true}'), 'not-offered', 'nobody is put before their turn');
select tests.act_as('Shopkeeper He');
select tests.refuses('speak_for_member', tests.signup('Lost nights', '{"is_coming": false}'), 'not-allowed', 'a neighbour speaks for nobody');
select tests.act_as('Secretary Wang');
select tests.allows('speak_for_member', tests.signup('Lost nights', '{"is_coming": false}'), 'Lost Liu sent word that he cannot come');
select tests.refuses('speak_for_member', tests.signup('Lost nights', '{"is_coming": false}'), 'not-signed-up', 'once');
select tests.allows('speak_for_member', tests.signup('Yu nights', '{"is_coming": true}'), 'and Liaison Yu said yes');
select is(tests.stands('Night'), array['Lost Liu left', 'Shopkeeper He held', 'Liaison Yu held'], 'so it stands');
select tests.allows('speak_for_member', tests.signup('He nights', '{"is_coming": false}'), 'until one of them cannot');

-- Who moves away is not waited for.
select tests.act_as('Auntie Lin');
select tests.allows('sign_up', tests.up('Lin nights', 'Night'), 'Auntie Lin watches');
select tests.begins_in('Night', 60);
select tests.act_as('Secretary Wang');
select tests.refuses('mark_absent', tests.signup('Lin nights'), 'not-yet', 'nobody is missed before it begins');
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', jsonb_build_object('transfer_id', gen_random_uuid(), 'member_id', 'Auntie Lin', 'to_branch_id', 'Peach Village', 'on_day', tests.today(), 'reason', 'married'), 'and moves');
select is(tests.stands('Night'), array['Lost Liu left', 'Shopkeeper He left', 'Liaison Yu held', 'Auntie Lin left'], 'her place is free');
select tests.sees('Auntie Lin', 'shift_signups', array['Lin nights', 'Lin patrols', 'Lin sweeps', 'Lin today'], 'what was hers she still reads');

-- In and out again is not for ever: each time is a row on everybody's phone.
select tests.act_as('Secretary Wang');
select tests.allows('plan_shifts', tests.plan_of('Cover', jsonb_build_object('on_day', tests.today() + 20)), 'there is another shift');
select tests.act_as('Young Wu');
select is(array(
  select tests.send('sign_up', jsonb_build_object('signup_id', signup, 'shift_id', tests.id('Cover')))
    || ' ' || tests.send('leave_shift', jsonb_build_object('signup_id', signup))
  from (select gen_random_uuid() as signup from generate_series(1, 6)) as tried),
  array_fill('ok ok'::text, array[5]) || '{often-enough not-allowed}'::text[], 'five times are enough');

-- Nobody can take a name that the house is about to use, and whoever moved away keeps nothing of their former branch.
select tests.act_as('Secretary Wang');
select tests.allows('plan_shifts', tests.plan_of('Soon', jsonb_build_object('on_day', tests.today() + 12, 'leave_hours', 336, 'organiser_id', 'Liaison Yu')), 'a shift that one leaves with a word');
select tests.act_as('Old Zhou');
select tests.allows('sign_up', tests.up('Zhou soon', 'Soon'), 'Old Zhou will come');
select tests.look();
insert into tests.names (name, id) values ('Guessed', md5('leaving ' || tests.id('Zhou soon'))::uuid);
select tests.act_as('Young Wu');
select tests.allows('explain_absence', '{"shift_word_id": "Guessed", "signup_id": "Wu today", "words": "x"}', 'Young Wu names his word like one of Old Zhou''s to come');
select tests.act_as('Old Zhou');
select tests.allows('leave_shift', tests.signup('Zhou soon', '{"words": "my knee"}'), 'who leaves all the same');
select tests.act_as('Liaison Yu');
select is((select array_agg(distinct said) from (
  select tests.send(case when n % 2 = 1 then 'add_to_shift' else 'speak_for_member' end, case when n % 2 = 1
    then jsonb_build_object('signup_id', md5('again ' || (n + 1) / 2)::uuid, 'shift_id', tests.id('Soon'), 'member_id', tests.id('Shopkeeper He'))
    else jsonb_build_object('signup_id', md5('again ' || n / 2)::uuid, 'is_coming', false) end) as said
  from generate_series(1, 10) as n) as each), array['ok'], 'somebody is put on and taken off five times');
select tests.refuses('add_to_shift', tests.up('He again', 'Soon') || '{"member_id": "Shopkeeper He"}', 'often-enough', 'and not a sixth time');
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', jsonb_build_object('transfer_id', gen_random_uuid(), 'member_id', 'Liaison Yu', 'to_branch_id', 'Peach Village', 'on_day', tests.today(), 'reason', 'married'), 'the organiser moves away');
select tests.act_as('Liaison Yu');
select tests.refuses('undo_service', tests.signup('Zhou today', '{"reason": "x"}'), 'not-allowed', 'and takes nothing back any more');
select tests.refuses('record_service', tests.signup('Zhou today', '{"from_minute": 505, "until_minute": 560, "reason": "x"}'), 'not-allowed', 'writes down nothing');
select tests.refuses('add_to_shift', tests.up('He again', 'Soon') || '{"member_id": "Shopkeeper He"}', 'not-allowed', 'puts nobody down');
select tests.refuses('check_in_by_code', tests.shift('Soon', '{"code": "000000", "at_minute": 505}'), 'not-allowed', 'and tries no codes');
select tests.sees('Liaison Yu', 'shift_corrections', '{}', 'reads nothing of it', 'signup_id');
select tests.look();
select is((select organiser_id from public.shifts where id = tests.id('Soon')), tests.id('Secretary Wang'), 'the secretary looks after what is to come');
select is((select organiser_id from public.shifts where id = tests.id('Past')), tests.id('Liaison Yu'), 'what is over stays as it was');
select tests.act_as('Secretary Wang');
select tests.refuses('record_service', tests.signup('Lost past', '{"from_minute": 300, "until_minute": 600, "reason": "x"}'), 'outside-shift', 'three hours before it begins is no part of it');
select tests.refuses('record_service', tests.signup('Lost past', '{"from_minute": 480, "until_minute": 800, "reason": "x"}'), 'outside-shift', 'nor three hours after');

-- Where a shift is.
select tests.act_as('Secretary Wang');
select tests.allows('plan_shifts', tests.plan_of('Mapped', jsonb_build_object('on_day', tests.today() + 40, 'map_point', '30.295120,109.486320')), 'a shift has a point on the map');
select tests.look();
select is((select map_point from public.shifts where id = tests.id('Mapped')), '30.295120,109.486320', 'as it was measured');
select tests.act_as('Secretary Wang');
select tests.allows('change_shift', tests.change_of('Mapped', jsonb_build_object('on_day', tests.today() + 40)), 'an app that knows of no points changes something else');
select tests.look();
select is((select row(map_point, changed_at is null)::text from public.shifts where id = tests.id('Mapped')), '("30.295120,109.486320",t)', 'and the point stays');
select tests.act_as('Secretary Wang');
select tests.allows('change_shift', tests.change_of('Mapped', jsonb_build_object('on_day', tests.today() + 40, 'map_point', '')), 'it is taken away');
select tests.look();
select is((select row(map_point, changed_at is not null)::text from public.shifts where id = tests.id('Mapped')), '(,t)', 'which those are told who have signed up');

select * from finish();
rollback;
