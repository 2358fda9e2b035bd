-- An invented country of towns that are all alike: 4 areas of 4 branches of 60 members. Settings say how many towns
-- (bench.towns) and which transactions its changes came from (bench.from_xid, bench.to_xid).
-- Filled with triggers off and indexes built afterwards; what results is what the commands would have made.
create schema bench;
set synchronous_commit = off;
set maintenance_work_mem = '1GB';
set work_mem = '256MB';

create function bench.id(kind text, n bigint) returns uuid language sql immutable
return md5(kind || n)::uuid;
-- When in the country's life something happened, as the transaction that wrote it.
create function bench.stamp(moment double precision) returns xid8 language sql stable as
$$ select (current_setting('bench.from_xid')::bigint + floor(moment
  * (current_setting('bench.to_xid')::bigint - current_setting('bench.from_xid')::bigint)))::text::xid8 $$;

-- Who everybody is. Scattered, since neighbours do not do things one after the other.
create table bench.people as
select
  m, (m - 1) / 60 + 1 as branch, (m - 1) / 240 + 1 as area, (m - 1) / 960 + 1 as town, (m - 1) % 60 as seat,
  bench.id('member', m) as id, bench.id('branch', (m - 1) / 60 + 1) as branch_id,
  nth::double precision / count as moment,
  case when (m - 1) % 60 >= 44 then 'elder' when (m - 1) % 60 >= 24 then 'migrant'
    when (m - 1) % 60 >= 20 then 'hardship' when (m - 1) % 60 = 0 then 'office' else 'village' end as category
from (
  select nth, count, nth * 7919 % count + 1 as m
  from (select current_setting('bench.towns')::bigint * 960 as count) as country, generate_series(0, count - 1) as nth
) as scattered;

create table bench.branches as
select n, (n - 1) / 4 + 1 as area, (n - 1) / 16 + 1 as town, bench.id('branch', n) as id
from generate_series(1, current_setting('bench.towns')::bigint * 16) as n;

-- Without its indexes a table fills many times faster; `reindex` afterwards builds, checks and switches them on again.
set session_replication_role = replica;
update pg_catalog.pg_index set indisready = false, indisvalid = false
where indrelid in (select oid from pg_catalog.pg_class where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind = 'r')
  and indrelid not in ('private.synced_tables'::regclass, 'private.town_state'::regclass);

insert into public.orgs (id, parent_id, kind, name, changed_in)
select bench.id('town', n), null, 'town', 'Town ' || n, bench.stamp(0)
from generate_series(1, current_setting('bench.towns')::bigint) as n
union all
select bench.id('area', n), bench.id('town', (n - 1) / 4 + 1), 'area', 'Area ' || n, bench.stamp(0)
from generate_series(1, current_setting('bench.towns')::bigint * 4) as n
union all
select id, bench.id('area', area), 'village_branch', 'Branch ' || n, bench.stamp(0) from bench.branches;

insert into public.members (id, branch_id) select id, branch_id from bench.people;
insert into private.accounts (member_id, user_id, login_number)
select id, bench.id('user', m), (10000000 + m)::text from bench.people;
insert into private.activation_cards (id, member_id, login_number, code_hash, issued_by, used_at)
select bench.id('card', m), id, (10000000 + m)::text, repeat('h', 60), bench.id('member', m - seat), now() from bench.people;
insert into public.directory_cards (id, branch_id, name, pinyin, phone, changed_in)
select id, branch_id, '张' || m, 'zhang' || m, '1390000' || lpad((m % 10000)::text, 4, '0'), bench.stamp(moment) from bench.people;
insert into public.member_records (id, branch_id, born_on, sex, phone, joined_on, changed_in)
select id, branch_id, date '1950-01-01' + (m % 15000)::int, case m % 2 when 0 then 'female' else 'male' end,
  '1390000' || lpad((m % 10000)::text, 4, '0'), '2001-07-01', bench.stamp(moment)
from bench.people;

-- A first category for everybody, a second one for a tenth.
insert into public.category_assignments (id, member_id, branch_id, category, from_day, basis, decided_by, changed_in)
select case again when 0 then id else bench.id('category', m) end, id, branch_id, category,
  date '2025-01-01' + again * 100, 'as the town decided', bench.id('member', (town - 1) * 960 + 6), bench.stamp((moment + again) / 2)
from bench.people cross join generate_series(0, 1) as again where again = 0 or m % 10 = 0;
insert into public.branch_transfers (id, member_id, from_branch_id, branch_id, on_day, reason, decided_by, changed_in)
select bench.id('transfer', m), id, bench.id('branch', greatest(branch - 1, 1)), branch_id, '2026-05-01', 'moved house',
  bench.id('member', (town - 1) * 960 + 6), bench.stamp(moment)
from bench.people where m % 50 = 30;

-- Per branch a secretary, two committee members, a liaison and a secretary who has left the post; above them a
-- coordinator and a cadre for each area, two people for each town.
insert into public.appointments (id, member_id, org_id, role, from_day, until_day, changed_in)
select bench.id('post', m), id,
  case when role = 'town_staff' then bench.id('town', town) when role in ('area_coordinator', 'stationed_cadre') then bench.id('area', area)
    else branch_id end,
  role, '2024-01-01', case when seat = 9 then date '2025-01-01' end, bench.stamp(moment)
