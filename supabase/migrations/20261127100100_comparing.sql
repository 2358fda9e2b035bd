-- How a member's quarter compares with what may be expected: never with what others did, and from what is recorded anyway.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- The measure, for every town and in this one place. Everything a phone says of it comes from here.
create function private.comparison_measure(
  -- A twelfth of 32 hours a year, and of the 56 of those who lead a branch, in minutes.
  out study_month int, out study_month_of_leaders int,
  -- What the study at a theme day counts for, in minutes; a school counts as long as it was.
  out theme_day int,
  -- So much of what is asked is more than was asked, in percent.
  out study_top_percent int,
  -- So many slips do not count against anybody; and of so many meetings in a hundred somebody was there themselves.
  out slips_met int, out came_top_percent int,
  -- How many good deeds.
  out deeds_met int, out deeds_top int
)
language sql immutable set search_path = ''
as $$ select 160, 280, 60, 125, 1, 75, 3, 8 $$;

-- What may be expected of these members in a quarter. Of who is spared (seventy or more, long ill) nothing; of the old and
-- frail no hours and no deeds; of those working far away no deeds. Whatever they do all the same can lift them, and nothing
-- that they do not do pulls anybody down. Whoever came later is measured from the month after.
create function private.expected_in(people uuid[], quarter date)
returns table (member_id uuid, months int, leads boolean, of_study boolean, of_conduct boolean, of_contribution boolean)
language sql stable set search_path = ''
as $$
  select
    member.id, been.months, post.leads,
    not spared.is_so and been.months > 0 and been.category is distinct from 'elder',
    not spared.is_so,
    not spared.is_so and been.months > 0 and coalesce(been.category not in ('elder', 'migrant'), true)
  from public.members as member
  cross join (select least(private.end_of_quarter(quarter), private.today()) as day) as last
  cross join lateral (select private.is_exempt_on(member.id, last.day) as is_so) as spared
  cross join lateral (
    select
      private.category_on(member.id, last.day) as category,
      (
        select count(*)::int from generate_series(0, 2) as nth
        where not exists (
          select from public.category_assignments as first_word where first_word.member_id = member.id
          having min(first_word.from_day) > quarter + nth * interval '1 month')
      ) as months
  ) as been
  cross join lateral (
    select exists (
      select from public.appointments as held
      where held.member_id = member.id and held.role in ('branch_secretary', 'branch_committee')
        and held.from_day <= last.day and (held.until_day is null or held.until_day >= last.day)) as leads
  ) as post
  where member.id = any (people)
$$;

-- How it stands with these members in the meetings of these kinds that were held in a quarter.
create function private.attended_in_quarter(people uuid[], quarter date, kinds text[])
returns table (member_id uuid, meeting_id uuid, presence text, was_late boolean)
language sql stable set search_path = ''
as $$
  select came.member_id, came.meeting_id, came.presence, came.was_late
  from generate_series(0, 2) as nth
  cross join lateral private.attended_in(people, (quarter + nth * interval '1 month')::date, kinds) as came
$$;

-- Hours of study: what was finished, on one's own, on paper or brought home, and what was taught at schools and theme days.
create function private.study_of_quarter(people uuid[], quarter date)
returns table (member_id uuid, home_minutes int, taught_minutes int)
language sql stable set search_path = ''
as $$
  select
    person,
    (
      select coalesce(sum(done.counted_minutes), 0)::int from public.study_progress as done
      where done.member_id = person and done.finished_on between quarter and private.end_of_quarter(quarter)
    ),
    coalesce(taught.minutes, 0)
  from unnest(people) as person
  cross join private.comparison_measure() as measure
  left join lateral (
    select sum(case meeting.kind when 'theme_day' then measure.theme_day
      else meeting.until_minute - meeting.from_minute end)::int as minutes
    from private.attended_in_quarter(array[person], quarter, '{theme_day,lesson,night_school,spring_school,winter_school,mobile_school,relay_school}') as came
    join public.meetings as meeting on meeting.id = came.meeting_id
    where came.presence in ('present', 'afar', 'home')
  ) as taught on true
$$;

-- Conduct: there, or excused; dues by their day; promises to households kept; no shift missed without a word.
create function private.conduct_of_quarter(people uuid[], quarter date)
returns table (
  member_id uuid, meetings int, came int, excused int, missed int, late int, dues int, dues_late int, promises int,
  promises_open int, shifts_missed int
)
language sql stable set search_path = ''
as $$
  select
    person, met.meetings, met.came, met.excused, met.missed, met.late,
    (
      select count(*)::int
      from private.dues_months(array[person], quarter, (quarter + interval '2 months')::date) as due
      where due.month_fen > 0 and due.due_by < private.today()
    ),
    (
      select count(*)::int from generate_series(0, 2) as nth
      cross join lateral private.dues_late_in(array[person], (quarter + nth * interval '1 month')::date)
    ),
    promised.promises, promised.promises_open,
    (
      select count(*)::int from public.shift_signups as signup
      where signup.member_id = person and signup.status = 'absent'
        and signup.on_day between quarter and private.end_of_quarter(quarter)
        and not exists (
          select from public.shift_words as said where said.signup_id = signup.id and said.kind = 'absence')
    )
  from unnest(people) as person
  cross join lateral (
    select
      count(*)::int as meetings,
      count(*) filter (where presence in ('present', 'afar', 'home'))::int as came,
      count(*) filter (where presence = 'leave')::int as excused,
      count(*) filter (where presence = 'absent')::int as missed,
      count(*) filter (where was_late)::int as late
    from private.attended_in_quarter(array[person], quarter, array['theme_day'] || private.regular_meetings())
  ) as met
  cross join lateral (
    select
      count(*)::int as promises,
      count(*) filter (where visit.kept_on is null)::int as promises_open
    from public.visits as visit
    where visit.member_id = person
      and visit.promise_by between quarter and least(private.end_of_quarter(quarter), private.today() - 1)
  ) as promised
