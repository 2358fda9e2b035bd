-- Signing up for a shift, the list of those who wait, leaving, and handing one's place to somebody else.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Why this member cannot be on this shift beside the others they are on; null when they can.
create function private.clash_of(member_id uuid, shift public.shifts) returns text
language sql stable set search_path = ''
as $$
  select case
    when private.begin_of(other) < private.end_of(shift) and private.end_of(other) > private.begin_of(shift) then 'shifts-clash'
    else 'needs-rest'
  end
  from public.shift_signups as kept
  join public.shifts as other on other.id = kept.shift_id and other.status = 'open'
  where kept.member_id = clash_of.member_id and kept.shift_id <> shift.id
    and kept.status in ('offered', 'held', 'here', 'served')
    and kept.on_day between shift.on_day - 8 and shift.on_day + 8
    and private.begin_of(other) < private.end_of(shift) + make_interval(hours => greatest(shift.rest_hours, other.rest_hours))
    and private.end_of(other) + make_interval(hours => greatest(shift.rest_hours, other.rest_hours)) > private.begin_of(shift)
  order by 1 desc
  limit 1
$$;

create function private.refuse_if(code text) returns void
language plpgsql set search_path = ''
as $$
begin
  if code is not null then
    perform private.refuse(code);
  end if;
end
$$;

-- Whether somebody is of those a shift is for.
create function private.is_shift_for(member_id uuid, shift public.shifts) returns boolean
language sql stable set search_path = ''
as $$
  select cardinality(shift.categories) = 0 or coalesce(private.category_of(member_id) = any (shift.categories), false)
$$;

