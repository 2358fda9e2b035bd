-- Whom a branch spares the deductions from the base: members of seventy or more, and those who are ill for long.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.base_exemptions (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  basis text not null check (basis in ('age', 'illness')),
  from_day date not null check (from_day between '1900-01-01' and '2100-01-01'),
  -- The last day itself still counts. The day before the first day means it never began.
  until_day date check (until_day <= '2100-01-01'),
  note text not null default '' check (char_length(note) <= 300),
  decided_by uuid not null references public.members (id),
  decided_at timestamptz not null default now(),
  check (until_day is null or until_day >= from_day - 1)
);
comment on table public.base_exemptions is
  'From which day to which a member loses no points of the base, because of age or a long illness; decided by the branch.';
create index base_exemptions_member_id_idx on public.base_exemptions (member_id, from_day);
create index base_exemptions_decided_by_idx on public.base_exemptions (decided_by);
alter table public.base_exemptions enable row level security;
grant select on public.base_exemptions to authenticated;
select private.synced('base_exemptions', 129, own => 'member_id');
create index base_exemptions_branch_id_idx on public.base_exemptions (branch_id, changed_in);
select private.remembers_removals('base_exemptions', 'runners');
select private.moves_with_member('base_exemptions');

create policy "members see if they are spared, the committee who is in it"
on public.base_exemptions for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_branches())));

create function private.is_exempt_on(member_id uuid, day date) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.base_exemptions as kept
    where kept.member_id = is_exempt_on.member_id and kept.from_day <= day and (kept.until_day is null or kept.until_day >= day))
$$;

-- What the town is looking at stands still: no month that is handed in may hang on what changes on these days. Without a
-- last day, it changes for good.
create function private.require_none_handed_in(branch_id uuid, first_day date, last_day date) returns void
language plpgsql set search_path = ''
as $$
begin
  if exists (
    select from public.month_sheets as sheet
    where sheet.branch_id = require_none_handed_in.branch_id and sheet.state = 'proposed'
      and private.end_of_month(sheet.month) >= first_day and (last_day is null or sheet.month <= last_day)) then
    perform private.refuse('month-closed');
  end if;
end
$$;

-- The secretary or committee spares a member, from a day of an open month on: a month that is over stays as it was.
create function commands.exempt_member(
  exemption_id uuid, member_id uuid, basis text, from_day date, note text default ''
) returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid := private.branch_held(member_id);
begin
  perform private.require(branch in (select private.my_branches()));
  perform from public.members where id = exempt_member.member_id for no key update;
  if not private.is_open_month(branch, private.month_of(from_day)) then
    perform private.refuse('month-closed');
  end if;
  perform private.require_none_handed_in(branch, from_day, null);
  if basis = 'age' and ((
    select born_on + interval '70 years' <= from_day from public.member_records where id = exempt_member.member_id
  ) is not true) then
    perform private.refuse('not-of-age');
  end if;
  insert into public.base_exemptions (id, member_id, branch_id, basis, from_day, note, decided_by)
  values (exemption_id, member_id, branch, basis, from_day, note, private.me());
end
$$;

create function commands.end_exemption(exemption_id uuid, until_day date) returns void
language plpgsql set search_path = ''
as $$
declare
  span public.base_exemptions;
begin
  select * into span from public.base_exemptions where id = exemption_id;
  perform private.require(span.branch_id in (select private.my_branches()));
  perform from public.members where id = span.member_id for no key update;
  if not private.is_open_month(span.branch_id, private.month_of(until_day)) then
    perform private.refuse('month-closed');
  end if;
  select * into span from public.base_exemptions where id = exemption_id;
  perform private.require_none_handed_in(
    span.branch_id, least(until_day, span.until_day) + 1, case when span.until_day is not null then greatest(until_day, span.until_day) end);
  update public.base_exemptions as kept
  set until_day = greatest(end_exemption.until_day, kept.from_day - 1)
  where id = exemption_id;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
