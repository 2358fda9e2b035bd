-- Service shifts of a branch: what is to be done, who has said they come, and what they said when they could not.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.shifts (
  id uuid primary key,
  org_id uuid not null references public.orgs (id),
  -- The first of a row of shifts that were made together, for itself as well; null for one that stands alone.
  series_id uuid references public.shifts (id),
  post text not null check (char_length(post) between 1 and 60),
  place text not null check (char_length(place) between 1 and 100),
  bring text not null default '' check (char_length(bring) <= 200),
  on_day date not null check (on_day between '2020-01-01' and '2100-01-01'),
  -- Minutes of the town's day.
  from_minute int not null check (from_minute between 0 and 1439),
  until_minute int not null check (until_minute between 1 and 1440),
  places int not null check (places between 1 and 200),
  -- Who may come; nobody named: whoever is of the branch.
  categories text[] not null default '{}'
  check (categories <@ '{migrant,village,hardship,elder,office,rectify}'::text[]),
  -- First and last day to sign up on.
  opens_on date not null,
  closes_on date not null,
  -- Until so many hours before it begins one may leave without a word.
  leave_hours int not null check (leave_hours between 0 and 336),
  -- So many hours at least lie between two shifts of one member.
  rest_hours int not null check (rest_hours between 0 and 168),
  -- So long a place is kept for whoever is next on the list.
  confirm_hours int not null check (confirm_hours between 1 and 168),
  organiser_id uuid not null references public.members (id),
  status text not null default 'draft' check (status in ('draft', 'open', 'called_off')),
  -- Why it was called off.
  note text not null default '' check (char_length(note) <= 300),
  -- When something that matters was last changed, or it was called off; whoever had signed up before is told.
  changed_at timestamptz,
  made_by uuid not null references public.members (id),
  check (from_minute < until_minute),
  check (opens_on <= closes_on and closes_on <= on_day),
  check (status <> 'called_off' or note <> '')
);
comment on table public.shifts is 'A few hours of service that members of a branch sign up for; a draft, open, or called off.';
create index shifts_series_id_idx on public.shifts (series_id);
create index shifts_organiser_id_idx on public.shifts (organiser_id);
create index shifts_made_by_idx on public.shifts (made_by);
alter table public.shifts enable row level security;
grant select on public.shifts to authenticated;
select private.synced('shifts', 165, '{made_by}');
create index shifts_org_id_idx on public.shifts (org_id, changed_in);
select private.remembers_removals('shifts', 'peers', '{org_id}', '{}');

create policy "members see shifts of their branch, overseers those below"
on public.shifts for select to authenticated
using (
  (status <> 'draft' and (org_id = (select private.my_branch()) or org_id = any (array(select private.my_reach()))))
  or org_id = any (array(select private.my_writing()))
);

create table public.shift_signups (
  id uuid primary key,
  shift_id uuid not null references public.shifts (id),
  member_id uuid not null references public.members (id),
  -- The branch whose shift it is: what was served stays with it when the member moves.
  branch_id uuid not null references public.orgs (id),
  -- As the shift says, so that somebody's hours can be read without it.
  post text not null,
  on_day date not null,
  -- In which order the town heard it.
  nth int not null check (nth > 0),
  status text not null check (status in ('waiting', 'offered', 'held', 'here', 'served', 'absent', 'left', 'lapsed', 'covered')),
  -- Until when a place is kept for somebody from the list.
  offered_until timestamptz,
  heard_at timestamptz not null default clock_timestamp(),
  -- When the member last knew how the shift stands: signed up, confirmed, or read what was changed.
  agreed_at timestamptz not null default now(),
  -- Minutes of the town's day.
  served_from int check (served_from between 0 and 1439),
  served_until int check (served_until between 1 and 1440),
  -- By the organiser's list, by the code the member showed, or put in afterwards.
  how text check (how in ('list', 'code', 'paper')),
  -- The member, or whoever did it for somebody without a phone.
  made_by uuid not null references public.members (id),
  -- Who wrote down that they came, or did not.
  marked_by uuid references public.members (id),
  check ((status = 'offered') = (offered_until is not null)),
  check ((status in ('here', 'served')) = (served_from is not null)),
  check ((status = 'served') = (served_until is not null)),
  check ((status in ('here', 'served')) = (how is not null)),
  check (served_from < served_until)
);
comment on table public.shift_signups is
'That somebody said they come to a shift: on the list, asked to confirm, in, there, or why not any more.';
-- Nobody stands on one shift twice; who left may come again.
create unique index shift_signups_one_each_idx on public.shift_signups (shift_id, member_id)
where status in ('waiting', 'offered', 'held', 'here', 'served', 'absent');
create unique index shift_signups_nth_idx on public.shift_signups (shift_id, nth);
create index shift_signups_offered_until_idx on public.shift_signups (offered_until) where status = 'offered';
create index shift_signups_made_by_idx on public.shift_signups (made_by);
create index shift_signups_marked_by_idx on public.shift_signups (marked_by);
alter table public.shift_signups enable row level security;
grant select on public.shift_signups to authenticated;
select private.synced('shift_signups', 166, own => 'member_id');
create index shift_signups_member_id_idx on public.shift_signups (member_id, on_day);
create index shift_signups_branch_id_idx on public.shift_signups (branch_id, changed_in);
select private.remembers_removals('shift_signups', 'peers');

