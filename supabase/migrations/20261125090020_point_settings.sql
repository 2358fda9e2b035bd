-- How a town shows its points: the bands of its boards, what is published of them, and how long people may object.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- The bands of a board, best first or not: a code, its word, its colour, from how many tenths on, and whether the branch
-- reads who is in it. One of them begins at nothing, so that everybody is in one.
create function private.are_bands(bands jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select case
    when jsonb_typeof(bands) <> 'array' or jsonb_array_length(bands) not between 1 and 6 then false
    when exists (
      select from jsonb_array_elements(bands) as band
      where case when jsonb_typeof(band) <> 'object' then true else (
        band - '{code,words,colour,from_tenths,is_published}'::text[] = '{}'
        and jsonb_typeof(band -> 'code') = 'string' and band ->> 'code' ~ '^[a-z]{1,20}$'
        and jsonb_typeof(band -> 'words') = 'string' and char_length(trim(band ->> 'words')) between 1 and 10
        and jsonb_typeof(band -> 'colour') = 'string' and band -> 'colour' <@ '["red", "blue", "amber", "green"]'
        and jsonb_typeof(band -> 'from_tenths') = 'number' and band ->> 'from_tenths' ~ '^\d{1,4}$'
        and jsonb_typeof(band -> 'is_published') = 'boolean'
      ) is not true end
    ) then false
    else (
      select count(distinct band ->> 'code') = count(*) and count(distinct band ->> 'words') = count(*)
        and count(distinct (band ->> 'from_tenths')::int) = count(*) and min((band ->> 'from_tenths')::int) = 0
      from jsonb_array_elements(bands) as band
    )
  end
$$;

create table public.point_settings (
  id uuid primary key references public.orgs (id),
  bands jsonb not null check (private.are_bands(bands)),
  -- For so many days a published month may be objected to; then it closes by itself.
  objection_days int not null check (objection_days between 1 and 30),
  -- Within so many days an objection is to be answered.
  answer_days int not null check (answer_days between 1 and 30),
  -- Whether a board says who came first; otherwise names stand in the order of their sound.
  shows_ranks boolean not null,
  edited_by uuid references public.members (id),
  edited_at timestamptz not null default now()
);
comment on table public.point_settings is 'How a town shows its points, and for how long people may object. Its id is the town''s.';
create index point_settings_edited_by_idx on public.point_settings (edited_by);
alter table public.point_settings enable row level security;
grant select on public.point_settings to authenticated;
select private.synced('point_settings', 142);
select private.remembers_removals('point_settings', 'tree', '{id}', '{}');

create policy "members see how their town shows points"
on public.point_settings for select to authenticated
using (id = any (array(select private.my_tree())));

create function private.begin_with_default_settings(town_id uuid) returns void
language sql set search_path = ''
as $$
  insert into public.point_settings (id, bands, objection_days, answer_days, shows_ranks)
  values (town_id, '[
    {"code": "red", "words": "先锋", "colour": "red", "from_tenths": 900, "is_published": true},
    {"code": "blue", "words": "合格", "colour": "blue", "from_tenths": 700, "is_published": true},
    {"code": "yellow", "words": "提醒", "colour": "amber", "from_tenths": 0, "is_published": false}
  ]', 5, 7, false)
  on conflict do nothing
$$;
select private.begin_with_default_settings(id) from public.orgs where kind = 'town';

create function private.settle_new_town() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.begin_with_default_settings(new.id);
  return null;
end
$$;
comment on function private.settle_new_town() is
  'Definer: settings guard themselves; the first ones come with the town, whoever founds it.';
create trigger settle_new_town
after insert on public.orgs
for each row when (new.kind = 'town') execute function private.settle_new_town();

create function private.settings_for(branch_id uuid) returns public.point_settings
language sql stable set search_path = ''
as $$
  select point_settings from public.point_settings
  where id in (select private.line_of(settings_for.branch_id))
  limit 1
$$;

-- The band that so many tenths come to.
create function private.band_of(bands jsonb, tenths int) returns jsonb
language sql immutable set search_path = ''
as $$
  select band from jsonb_array_elements(bands) as band
  where (band ->> 'from_tenths')::int <= greatest(tenths, 0)
  order by (band ->> 'from_tenths')::int desc
  limit 1
$$;

-- From the next confirmation on: a month that is confirmed keeps the bands it was confirmed with.
create function commands.set_point_settings(
  org_id uuid, bands jsonb, objection_days int, answer_days int, shows_ranks boolean
) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(org_id) and exists (
    select from public.point_settings as kept where kept.id = org_id));
  update public.point_settings as kept set
    bands = set_point_settings.bands, objection_days = set_point_settings.objection_days,
    answer_days = set_point_settings.answer_days, shows_ranks = set_point_settings.shows_ranks,
    edited_by = private.me(), edited_at = now()
  where kept.id = org_id;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
