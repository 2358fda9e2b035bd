-- Posts that members take on beside their work: what each is for, who holds which, and how it went each half-year.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.duty_posts (
  id uuid primary key,
  org_id uuid not null references public.orgs (id),
  name text not null check (char_length(trim(name)) between 1 and 20),
  duties text not null check (char_length(trim(duties)) between 1 and 600),
  is_open boolean not null default true,
  edited_by uuid references public.members (id),
  edited_at timestamptz not null default now()
);
comment on table public.duty_posts is 'A post of a town''s list, in the town''s words. Closed rather than deleted: terms speak of it.';
create index duty_posts_edited_by_idx on public.duty_posts (edited_by);
alter table public.duty_posts enable row level security;
grant select on public.duty_posts to authenticated;
select private.synced('duty_posts', 175, '{edited_by,edited_at}');
create index duty_posts_org_id_idx on public.duty_posts (org_id, changed_in);
select private.remembers_removals('duty_posts', 'tree', '{org_id}', '{}');

create policy "members see the posts of their town"
on public.duty_posts for select to authenticated
using (org_id = any (array(select private.my_tree())));

-- The seven posts of the plan, as a town begins with them.
create function private.plant_duty_posts(org_id uuid) returns void
language sql set search_path = ''
as $$
  insert into public.duty_posts (id, org_id, name, duties)
  select md5(concat_ws(' ', 'duty post', plant_duty_posts.org_id, name))::uuid, plant_duty_posts.org_id, name, duties
  from (values
    ('美丽乡村岗', '看护村容村貌，劝大家不乱倒垃圾、不乱堆乱放；每周巡一遍负责的片区。'),
    ('民事调解岗', '邻里有了矛盾早知道、早上门、早说和；调解不了的，及时报给支部。'),
    ('平安和谐岗', '留意防火、防骗、防溺水和道路安全；有险情先提醒，再上报。'),
    ('勤劳致富岗', '带头学技术、跑销路，把种养经验和用工消息告诉乡亲。'),
    ('服务代办岗', '帮不便出门的人交费、取药、办证、填表；办完回一句话。'),
    ('文明新风岗', '带头喜事新办、丧事简办，劝阻赌博和大操大办。'),
    ('政策宣传岗', '把惠农、医保、养老的政策讲明白；群众问到的，问清楚再答复。')
  ) as first_posts (name, duties)
  on conflict do nothing
$$;

create function private.begin_with_duty_posts() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.plant_duty_posts(new.id);
  return null;
end
$$;
comment on function private.begin_with_duty_posts() is
  'Definer: posts guard themselves; the first ones come with the town, whoever founds it.';
create trigger begin_with_duty_posts
after insert on public.orgs
for each row when (new.kind = 'town') execute function private.begin_with_duty_posts();
select private.plant_duty_posts(id) from public.orgs where kind = 'town';

-- A clerk of the town adds a post, or says anew what it is for.
create function commands.save_duty_post(post_id uuid, org_id uuid, name text, duties text) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(org_id) and exists (
    select from public.orgs where id = save_duty_post.org_id and kind = 'town'));
  insert into public.duty_posts as kept (id, org_id, name, duties, edited_by)
  values (post_id, org_id, trim(name), trim(duties), private.me())
  on conflict (id) do update set
    name = excluded.name, duties = excluded.duties, edited_by = excluded.edited_by, edited_at = now()
  where kept.org_id = excluded.org_id;
  perform private.require(found);
end
$$;

-- Closed, nobody takes it on any more; whoever holds it goes on until their last day.
create function commands.set_duty_post_open(post_id uuid, is_open boolean) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over((select org_id from public.duty_posts where id = post_id)));
  update public.duty_posts as kept
  set is_open = set_duty_post_open.is_open, edited_by = private.me(), edited_at = now()
  where kept.id = post_id;
end
$$;

