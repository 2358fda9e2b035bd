-- Who looks after a shift is of its branch; nobody can take a name that the house is about to use; nobody is put on and
-- taken off again without end; and hours are those of the shift, give or take two.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Whoever has moved away looks after nothing of their former branch any more.
create or replace function private.may_keep_shift(shift public.shifts) returns boolean
language sql stable set search_path = ''
as $$
  select shift.organiser_id = private.me() and private.branch_of(private.me()) = shift.org_id
    or private.may_write(shift.org_id)
$$;

drop policy "members see what they said, and those who were told" on public.shift_words;
create policy "members see what they said, and those who keep the list"
on public.shift_words for select to authenticated
using (
  member_id = (select private.me())
  or organiser_id = (select private.me()) and branch_id = (select private.my_branch())
  or branch_id = any (array(select private.my_branches()))
);

drop policy "members see what was put right, and those who keep the list" on public.shift_corrections;
create policy "members see what was put right, and those who keep the list"
on public.shift_corrections for select to authenticated
using (
  member_id = (select private.me())
  or organiser_id = (select private.me()) and branch_id = (select private.my_branch())
  or branch_id = any (array(select private.my_branches()))
);

create or replace function commands.add_to_shift(signup_id uuid, shift_id uuid, member_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.shift_of(shift_id);
begin
  perform private.require(shift.status <> 'draft' and private.may_keep_shift(shift));
  perform private.hold_shifts(shift.org_id);
  shift := private.shift_of(shift_id);
  if private.branch_of(member_id) is distinct from shift.org_id or not exists (
    select from public.members where id = add_to_shift.member_id and suspended_at is null and left_on is null) then
    perform private.refuse('not-in-the-branch');
  end if;
  perform private.settle_offers(shift_id);
  perform private.refuse_if(case
    when shift.status = 'called_off' then 'shift-called-off'
    when private.is_on_shift(member_id, shift_id) then 'already-signed-up'
    when not private.is_shift_for(member_id, shift) then 'not-their-category'
    when (
      select count(*) from public.shift_signups as kept
      where kept.shift_id = add_to_shift.shift_id and kept.member_id = add_to_shift.member_id) >= 5 then 'often-enough'
    else private.clash_of(member_id, shift)
  end);
  perform private.write_signup(signup_id, shift, member_id,
    case when private.begin_of(shift) <= now() or private.taken_of(shift_id) < shift.places then 'held' else 'waiting' end);
end
$$;

-- The ids of what the house itself writes are drawn, not made of others that people know: whoever could work them out
-- could use them first. An act is still done once, since the ledger of acts remembers it.
create or replace function commands.leave_shift(signup_id uuid, words text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_my_signup(signup_id);
  shift public.shifts := private.shift_of(signup.shift_id);
  is_late boolean;
begin
  if signup.status not in ('waiting', 'offered', 'held') then
    perform private.refuse('not-signed-up');
  end if;
  perform private.require_not_over(shift);
  is_late := signup.status = 'held' and now() > private.begin_of(shift) - make_interval(hours => shift.leave_hours)
    and coalesce(shift.changed_at <= signup.agreed_at, true);
  if is_late and trim(words) = '' then
    perform private.refuse('needs-a-word');
  end if;
  if trim(words) <> '' then
    insert into public.shift_words (id, signup_id, shift_id, member_id, organiser_id, branch_id, kind, words)
    values (
      gen_random_uuid(), signup_id, shift.id, signup.member_id, shift.organiser_id, shift.org_id, 'leaving',
      trim(leave_shift.words));
  end if;
  perform private.end_signup(signup_id, 'left');
  perform private.settle_offers(shift.id);
end
$$;

create or replace function commands.answer_cover(cover_id uuid, is_accepted boolean) returns void
language plpgsql set search_path = ''
as $$
declare
  me uuid := private.me();
  cover public.shift_covers := private.cover_of(cover_id);
  shift public.shifts := private.shift_of(cover.shift_id);
begin
  perform private.require(cover.to_member_id = me);
  perform private.hold_shifts(cover.branch_id);
  cover := private.cover_of(cover_id);
  shift := private.shift_of(cover.shift_id);
  if cover.state <> 'asked' then
    perform private.refuse('cover-answered');
  end if;
  if not is_accepted then
    update public.shift_covers as kept set state = 'declined' where kept.id = cover_id;
    return;
  end if;
  perform private.require_not_over(shift);
  -- A place on the list is given up for the one that is handed over.
  update public.shift_signups as kept set status = 'left'
  where kept.shift_id = shift.id and kept.member_id = me and kept.status = 'waiting';
  perform private.refuse_if(case
    when private.branch_of(me) is distinct from shift.org_id then 'not-allowed'
    when private.is_on_shift(me, shift.id) then 'already-signed-up'
    when not private.is_shift_for(me, shift) then 'not-your-category'
    else private.clash_of(me, shift)
  end);
  update public.shift_covers as kept set state = 'accepted' where kept.id = cover_id;
  perform private.end_signup(cover.signup_id, 'covered');
  perform private.write_signup(gen_random_uuid(), shift, me, 'held');
end
$$;

-- Two hours before it begins and after it ends at most: setting up, and clearing away.
create function private.within_shift(shift public.shifts, minute int) returns int
language sql immutable set search_path = ''
as $$ select greatest(shift.from_minute - 120, least(shift.until_minute + 120, minute)) $$;

create or replace function commands.check_in_shift(signup_id uuid, at_minute int) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
begin
  perform private.refuse_if(case
    when signup.status in ('here', 'served') then 'checked-in-already'
    when signup.status <> 'held' then 'not-signed-up'
    when (at_minute between 0 and 1439) is not true then 'bad-arguments'
  end);
  -- A phone's clock may be ahead: nobody came later than the town heard of it.
  update public.shift_signups as kept set
    status = 'here', how = 'list', marked_by = private.me(),
    served_from = least(1439, private.within_shift(
      private.shift_of(signup.shift_id), least(at_minute, private.minute_so_far(signup.on_day))))
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
    when (at_minute between 1 and 1440) is not true then 'bad-arguments'
    when at_minute <= signup.served_from then 'out-before-in'
  end);
  -- Whoever goes in the minute they came was there for a minute.
  update public.shift_signups as kept set
    status = 'served', marked_by = private.me(),
    served_until = greatest(signup.served_from + 1, private.within_shift(
      private.shift_of(signup.shift_id), least(at_minute, private.minute_so_far(signup.on_day))))
  where kept.id = signup_id;
end
$$;

create or replace function commands.record_service(
  signup_id uuid, from_minute int, until_minute int, reason text default ''
) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_signup_to_mark(signup_id);
  shift public.shifts := private.shift_of(signup.shift_id);
begin
  perform private.refuse_if(case
    when signup.status not in ('held', 'here', 'served', 'absent') then 'not-signed-up'
    when (from_minute < until_minute) is not true then 'bad-arguments'
    when private.moment_of(signup.on_day, until_minute) > now() + interval '5 minutes' then 'not-yet'
    when private.within_shift(shift, from_minute) <> from_minute or private.within_shift(shift, until_minute) <> until_minute
    then 'outside-shift'
    -- Whoever was missed may have been on another shift since.
    when signup.status = 'absent' then private.clash_of(signup.member_id, shift)
  end);
  if signup.status in ('served', 'absent') or signup.status = 'here' and signup.served_from <> from_minute then
    perform private.keep_what_stood(signup, reason);
  end if;
  update public.shift_signups as kept set
    status = 'served', served_from = from_minute, served_until = until_minute, how = 'paper', marked_by = private.me()
  where kept.id = signup_id;
end
$$;

-- Whoever moves away, leaves or may not come in any more hands the shifts that are to come on, to the secretary, else to
-- whoever made them.
create function private.hand_shifts_on() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.shifts as kept set organiser_id = coalesce((
    select post.member_id from public.appointments as post
    join public.members as holder on holder.id = post.member_id
    where post.org_id = kept.org_id and post.role = 'branch_secretary' and holder.branch_id = kept.org_id
      and holder.id <> new.id and post.from_day <= private.today()
      and (post.until_day is null or post.until_day >= private.today())
    order by post.from_day limit 1), kept.made_by)
  where kept.organiser_id = new.id and kept.on_day >= private.today() and kept.status <> 'called_off';
  return null;
end
$$;
comment on function private.hand_shifts_on() is
  'Definer: shifts guard themselves; whoever moves or suspends a member, the house names who looks after theirs.';
create trigger hand_shifts_on
after update on public.members
for each row when (
  old.branch_id <> new.branch_id
  or old.left_on is null and new.left_on is not null
  or old.suspended_at is null and new.suspended_at is not null
)
execute function private.hand_shifts_on();

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
