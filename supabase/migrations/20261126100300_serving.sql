-- At the place: who came, from when until when, who did not; and what that counts.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.may_keep_shift(shift public.shifts) returns boolean
language sql stable set search_path = ''
as $$ select shift.organiser_id = private.me() or private.may_write(shift.org_id) $$;

-- A sign-up once nobody else can change it, for the organiser or the committee, who never write down their own service.
-- The member is held first: what is served counts for their month.
create function private.hold_signup_to_mark(signup_id uuid) returns public.shift_signups
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.signup_of(signup_id);
  shift public.shifts := private.shift_of(signup.shift_id);
begin
  perform private.require(private.may_keep_shift(shift));
  perform from public.members where id = signup.member_id for no key update;
  perform private.hold_shifts(signup.branch_id);
  perform private.refuse_if(case
    when signup.member_id = private.me() then 'not-your-own'
    when (private.shift_of(shift.id)).status = 'called_off' then 'shift-called-off'
    when (private.shift_of(shift.id)).on_day > private.today() then 'not-yet'
  end);
  return private.signup_of(signup_id);
end
$$;

-- The organiser's phone says at which minute it was; it may tell the town much later.
create function commands.check_in_shift(signup_id uuid, at_minute int) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  if signup.status <> 'held' then
    perform private.refuse(case when signup.status in ('here', 'served') then 'checked-in-already' else 'not-signed-up' end);
  end if;
  update public.shift_signups as kept set
    status = 'here', served_from = at_minute, how = 'list', marked_by = private.me()
  where kept.id = signup_id;
end
$$;

-- By the six digits a member shows: on the list of this shift nobody else has them. Ten wrong ones in a day.
create function commands.check_in_by_code(shift_id uuid, code text, at_minute int) returns void
language plpgsql set search_path = ''
as $$
declare
  found uuid;
begin
  perform private.require(private.may_keep_shift(private.shift_of(shift_id)));
  if (
    select count(*) from private.command_log as log
    where log.member_id = private.me() and log.judged_at > now() - interval '1 day' and log.name = 'check_in_by_code'
      and log.code = 'wrong-shift-code'
  ) >= 10 then
    perform private.refuse('too-many-codes');
  end if;
  found := (
    select kept.id from public.shift_codes as kept
    where kept.shift_id = check_in_by_code.shift_id and kept.code = check_in_by_code.code);
  if found is null then
    perform private.refuse('wrong-shift-code');
  end if;
  perform commands.check_in_shift(found, at_minute);
  update public.shift_signups as kept set how = 'code' where kept.id = found;
end
$$;

create function commands.check_out_shift(signup_id uuid, at_minute int) returns void
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
  update public.shift_signups as kept set status = 'served', served_until = at_minute, marked_by = private.me()
  where kept.id = signup_id;
end
$$;

-- Put in afterwards, from the paper or because somebody forgot; also in place of what was written before.
create function commands.record_service(signup_id uuid, from_minute int, until_minute int) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  if signup.status not in ('held', 'here', 'served', 'absent') then
    perform private.refuse('not-signed-up');
  end if;
  update public.shift_signups as kept set
    status = 'served', served_from = from_minute, served_until = until_minute, how = 'paper', marked_by = private.me()
  where kept.id = signup_id;
end
$$;

-- Who had said they come and did not; the member may say why.
create function commands.mark_absent(signup_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  perform private.refuse_if(case
    when signup.status in ('here', 'served') then 'checked-in-already'
    when signup.status <> 'held' then 'not-signed-up'
    when private.begin_of(private.shift_of(signup.shift_id)) > now() then 'not-yet'
  end);
  update public.shift_signups as kept set status = 'absent', marked_by = private.me() where kept.id = signup_id;
end
$$;

-- A mark on the wrong line is taken back.
create function commands.undo_service(signup_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  if signup.status not in ('here', 'served', 'absent') then
    perform private.refuse('nothing-to-undo');
  end if;
  update public.shift_signups as kept set
    status = 'held', served_from = null, served_until = null, how = null, marked_by = private.me()
  where kept.id = signup_id;
end
$$;

-- The member tells the organiser why they did not come.
create function commands.explain_absence(shift_word_id uuid, signup_id uuid, words text) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.signup_of(signup_id);
begin
  perform private.require(signup.member_id = private.me());
  if signup.status <> 'absent' then
    perform private.refuse('not-absent');
  end if;
  if (
    select count(*) from public.shift_words as said where said.signup_id = explain_absence.signup_id and said.kind = 'absence'
  ) >= 5 then
    perform private.refuse('often-enough');
  end if;
  insert into public.shift_words (id, signup_id, shift_id, member_id, organiser_id, branch_id, kind, words)
  values (
    shift_word_id, signup_id, signup.shift_id, signup.member_id, (private.shift_of(signup.shift_id)).organiser_id,
    signup.branch_id, 'absence', trim(explain_absence.words));
end
$$;

-- Somebody without a phone, or who rang up, takes the place that is kept for them, or does not come: the organiser or the
-- committee says so for them, before it begins.
create function commands.speak_for_member(signup_id uuid, is_coming boolean) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.signup_of(signup_id);
  shift public.shifts := private.shift_of(signup.shift_id);
begin
  perform private.require(private.may_keep_shift(shift));
  perform private.hold_shifts(signup.branch_id);
  perform private.settle_offers(shift.id);
  signup := private.signup_of(signup_id);
  shift := private.shift_of(shift.id);
  perform private.require_not_over(shift);
  if not is_coming then
    perform private.refuse_if(case when signup.status not in ('waiting', 'offered', 'held') then 'not-signed-up' end);
    perform private.end_signup(signup_id, 'left');
    perform private.settle_offers(shift.id);
    return;
  end if;
  perform private.refuse_if(case
    when signup.status = 'lapsed' then 'offer-lapsed'
    when signup.status <> 'offered' then 'not-offered'
    else private.clash_of(signup.member_id, shift)
  end);
  update public.shift_signups as kept set status = 'held', offered_until = null where kept.id = signup_id;
end
$$;

create function private.shifts_served_in(people uuid[], month date)
returns table (member_id uuid, source_id uuid, on_day date, times int)
language sql stable set search_path = ''
as $$
  select kept.member_id, kept.id, kept.on_day, 1 from public.shift_signups as kept
  where kept.member_id = any (shifts_served_in.people) and kept.status = 'served'
    and kept.on_day between shifts_served_in.month and private.end_of_month(shifts_served_in.month)
$$;

insert into private.fact_sources (name, found_by) values ('shift_served', 'shifts_served_in');

create function private.shift_was_served() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.count_facts(array[new.member_id], private.month_of(new.on_day));
  return null;
end
$$;
comment on function private.shift_was_served() is
  'Definer: facts guard themselves; whoever writes down who came, what counts is written by the house.';
create trigger shift_was_served
after update of status on public.shift_signups
for each row when (old.status <> new.status and 'served' in (old.status, new.status))
execute function private.shift_was_served();

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
