-- Letters that nobody sees make neither another household nor a request; sums of one or two people are not told; and a day
-- of visits is one deed.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- A name as it is read: all that Unicode lets a reader ignore, and every kind of space, is one space.
create or replace function private.plain_name(name text) returns text
language sql immutable set search_path = ''
as $$
  select trim(regexp_replace(normalize(name, NFKC),
    '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202F\u2060-\u206F\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U000E0000-\U000E0FFF[:space:]]+',
    ' ', 'g'))
$$;

create or replace function private.request_fault(request_id text, follow text, name text, phone text, words text, photo text)
returns text
language sql immutable set search_path = ''
as $$
  select case
    when (request_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and follow ~ '^[A-Za-z0-9_-]{22,64}$') is not true
    then 'bad-arguments'
    when (char_length(trim(name)) between 1 and 20 and private.plain_name(name) <> '') is not true then 'bad-name'
    when (phone ~ '^[0-9+ -]{5,20}$') is not true then 'bad-phone'
    when (char_length(trim(words)) between 2 and 500 and char_length(private.plain_name(words)) >= 2) is not true
    then 'bad-words'
    else private.photo_fault(photo)
  end
$$;

-- What came in, branch by branch and without names; of fewer than three it would be somebody's wage.
create or replace function public.dues_totals(org_id uuid, from_month date, until_month date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.me() is null or (org_id in (select private.my_reach())) is not true then
    return private.not_allowed();
  end if;
  if not private.is_span(from_month, until_month) then
    return jsonb_build_object('refused', 'bad-arguments');
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'branch_id', branch.id, 'members', summed.members, 'due_fen', summed.due_fen, 'paid_fen', summed.paid_fen,
      'owing', summed.owing, 'without_basis', summed.members - summed.counted) order by branch.name, branch.id)
    from private.below(array[dues_totals.org_id]) as reach (id)
    join public.orgs as branch on branch.id = reach.id and branch.kind in ('village_branch', 'special_branch')
    cross join lateral (
      select
        members, counted, case when counted not in (1, 2) then all_due end as due_fen,
        case when counted not in (1, 2) then all_paid end as paid_fen, case when counted not in (1, 2) then all_owing end as owing
      from (
        select
          count(*) as members, count(person.due_fen) as counted, coalesce(sum(person.due_fen), 0) as all_due,
          coalesce(sum(person.due_fen - coalesce(person.open_fen, 0)), 0) as all_paid,
          count(*) filter (where person.open_fen > 0) as all_owing
        from (
          select member.id, sum(due.month_fen) as due_fen, sum(due.month_fen) filter (where due.payment_id is null) as open_fen
          from public.members as member
          left join lateral private.dues_months(
            array[member.id], from_month, until_month) as due on true
          where member.branch_id = branch.id and member.left_on is null
          group by member.id
        ) as person
      ) as everybody
    ) as summed), '[]');
end
$$;

-- Contribution: service, villagers who said it was good, days on which households were visited, lessons brought home, a post.
create or replace function private.contribution_of_quarter(people uuid[], quarter date)
returns table (member_id uuid, shift_minutes int, requests int, visits int, lessons int, posts int)
language sql stable set search_path = ''
as $$
  select
    person,
    (
      select coalesce(sum(signup.served_until - signup.served_from), 0)::int from public.shift_signups as signup
      where signup.member_id = person and signup.status = 'served'
        and signup.on_day between quarter and private.end_of_quarter(quarter)
    ),
    (
      select count(*)::int from public.requests as asked
      where asked.member_id = person and asked.status = 'done' and asked.rating in ('satisfied', 'so_so')
        and asked.ended_on between quarter and private.end_of_quarter(quarter)
    ),
    (
      select count(distinct visit.visited_on)::int from public.visits as visit
      where visit.member_id = person and visit.visited_on between quarter and private.end_of_quarter(quarter)
    ),
    (
      select count(*)::int from public.home_lessons as lesson
      where lesson.helper_id = person and lesson.given_on between quarter and private.end_of_quarter(quarter)
    ),
    (
      select count(*)::int from public.duty_terms as term
      where term.member_id = person and term.status = 'held'
        and term.from_day <= least(private.end_of_quarter(quarter), private.today())
        and (term.until_day is null or term.until_day >= quarter)
    )
  from unnest(people) as person
$$;

revoke execute on all functions in schema private from public;
