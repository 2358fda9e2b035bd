import type { Db } from '../../../../supabase/dev/database.ts'
import { chineseWriter } from './chinese.ts'
import { begunOfTen, secretaryBegins, type Size } from './size.ts'

/**
 * A town of branches of one size; branch 0 is the secretary's, its member 0 the secretary, member 1 of branch 1 the
 * clerk who writes; the last lesson is the secretary's own. Everything follows from names, so two runs measure the same rows.
 */
export async function fill(db: Db, size: Size): Promise<void> {
  await db.exec(`
    begin;
    set local statement_timeout = 0;
    -- No trigger looks at half a million rows one by one: what they would do is done here.
    set local session_replication_role = replica;
    ${named}
    ${organisation(size)}
    ${people(size)}
    ${study(size)}
    ${progress(size)}
    ${branchLife(size)}
    commit;`)
  const write = chineseWriter(20261122)
  for (let n = 0; n < size.lessons; n++) {
    await db.query(
      `insert into public.material_bodies (id, body, questions) values (
        private.bench_id('lesson/' || $1::text), $2,
        '[{"ask": "这一课讲的主要是什么？", "options": ["办法", "道理", "故事"], "answer": 0, "because": "课里第一段就说了"}]')`,
      [String(n), write(size.bodyBytes)],
    )
  }
  await db.exec('vacuum analyze')
}

const named = `
create function private.bench_id(name text) returns uuid
language sql immutable set search_path = '' as $$ select md5(name)::uuid $$;
-- 0 to 9, as if by chance.
create function private.bench_die(name text) returns int
language sql immutable set search_path = '' as $$ select ('x' || right(md5(name), 7))::bit(28)::int % 10 $$;
create function private.bench_name(n int) returns text
language sql immutable set search_path = '' as $$
  select substr('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', 1 + n % 20, 1)
    || substr('建国秀英桂兰志强玉梅春生永福小芳海波德明翠花', 1 + (n * 7) % 22, 1)
    || substr('华平军霞丽勇军敏静涛超艳杰娟波辉刚玲芬健', 1 + (n * 11) % 20, 1)
$$;`

const organisation = ({ branches }: Size) => `
insert into public.orgs (id, parent_id, kind, name)
select private.bench_id('town'), null, 'town', '柳河镇党委';
insert into public.orgs (id, parent_id, kind, name)
select private.bench_id('branch/' || b), private.bench_id('town'), 'village_branch', '第' || b || '村党支部'
from generate_series(0, ${branches}) as b;`

const everyone = ({ branches, members }: Size) =>
  `generate_series(0, ${branches}) as b cross join generate_series(0, ${members - 1}) as m
  cross join lateral (select private.bench_id('member/' || b || '/' || m) as id, private.bench_id('branch/' || b) as branch) as who`

const people = (size: Size) => `
insert into public.members (id, branch_id) select who.id, who.branch from ${everyone(size)};
insert into private.accounts (member_id, user_id, login_number)
select who.id, private.bench_id('user/' || b || '/' || m), (20000000 + b * 1000 + m)::text from ${everyone(size)};
insert into public.directory_cards (id, branch_id, name, pinyin, photo_path, post, promise, phone)
select who.id, who.branch, private.bench_name(b * 61 + m), 'p' || b || m, null,
  case m when 0 then '支部书记' when 1 then '组织委员' when 2 then '宣传委员' end,
  case when m % 3 = 0 then '帮邻居代买药，每周打扫一次活动室，第' || m || '户' end,
  case when m % 4 = 0 then '138' || lpad((b * 7919 + m * 104729)::text, 8, '0') end
from ${everyone(size)};
insert into public.member_records (id, branch_id, born_on, sex, phone, joined_on)
select who.id, who.branch, date '1945-01-01' + (b * 977 + m * 373) % 20000, case (b + m) % 3 when 0 then 'female' else 'male' end,
  '139' || lpad((b * 6151 + m * 49157)::text, 8, '0'), date '1975-07-01' + (b * 431 + m * 211) % 15000
from ${everyone(size)};
insert into public.category_assignments (id, member_id, branch_id, category, from_day, basis, decided_by, decided_at)
select private.bench_id('category/' || b || '/' || m || '/' || n), who.id, who.branch,
  (array['migrant', 'village', 'hardship', 'elder', 'office', 'rectify'])[1 + (m + n) % 6],
  date '2025-03-01' + n * 200 + m, '支部大会评议，' || private.bench_name(m + n) || '记录',
  private.bench_id('member/' || b || '/0'), timestamptz '2025-03-01 09:00:00.123456+08' + (n * 200 + m) * interval '1 day 17 minutes'
from ${everyone(size)} cross join generate_series(0, 1) as n;
insert into public.appointments (id, member_id, org_id, role, from_day)
select private.bench_id('post/' || b || '/' || m), who.id, who.branch,
  case m when 0 then 'branch_secretary' else 'branch_committee' end, date '2024-01-01' + m
from ${everyone(size)} where m < 3;
insert into public.appointments (id, member_id, org_id, role, from_day)
values (private.bench_id('post/clerk'), private.bench_id('member/1/1'), private.bench_id('town'), 'town_staff', '2024-01-01');`

