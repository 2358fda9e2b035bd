-- What is read of other people's dues: online only, by the committee of the branch and the town, and the member reads who
-- looked. Areas and cadres are told sums.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- One more thing that may be looked at, beside those there are.
do $$
declare
  things text[] := array(
    select said[1] from pg_catalog.pg_constraint as c,
      regexp_matches(pg_catalog.pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') as said
    where c.conrelid = 'public.access_log'::regclass and c.conname = 'access_log_what_check');
begin
  alter table public.access_log drop constraint access_log_what_check;
  execute format('alter table public.access_log add constraint access_log_what_check check (what in (%s))', (
    select string_agg(quote_literal(thing), ', ' order by nth)
    from unnest(things || 'dues'::text) with ordinality as listed (thing, nth)));
end
$$;

create function private.may_read_dues(branch_id uuid) returns boolean
language sql stable set search_path = ''
as $$ select branch_id in (select private.my_branches()) or private.is_town_over(branch_id) $$;

-- A question about the months from one to another, a year of them at most.
create function private.is_span(from_month date, until_month date) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce(
    private.is_month(from_month) and private.is_month(until_month)
    and until_month between from_month and from_month + interval '11 months'
    and from_month <= private.today() + 400, false)
$$;

create function private.basis_told(basis public.dues_bases) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', basis.id, 'from_month', basis.from_month, 'kind', basis.kind, 'income_fen', basis.income_fen,
    'agreed_fen', basis.agreed_fen, 'lowered_fen', basis.lowered_fen, 'reason', basis.reason,
    'by_quarter', basis.by_quarter, 'month_fen', basis.month_fen, 'setter', basis.setter,
    'set_at', private.epoch_ms(basis.set_at))
$$;

create function private.payment_told(paid public.dues_payments) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', paid.id, 'from_month', paid.from_month, 'months', paid.months, 'amount_fen', paid.amount_fen,
    'paid_on', paid.paid_on, 'paid_by', paid.paid_by, 'recorder', paid.recorder,
    'recorded_at', private.epoch_ms(paid.recorded_at), 'reverses_id', paid.reverses_id, 'reason', paid.reason)
$$;

-- Everybody's dues of a branch for some months: how a month is counted by now, what was due, what is open of it, what is
-- open from before, and the payments that cover any of it. For the committee and the town.
create function public.branch_dues(branch_id uuid, from_month date, until_month date) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  people uuid[];
begin
  if private.me() is null or private.may_read_dues(branch_id) is not true then
    return private.not_allowed();
  end if;
  if not private.is_span(from_month, until_month) then
    return jsonb_build_object('refused', 'bad-arguments');
  end if;
  people := array(
    select member.id from public.members as member
    where member.branch_id = branch_dues.branch_id and member.left_on is null
    order by member.id);
  perform private.note_access(people, 'dues');
  return coalesce((
    with due as materialized (
      select each.* from private.dues_months(people, least(private.dues_since(people), from_month), until_month) as each
    ), summed as (
      select due.member_id,
        coalesce(sum(due.month_fen) filter (where due.month >= from_month), 0) as due_fen,
        coalesce(sum(due.month_fen) filter (where due.month >= from_month and due.payment_id is null), 0) as open_fen,
        count(*) filter (where due.month < from_month and due.payment_id is null and due.month_fen > 0) as arrears_months,
        coalesce(sum(due.month_fen) filter (where due.month < from_month and due.payment_id is null), 0) as arrears_fen,
        min(due.month) filter (where due.payment_id is null and due.month_fen > 0) as open_since
      from due group by due.member_id
    )
    select jsonb_agg(jsonb_build_object(
      'member_id', card.id, 'name', card.name, 'pinyin', card.pinyin, 'has_phone', private.has_phone(card.id),
      'basis', (
        select private.basis_told(kept) from public.dues_bases as kept
        where kept.member_id = card.id and kept.from_month <= until_month
        order by kept.set_at desc, kept.id desc limit 1),
      'due_fen', coalesce(summed.due_fen, 0), 'open_fen', coalesce(summed.open_fen, 0),
      'arrears_months', coalesce(summed.arrears_months, 0), 'arrears_fen', coalesce(summed.arrears_fen, 0),
      'open_since', summed.open_since,
      'reminded_on', (
        select max(kept.on_day) from public.dues_reminders as kept where kept.member_id = card.id),
      'payments', coalesce((
        select jsonb_agg(private.payment_told(paid) order by paid.from_month, paid.recorded_at, paid.id)
        from public.dues_payments as paid
        where paid.id in (
          select due.payment_id from due where due.member_id = card.id and due.month >= branch_dues.from_month)), '[]'))
      order by card.pinyin, card.id)
    from public.directory_cards as card
    left join summed on summed.member_id = card.id
    where card.id = any (people)), '[]');
end
$$;
comment on function public.branch_dues(uuid, date, date) is
  'Definer: dues guard themselves; answers the committee and the town, and writes down that they read.';

-- One member's dues as the member reads them; for the committee of the branch and the town.
create function public.member_dues(member_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if private.me() is null or private.may_read_dues(private.branch_of(member_id)) is not true then
    return private.not_allowed();
  end if;
  perform private.note_access(array[member_id], 'dues');
  return jsonb_build_object(
    'bases', coalesce((
      select jsonb_agg(private.basis_told(kept) order by kept.set_at, kept.id)
      from public.dues_bases as kept where kept.member_id = member_dues.member_id), '[]'),
    'payments', coalesce((
      select jsonb_agg(private.payment_told(newest) order by newest.recorded_at, newest.id)
      from (
        select * from public.dues_payments as kept where kept.member_id = member_dues.member_id
        order by kept.recorded_at desc, kept.id limit 300) as newest), '[]'),
    'reminders', coalesce((
      select jsonb_agg(jsonb_build_object('id', kept.id, 'on_day', kept.on_day, 'owed_fen', kept.owed_fen, 'reminder', kept.reminder)
        order by kept.on_day, kept.id)
      from (
        select * from public.dues_reminders as each where each.member_id = member_dues.member_id
        order by each.on_day desc, each.id limit 50) as kept), '[]'));
end
$$;
comment on function public.member_dues(uuid) is
  'Definer: dues guard themselves; answers the committee and the town, and writes down that they read.';

-- What came in, branch by branch and without names; for whoever oversees the organisation.
create function public.dues_totals(org_id uuid, from_month date, until_month date) returns jsonb
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
        count(*) as members, count(person.due_fen) as counted, coalesce(sum(person.due_fen), 0) as due_fen,
        coalesce(sum(person.due_fen - coalesce(person.open_fen, 0)), 0) as paid_fen, count(*) filter (where person.open_fen > 0) as owing
      from (
        select member.id, sum(due.month_fen) as due_fen, sum(due.month_fen) filter (where due.payment_id is null) as open_fen
        from public.members as member
        left join lateral private.dues_months(
          array[member.id], from_month, until_month) as due on true
        where member.branch_id = branch.id and member.left_on is null
        group by member.id
      ) as person
    ) as summed), '[]');
end
$$;
comment on function public.dues_totals(uuid, date, date) is
  'Definer: adds up dues that the caller may not read by name.';

select private.open_door('public.branch_dues(uuid, date, date)');
select private.open_door('public.member_dues(uuid)');
select private.open_door('public.dues_totals(uuid, date, date)');

revoke execute on all functions in schema private from public;
