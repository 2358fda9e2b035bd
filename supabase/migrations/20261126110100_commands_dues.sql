-- What a secretary and the committee write down about dues. Members write nothing: they pay.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.is_secretary_of(branch_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from private.my_posts() as post
    where post.role = 'branch_secretary' and post.org_id = is_secretary_of.branch_id)
$$;

-- One id for each member, everybody once, and not without end.
create function private.require_pairs(ids uuid[], people uuid[]) returns void
language plpgsql set search_path = ''
as $$
begin
  if (
    cardinality(people) between 1 and 300 and cardinality(ids) = cardinality(people)
    and cardinality(people) = (select count(distinct person) from unnest(people) as person)
    and cardinality(ids) = (select count(distinct one) from unnest(ids) as one)
  ) is not true then
    perform private.refuse('bad-arguments');
  end if;
end
$$;

-- Holds these members, always in the same order, and answers how many of them are in a branch I run: of two who write at
-- once the second sees what the first has written, and nobody is moved away meanwhile.
create function private.hold_for_dues(people uuid[]) returns bigint
language sql set search_path = ''
as $$
  select count(*) filter (where held.branch_id in (select private.my_branches()))
  from (
    select id, branch_id from public.members where id = any (people) and left_on is null order by id for no key update
  ) as held
$$;

-- The secretary says how the dues of some members are counted from a month on. Of several at once the same holds: with
-- most farmers of a branch it does.
create function commands.set_dues_basis(
  basis_ids uuid[], member_ids uuid[], from_month date, kind text, by_quarter boolean, income_fen int default null,
  agreed_fen int default null, lowered_fen int default null, reason text default ''
) returns void
language plpgsql set search_path = ''
as $$
declare
  this_month date := private.month_of(private.today());
begin
  perform private.require_pairs(basis_ids, member_ids);
  perform private.require(private.hold_for_dues(member_ids) = cardinality(member_ids) and not exists (
    select from unnest(member_ids) as person where not private.is_secretary_of(private.branch_of(person))));
  if (
    private.is_month(from_month)
    and from_month between this_month - interval '24 months' and this_month + interval '12 months'
  ) is not true then
    perform private.refuse('dues-month-out-of-range');
  end if;
  if lowered_fen is not null and trim(reason) = '' then
    perform private.refuse('no-reason');
  end if;
  if lowered_fen >= private.dues_by_rule(kind, income_fen, agreed_fen) then
    perform private.refuse('not-lower');
  end if;
  insert into public.dues_bases (
    id, member_id, from_month, kind, income_fen, agreed_fen, lowered_fen, reason, by_quarter, month_fen, set_by, setter, set_at)
  select
    given.id, given.person, from_month, kind, income_fen, agreed_fen, lowered_fen,
    case when lowered_fen is null then '' else trim(reason) end,
    by_quarter, coalesce(lowered_fen, private.dues_by_rule(kind, income_fen, agreed_fen)), private.me(), me.name,
    -- Each later than the last by what a phone can tell apart: two that came with one trip must not change places.
    greatest(
      date_trunc('milliseconds', clock_timestamp()),
      (
        select max(before.set_at) + interval '1 millisecond' from public.dues_bases as before
        where before.member_id = given.person
      ))
  from unnest(basis_ids, member_ids) as given (id, person)
  cross join (select name from public.directory_cards where id = private.me()) as me;
end
$$;

-- Months ahead are paid for up to a year; a day is one that was, and not long ago.
create function private.require_payable(from_month date, months int, paid_on date) returns void
language plpgsql set search_path = ''
as $$
declare
  this_month date := private.month_of(private.today());
begin
  if (
    private.is_month(from_month) and months between 1 and 12
    and from_month >= this_month - interval '60 months'
    and from_month + (months - 1) * interval '1 month' <= this_month + interval '11 months'
  ) is not true then
    perform private.refuse('dues-month-out-of-range');
  end if;
  if (paid_on between private.today() - 400 and private.today()) is not true then
    perform private.refuse('day-out-of-range');
  end if;
end
$$;

-- These have paid, on this day, whatever they had open in these months: each run of months without a gap is one payment.
-- What the writer saw in sum goes along, so that nobody signs for money they have not counted.
create function commands.record_dues(
  payment_ids uuid[], member_ids uuid[], from_month date, months int, paid_on date, total_fen int
) returns void
language plpgsql set search_path = ''
as $$
declare
  last_month date := from_month + (months - 1) * interval '1 month';
