-- Party dues: how a member's are counted, what was paid, and who was reminded. No money moves here; it is written down.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- One rate holds for the whole income, by the bracket it falls into; in thousandths. Farmers agree on a sum instead.
create function private.dues_permille(kind text, income_fen int) returns int
language sql immutable set search_path = ''
as $$
  select case kind
    when 'wage' then
      case when income_fen <= 300000 then 5 when income_fen <= 500000 then 10 when income_fen <= 1000000 then 15 else 20 end
    when 'pension' then case when income_fen <= 500000 then 5 else 10 end
  end
$$;

-- What a month comes to by the rule, in whole fen; half a fen is one. The phone's `byRule` says the same.
create function private.dues_by_rule(kind text, income_fen int, agreed_fen int) returns int
language sql immutable set search_path = ''
as $$
  select case kind
    when 'farmer' then agreed_fen
    else ((income_fen::bigint * private.dues_permille(kind, income_fen) + 500) / 1000)::int
  end
$$;

create table public.dues_bases (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  from_month date not null check (private.is_month(from_month)),
  kind text not null check (kind in ('wage', 'pension', 'farmer')),
  -- After tax; of a month.
  income_fen int check (income_fen between 0 and 100000000),
  -- What a farmer has agreed on: two jiao to one yuan.
  agreed_fen int check (agreed_fen between 20 and 100),
  -- Less than the rule says, or nothing, for a reason.
  lowered_fen int check (lowered_fen >= 0),
  reason text not null default '' check (char_length(reason) <= 200),
  -- Whether the branch has agreed that they pay once in a quarter.
  by_quarter boolean not null,
  -- What a month comes to.
  month_fen int not null,
  set_by uuid not null references public.members (id),
  -- The name as it was then.
  setter text not null,
  set_at timestamptz not null,
  check ((kind = 'farmer') = (agreed_fen is not null)),
  check ((kind = 'farmer') = (income_fen is null)),
  check ((lowered_fen is null) = (trim(reason) = '')),
  check (lowered_fen is null or lowered_fen < private.dues_by_rule(kind, income_fen, agreed_fen)),
  check (month_fen = coalesce(lowered_fen, private.dues_by_rule(kind, income_fen, agreed_fen)))
);
comment on table public.dues_bases is
'From which month on a member''s dues are counted how. The latest word about a month counts; the others stay to be read.';
create index dues_bases_set_by_idx on public.dues_bases (set_by);
select private.is_ledger('public.dues_bases', '{changed_in}');
alter table public.dues_bases enable row level security;
grant select on public.dues_bases to authenticated;
select private.synced('dues_bases', 170, '{set_by}', own => 'member_id');
create index dues_bases_member_id_idx on public.dues_bases (member_id, changed_in);
select private.remembers_removals('dues_bases', 'runners', '{}');

create policy "members see how their own dues are counted"
on public.dues_bases for select to authenticated
using (member_id = (select private.me()));

create table public.dues_payments (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  -- The months it covers, each of them in full.
  from_month date not null check (private.is_month(from_month)),
  months int not null check (months between 1 and 12),
  amount_fen int not null check (abs(amount_fen) between 1 and 100000000),
  paid_on date not null check (paid_on between '2000-01-01' and '2099-12-31'),
  -- Who brought the money, where it was not the member.
  paid_by text not null default '' check (char_length(paid_by) <= 40),
  recorded_by uuid not null references public.members (id),
  recorder text not null,
  recorded_at timestamptz not null default now(),
  -- The payment that this one undoes, and why.
  reverses_id uuid references public.dues_payments (id),
  reason text not null default '' check (char_length(reason) <= 200),
  check ((reverses_id is null) = (amount_fen > 0)),
  check ((reverses_id is null) = (trim(reason) = ''))
);
comment on table public.dues_payments is
'Dues that were paid, as the branch wrote them down; a slip is undone by a payment of its own.';
create unique index dues_payments_reverses_id_idx on public.dues_payments (reverses_id);
create index dues_payments_recorded_by_idx on public.dues_payments (recorded_by);
select private.is_ledger('public.dues_payments', '{changed_in}');
alter table public.dues_payments enable row level security;
grant select on public.dues_payments to authenticated;
select private.synced('dues_payments', 171, '{recorded_by}', own => 'member_id');
create index dues_payments_member_id_idx on public.dues_payments (member_id, changed_in);
select private.remembers_removals('dues_payments', 'runners', '{}');

create policy "members see what they have paid"
on public.dues_payments for select to authenticated
using (member_id = (select private.me()));

create table public.dues_reminders (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  -- What was open on that day.
  from_month date not null check (private.is_month(from_month)),
  until_month date not null check (private.is_month(until_month)),
  owed_fen int not null check (owed_fen > 0),
  on_day date not null,
  reminded_by uuid not null references public.members (id),
  reminder text not null
);
comment on table public.dues_reminders is
'That a member was reminded of open dues: a word to them alone, once a week at most.';
create index dues_reminders_reminded_by_idx on public.dues_reminders (reminded_by);
select private.is_ledger('public.dues_reminders', '{changed_in}');
alter table public.dues_reminders enable row level security;
grant select on public.dues_reminders to authenticated;
select private.synced('dues_reminders', 172, '{reminded_by}', own => 'member_id');
create index dues_reminders_member_id_idx on public.dues_reminders (member_id, changed_in);
select private.remembers_removals('dues_reminders', 'runners', '{}');

create policy "members see when they were reminded"
on public.dues_reminders for select to authenticated
using (member_id = (select private.me()));

-- Each month of these members' dues: what it comes to, by which day, and the payment that covers it. The latest word
-- whose month has come counts; before the first there is nothing due. A month that is paid stays paid, whatever is said
-- of it later. The phone's `duesMonths` says the same.
create function private.dues_months(people uuid[], first_month date, last_month date)
returns table (member_id uuid, month date, due_by date, month_fen int, payment_id uuid, paid_on date)
language sql stable set search_path = ''
as $$
  select
    person, each.month,
    case
      when basis.by_quarter then (date_trunc('quarter', each.month::timestamp) + interval '3 months' - interval '1 day')::date
      else private.end_of_month(each.month)
    end,
    basis.month_fen, paid.id, paid.paid_on
  from unnest(people) as person
  cross join lateral (
    select nth::date as month from generate_series(first_month::timestamp, last_month::timestamp, interval '1 month') as nth
  ) as each
  cross join lateral (
    select kept.by_quarter, kept.month_fen from public.dues_bases as kept
    where kept.member_id = person and kept.from_month <= each.month
    order by kept.set_at desc, kept.id desc
    limit 1
  ) as basis
  left join lateral (
    select kept.id, kept.paid_on from public.dues_payments as kept
    where kept.member_id = person and kept.reverses_id is null
      and each.month >= kept.from_month and each.month < kept.from_month + kept.months * interval '1 month'
      and not exists (select from public.dues_payments as undone where undone.reverses_id = kept.id)
    limit 1
  ) as paid on true
$$;

-- Since when anything was due of these members.
create function private.dues_since(people uuid[]) returns date
language sql stable set search_path = ''
as $$ select min(kept.from_month) from public.dues_bases as kept where kept.member_id = any (people) $$;

revoke execute on all functions in schema private from public;