create table public.duty_terms (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  post_id uuid not null references public.duty_posts (id),
  status text not null check (status in ('asked', 'held', 'declined', 'withdrawn')),
  -- What the member would do, or why somebody puts them forward.
  words text not null default '' check (char_length(words) <= 200),
  -- The member, or whoever put them forward.
  asked_by uuid not null references public.members (id),
  asked_at timestamptz not null default now(),
  from_day date check (from_day between '2020-01-01' and '2100-01-01'),
  -- The last day itself still counts. The day before the first day means it never began.
  until_day date,
  -- The households they look after, by the name of each, as the branch says it.
  households text not null default '' check (char_length(households) <= 600),
  -- What the branch says to its decision.
  note text not null default '' check (char_length(note) <= 200),
  decided_by uuid references public.members (id),
  decided_at timestamptz,
  check ((status = 'held') = (from_day is not null)),
  check (until_day is null or from_day is not null and until_day between from_day - 1 and '2100-01-01'),
  check ((status in ('held', 'declined')) = (decided_by is not null))
);
comment on table public.duty_terms is 'That a member asks for a post, or holds it from a day on, and which households are theirs.';
create index duty_terms_member_id_idx on public.duty_terms (member_id, from_day);
create index duty_terms_post_id_idx on public.duty_terms (post_id);
create index duty_terms_asked_by_idx on public.duty_terms (asked_by);
create index duty_terms_decided_by_idx on public.duty_terms (decided_by);
create unique index duty_terms_asked_idx on public.duty_terms (member_id, post_id) where status = 'asked';
alter table public.duty_terms enable row level security;
grant select on public.duty_terms to authenticated;
select private.synced('duty_terms', 176, '{decided_by,decided_at}', own => 'member_id');
create index duty_terms_branch_id_idx on public.duty_terms (branch_id, changed_in);
select private.remembers_removals('duty_terms', 'peers', '{branch_id}', '{member_id,asked_by}');
select private.moves_with_member('duty_terms');

create policy "members see who holds what, overseers what is asked as well"
on public.duty_terms for select to authenticated
using (
  (status = 'held' and branch_id = (select private.my_branch()))
  or member_id = (select private.me())
  or asked_by = (select private.me())
  or branch_id = any (array(select private.my_reach()))
);

create table public.duty_reviews (
  id uuid primary key,
  term_id uuid not null references public.duty_terms (id),
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  -- The first day of the half-year.
  half date not null check (to_char(half, 'MM-DD') in ('01-01', '07-01') and half between '2020-01-01' and '2100-01-01'),
  result text not null check (result in ('good', 'fair', 'poor')),
  note text not null check (char_length(trim(note)) between 1 and 300),
  reviewed_by uuid not null references public.members (id),
  reviewed_at timestamptz not null default now(),
  unique (term_id, half)
);
comment on table public.duty_reviews is 'How a member did at a post in one half-year, by the branch''s word; written once.';
create index duty_reviews_member_id_idx on public.duty_reviews (member_id);
create index duty_reviews_reviewed_by_idx on public.duty_reviews (reviewed_by);
alter table public.duty_reviews enable row level security;
grant select on public.duty_reviews to authenticated;
select private.synced('duty_reviews', 177, '{reviewed_by}', own => 'member_id');
create index duty_reviews_branch_id_idx on public.duty_reviews (branch_id, changed_in);
select private.remembers_removals('duty_reviews', 'overseers');
select private.moves_with_member('duty_reviews');

create policy "members see their own reviews, overseers those of their people"
on public.duty_reviews for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_reach())));

create function private.is_active(member_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.members as member
    where member.id = is_active.member_id and member.suspended_at is null and member.left_on is null)
$$;

-- Whether a member holds this post on a day or later.
create function private.holds_duty(member_id uuid, post_id uuid, day date) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.duty_terms as term
    where term.member_id = holds_duty.member_id and term.post_id = holds_duty.post_id and term.status = 'held'
      and (term.until_day is null or term.until_day >= holds_duty.day))
$$;

-- The posts a member holds today, in words, for their card.
create function private.duties_of(member_id uuid) returns text
language sql stable set search_path = ''
as $$
  select string_agg(distinct post.name, '、' order by post.name)
  from public.duty_terms as term join public.duty_posts as post on post.id = term.post_id
  where term.member_id = duties_of.member_id and term.status = 'held'
    and term.from_day <= private.today() and (term.until_day is null or term.until_day >= private.today())
$$;

