-- The first day of a real town: its organisations, and its first clerk with an activation card.
-- Run once by the database's owner (on Supabase: the SQL editor), after the migrations. Change the names below first.
-- What it answers is the login number and the code to hand over; the code is kept only as a hash and cannot be read again.
begin;

create temporary table plan (kind text, name text, below text) on commit drop;
insert into plan (kind, name, below) values
  ('town', '示范镇党委', null),
  ('area', '东片办事处总支', '示范镇党委'),
  ('village_branch', '第一村党支部', '东片办事处总支'),
  ('special_branch', '第八党支部', '示范镇党委');

create temporary table clerk on commit drop as
select
  '张三'::text as name,
  'zhangsan zs'::text as pinyin,
  'male'::text as sex,
  date '1985-01-01' as born_on,
  date '2010-07-01' as joined_on,
  '第一村党支部'::text as branch,
  gen_random_uuid() as id,
  lpad((floor(random() * 90000000) + 10000000)::text, 8, '0') as login_number;

create temporary table town_ids on commit drop as
select name, gen_random_uuid() as id from plan;

-- Parents before children.
insert into public.orgs (id, parent_id, kind, name)
select town_ids.id, parent.id, plan.kind, plan.name
from plan
join town_ids on town_ids.name = plan.name
left join town_ids as parent on parent.name = plan.below
order by array_position(array['town', 'area', 'village_branch', 'special_branch'], plan.kind);

insert into public.members (id, branch_id)
select clerk.id, town_ids.id from clerk join town_ids on town_ids.name = clerk.branch;

insert into public.directory_cards (id, branch_id, name, pinyin)
select clerk.id, town_ids.id, clerk.name, clerk.pinyin from clerk join town_ids on town_ids.name = clerk.branch;

insert into public.member_records (id, branch_id, born_on, sex, joined_on)
select clerk.id, town_ids.id, clerk.born_on, clerk.sex, clerk.joined_on
from clerk join town_ids on town_ids.name = clerk.branch;

insert into public.category_assignments (id, member_id, branch_id, category, from_day, basis, decided_by)
select gen_random_uuid(), clerk.id, town_ids.id, 'office', private.today(), '建立系统时登记', clerk.id
from clerk join town_ids on town_ids.name = clerk.branch;

insert into public.appointments (id, member_id, org_id, role, from_day)
select gen_random_uuid(), clerk.id, town_ids.id, 'town_staff', private.today()
from clerk, plan join town_ids on town_ids.name = plan.name
where plan.kind = 'town';

-- Fifteen digits nobody can guess, and the one that catches a slip of the finger.
create temporary table card on commit drop as
with body as (
  select string_agg((get_byte(extensions.gen_random_bytes(1), 0) % 10)::text, '') as digits
  from generate_series(1, 15)
)
select digits || last as code
from body, generate_series(0, 9) as last
where private.is_card_code(digits || last);

insert into private.activation_cards (id, member_id, login_number, code_hash, issued_by)
select
  gen_random_uuid(), clerk.id, clerk.login_number,
  extensions.crypt(card.code, extensions.gen_salt('bf', 8)), clerk.id
from clerk, card;

create temporary table hand_over on commit preserve rows as
select clerk.name, clerk.login_number, card.code from clerk, card;
commit;

select name, login_number, code from hand_over;