-- Six digits that nobody else on the shift has. Called with the branch held, so that no two draw the same.
create function private.give_shift_code(signup_id uuid, shift_id uuid, member_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  drawn text;
begin
  loop
    drawn := lpad((('x' || encode(extensions.gen_random_bytes(7), 'hex'))::bit(56)::bigint % 1000000)::text, 6, '0');
    exit when not exists (
      select from public.shift_codes as kept where kept.code = drawn and kept.shift_id = give_shift_code.shift_id);
  end loop;
  insert into public.shift_codes (id, shift_id, member_id, code) values (signup_id, shift_id, member_id, drawn);
end
$$;

-- Writes somebody onto a shift, in the order in which the town hears it.
create function private.write_signup(signup_id uuid, shift public.shifts, member_id uuid, status text) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.shift_signups (id, shift_id, member_id, branch_id, post, on_day, nth, status, made_by)
  values (
    signup_id, shift.id, member_id, shift.org_id, shift.post, shift.on_day,
    (select coalesce(max(kept.nth), 0) + 1 from public.shift_signups as kept where kept.shift_id = shift.id),
    status, private.me());
  perform private.give_shift_code(signup_id, shift.id, member_id);
end
$$;

create function private.is_on_shift(member_id uuid, shift_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.shift_signups as kept
    where kept.member_id = is_on_shift.member_id and kept.shift_id = is_on_shift.shift_id
      and kept.status in ('waiting', 'offered', 'held', 'here', 'served', 'absent'))
$$;

-- A member of the branch says they come: into a place that is free, else onto the list behind those heard before.
create function commands.sign_up(signup_id uuid, shift_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  me uuid := private.me();
  shift public.shifts := private.shift_of(shift_id);
begin
  perform private.require(private.branch_of(me) = shift.org_id and shift.status <> 'draft');
  perform private.hold_shifts(shift.org_id);
  shift := private.shift_of(shift_id);
  perform private.require_not_over(shift);
  perform private.settle_offers(shift_id);
  perform private.refuse_if(case
    when private.is_on_shift(me, shift_id) then 'already-signed-up'
    when private.today() < shift.opens_on then 'signup-not-open'
    when private.today() > shift.closes_on then 'signup-closed'
    when not private.is_shift_for(me, shift) then 'not-your-category'
    -- In and out again leaves a row each time, on every phone of the branch.
    when (
      select count(*) from public.shift_signups as kept
      where kept.shift_id = sign_up.shift_id and kept.member_id = me) >= 5 then 'often-enough'
    else private.clash_of(me, shift)
  end);
  perform private.write_signup(signup_id, shift, me,
    case when private.taken_of(shift_id) < shift.places then 'held' else 'waiting' end);
end
$$;

-- Somebody without a phone is put onto a shift by its organiser or the committee; once it has begun, also whoever came
-- without having signed up.
create function commands.add_to_shift(signup_id uuid, shift_id uuid, member_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  shift public.shifts := private.shift_of(shift_id);
begin
  perform private.require(shift.status <> 'draft' and (shift.organiser_id = private.me() or private.may_write(shift.org_id)));
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
    else private.clash_of(member_id, shift)
  end);
  perform private.write_signup(signup_id, shift, member_id,
    case when private.begin_of(shift) <= now() or private.taken_of(shift_id) < shift.places then 'held' else 'waiting' end);
end
$$;

create function private.signup_of(signup_id uuid) returns public.shift_signups
language sql stable set search_path = ''
as $$ select shift_signups from public.shift_signups where id = signup_of.signup_id $$;

-- My own sign-up, once nobody else can change who comes.
create function private.hold_my_signup(signup_id uuid) returns public.shift_signups
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.signup_of(signup_id);
begin
  perform private.require(signup.member_id = private.me());
  perform private.hold_shifts(signup.branch_id);
  perform private.settle_offers(signup.shift_id);
  return private.signup_of(signup_id);
end
$$;

-- Ends somebody's being on a shift before it begins, whatever they had asked of others with it.
create function private.end_signup(signup_id uuid, status text) returns void
language plpgsql set search_path = ''
as $$
begin
  update public.shift_signups as kept set status = end_signup.status, offered_until = null where kept.id = signup_id;
  update public.shift_covers as asked set state = 'withdrawn'
  where asked.signup_id = end_signup.signup_id and asked.state = 'asked';
end
$$;

-- The member does not come after all. Late, they tell the organiser why; not when the shift was changed after they knew it.
create function commands.leave_shift(signup_id uuid, words text default '') returns void
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
      md5('leaving ' || signup_id)::uuid, signup_id, shift.id, signup.member_id, shift.organiser_id, shift.org_id, 'leaving',
      trim(leave_shift.words));
  end if;
  perform private.end_signup(signup_id, 'left');
  perform private.settle_offers(shift.id);
end
$$;

-- Whoever was next on the list takes the place that was kept for them.
create function commands.confirm_shift(signup_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_my_signup(signup_id);
  shift public.shifts := private.shift_of(signup.shift_id);
begin
  perform private.require_not_over(shift);
  if signup.status <> 'offered' then
    perform private.refuse(case signup.status when 'lapsed' then 'offer-lapsed' else 'not-offered' end);
  end if;
  perform private.refuse_if(private.clash_of(signup.member_id, shift));
  update public.shift_signups as kept set status = 'held', offered_until = null, agreed_at = now() where kept.id = signup_id;
end
$$;

-- The member has read what was changed, or that it was called off.
create function commands.agree_to_change(signup_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require((private.signup_of(signup_id)).member_id = private.me());
  update public.shift_signups as kept set agreed_at = now() where kept.id = signup_id;
end
$$;

-- Another member of the branch is asked to come instead.
create function commands.ask_cover(cover_id uuid, signup_id uuid, to_member_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  signup public.shift_signups := private.hold_my_signup(signup_id);
  shift public.shifts := private.shift_of(signup.shift_id);
begin
  if signup.status <> 'held' then
    perform private.refuse('not-signed-up');
  end if;
  perform private.require_not_over(shift);
  if private.branch_of(to_member_id) is distinct from shift.org_id or to_member_id = signup.member_id or not exists (
    select from public.members where id = to_member_id and suspended_at is null and left_on is null) then
    perform private.refuse('not-in-the-branch');
  end if;
  perform private.refuse_if(case
    when exists (
      select from public.shift_covers as asked where asked.signup_id = ask_cover.signup_id and asked.state = 'asked')
    then 'already-asked-cover'
    when not private.is_shift_for(to_member_id, shift) then 'not-their-category'
    when (select count(*) from public.shift_covers as asked where asked.signup_id = ask_cover.signup_id) >= 10
    then 'often-enough'
    when exists (
      select from public.shift_signups as kept
      where kept.shift_id = shift.id and kept.member_id = to_member_id
        and kept.status in ('offered', 'held', 'here', 'served', 'absent'))
    then 'signed-up-themselves'
  end);
  insert into public.shift_covers (id, signup_id, shift_id, from_member_id, to_member_id, branch_id)
  values (cover_id, signup_id, shift.id, signup.member_id, to_member_id, shift.org_id);
end
$$;

create function private.cover_of(cover_id uuid) returns public.shift_covers
language sql stable set search_path = ''
as $$ select shift_covers from public.shift_covers where id = cover_of.cover_id $$;

create function commands.withdraw_cover(cover_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require((private.cover_of(cover_id)).from_member_id = private.me());
  perform private.hold_shifts((private.cover_of(cover_id)).branch_id);
  if (private.cover_of(cover_id)).state <> 'asked' then
    perform private.refuse('cover-answered');
  end if;
  update public.shift_covers as kept set state = 'withdrawn' where kept.id = cover_id;
end
$$;

-- Whoever was asked says no, or yes, and then it is their shift.
create function commands.answer_cover(cover_id uuid, is_accepted boolean) returns void
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
  perform private.write_signup(md5('cover ' || cover_id)::uuid, shift, me, 'held');
end
$$;

-- Who moves away, leaves or may not come in any more is not waited for; their places go to whoever is next.
create function private.leave_coming_shifts() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  given_up public.shift_signups;
begin
  perform from public.orgs
  where id in (
    select branch_id from public.shift_signups
    where member_id = new.id and status in ('waiting', 'offered', 'held') and on_day >= private.today())
  order by id for no key update;
  for given_up in
    select kept.* from public.shift_signups as kept
    join public.shifts as shift on shift.id = kept.shift_id
    where kept.member_id = new.id and kept.status in ('waiting', 'offered', 'held') and private.begin_of(shift) > now()
    order by kept.shift_id
  loop
    perform private.end_signup(given_up.id, 'left');
    perform private.settle_offers(given_up.shift_id);
  end loop;
  update public.shift_covers as asked set state = 'withdrawn'
  where asked.to_member_id = new.id and asked.state = 'asked';
  return null;
end
$$;
comment on function private.leave_coming_shifts() is
  'Definer: sign-ups guard themselves; whoever moves or suspends a member, the house gives their places on.';
create trigger leave_coming_shifts
after update on public.members
for each row when (
  old.branch_id <> new.branch_id
  or old.left_on is null and new.left_on is not null
  or old.suspended_at is null and new.suspended_at is not null
)
execute function private.leave_coming_shifts();

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
