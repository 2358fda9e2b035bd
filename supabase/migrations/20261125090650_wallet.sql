-- What a member has earned to spend. The score judges, the wallet spends; spending never lowers a score.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.wallet_entries (
  id uuid primary key,
  member_id uuid not null references public.members (id),
  kind text not null check (kind in ('earned', 'corrected', 'spent', 'returned')),
  -- The month it was earned in.
  month date check (private.is_month(month)),
  -- The order it was spent on.
  order_id uuid,
  tenths int not null check (tenths <> 0),
  entered_at timestamptz not null default now(),
  check ((kind = 'spent') = (tenths < 0)),
  check ((kind in ('earned', 'corrected')) = (month is not null)),
  check ((kind in ('spent', 'returned')) = (order_id is not null))
);
comment on table public.wallet_entries is
'What came into a member''s wallet and what was spent, in tenths of a point; the balance is their sum, and never below 0.';
create index wallet_entries_order_id_idx on public.wallet_entries (order_id);
select private.is_ledger('public.wallet_entries', '{changed_in}');
alter table public.wallet_entries enable row level security;
grant select on public.wallet_entries to authenticated;
select private.synced('wallet_entries', 141, own => 'member_id');
create index wallet_entries_member_id_idx on public.wallet_entries (member_id, changed_in);
select private.remembers_removals('wallet_entries', 'runners', '{}');

create policy "members see what is in their own wallet"
on public.wallet_entries for select to authenticated
using (member_id = (select private.me()));

create function private.balance_of(member_id uuid) returns int
language sql stable set search_path = ''
as $$
  select coalesce(sum(tenths), 0)::int from public.wallet_entries as kept where kept.member_id = balance_of.member_id
$$;

-- Whoever takes out of a wallet holds it first: two at once would both see the old balance. A lock of its own and not the
-- member's row, which much that a phone brings in the same trip holds for other reasons.
create function private.hold_wallet(member_id uuid) returns void
language sql set search_path = ''
as $$ select pg_advisory_xact_lock(hashtextextended('wallet ' || hold_wallet.member_id, 0)) $$;

-- A wallet holds what it says, whoever writes: an entry that would take out more than there is, is refused as a bug is.
create function private.refuse_overdraft() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.tenths < 0 and private.balance_of(new.member_id) + new.tenths < 0 then
    raise check_violation using message = 'more taken out than the wallet holds';
  end if;
  return new;
end
$$;
create trigger refuse_overdraft before insert on public.wallet_entries
for each row execute function private.refuse_overdraft();

revoke execute on all functions in schema private from public;
