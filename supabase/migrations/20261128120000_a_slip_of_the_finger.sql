-- What somebody takes back on the day, within ten minutes of having pressed it themselves, was a slip of the finger and no
-- correction: nothing of it stays.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.just_pressed(signup public.shift_signups) returns boolean
language sql stable set search_path = ''
as $$
  select signup.on_day = private.today() and signup.marked_by = private.me() and exists (
    select from private.command_log as log
    where log.member_id = private.me() and log.judged_at > now() - interval '10 minutes' and log.code is null
      and log.name in ('check_in_shift', 'check_out_shift', 'mark_absent')
      and log.args ->> 'signup_id' = signup.id::text)
$$;

create or replace function private.keep_what_stood(signup public.shift_signups, reason text) returns void
language plpgsql set search_path = ''
as $$
begin
  if private.just_pressed(signup) then
    return;
  end if;
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

revoke execute on all functions in schema private from public;