const study = ({ lessons }: Size) => `
insert into public.materials (
  id, org_id, topic, title, summary, minutes, from_day, until_day, status, author_id, published_at, edited_at, question_count)
select private.bench_id('lesson/' || n), case n when ${lessons - 1} then private.bench_id('branch/0') else private.bench_id('town') end,
  (array['party', 'law', 'health', 'farming', 'safety'])[1 + n % 5],
  '第' || n || '课：' || private.bench_name(n) || '讲村里的事', '用大白话讲清第' || n || '件事：谁来做，怎么做，做到哪一步。',
  5 + n % 20, null, null, 'published', private.bench_id('member/1/1'),
  timestamptz '2026-01-01 08:00:00.654321+08' + n * interval '1 day 31 minutes',
  timestamptz '2026-01-01 08:00:00.123456+08' + n * interval '1 day 31 minutes', 1
from generate_series(0, ${lessons - 1}) as n;
insert into public.material_files (id, material_id, kind, path, mime, bytes, seconds, name)
select private.bench_id('file/' || n), private.bench_id('lesson/' || n), 'audio', 'town/' || private.bench_id('file/' || n),
  'audio/mpeg', 400000 + n * 7919, 200 + n, '录音' || n || '.mp3'
from generate_series(0, ${lessons - 1}) as n where n % 2 = 0;
insert into public.study_assignments (id, material_id, org_id, category, member_id, branch_id, due_on, assigned_by, assigned_at)
select private.bench_id('task/' || n), private.bench_id('lesson/' || n), private.bench_id('town'), null, null, null,
  case when n % 4 = 0 then date '2026-12-01' + n % 60 end, private.bench_id('member/1/1'),
  timestamptz '2026-01-02 08:00:00.246802+08' + n * interval '1 day 13 minutes'
from generate_series(0, ${lessons - 1}) as n;`

const progress = (size: Size) => `
insert into public.study_progress (
  member_id, branch_id, material_id, reached_permille, heard_seconds, finished_at, finished_on, counted_minutes, source)
select who.id, who.branch, private.bench_id('lesson/' || n),
  case when finished then 1000 else 100 + begun.dots * 20 end, begun.dots * 37 + n % 31,
  case when finished then begun.moment end, case when finished then (begun.moment at time zone 'Asia/Shanghai')::date end,
  case when finished then 5 + n % 20 else 0 end,
  case when finished then (array['self', 'self', 'self', 'helper', 'paper'])[1 + n % 5] end
from ${everyone(size)} cross join generate_series(0, ${size.lessons - 1}) as n
cross join lateral (
  select private.bench_die(b || '/' || m || '/' || n) as dots,
    timestamptz '2026-01-05 06:00:00.135790+08' + (n * 24 + m * 7) * interval '61 minutes 13 seconds' as moment
) as begun
cross join lateral (select begun.dots > 1 and not (b = 0 and m = 0 and n < ${secretaryBegins}) as finished) as done
where begun.dots < ${begunOfTen} or (b = 0 and m = 0 and n < ${secretaryBegins});`

const branchLife = (size: Size) => `
insert into public.elder_helpers (id, elder_id, helper_id, branch_id, from_day)
select private.bench_id('helper/' || b || '/' || m), who.id, private.bench_id('member/' || b || '/1'), who.branch, date '2026-01-01' + m
from ${everyone(size)} where m between 3 and 7;
insert into public.branch_transfers (id, member_id, from_branch_id, branch_id, on_day, reason, decided_by, decided_at)
select private.bench_id('transfer/' || b || '/' || m), who.id, private.bench_id('branch/' || (b + 1) % ${size.branches}), who.branch,
  date '2026-02-01' + m, '回村居住，本人申请', private.bench_id('member/1/1'), timestamptz '2026-02-01 10:00:00.112233+08' + m * interval '1 day'
from ${everyone(size)} where m between 3 and 9;
insert into public.home_lessons (id, elder_id, helper_id, branch_id, material_id, given_on, place, note, acknowledged, recorded_at)
select private.bench_id('home/' || b || '/' || n), private.bench_id('member/' || b || '/' || 3 + n % 3),
  private.bench_id('member/' || b || '/1'), private.bench_id('branch/' || b), private.bench_id('lesson/' || n % ${size.lessons}),
  date '2026-03-01' + n % 250, (array['家里', '院子里', '活动室', '卫生所'])[1 + n % 4],
  case when n % 3 = 0 then '听得明白，问了第' || n || '个问题' else '' end, case when n % 5 = 0 then 'paper' else 'tap' end,
  timestamptz '2026-03-01 15:00:00.998877+08' + n * interval '11 hours 7 minutes'
from generate_series(0, ${size.branches}) as b cross join generate_series(0, ${size.homeLessons - 1}) as n;`