from bench.people
cross join lateral (select case
  when seat in (0, 9) then 'branch_secretary' when seat in (1, 2) then 'branch_committee' when seat = 3 then 'liaison'
  when seat in (5, 6) and branch % 16 = 1 then 'town_staff' when seat = 7 and branch % 4 = 1 then 'area_coordinator'
  when seat = 8 and branch % 4 = 1 then 'stationed_cadre' end) as held (role)
where role is not null;
insert into public.elder_helpers (id, elder_id, helper_id, branch_id, from_day, changed_in)
select bench.id('help', m), bench.id('member', m + 34), id, branch_id, '2026-01-01', bench.stamp(moment)
from bench.people where seat between 10 and 17;

-- 40 pieces and 2 drafts of each town, 3 pieces and a draft of each branch, 2,000 characters each; every second with sound.
create table bench.bodies as
select n, (
  select string_agg(chr(19968 + ('x' || substr(md5(n || ':' || at), 1, 4))::bit(16)::int % 3000), '')
  from generate_series(1, 2000) as at) as body
from generate_series(0, 49) as n;
create table bench.pieces as
select bench.id('town piece', town * 100 + k) as id, bench.id('town', town) as org_id, k, k > 40 as is_draft,
  bench.id('member', (town - 1) * 960 + 6) as author_id, (town * 42 + k) % 997 / 997.0 as moment
from generate_series(1, current_setting('bench.towns')::bigint) as town cross join generate_series(1, 42) as k
union all
select bench.id('branch piece', n * 10 + k), id, k + 100, k > 3, bench.id('member', (n - 1) * 60 + 1), (n * 4 + k) % 997 / 997.0
from bench.branches cross join generate_series(1, 4) as k;
insert into public.materials (id, org_id, topic, title, summary, minutes, status, author_id, published_at, changed_in)
select id, org_id, 'farming', 'Piece ' || k, '一篇学习材料', 20, case when is_draft then 'draft' else 'published' end, author_id,
  case when not is_draft then now() end, bench.stamp(moment)
from bench.pieces;
insert into public.material_bodies (id, body, changed_in)
select id, body, bench.stamp(moment) from bench.pieces join bench.bodies on n = k % 50;
insert into public.material_files (id, material_id, kind, path, mime, bytes, seconds, name, changed_in)
select md5('file' || id)::uuid, id, 'audio', org_id || '/' || left(id::text, 30), 'audio/mpeg', 900000, 300, 'sound', bench.stamp(moment)
from bench.pieces where k % 2 = 0;

-- The town gives 20 pieces to all and 20 to one category each, the branch its own 3 to all and one piece to two members.
insert into public.study_assignments (id, material_id, org_id, category, due_on, assigned_by, changed_in)
select md5('given' || id)::uuid, id, org_id,
  case when k between 21 and 40 then (array['migrant', 'village', 'hardship', 'elder', 'office', 'rectify'])[k % 6 + 1] end,
  case when k % 2 = 0 then date '2026-12-31' end, author_id, bench.stamp(moment)
from bench.pieces where not is_draft;
insert into public.study_assignments (id, material_id, org_id, member_id, branch_id, assigned_by, changed_in)
select bench.id('named', m), bench.id('town piece', town * 100 + 40), branch_id, id, branch_id, bench.id('member', m - seat), bench.stamp(moment)
from bench.people where seat in (26, 46);

-- 10 pieces begun by everybody, 8 of them finished; 6 commands of everybody in the log.
insert into public.study_progress (
  member_id, branch_id, material_id, reached_permille, finished_at, finished_on, counted_minutes, source, changed_in)
select id, branch_id, bench.id('town piece', town * 100 + nth * 2), 1000 - nth, case when nth <= 8 then now() end,
  case when nth <= 8 then date '2026-01-01' + nth end, case when nth <= 8 then 20 else 0 end, case when nth <= 8 then 'self' end,
  bench.stamp((nth - 1 + moment) / 10)
from generate_series(1, 10) as nth cross join bench.people;
insert into private.command_log (id, member_id, name, args, fingerprint, made_at, judged_at)
select md5('command' || m || ':' || nth)::uuid, id, 'finish_material',
  jsonb_build_object('material_id', bench.id('town piece', town * 100 + nth * 2), 'finished_on', '2026-01-01'),
  sha256(id::text::bytea), now(), timestamptz '2026-01-01' + (nth + moment) * interval '30 days'
from generate_series(1, 6) as nth cross join bench.people;
insert into public.home_lessons (id, elder_id, helper_id, branch_id, material_id, given_on, place, acknowledged, changed_in)
select md5('lesson' || m || ':' || nth)::uuid, bench.id('member', m + 34), id, branch_id, bench.id('town piece', town * 100 + nth * 2),
  '2026-06-01', 'at home', 'tap', bench.stamp((nth - 1 + moment) / 3)
from generate_series(1, 3) as nth cross join bench.people where seat between 10 and 17;

-- One removal for fifty members is still remembered.
insert into private.tombstones (table_name, row_id, gone_in, audience, org_id)
select 'branch_transfers', bench.id('gone', m)::text, bench.stamp(moment), 'overseers', branch_id from bench.people where m % 50 = 31;

set session_replication_role = default;