begin
  perform private.require_pairs(payment_ids, member_ids);
  perform private.require(private.hold_for_dues(member_ids) = cardinality(member_ids));
  perform private.require_payable(from_month, months, paid_on);
  if exists (
    select from unnest(member_ids) as person
    where not exists (select from public.dues_bases as basis where basis.member_id = person)) then
    perform private.refuse('no-dues-basis');
  end if;
  -- Somebody has paid meanwhile, or is counted otherwise than what was seen.
  if exists (
    select from unnest(member_ids) as person
    where not exists (
      select from private.dues_months(array[person], from_month, last_month) as due
      where due.payment_id is null and due.month_fen > 0)
  ) or total_fen is distinct from (
    select sum(due.month_fen) from private.dues_months(member_ids, from_month, last_month) as due
    where due.payment_id is null) then
    perform private.refuse('changed-meanwhile');
  end if;
  insert into public.dues_payments (
    id, member_id, from_month, months, amount_fen, paid_on, recorded_by, recorder)
  select
    case when run.first_month = min(run.first_month) over (partition by run.person) then run.id
      else md5(concat_ws(' ', 'dues', run.id, run.first_month))::uuid end,
    run.person, run.first_month, run.months, run.fen, record_dues.paid_on, private.me(), me.name
  from (
    select open.id, open.person, min(open.month) as first_month, count(*)::int as months, sum(open.month_fen)::int as fen
    from (
      select
        given.id, given.person, due.month, due.month_fen,
        due.month - row_number() over (partition by given.person order by due.month) * interval '1 month' as island
      from unnest(payment_ids, member_ids) as given (id, person)
      join private.dues_months(member_ids, record_dues.from_month, last_month) as due
        on due.member_id = given.person and due.payment_id is null and due.month_fen > 0
    ) as open
    group by open.id, open.person, open.island
  ) as run
  cross join (select name from public.directory_cards where id = private.me()) as me;
end
$$;

-- The exception among many: another amount, brought by somebody else, or for months of one's own choosing. Never less
-- than is due: what is not whole is not written down as paid.
create function commands.record_dues_payment(
  payment_id uuid, member_id uuid, from_month date, months int, amount_fen int, paid_on date, paid_by text default ''
) returns void
language plpgsql set search_path = ''
as $$
declare
  due record;
begin
  perform private.require(private.hold_for_dues(array[member_id]) = 1);
  perform private.require_payable(from_month, months, paid_on);
  select count(*) as nth, count(each.payment_id) as paid, coalesce(sum(each.month_fen), 0) as fen into due
  from private.dues_months(
    array[member_id], from_month, (from_month + (months - 1) * interval '1 month')::date) as each;
  if due.nth = 0 then
    perform private.refuse('no-dues-basis');
  end if;
  if due.paid > 0 then
    perform private.refuse('dues-paid-already');
  end if;
  if due.fen = 0 then
    perform private.refuse('owes-nothing');
  end if;
  if amount_fen < due.fen then
    perform private.refuse('less-than-due');
  end if;
  insert into public.dues_payments (
    id, member_id, from_month, months, amount_fen, paid_on, paid_by, recorded_by, recorder)
  values (
    payment_id, member_id, from_month, months, amount_fen, paid_on, trim(paid_by), private.me(),
    (select name from public.directory_cards where id = private.me()));
end
$$;

-- What was written down wrongly is undone by an entry of its own, with the reason; its months are open again.
create function commands.reverse_dues_payment(reversal_id uuid, payment_id uuid, reason text) returns void
language plpgsql set search_path = ''
as $$
declare
  wrong public.dues_payments := (select kept from public.dues_payments as kept where kept.id = payment_id);
begin
  perform private.require(private.hold_for_dues(array[wrong.member_id]) = 1);
  if trim(reason) = '' then
    perform private.refuse('no-reason');
  end if;
  if wrong.reverses_id is not null
    or exists (select from public.dues_payments as undone where undone.reverses_id = wrong.id) then
    perform private.refuse('already-reversed');
  end if;
  insert into public.dues_payments (
    id, member_id, from_month, months, amount_fen, paid_on, paid_by, recorded_by, recorder, reverses_id, reason)
  values (
    reversal_id, wrong.member_id, wrong.from_month, wrong.months, -wrong.amount_fen, wrong.paid_on, wrong.paid_by,
    private.me(), (select name from public.directory_cards where id = private.me()), wrong.id, trim(reverse_dues_payment.reason));
end
$$;

-- A word from the secretary to those who have something open, up to the month that is going on; each once a week at most.
create function commands.remind_of_dues(reminder_ids uuid[], member_ids uuid[]) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require_pairs(reminder_ids, member_ids);
  perform private.require(private.hold_for_dues(member_ids) = cardinality(member_ids) and not exists (
    select from unnest(member_ids) as person where not private.is_secretary_of(private.branch_of(person))));
  if exists (
    select from public.dues_reminders as kept where kept.member_id = any (member_ids) and kept.on_day > private.today() - 7) then
    perform private.refuse('reminded-lately');
  end if;
  insert into public.dues_reminders (id, member_id, from_month, until_month, owed_fen, on_day, reminded_by, reminder)
  select given.id, given.person, min(due.month), max(due.month), sum(due.month_fen), private.today(), private.me(), min(me.name)
  from unnest(reminder_ids, member_ids) as given (id, person)
  join private.dues_months(member_ids, private.dues_since(member_ids), private.month_of(private.today())) as due
    on due.member_id = given.person and due.payment_id is null and due.month_fen > 0
  cross join (select name from public.directory_cards where id = private.me()) as me
  group by given.id, given.person;
  if (select count(*) from public.dues_reminders as kept where kept.id = any (reminder_ids)) <> cardinality(member_ids) then
    perform private.refuse('owes-nothing');
  end if;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
