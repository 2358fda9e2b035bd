-- What is read online only, and never kept on a phone.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.not_allowed() returns jsonb
language sql immutable set search_path = ''
as $$ select jsonb_build_object('refused', 'not-allowed') $$;

-- Who of a branch has a card, an account, or neither; for its secretary and committee, and the town.
create function public.branch_accounts(branch_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null
      or not (branch_id in (select private.my_branches()) or private.is_town_over(branch_id))
    then private.not_allowed()
    else coalesce((
      select jsonb_agg(jsonb_build_object(
        'member_id', member.id,
        'state', case
          when member.suspended_at is not null then 'suspended'
          when account.user_id is not null then 'active'
          when card.id is null then 'none'
          when card.expires_at <= now() then 'expired'
          else 'card'
        end,
        'login_number', coalesce(account.login_number, card.login_number),
        'card_id', card.id,
        'card_expires_at', private.epoch_ms(card.expires_at),
        'activated_at', private.epoch_ms(account.bound_at)
      ) order by member.id)
      from public.members as member
      left join private.accounts as account on account.member_id = member.id
      left join private.activation_cards as card
        on card.member_id = member.id and card.used_at is null and card.revoked_at is null
      where member.branch_id = branch_accounts.branch_id and member.left_on is null
    ), '[]')
  end
$$;
comment on function public.branch_accounts(uuid) is
  'Definer: accounts and cards guard themselves; answers only to those who may hand out cards of the branch.';

create function private.totals_of(branch_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  with people as materialized (
    select id, private.category_of(id) as category from public.members
    where members.branch_id = totals_of.branch_id and left_on is null
  ), given as materialized (
    select material_id, category, member_id from public.study_assignments
    where due_on is not null and org_id = any (array(select private.line_of(totals_of.branch_id)))
  ), tasks as (
    select distinct people.id as member_id, given.material_id
    from people
    join given on (given.category is null or given.category = people.category)
      and (given.member_id is null or given.member_id = people.id)
  )
  select jsonb_build_object(
    'branch_id', totals_of.branch_id,
    'members', (select count(*) from people),
    'tasks_given', (select count(*) from tasks),
    'tasks_finished', (
      select count(*) from tasks
      join public.study_progress as progress using (member_id, material_id)
      where progress.finished_at is not null),
    'hours', (
      select coalesce(round(sum(progress.counted_minutes) / 60.0, 1), 0)
      from public.study_progress as progress
      where progress.branch_id = totals_of.branch_id
        and progress.finished_on >= date_trunc('year', private.today()::timestamp)::date)
  )
$$;

-- How study goes, branch by branch, without names; for whoever oversees the organisation.
create function public.study_totals(org_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or not (org_id in (select private.my_reach())) then private.not_allowed()
    else coalesce((
      select jsonb_agg(private.totals_of(branch.id) order by branch.name, branch.id)
      from private.below(array[study_totals.org_id]) as reach (id)
      join public.orgs as branch on branch.id = reach.id
      where branch.kind in ('village_branch', 'special_branch')
    ), '[]')
  end
$$;
comment on function public.study_totals(uuid) is
  'Definer: counts progress that the caller may not read by name.';

-- The record of commands: one's own; for town staff, those of members below them. Newest first, a hundred at a time.
create function public.command_history(member_id uuid default null, judged_before bigint default null) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null then private.not_allowed()
    when coalesce(member_id, private.me()) <> private.me() and not private.is_town_over(private.branch_of(member_id))
    then private.not_allowed()
    else coalesce((
      select jsonb_agg(to_jsonb(entry) order by entry.judged_at desc, entry.id)
      from (
        select log.id, log.member_id, log.name, log.args, log.code,
          private.epoch_ms(log.made_at) as made_at, private.epoch_ms(log.judged_at) as judged_at
        from private.command_log as log
        where log.member_id = coalesce(command_history.member_id, private.me())
          and (judged_before is null or log.judged_at < to_timestamp(judged_before / 1000.0))
        order by log.judged_at desc, log.id
        limit 100
      ) as entry
    ), '[]')
  end
$$;
comment on function public.command_history(uuid, bigint) is
  'Definer: the ledger guards itself; answers a member their own commands, the town those of its members.';

revoke execute on all functions in schema private from public;
revoke execute on function public.branch_accounts(uuid), public.study_totals(uuid), public.command_history(uuid, bigint)
from public, anon, authenticated, service_role;
grant execute on function public.branch_accounts(uuid), public.study_totals(uuid), public.command_history(uuid, bigint)
to authenticated;