$$;

-- Contribution: service, villagers answered, households visited, lessons brought home, a post held.
create function private.contribution_of_quarter(people uuid[], quarter date)
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
      where asked.member_id = person and asked.status = 'done' and asked.rating is distinct from 'not'
        and asked.ended_on between quarter and private.end_of_quarter(quarter)
    ),
    (
      select count(*)::int from public.visits as visit
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

-- These members' bands in the three aspects, and the numbers and the measure they follow from.
create function private.compare(people uuid[], quarter date)
returns table (member_id uuid, aspect text, band text, figures jsonb)
language sql stable set search_path = ''
as $$
  with expected as materialized (
    select * from private.expected_in(people, quarter)
  ), study as (
    select done.*, expected.of_study as is_expected,
      expected.months * case when expected.leads then measure.study_month_of_leaders else measure.study_month end as asked,
      measure.study_top_percent
    from private.study_of_quarter(people, quarter) as done
    join expected using (member_id)
    cross join private.comparison_measure() as measure
  ), conduct as (
    select done.*, expected.of_conduct as is_expected, measure.slips_met, measure.came_top_percent,
      done.missed + done.dues_late + done.promises_open + done.shifts_missed as slips,
      done.meetings + done.dues + done.dues_late + done.promises + done.shifts_missed as occasions
    from private.conduct_of_quarter(people, quarter) as done
    join expected using (member_id)
    cross join private.comparison_measure() as measure
  ), contribution as (
    select done.*, expected.of_contribution as is_expected, measure.deeds_met, measure.deeds_top,
      done.shift_minutes / 60 + done.requests + done.visits + done.lessons + least(done.posts, 1) as deeds
    from private.contribution_of_quarter(people, quarter) as done
    join expected using (member_id)
    cross join private.comparison_measure() as measure
  )
  select study.member_id, 'study',
    case
      when study.asked > 0 and (home_minutes + taught_minutes) * 100 >= study.asked * study_top_percent then 'top'
      when study.asked > 0 and home_minutes + taught_minutes >= study.asked then 'met'
      when is_expected then 'short'
      else 'none'
    end,
    jsonb_build_object(
      'home_minutes', home_minutes, 'taught_minutes', taught_minutes, 'asked', study.asked,
      'top', study.asked * study_top_percent / 100)
  from study
  union all
  select conduct.member_id, 'conduct',
    case
      when occasions = 0 then 'none'
      when slips = 0 and late = 0 and meetings > 0 and came * 100 >= meetings * came_top_percent then 'top'
      when slips <= slips_met then 'met'
      when is_expected then 'short'
      else 'none'
    end,
    jsonb_build_object(
      'meetings', meetings, 'came', came, 'excused', excused, 'missed', missed, 'late', late, 'dues', dues,
      'dues_late', dues_late, 'promises', promises, 'promises_open', promises_open, 'shifts_missed', shifts_missed,
      'slips', slips, 'slips_met', slips_met, 'came_top_percent', came_top_percent)
  from conduct
  union all
  select contribution.member_id, 'contribution',
    case
      when deeds >= deeds_top then 'top'
      when deeds >= deeds_met then 'met'
      when is_expected then 'short'
      else 'none'
    end,
    jsonb_build_object(
      'shift_minutes', shift_minutes, 'requests', requests, 'visits', visits, 'lessons', lessons, 'posts', posts,
      'deeds', deeds, 'deeds_met', deeds_met, 'deeds_top', deeds_top)
  from contribution
$$;

-- Who is compared in a branch: those who belong to it.
create function private.people_compared(branch_id uuid) returns uuid[]
language sql stable set search_path = ''
as $$
  select coalesce(array_agg(member.id order by member.id), '{}')
  from public.members as member where member.branch_id = people_compared.branch_id and member.left_on is null
$$;

-- One line for all that a quarter came to. Whoever puts it up says which they have looked at.
create function private.comparison_print(branch_id uuid, quarter date) returns text
language sql stable set search_path = ''
as $$
  select md5(coalesce(string_agg(concat_ws(' ', member_id, aspect, band, figures), ';' order by member_id, aspect), ''))
  from private.compare(private.people_compared(branch_id), quarter)
$$;

revoke execute on all functions in schema private from public;
