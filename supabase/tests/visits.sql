-- Visits to households: who writes them down, who reads them, what was promised, and what they count for.
begin;
\ir support/village.psql
select plan(74);

insert into tests.names (name) select unnest(array['First', 'Second', 'Third', 'Fourth']);

create function tests.visit(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select jsonb_build_object('visit_id', id, 'household', 'Grandma Bai', 'visited_on', tests.today(), 'purpose', 'opinion') || more $$;
create function tests.promised(id text, more jsonb default '{}') returns jsonb language sql stable as
$$ select tests.visit(id, jsonb_build_object('asked', 'a lamp at the bridge', 'promise', 'to ask the village', 'promise_by', tests.today() + 5) || more) $$;
create function tests.facts_of(who text) returns text language sql security definer as
$$ select string_agg(fact || ' ' || times || case when source_id = tests.id('First') then ' first' else '' end, ', ' order by on_day, source_id) from public.month_facts where member_id = tests.id(who) and fact = 'visit_made' $$;
create function tests.kept(id text) returns text language sql security definer as
$$ select coalesce(kept_on::text, 'open') || ' ' || kept_note from public.visits where visits.id = tests.id(kept.id) $$;

create function tests.told(org text) returns text language sql as
$$
  select coalesce(answer ->> 'refused', (
    select string_agg((line ->> 'name') || ': ' || (line ->> 'household'), ', ' order by nth)
    from jsonb_array_elements(case jsonb_typeof(answer) when 'array' then answer else '[]' end) with ordinality as listed (line, nth)
    where nth = 1), 'none')
  from public.visits_below(tests.id(org)) as answer
$$;

-- Written down.
select tests.sign_out();
select is(tests.send('record_visit', tests.visit('First')), 'signed-out', 'a visitor to the app writes down none');
select tests.act_as('Lost Liu');
select tests.act_as('Auntie Lin');
select tests.refuses('record_visit', tests.visit('First', '{"household": "  "}'), 'bad-arguments', 'a house has a name');
select tests.refuses('record_visit', tests.visit('First', jsonb_build_object('household', repeat('x', 31))), 'bad-arguments', 'a short one');
select tests.refuses('record_visit', tests.visit('First', '{"purpose": "gossip"}'), 'bad-arguments', 'one goes for something');
select tests.refuses('record_visit', tests.visit('First', jsonb_build_object('visited_on', tests.today() + 1)), 'day-out-of-range', 'not tomorrow');
select tests.refuses('record_visit', tests.visit('First', jsonb_build_object('visited_on', tests.today() - 61)), 'day-out-of-range', 'nor long ago');
select tests.refuses('record_visit', tests.visit('First', jsonb_build_object('asked', repeat('x', 501))), 'bad-arguments', 'what was asked is told shortly');
select tests.refuses('record_visit', tests.visit('First', '{"promise": "a lamp"}'), 'bad-arguments', 'a promise has a day');
select tests.refuses('record_visit', tests.visit('First', jsonb_build_object('promise_by', tests.today())), 'bad-arguments', 'and a day a promise');
select tests.refuses('record_visit', tests.promised('First', jsonb_build_object('promise_by', tests.today() - 1)), 'bad-arguments', 'nobody promises for yesterday');
select tests.refuses('record_visit', tests.promised('First', jsonb_build_object('promise_by', tests.today() + 401)), 'bad-arguments', 'or for some year');
select tests.refuses('record_visit', tests.visit('First', '{"member_id": "Old Zhou"}'), 'bad-arguments', 'one''s own, and nobody else''s');
select tests.allows('record_visit', tests.promised('First'), 'Auntie Lin was at Grandma Bai''s, and promised something');
select tests.refuses('record_visit', tests.visit('First', '{"household": "Old Fang"}'), 'bad-arguments', 'one id is one visit');
select tests.refuses('record_visit', tests.visit('Second', '{"household": " Grandma Bai "}'), 'visit-there-already', 'and one house on one day');
select tests.allows('record_visit', tests.visit('Second', '{"household": "Old Fang", "purpose": "care"}'), 'she was at Old Fang''s, too');
select tests.act_as('Young Wu');
select tests.allows('record_visit', tests.visit('Third'), 'somebody else was at Grandma Bai''s as well');
select tests.act_as('Old Chen');
select tests.allows('record_visit', tests.visit('Fourth'), 'a member of another village writes down their own');

-- Who reads them.
select tests.sees('Auntie Lin', 'visits', array['First', 'Second'], 'a member reads their own');
select tests.sees('Old Zhou', 'visits', '{}', 'a neighbour reads none');
select tests.sees('Secretary Wang', 'visits', array['First', 'Second', 'Third'], 'the secretary those of the branch');
select tests.sees('Committee Sun', 'visits', array['First', 'Second', 'Third'], 'and the committee');
select tests.sees('Secretary Ma', 'visits', array['Fourth'], 'and no other');
select tests.sees('Cadre Qian', 'visits', '{}', 'a cadre has them on no phone');
select tests.sees('Coordinator Li', 'visits', '{}', 'nor the area');
select tests.sees('Town Zhao', 'visits', '{}', 'nor the town');
select tests.sees('Lost Liu', 'visits', '{}', 'whoever is not signed in as a member reads none');
select tests.sees(null, 'visits', '{}', 'nor a visitor');
select tests.act_as('Cadre Qian');
select is(tests.told('Willow Village'), 'Auntie Lin: Grandma Bai', 'a cadre asks for those of the village, what is open first');
select tests.sees('Auntie Lin', 'access_log', array['Auntie Lin'], 'and who was read sees that somebody read', 'member_id');
select tests.act_as('Cadre Qian');
select is(tests.told('Peach Village'), 'not-allowed', 'of no other');
select is(public.visits_below(null), '{"refused": "not-allowed"}', 'nor of nowhere');
select tests.act_as('Coordinator Li');
select is(tests.told('East Area'), 'not-allowed', 'an area reads no word of a household');
select is((select string_agg(line ->> 'made' || ' made, ' || (line ->> 'open') || ' open', '; ' order by line ->> 'made' desc)
  from jsonb_array_elements(public.visit_totals(tests.id('East Area'))) as line where line ->> 'made' <> '0'), '3 made, 1 open; 1 made, 0 open', 'it is told how many');
select is(public.visit_totals(tests.id('West Area')), '{"refused": "not-allowed"}', 'of no other area');
select is(public.visit_totals(null), '{"refused": "not-allowed"}', 'nor of nowhere');
select tests.act_as('Town Zhao');
select is(jsonb_array_length(public.visits_below(tests.id('Town'))), 4, 'the town for all');
select tests.act_as('Secretary Ma');
select is(tests.told('Willow Village'), 'not-allowed', 'a secretary not for another branch''s');
select tests.act_as('Auntie Lin');
select is(tests.told('Willow Village'), 'not-allowed', 'and a member for none');
select is(public.visit_totals(tests.id('Willow Village')), '{"refused": "not-allowed"}', 'nor how many');
select tests.look();
select is(array(select distinct jsonb_typeof(args -> 'household') || jsonb_typeof(args -> 'asked') || jsonb_typeof(args -> 'promise') from private.command_log where name = 'record_visit' and code is null and args ? 'promise'),
  array['objectobjectobject'], 'the log of acts keeps how long the words were, and no word');
select tests.act_as('Auntie Lin');

-- Kept.
select tests.act_as('Young Wu');
select tests.refuses('finish_visit_promise', jsonb_build_object('visit_id', 'First', 'kept_on', tests.today()), 'not-allowed', 'nobody keeps another''s promise');
select tests.refuses('reopen_visit_promise', '{"visit_id": "First"}', 'not-allowed', 'or opens it again');
select tests.act_as('Secretary Ma');
select tests.refuses('finish_visit_promise', jsonb_build_object('visit_id', 'First', 'kept_on', tests.today()), 'not-allowed', 'nor does another committee');
select tests.act_as('Town Zhao');
select tests.refuses('finish_visit_promise', jsonb_build_object('visit_id', 'First', 'kept_on', tests.today()), 'not-allowed', 'nor the town');
select tests.act_as('Auntie Lin');
select tests.refuses('finish_visit_promise', jsonb_build_object('visit_id', 'Second', 'kept_on', tests.today()), 'nothing-promised', 'where nothing was promised, nothing is kept');
select tests.refuses('finish_visit_promise', jsonb_build_object('visit_id', 'Plan', 'kept_on', tests.today()), 'not-allowed', 'nor where there was no visit');
select tests.refuses('finish_visit_promise', jsonb_build_object('visit_id', 'First', 'kept_on', tests.today() + 1), 'day-out-of-range', 'not tomorrow');
select tests.refuses('finish_visit_promise', jsonb_build_object('visit_id', 'First', 'kept_on', tests.today() - 1), 'day-out-of-range', 'nor before it was promised');
select tests.refuses('finish_visit_promise', jsonb_build_object('visit_id', 'First', 'kept_on', tests.today(), 'note', repeat('x', 301)), 'bad-arguments', 'told shortly');
select tests.allows('finish_visit_promise', jsonb_build_object('visit_id', 'First', 'kept_on', tests.today(), 'note', 'it shines'), 'Auntie Lin says that it is done');
select is(tests.kept('First'), tests.today() || ' it shines', 'when, and how');
select tests.allows('reopen_visit_promise', '{"visit_id": "First"}', 'no, the lamp is broken');
select is(tests.kept('First'), 'open ', 'then it is open again');
select tests.act_as('Committee Sun');
select tests.allows('finish_visit_promise', jsonb_build_object('visit_id', 'First', 'kept_on', tests.today()), 'the committee may say it for her');

-- What they count for.
select is(tests.facts_of('Auntie Lin') like 'visit_made 1%, visit_made 1%', true, 'each visit is a fact of its month');
select is(tests.facts_of('Young Wu'), 'visit_made 1', 'of whoever made it');
select tests.sees('Auntie Lin', 'month_facts', array['Auntie Lin', 'Auntie Lin'], 'which they read', 'member_id');
select tests.act_as('Committee Sun');
select tests.refuses('withdraw_visit', '{"visit_id": "Second"}', 'not-allowed', 'not even the committee takes one back');
select tests.act_as('Young Wu');
select tests.refuses('withdraw_visit', '{"visit_id": "Second"}', 'not-allowed', 'nor another member');
select tests.act_as('Auntie Lin');
select tests.allows('withdraw_visit', '{"visit_id": "Second"}', 'whoever wrote it down does');
select tests.refuses('withdraw_visit', '{"visit_id": "Second"}', 'not-allowed', 'once');
select is(tests.facts_of('Auntie Lin'), 'visit_made 1 first', 'and it counts no more');
select tests.look();
insert into public.month_sheets (id, branch_id, month, state, rule_set_id)
select private.sheet_id(tests.id('Willow Village'), month), tests.id('Willow Village'), month, 'proposed', (private.rules_for(tests.id('Willow Village'), month)).id
from (values (private.month_of(tests.today()))) as now (month);
select tests.act_as('Auntie Lin');
select tests.refuses('withdraw_visit', '{"visit_id": "First"}', 'month-closed', 'what has been handed in is not taken back');
select tests.sees('Auntie Lin', 'visits', array['First'], 'and stays');

-- Moved.
select tests.act_as('Town Zhao');
select tests.allows('transfer_member', jsonb_build_object('transfer_id', gen_random_uuid(), 'member_id', 'Young Wu', 'to_branch_id', 'Peach Village', 'on_day', tests.today(), 'reason', ''), 'somebody moves');
select tests.sees('Secretary Wang', 'visits', array['First', 'Third'], 'their visits stay with the branch where they were made');
select tests.sees('Secretary Ma', 'visits', array['Fourth'], 'and are nothing to the new one');
select tests.sees('Young Wu', 'visits', array['Third'], 'who made them reads them on');
select tests.act_as('Old Chen');
select tests.allows('record_visit', jsonb_build_object('visit_id', gen_random_uuid(), 'household', '钱家', 'visited_on', tests.today(), 'purpose', 'care'), 'Old Chen visits');
select tests.refuses('record_visit', jsonb_build_object('visit_id', gen_random_uuid(), 'household', '钱家' || U&'\200B', 'visited_on', tests.today(), 'purpose', 'care'), 'visit-there-already', 'what cannot be seen makes no other household');
select is((select array_agg(distinct tests.send('record_visit', jsonb_build_object('visit_id', gen_random_uuid(), 'household', '钱家' || sign, 'visited_on', tests.today(), 'purpose', 'care')))
  from unnest(array[U&'\2066', U&'\FE0F', U&'\034F', U&'\3164', U&'\180E', U&'\115F', U&'\+0E0020', U&'\FFA0']) as sign), array['visit-there-already'], 'whatever it is');
select tests.refuses('record_visit', jsonb_build_object('visit_id', gen_random_uuid(), 'household', U&'\2066\3164', 'visited_on', tests.today(), 'purpose', 'care'), 'bad-arguments', 'and no household at all');
select is((select array_agg(distinct said) from (select tests.send('record_visit', jsonb_build_object('visit_id', id, 'household', '家' || n, 'visited_on', tests.today(), 'purpose', 'care'))
    || ' ' || tests.send('withdraw_visit', jsonb_build_object('visit_id', id)) as said
  from (select n, gen_random_uuid() as id from generate_series(1, 25) as n) as each) as all_said), array['often-enough not-allowed', 'ok ok'], 'visits made and taken back count towards a day too');

select * from finish();
rollback;
