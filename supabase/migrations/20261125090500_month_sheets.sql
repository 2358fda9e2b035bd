-- A branch's month is handed in by the branch and confirmed by the town; what it came to is then entered for good.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.month_steps (
  id uuid primary key default gen_random_uuid(),
  branch_id uuid not null references public.orgs (id),
  month date not null check (private.is_month(month)),
  step text not null check (step in ('proposed', 'withdrawn', 'returned', 'confirmed', 'published')),
  note text not null default '' check (char_length(note) <= 300),
  taken_by uuid not null references public.members (id),
  taken_at timestamptz not null default clock_timestamp()
);
comment on table public.month_steps is 'Who handed a branch''s month in, took it back, gave it back and why, confirmed or published it; and when.';
create index month_steps_taken_by_idx on public.month_steps (taken_by);
select private.is_ledger('public.month_steps', '{changed_in}');
alter table public.month_steps enable row level security;
grant select on public.month_steps to authenticated;
select private.synced('month_steps', 132);
create index month_steps_branch_id_idx on public.month_steps (branch_id, changed_in);
select private.remembers_removals('month_steps', 'overseers', '{branch_id}', '{}');

create policy "overseers see what was done with the months of their branches"
on public.month_steps for select to authenticated
using (branch_id = any (array(select private.my_reach())));

create table public.point_entries (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  -- The sheet it was confirmed on; it stays there when the member moves.
  sheet_id uuid not null references public.month_sheets (id),
  month date not null check (private.is_month(month)),
  rule_set_id uuid not null references public.rule_sets (id),
  code text not null,
  kind text not null check (kind in ('base', 'category', 'bonus')),
  category text,
  times int not null,
  tenths int not null,
  -- The committee's word it rests on; without one, the facts of the month.
  word_id uuid references public.month_words (id),
  -- The entry it undoes: the same times and tenths with the other sign. Once for each.
  reverses_id uuid unique references public.point_entries (id),
  -- The objection that led to it.
  objection_id uuid,
  proposed_by uuid not null references public.members (id),
  confirmed_by uuid not null references public.members (id),
  entered_at timestamptz not null default clock_timestamp(),
  check (reverses_id is null or objection_id is not null)
);
comment on table public.point_entries is
'What one rule gave or took in a confirmed month, by whose proposal and whose confirmation. Never changed: what was wrong is undone by an entry of its own.';
create index point_entries_member_id_idx on public.point_entries (member_id, month);
create index point_entries_sheet_id_idx on public.point_entries (sheet_id);
create index point_entries_rule_set_id_idx on public.point_entries (rule_set_id);
create index point_entries_word_id_idx on public.point_entries (word_id);
create index point_entries_objection_id_idx on public.point_entries (objection_id);
create index point_entries_proposed_by_idx on public.point_entries (proposed_by);
create index point_entries_confirmed_by_idx on public.point_entries (confirmed_by);
select private.is_ledger('public.point_entries', '{changed_in}');
alter table public.point_entries enable row level security;
grant select on public.point_entries to authenticated;
select private.synced('point_entries', 133, own => 'member_id');
select private.remembers_removals('point_entries', 'runners', '{}');

create policy "members see their own entries"
on public.point_entries for select to authenticated
using (member_id = (select private.me()));

create table public.month_results (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  sheet_id uuid not null references public.month_sheets (id),
  month date not null check (private.is_month(month)),
  base_tenths int not null check (base_tenths >= 0),
  category_tenths int not null check (category_tenths >= 0),
  bonus_tenths int not null check (bonus_tenths >= 0),
  -- The band it comes to, as the town named it then.
  band text not null,
  band_words text not null,
  colour text not null check (colour in ('red', 'blue', 'amber', 'green')),
  -- The objection after which it was counted again; the latest counts.
  objection_id uuid unique,
  confirmed_at timestamptz not null default clock_timestamp()
);
comment on table public.month_results is
'A member''s confirmed month in sum, within its ceilings, and its band. Counted again after an objection, it stands below the former.';
create index month_results_member_id_idx on public.month_results (member_id, month);
create index month_results_sheet_id_idx on public.month_results (sheet_id);
select private.is_ledger('public.month_results', '{changed_in}');
alter table public.month_results enable row level security;
grant select on public.month_results to authenticated;
select private.synced('month_results', 134, own => 'member_id');
select private.remembers_removals('month_results', 'runners', '{}');