-- A member asks for a post, or puts another of the branch forward.
create function commands.ask_duty(term_id uuid, member_id uuid, post_id uuid, words text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid;
begin
  perform from public.members where id = member_id for no key update;
  branch := private.branch_of(member_id);
  perform private.require(
    private.me() is not null and (branch = private.my_branch() or private.may_write(branch)) and private.is_active(member_id)
    and (select org_id from public.duty_posts where id = post_id) = private.town_of(member_id));
  if not (select is_open from public.duty_posts where id = post_id) then
    perform private.refuse('post-closed');
  end if;
  if private.holds_duty(member_id, post_id, private.today()) or exists (
    select from public.duty_terms as term
    where term.member_id = ask_duty.member_id and term.post_id = ask_duty.post_id and term.status = 'asked') then
    perform private.refuse('post-held');
  end if;
  if (
    select count(*) from public.duty_terms as term where term.asked_by = private.me() and term.status = 'asked') >= 20 then
    perform private.refuse('too-many-asked');
  end if;
  insert into public.duty_terms (id, member_id, branch_id, post_id, status, words, asked_by)
  values (term_id, member_id, branch, post_id, 'asked', trim(words), private.me());
end
$$;

-- Whoever asked changes their mind, or the member who was put forward does.
create function commands.withdraw_duty(term_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  term public.duty_terms;
begin
  select * into term from public.duty_terms where id = term_id for update;
  perform private.require(private.me() in (term.member_id, term.asked_by));
  if term.status <> 'asked' then
    perform private.refuse('already-decided');
  end if;
  update public.duty_terms as kept set status = 'withdrawn' where kept.id = term_id;
end
$$;

-- The committee of the branch, or the town, decides; about oneself another does.
create function commands.decide_duty(
  term_id uuid, agreed boolean, from_day date default null, until_day date default null, households text default '',
  note text default ''
) returns void
language plpgsql set search_path = ''
as $$
declare
  term public.duty_terms;
begin
  -- The member first, as a move does: the term would else be left behind in the old branch.
  perform from public.members as member
  where member.id = (select asked.member_id from public.duty_terms as asked where asked.id = term_id) for no key update;
  select * into term from public.duty_terms where id = term_id for update;
  perform private.require(private.may_write(term.branch_id));
  if term.member_id = private.me() then
    perform private.refuse('not-your-own');
  end if;
  if term.status <> 'asked' then
    perform private.refuse('already-decided');
  end if;
  if agreed and (from_day is null or not private.is_active(term.member_id)
    or from_day > private.today() + 366 or until_day < from_day) then
    perform private.refuse('bad-arguments');
  end if;
  update public.duty_terms as kept set
    status = case when agreed then 'held' else 'declined' end,
    from_day = case when agreed then decide_duty.from_day end, until_day = case when agreed then decide_duty.until_day end,
    households = case when agreed then trim(decide_duty.households) else '' end, note = trim(decide_duty.note),
    decided_by = private.me(), decided_at = now()
  where kept.id = term_id;
end
$$;

-- Which households are theirs, as it is by now.
create function commands.set_households(term_id uuid, households text) returns void
language plpgsql set search_path = ''
as $$
declare
  term public.duty_terms;
begin
  select * into term from public.duty_terms where id = term_id for update;
  perform private.require(private.may_write(term.branch_id) and term.status = 'held');
  update public.duty_terms as kept set households = trim(set_households.households) where kept.id = term_id;
end
$$;

-- An end only ever comes sooner, and lies no further back than the first day.
create function commands.end_duty(term_id uuid, until_day date) returns void
language plpgsql set search_path = ''
as $$
declare
  term public.duty_terms;
begin
  select * into term from public.duty_terms where id = term_id for update;
  perform private.require(private.may_write(term.branch_id) and term.status = 'held');
  update public.duty_terms as kept
  set until_day = least(kept.until_day, greatest(end_duty.until_day, kept.from_day - 1))
  where kept.id = term_id;
end
$$;

create function commands.review_duty(review_id uuid, term_id uuid, half date, result text, note text) returns void
language plpgsql set search_path = ''
as $$
declare
  term public.duty_terms;
begin
  select * into term from public.duty_terms where id = term_id for update;
  perform private.require(private.may_write(term.branch_id) and term.status = 'held');
  if term.member_id = private.me() then
    perform private.refuse('not-your-own');
  end if;
  -- Of a half-year that has begun, and in which the post was held.
  if half > private.today() or (half + interval '6 months')::date <= term.from_day or half > term.until_day then
    perform private.refuse('day-out-of-range');
  end if;
  if exists (
    select from public.duty_reviews as kept where kept.term_id = review_duty.term_id and kept.half = review_duty.half) then
    perform private.refuse('already-reviewed');
  end if;
  insert into public.duty_reviews (id, term_id, member_id, branch_id, half, result, note, reviewed_by)
  values (review_id, term_id, term.member_id, term.branch_id, half, result, trim(note), private.me());
end
$$;

-- A post is held in a branch: whoever moves leaves it behind, and takes along only that they held it.
create function private.leave_duties() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.duty_terms as term set
    status = case term.status when 'asked' then 'withdrawn' else term.status end,
    until_day = case term.status when 'held' then greatest(private.today() - 1, term.from_day - 1) end
  where term.member_id = new.id
    and (term.status = 'asked' or term.status = 'held' and (term.until_day is null or term.until_day >= private.today()));
  return null;
end
$$;
comment on function private.leave_duties() is 'Definer: whoever moves a member, the posts of the old branch end by the house.';
create trigger leave_duties after update of branch_id on public.members
for each row when (new.branch_id <> old.branch_id) execute function private.leave_duties();

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
