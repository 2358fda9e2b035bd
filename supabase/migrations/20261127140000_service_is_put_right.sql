-- What was written down of somebody's service is put right with a reason, and what stood before stays to be read; nothing
-- is written down that has not happened yet.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.shift_corrections (
  id uuid primary key,
  signup_id uuid not null references public.shift_signups (id),
  shift_id uuid not null references public.shifts (id),
  member_id uuid not null references public.members (id),
  organiser_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  -- What stood there before.
  status text not null check (status in ('here', 'served', 'absent')),
  served_from int check (served_from between 0 and 1439),
  served_until int check (served_until between 1 and 1440),
  how text check (how in ('list', 'code', 'paper')),
  -- Who had written that down.
  marked_by uuid not null references public.members (id),
  -- Empty: taken back on the day itself.
  reason text not null default '' check (char_length(reason) <= 300),
  put_right_by uuid not null references public.members (id),
  put_right_at timestamptz not null default now()
);
comment on table public.shift_corrections is
'What was written down of somebody''s service before it was put right, why, and by whom. For the member, the organiser and the committee.';
create index shift_corrections_signup_id_idx on public.shift_corrections (signup_id);
create index shift_corrections_shift_id_idx on public.shift_corrections (shift_id);
create index shift_corrections_member_id_idx on public.shift_corrections (member_id);
create index shift_corrections_organiser_id_idx on public.shift_corrections (organiser_id);
create index shift_corrections_marked_by_idx on public.shift_corrections (marked_by);
create index shift_corrections_put_right_by_idx on public.shift_corrections (put_right_by);
select private.is_ledger('public.shift_corrections', '{changed_in}');
alter table public.shift_corrections enable row level security;
grant select on public.shift_corrections to authenticated;
select private.synced('shift_corrections', 174, own => 'member_id');
create index shift_corrections_branch_id_idx on public.shift_corrections (branch_id, changed_in);
select private.remembers_removals('shift_corrections', 'runners', '{branch_id}', '{member_id,organiser_id}');

create policy "members see what was put right, and those who keep the list"
on public.shift_corrections for select to authenticated
using (
  member_id = (select private.me())
  or organiser_id = (select private.me())
  or branch_id = any (array(select private.my_branches()))
);

-- Keeps what stands there before it is put right; on the day itself no reason is asked for.
create function private.keep_what_stood(signup public.shift_signups, reason text) returns void
language plpgsql set search_path = ''
as $$
begin
  if signup.on_day < private.today() and trim(reason) = '' then
    perform private.refuse('needs-a-reason');
  end if;
  if (select count(*) from public.shift_corrections as kept where kept.signup_id = signup.id) >= 20 then
    perform private.refuse('often-enough');
  end if;
  insert into public.shift_corrections (
    id, signup_id, shift_id, member_id, organiser_id, branch_id, status, served_from, served_until, how, marked_by, reason,
    put_right_by)
  values (
    gen_random_uuid(), signup.id, signup.shift_id, signup.member_id, (private.shift_of(signup.shift_id)).organiser_id,
    signup.branch_id, signup.status, signup.served_from, signup.served_until, signup.how, signup.marked_by, trim(reason),
    private.me());
end
$$;

-- The minute of the shift's day that it is now; whatever comes later than the day: its last.
create function private.minute_so_far(on_day date) returns int
language sql stable set search_path = ''
as $$
  select least(1440, greatest(0, floor(extract(epoch from now() - private.moment_of(minute_so_far.on_day, 0)) / 60)))::int
$$;

-- A phone's clock may be ahead: nobody came, or went, later than the town heard of it.
create or replace function commands.check_in_shift(signup_id uuid, at_minute int) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  if signup.status <> 'held' then
    perform private.refuse(case when signup.status in ('here', 'served') then 'checked-in-already' else 'not-signed-up' end);
  end if;
  update public.shift_signups as kept set
    status = 'here', served_from = least(at_minute, private.minute_so_far(signup.on_day)), how = 'list', marked_by = private.me()
  where kept.id = signup_id;
end
$$;

create or replace function commands.check_out_shift(signup_id uuid, at_minute int) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  perform private.refuse_if(case
    when signup.status = 'served' then 'checked-out-already'
    when signup.status <> 'here' then 'not-checked-in'
    when at_minute <= signup.served_from then 'out-before-in'
  end);
  -- Whoever goes in the minute they came was there for a minute.
  update public.shift_signups as kept set
    status = 'served', marked_by = private.me(),
    served_until = greatest(signup.served_from + 1, least(at_minute, private.minute_so_far(signup.on_day)))
  where kept.id = signup_id;
end
$$;

-- Put in afterwards, from the paper or because somebody forgot; in place of what was written before, with a reason. A
-- check-out that was forgotten corrects nothing: who came is as it was.
drop function commands.record_service(uuid, int, int);
create function commands.record_service(signup_id uuid, from_minute int, until_minute int, reason text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  perform private.refuse_if(case
    when signup.status not in ('held', 'here', 'served', 'absent') then 'not-signed-up'
    when private.moment_of(signup.on_day, until_minute) > now() + interval '5 minutes' then 'not-yet'
  end);
  if signup.status in ('served', 'absent') or signup.status = 'here' and signup.served_from <> from_minute then
    perform private.keep_what_stood(signup, reason);
  end if;
  update public.shift_signups as kept set
    status = 'served', served_from = from_minute, served_until = until_minute, how = 'paper', marked_by = private.me()
  where kept.id = signup_id;
end
$$;

-- A mark on the wrong line is taken back.
drop function commands.undo_service(uuid);
create function commands.undo_service(signup_id uuid, reason text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  if signup.status not in ('here', 'served', 'absent') then
    perform private.refuse('nothing-to-undo');
  end if;
  perform private.keep_what_stood(signup, reason);
  update public.shift_signups as kept set
    status = 'held', served_from = null, served_until = null, how = null, marked_by = private.me()
  where kept.id = signup_id;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