create policy "members see their own results"
on public.month_results for select to authenticated
using (member_id = (select private.me()));

-- What each member came to on a sheet, as it stands now.
create function private.results_on(sheet_id uuid) returns setof public.month_results
language sql stable set search_path = ''
as $$
  select distinct on (member_id) * from public.month_results as kept
  where kept.sheet_id = results_on.sheet_id
  order by member_id, confirmed_at desc, id
$$;

-- The rules of a branch's month: those it was handed in by, else those that hold.
create function private.book_of(branch_id uuid, month date) returns public.rule_sets
language sql stable set search_path = ''
as $$
  select rule_sets from public.rule_sets
  where id = coalesce(
    (select rule_set_id from public.month_sheets as kept where kept.id = private.sheet_id(book_of.branch_id, book_of.month)),
    (private.rules_for(book_of.branch_id, book_of.month)).id)
$$;

-- Everybody of the branch whose month is not confirmed already, here or in the branch they came from.
create function private.people_due(branch_id uuid, month date) returns uuid[]
language sql stable set search_path = ''
as $$
  select coalesce(array_agg(id order by id), '{}') from public.members
  where members.branch_id = people_due.branch_id and left_on is null and not exists (
    select from public.month_results as done where done.member_id = members.id and done.month = people_due.month)
$$;

-- One line for all that a month came to. Whoever confirms says which they have looked at.
create function private.month_print(branch_id uuid, month date) returns text
language sql stable set search_path = ''
as $$
  select md5(coalesce(string_agg(concat_ws(' ', member_id, base_tenths, category_tenths, bonus_tenths), ';' order by member_id), ''))
  from private.month_scores(private.people_due(branch_id, month), month, private.book_of(branch_id, month))
$$;

-- Nobody's month changes while it is handed in or confirmed: holds everybody in it.
create function private.hold_branch(branch_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform from public.members where members.branch_id = hold_branch.branch_id order by id for no key update;
end
$$;

create function private.set_month_state(
  branch_id uuid, month date, state text, rule_set_id uuid, bands jsonb default null
) returns void
language sql set search_path = ''
as $$
  insert into public.month_sheets as kept (id, branch_id, month, state, rule_set_id, bands)
  values (private.sheet_id(branch_id, month), branch_id, month, state, rule_set_id, bands)
  on conflict (id) do update set state = excluded.state, rule_set_id = excluded.rule_set_id, bands = excluded.bands
$$;

create function private.note_step(branch_id uuid, month date, step text, note text default '') returns void
language sql set search_path = ''
as $$
  insert into public.month_steps (branch_id, month, step, note, taken_by)
  values (branch_id, month, step, trim(note), private.me())
$$;

-- The branch hands in a month that is over: what counts is looked for once more, and from then on nothing in it moves.
create function commands.propose_month(branch_id uuid, month date) returns void
language plpgsql set search_path = ''
as $$
declare
  book public.rule_sets;
begin
  perform private.require(branch_id in (select private.my_branches()));
  if not private.is_month(month) or month >= private.month_of(private.today()) then
    perform private.refuse('month-not-over');
  end if;
  perform private.hold_branch(branch_id);
  if private.month_state(branch_id, month) <> 'draft' then
    perform private.refuse('not-a-draft');
  end if;
  book := private.rules_for(branch_id, month);
  if not private.is_open_month(branch_id, month) or book.id is null then
    perform private.refuse('month-closed');
  end if;
  perform private.count_facts(private.people_due(branch_id, month), month);
  perform private.set_month_state(branch_id, month, 'proposed', book.id);
  perform private.note_step(branch_id, month, 'proposed');
end
$$;

create function private.back_to_draft(branch_id uuid, month date, step text, note text) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.hold_branch(branch_id);
  if private.month_state(branch_id, month) <> 'proposed' then
    perform private.refuse('not-proposed');
  end if;
  perform private.set_month_state(branch_id, month, 'draft', null);
  perform private.note_step(branch_id, month, step, note);
end
$$;

-- Until the town has confirmed it, the branch may take its month back.
create function commands.withdraw_month(branch_id uuid, month date) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(branch_id in (select private.my_branches()));
  perform private.back_to_draft(branch_id, month, 'withdrawn', '');
end
$$;

-- The town gives it back, and says why.
create function commands.return_month(branch_id uuid, month date, note text) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(branch_id));
  if trim(note) = '' then
    perform private.refuse('bad-arguments');
  end if;
  perform private.back_to_draft(branch_id, month, 'returned', note);