create policy "members see who comes in their branch, overseers below"
on public.shift_signups for select to authenticated
using (
  member_id = (select private.me())
  or branch_id = (select private.my_branch())
  or branch_id = any (array(select private.my_reach()))
);

create table public.shift_words (
  id uuid primary key,
  signup_id uuid not null references public.shift_signups (id),
  shift_id uuid not null references public.shifts (id),
  member_id uuid not null references public.members (id),
  -- To whom it was said.
  organiser_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  kind text not null check (kind in ('leaving', 'absence')),
  words text not null check (char_length(words) between 1 and 300),
  said_at timestamptz not null default now()
);
comment on table public.shift_words is
'What a member told the organiser: why they leave late, or did not come. For the two of them and the committee.';
create index shift_words_signup_id_idx on public.shift_words (signup_id);
create index shift_words_shift_id_idx on public.shift_words (shift_id);
create index shift_words_member_id_idx on public.shift_words (member_id);
create index shift_words_organiser_id_idx on public.shift_words (organiser_id);
select private.is_ledger('public.shift_words', '{changed_in}');
alter table public.shift_words enable row level security;
grant select on public.shift_words to authenticated;
select private.synced('shift_words', 167, own => 'member_id');
create index shift_words_branch_id_idx on public.shift_words (branch_id, changed_in);
select private.remembers_removals('shift_words', 'runners', '{branch_id}', '{member_id,organiser_id}');

create policy "members see what they said, and those who were told"
on public.shift_words for select to authenticated
using (
  member_id = (select private.me())
  or organiser_id = (select private.me())
  or branch_id = any (array(select private.my_branches()))
);

create table public.shift_covers (
  id uuid primary key,
  signup_id uuid not null references public.shift_signups (id),
  shift_id uuid not null references public.shifts (id),
  from_member_id uuid not null references public.members (id),
  to_member_id uuid not null references public.members (id),
  branch_id uuid not null references public.orgs (id),
  state text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
  asked_at timestamptz not null default now(),
  check (from_member_id <> to_member_id)
);
comment on table public.shift_covers is 'A member asks another to come in their place, who says yes or no.';
create unique index shift_covers_one_asked_idx on public.shift_covers (signup_id) where state = 'asked';
create index shift_covers_signup_id_idx on public.shift_covers (signup_id);
create index shift_covers_shift_id_idx on public.shift_covers (shift_id);
create index shift_covers_from_member_id_idx on public.shift_covers (from_member_id);
create index shift_covers_to_member_id_idx on public.shift_covers (to_member_id);
alter table public.shift_covers enable row level security;
grant select on public.shift_covers to authenticated;
select private.synced('shift_covers', 168);
create index shift_covers_branch_id_idx on public.shift_covers (branch_id, changed_in);
select private.remembers_removals('shift_covers', 'runners', '{branch_id}', '{from_member_id,to_member_id}');

create policy "whoever asks, whoever is asked and the committee see it"
on public.shift_covers for select to authenticated
using (
  from_member_id = (select private.me())
  or to_member_id = (select private.me())
  or branch_id = any (array(select private.my_branches()))
);

create table public.shift_codes (
  id uuid primary key references public.shift_signups (id),
  shift_id uuid not null references public.shifts (id),
  member_id uuid not null references public.members (id),
  code text not null check (code ~ '^\d{6}$')
);
comment on table public.shift_codes is
'What a member shows at the place to be checked in; on no other phone. Its id is the sign-up''s.';
create unique index shift_codes_code_idx on public.shift_codes (shift_id, code);
alter table public.shift_codes enable row level security;
grant select on public.shift_codes to authenticated;
select private.synced('shift_codes', 169, own => 'member_id');
create index shift_codes_member_id_idx on public.shift_codes (member_id, changed_in);
select private.remembers_removals('shift_codes', 'runners', '{}');

create policy "members see their own code"
on public.shift_codes for select to authenticated
using (member_id = (select private.me()));

revoke execute on all functions in schema private from public;
