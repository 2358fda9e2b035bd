-- A member objects to a month of theirs; somebody who did not propose it answers, in writing; what was wrong is undone.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.objections (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  sheet_id uuid not null references public.month_sheets (id),
  month date not null check (private.is_month(month)),
  -- The entry it is about; without one, the month.
  entry_id uuid references public.point_entries (id),
  reason text not null check (char_length(reason) between 1 and 500),
  has_photo boolean not null,
  raised_at timestamptz not null default clock_timestamp(),
  -- The last day on which it should be answered.
  answer_by date not null,
  state text not null check (state in ('open', 'upheld', 'rejected', 'withdrawn')),
  answer text check (char_length(answer) between 1 and 500),
  answered_by uuid references public.members (id),
  -- The name of who answered, as it was then: a member may not see the card.
  answerer text,
  answered_at timestamptz,
  check ((state in ('upheld', 'rejected')) = (answer is not null)),
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
comment on table public.objections is 'That a member holds a month of theirs, or one entry of it, to be wrong; and what was answered.';
-- One at a time: the answer to it may settle the rest.
create unique index objections_one_open_idx on public.objections (member_id, month) where state = 'open';
create index objections_sheet_id_idx on public.objections (sheet_id);
create index objections_entry_id_idx on public.objections (entry_id);
create index objections_answered_by_idx on public.objections (answered_by);
alter table public.objections enable row level security;
grant select on public.objections to authenticated;
select private.synced('objections', 144, own => 'member_id');
create index objections_member_id_idx on public.objections (member_id, changed_in);
select private.remembers_removals('objections', 'runners', '{}');

create policy "members see their own objections"
on public.objections for select to authenticated
using (member_id = (select private.me()));

-- A member objects, from the confirmation of the month to the last day it may be objected to.
create function commands.raise_objection(
  objection_id uuid, month date, reason text, entry_id uuid default null, photo text default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  self uuid := private.me();
  sheet public.month_sheets;
begin
  perform from public.members where id = self for no key update;
  select month_sheets.* into sheet
  from public.month_results as result
  join public.month_sheets on month_sheets.id = result.sheet_id
  where result.member_id = self and result.month = raise_objection.month
  limit 1;
  if sheet.id is null then
    perform private.refuse('not-confirmed');
  end if;
  if sheet.state = 'locked' or sheet.objections_until < private.today() then
    perform private.refuse('too-late-to-object');
  end if;
  if entry_id is not null and not exists (
    select from public.point_entries as entry
    where entry.id = raise_objection.entry_id and entry.member_id = self and entry.month = raise_objection.month) then
    perform private.refuse('no-such-entry');
  end if;
  if exists (select from public.objections as kept
    where kept.member_id = self and kept.month = raise_objection.month and state = 'open') then
    perform private.refuse('already-objected');
  end if;
  if (select count(*) from public.objections as kept
    where kept.member_id = self and kept.month = raise_objection.month) >= 5 then
    perform private.refuse('too-many-objections');
  end if;
  insert into public.objections (id, member_id, sheet_id, month, entry_id, reason, has_photo, answer_by, state)
  values (objection_id, self, sheet.id, month, entry_id, trim(reason), photo is not null,
    private.today() + (private.settings_for(sheet.branch_id)).answer_days, 'open');
  perform private.keep_evidence(objection_id, self, photo);
end
$$;

-- The objection, held; refused unless it is still open.
create function private.hold_objection(objection_id uuid) returns public.objections
language plpgsql set search_path = ''
as $$
declare
  held public.objections;
begin
  select * into held from public.objections where id = objection_id for no key update;
  if held.state <> 'open' then
    perform private.refuse('already-answered');
  end if;
  return held;
end
$$;

create function commands.withdraw_objection(objection_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(exists (
    select from public.objections where id = objection_id and member_id = private.me()));
  perform private.hold_objection(objection_id);
  update public.objections set state = 'withdrawn' where id = objection_id;
end
$$;

-- Those who run the branch whose sheet it is, and the town's staff.
create function private.may_answer_for(sheet public.month_sheets) returns boolean
language sql stable set search_path = ''
as $$ select sheet.branch_id in (select private.my_branches()) or private.is_town_over(sheet.branch_id) $$;

-- Whether I have a part in what is objected to: am the one objecting, ever handed the month in, or ever said a word on the
-- rule, whoever has said it again since. An objection to the month as a whole is to every word said in it.
create function private.is_party_to(objection public.objections, code text) returns boolean
language sql stable set search_path = ''
as $$
  select private.me() = objection.member_id
    or exists (
      select from public.month_sheets as sheet
      join public.month_steps as taken on taken.branch_id = sheet.branch_id and taken.month = sheet.month
      where sheet.id = objection.sheet_id and taken.step = 'proposed' and taken.taken_by = private.me())
    or exists (
      select from public.month_words as word
      where word.member_id = objection.member_id and word.month = objection.month and word.said_by = private.me()
        and (
          objection.entry_id is null or word.code = is_party_to.code
          or word.code = (select entry.code from public.point_entries as entry where entry.id = objection.entry_id)))
$$;

-- The rule of a code that counts for a member in a month: the one of an entry already there, else the one of the
-- category on the month's last day before the general one.
create function private.rule_for(book public.rule_sets, member_id uuid, month date, code text)
returns table (kind text, category text, tenths int, cap_tenths int)
language sql stable set search_path = ''
as $$
  select rule.kind, rule.category, rule.tenths, rule.cap_tenths
  from private.rules_in(book) as rule
  where rule.code = rule_for.code and (
    rule.category is null or rule.category = private.category_on(rule_for.member_id, private.end_of_month(rule_for.month))
    or exists (
      select from public.point_entries as entry
      where entry.member_id = rule_for.member_id and entry.month = rule_for.month
        and entry.code = rule.code and entry.category = rule.category))
  order by exists (
      select from public.point_entries as entry
      where entry.member_id = rule_for.member_id and entry.month = rule_for.month
        and entry.code = rule.code and entry.category is not distinct from rule.category) desc,
    rule.category is null
  limit 1
$$;

-- What stands of a member's month: entries that no other undoes and that undo none.
create function private.standing_entries(member_id uuid, month date) returns setof public.point_entries
language sql stable set search_path = ''
as $$
  select entry.* from public.point_entries as entry
  where entry.member_id = standing_entries.member_id and entry.month = standing_entries.month and entry.reverses_id is null
    and not exists (select from public.point_entries as undone where undone.reverses_id = entry.id)
$$;

-- Undoes what a rule gave or took in a member's month, enters what it should have, and counts the month again.
create function private.correct_entry(objection public.objections, sheet public.month_sheets, code text, times int)
returns void
language plpgsql set search_path = ''
as $$
declare
  book public.rule_sets := (select kept from public.rule_sets as kept where kept.id = sheet.rule_set_id);
  rule record;
  was int;
  becomes int;
  proposer uuid := private.proposer_of(sheet.branch_id, sheet.month);
begin
  select * into rule from private.rule_for(book, objection.member_id, objection.month, code);
  if rule.kind is null then
    perform private.refuse('no-such-rule');
  end if;
  becomes := private.capped(rule.kind, times, rule.tenths, rule.cap_tenths);
  select coalesce(sum(tenths), 0) into was
  from private.standing_entries(objection.member_id, objection.month) as entry
  where entry.code = correct_entry.code;
  -- Who objects never comes away with less.
  if becomes <= was then
    perform private.refuse('not-in-favour');
  end if;
  insert into public.point_entries (
    id, member_id, sheet_id, month, rule_set_id, code, kind, category, times, tenths, reverses_id, objection_id,
    proposed_by, confirmed_by)
  select
    md5(concat_ws(' ', 'reversal', entry.id))::uuid, entry.member_id, entry.sheet_id, entry.month, entry.rule_set_id,
    entry.code, entry.kind, entry.category, -entry.times, -entry.tenths, entry.id, objection.id, entry.proposed_by, private.me()
  from private.standing_entries(objection.member_id, objection.month) as entry
  where entry.code = correct_entry.code;
  if times > 0 then
    insert into public.point_entries (
      id, member_id, sheet_id, month, rule_set_id, code, kind, category, times, tenths, objection_id, proposed_by, confirmed_by)
    values (
      md5(concat_ws(' ', 'corrected', objection.id))::uuid, objection.member_id, sheet.id, sheet.month, book.id, code,
      rule.kind, rule.category, times, becomes, objection.id, proposer, private.me());
  end if;
  perform private.enter_result(
    md5(concat_ws(' ', 'result', objection.id))::uuid, objection.member_id, sheet.id,
    greatest(0, least(book.base_tenths, book.base_tenths + coalesce(sum(tenths) filter (where kind = 'base'), 0)))::int,
    least(book.category_max_tenths, coalesce(sum(tenths) filter (where kind = 'category'), 0))::int,
    least(book.bonus_max_tenths, coalesce(sum(tenths) filter (where kind = 'bonus'), 0))::int,
    objection.id)
  from private.standing_entries(objection.member_id, objection.month);
end
$$;

-- What an objection changed in a month that is closed already: the difference goes into the wallet.
create function private.credit_correction(objection public.objections, former public.month_results) returns void
language sql set search_path = ''
as $$
  insert into public.wallet_entries (id, member_id, kind, month, tenths)
  select md5(concat_ws(' ', 'corrected', objection.id))::uuid, now_is.member_id, 'corrected', now_is.month, difference
  from public.month_results as now_is
  cross join lateral (
    select now_is.category_tenths + now_is.bonus_tenths - former.category_tenths - former.bonus_tenths as difference) as change
  where now_is.objection_id = objection.id and difference > 0
$$;

-- Somebody who had no part in it answers. Upheld: the entry objected to is undone, or the rule that the answer names
-- (`code`) counts so many times. Refused with `not-your-own` to whoever proposed it, and with `not-in-favour` if the
-- member would not come away with more.
create function commands.answer_objection(
  objection_id uuid, is_upheld boolean, answer text, code text default null, times int default 0
) returns void
language plpgsql set search_path = ''
as $$
declare
  asked public.objections := (select kept from public.objections as kept where kept.id = objection_id);
  sheet public.month_sheets;
  former public.month_results;
  -- What a rejection is about is what was objected to, whatever rule it names.
  which text := coalesce(
    case when is_upheld then code end, (select entry.code from public.point_entries as entry where entry.id = asked.entry_id));
begin
  -- Held before anything is decided: the month cannot close meanwhile, nor another answer come.
  select * into sheet from public.month_sheets as kept where kept.id = asked.sheet_id for no key update;
  perform private.require(asked.id is not null and private.may_answer_for(sheet));
  asked := private.hold_objection(objection_id);
  if private.is_party_to(asked, which) then
    perform private.refuse('not-your-own');
  end if;
  if trim(answer) = '' or times not between 0 and 31 or (is_upheld and which is null) then
    perform private.refuse('bad-arguments');
  end if;
  update public.objections as kept set
    state = case when is_upheld then 'upheld' else 'rejected' end, answer = trim(answer_objection.answer),
    answered_by = private.me(), answered_at = clock_timestamp(),
    answerer = (select name from public.directory_cards where id = private.me())
  where kept.id = objection_id;
  if not is_upheld then
    return;
  end if;
  perform from public.members where id = asked.member_id for no key update;
  select * into former from private.results_on(sheet.id) as result where result.member_id = asked.member_id;
  perform private.correct_entry(asked, sheet, which, times);
  if sheet.state <> 'confirmed' then
    perform private.draw_board(sheet.id);
  end if;
  if sheet.state = 'locked' then
    perform private.credit_correction(asked, former);
  end if;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
