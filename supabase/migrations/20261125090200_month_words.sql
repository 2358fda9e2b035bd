-- What the committee says about a member's month where the facts alone would be wrong, or say nothing: the exceptions.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.month_words (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  month date not null check (private.is_month(month)),
  code text not null check (code ~ '^[a-z0-9_]{1,40}$'),
  -- How often it happened, whatever the facts say. Null takes back what was said before: the facts speak again.
  times int check (times between 0 and 31),
  on_day date not null check (private.month_of(on_day) = month),
  reason text not null check (char_length(reason) between 1 and 300),
  said_by uuid not null references public.members (id),
  said_at timestamptz not null,
  -- Whether a photo stands behind it; see `private.evidence`.
  has_photo boolean not null default false
);
comment on table public.month_words is
'How often something happened in a member''s month, by the committee''s word and for a reason. The latest on a rule counts; the others stay to be read.';
create index month_words_member_id_idx on public.month_words (member_id, month);
create index month_words_said_by_idx on public.month_words (said_by);
select private.is_ledger('public.month_words', '{branch_id,changed_in}');
alter table public.month_words enable row level security;
grant select on public.month_words to authenticated;
select private.synced('month_words', 128, own => 'member_id');
create index month_words_branch_id_idx on public.month_words (branch_id, changed_in);
select private.remembers_removals('month_words', 'runners');
select private.moves_with_member('month_words');

create policy "members see what was said of them, the committee in its branch"
on public.month_words for select to authenticated
using (member_id = (select private.me()) or branch_id = any (array(select private.my_branches())));

-- The secretary or committee says how often a rule's thing happened in a member's month, and why. Without `times`,
-- what was said before is taken back.
create function commands.say_times(
  word_id uuid, member_id uuid, month date, code text, on_day date, reason text, times int default null,
  photo text default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid := private.branch_held(member_id);
begin
  perform private.require(branch in (select private.my_branches()));
  -- One after the other on one member, and never beside the branch handing the month in.
  perform from public.members where id = say_times.member_id for no key update;
  if not private.is_open_month(branch, month) then
    perform private.refuse('month-closed');
  end if;
  if ((private.rules_for(branch, month)).rules @> jsonb_build_array(jsonb_build_object('code', code))) is not true then
    perform private.refuse('no-such-rule');
  end if;
  -- Each later than the last by what a phone can tell apart: two that came with one trip must not change places.
  insert into public.month_words (id, member_id, branch_id, month, code, times, on_day, reason, said_by, has_photo, said_at)
  values (word_id, member_id, branch, month, code, times, on_day, trim(reason), private.me(), photo is not null, greatest(
    date_trunc('milliseconds', clock_timestamp()),
    (
      select max(said_at) + interval '1 millisecond' from public.month_words as before
      where before.member_id = say_times.member_id and before.month = say_times.month and before.code = say_times.code
    )));
  perform private.keep_evidence(word_id, member_id, photo);
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
