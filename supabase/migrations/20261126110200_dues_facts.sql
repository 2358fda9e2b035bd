-- Dues that came too late, as a fact that a rule may count.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Dues are late when they were not paid by their day: the last of the month, or of the quarter where the branch has
-- agreed to that. One fact for each such day, however many months hang on it: whoever pays by the quarter is not punished
-- three times for one evening. It counts in the month that follows, once and for good: on the day they were paid, or on
-- the last day of that month when they were not. Until that month is over nothing is said of what is only not written
-- down yet: the secretary sits over the book once a month, and nobody shall read that they were late who was not.
-- A reminder alone makes nothing late. It comes while there is time, and a secretary who had to fear that it costs
-- somebody a point would rather not send it. The source is the due month, the last that hangs on the day.
create function private.dues_late_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select
    late.member_id, md5(concat_ws(' ', 'dues', late.member_id, to_char(late.due_by, 'YYYY-MM')))::uuid,
    least(late.paid_on, private.end_of_month(dues_late_in.month)), 1
  from (
    select due.member_id, due.due_by, case when count(*) = count(due.payment_id) then max(due.paid_on) else 'infinity' end as paid_on
    from private.dues_months(
      people, (dues_late_in.month - interval '3 months')::date, (dues_late_in.month - interval '1 month')::date) as due
    where due.month_fen > 0 and due.due_by = dues_late_in.month - 1
    group by due.member_id, due.due_by
  ) as late
  where late.paid_on > late.due_by
    and (late.paid_on <= private.end_of_month(dues_late_in.month) or private.today() > private.end_of_month(dues_late_in.month))
$$;

insert into private.fact_sources (name, found_by) values ('dues_late', 'dues_late_in');

-- Whose facts may have changed when something is said or paid about months from one to another: those of the month after
-- each, and after the quarter of the last; as far as months may still change.
create function private.count_facts_of_dues(member_ids uuid[], first_months date[], last_months date[]) returns void
language plpgsql set search_path = ''
as $$
declare
  counted record;
  this_month date := private.month_of(private.today());
begin
  for counted in
    select nth::date as month, array_agg(distinct said.member_id) as people
    from unnest(member_ids, first_months, last_months) as said (member_id, first_month, last_month)
    cross join generate_series(
      greatest(said.first_month + interval '1 month', this_month - interval '3 months'),
      least(said.last_month + interval '3 months', this_month), interval '1 month') as nth
    group by nth
    order by nth
  loop
    perform private.count_facts(counted.people, counted.month);
  end loop;
end
$$;

create function private.dues_were_paid() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts_of_dues(
    array_agg(member_id order by id), array_agg(from_month order by id),
    array_agg((from_month + (months - 1) * interval '1 month')::date order by id))
  from paid_rows
  having count(*) > 0;
  return null;
end
$$;
comment on function private.dues_were_paid() is
  'Definer: facts guard themselves; whoever writes dues down, what counts is written by the house.';
create trigger dues_were_paid
after insert on public.dues_payments
referencing new table as paid_rows
for each statement execute function private.dues_were_paid();

create function private.dues_were_set() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts_of_dues(
    array_agg(member_id order by id), array_agg(from_month order by id),
    array_agg(private.month_of(private.today()) order by id))
  from set_rows
  having count(*) > 0;
  return null;
end
$$;
comment on function private.dues_were_set() is
  'Definer: facts guard themselves; whoever says how dues are counted, what counts is written by the house.';
create trigger dues_were_set
after insert on public.dues_bases
referencing new table as set_rows
for each statement execute function private.dues_were_set();

revoke execute on all functions in schema private from public;
