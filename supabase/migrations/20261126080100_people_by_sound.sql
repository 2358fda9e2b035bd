-- Whoever keeps the shop finds people as everywhere: by part of the name, by its sound written out, or by initials.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Whether what was typed names this person; the phone's `isNamed` says the same.
create function private.is_named(typed text, name text, pinyin text) returns boolean
language sql immutable set search_path = ''
as $$
  select wanted <> '' and (
    strpos(lower(name), wanted) > 0
    or starts_with(replace(lower(pinyin), ' ', ''), wanted)
    or starts_with((
      select string_agg(left(sound, 1), '' order by nth)
      from regexp_split_to_table(lower(pinyin), '\s+') with ordinality as heard (sound, nth)), wanted))
  from (select lower(regexp_replace(normalize(left(typed, 40), nfkc), '\s', '', 'g'))) as said (wanted)
$$;

create or replace function public.shop_people(org_id uuid, words text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or not private.keeps_shop(org_id) then private.not_allowed()
    else coalesce((
      select jsonb_agg(found order by found ->> 'name', found ->> 'member_id')
      from (
        select jsonb_build_object(
          'member_id', card.id, 'name', card.name, 'branch', branch.name, 'has_phone', private.has_phone(card.id),
          'has_pin', exists (select from private.shop_pins as pin where pin.member_id = card.id)) as found
        from public.directory_cards as card
        join public.members on members.id = card.id and members.suspended_at is null and members.left_on is null
        join public.orgs as branch on branch.id = card.branch_id
        where card.branch_id in (select private.below(array[shop_people.org_id]))
          and private.is_named(words, card.name, card.pinyin)
        order by card.name, card.id
        limit 20
      ) as listed
    ), '[]')
  end
$$;
comment on function public.shop_people(uuid, text) is
  'Definer: cards guard themselves; tells who keeps the shop a name and a branch, for serving somebody without a phone.';

revoke execute on all functions in schema private from public;