end
$$;

-- Who handed a month in, the last time it was.
create function private.proposer_of(branch_id uuid, month date) returns uuid
language sql stable set search_path = ''
as $$
  select taken_by from public.month_steps as taken
  where taken.branch_id = proposer_of.branch_id and taken.month = proposer_of.month and step = 'proposed'
  order by taken_at desc limit 1
$$;

-- Writes down what a member's month came to, and the band of it by the bands of its sheet.
create function private.enter_result(
  id uuid, member_id uuid, sheet_id uuid, base_tenths int, category_tenths int, bonus_tenths int,
  objection_id uuid default null
) returns void
language sql set search_path = ''
as $$
  insert into public.month_results (
    id, member_id, sheet_id, month, base_tenths, category_tenths, bonus_tenths, band, band_words, colour, objection_id)
  select
    enter_result.id, enter_result.member_id, sheet.id, sheet.month, enter_result.base_tenths, enter_result.category_tenths,
    enter_result.bonus_tenths, band ->> 'code', band ->> 'words', band ->> 'colour', enter_result.objection_id
  from public.month_sheets as sheet
  cross join private.band_of(sheet.bands, base_tenths + category_tenths + bonus_tenths) as band
  where sheet.id = enter_result.sheet_id
$$;

-- The town confirms exactly what it has looked at (`seen`, from `month_sheet`); never the one who handed it in.
create function commands.confirm_month(branch_id uuid, month date, seen text) returns void
language plpgsql set search_path = ''
as $$
declare
  proposer uuid := private.proposer_of(branch_id, month);
  book public.rule_sets;
  people uuid[];
  bands jsonb;
  sheet uuid;
begin
  perform private.require(private.is_town_over(branch_id));
  perform private.hold_branch(branch_id);
  if private.month_state(branch_id, month) <> 'proposed' then
    perform private.refuse('not-proposed');
  end if;
  if proposer = private.me() then
    perform private.refuse('not-your-own');
  end if;
  if private.month_print(branch_id, month) <> seen then
    perform private.refuse('changed-meanwhile');
  end if;
  book := private.book_of(branch_id, month);
  people := private.people_due(branch_id, month);
  bands := (private.settings_for(branch_id)).bands;
  sheet := private.sheet_id(branch_id, month);
  perform private.set_month_state(branch_id, month, 'confirmed', book.id, bands);
  insert into public.point_entries (
    id, member_id, sheet_id, month, rule_set_id, code, kind, category, times, tenths, word_id, proposed_by, confirmed_by)
  select
    md5(concat_ws(' ', 'entry', line.member_id, to_char(confirm_month.month, 'YYYY-MM'), line.nth))::uuid, line.member_id,
    sheet, confirm_month.month, book.id, line.code, line.kind, line.category, line.times, line.tenths, line.word_id,
    proposer, private.me()
  from private.score_lines(people, month, book) as line;
  perform private.enter_result(
    md5(concat_ws(' ', 'result', score.member_id, to_char(confirm_month.month, 'YYYY-MM')))::uuid, score.member_id, sheet,
    score.base_tenths, score.category_tenths, score.bonus_tenths)
  from private.month_scores(people, month, book) as score;
  perform private.note_step(branch_id, month, 'confirmed');
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
