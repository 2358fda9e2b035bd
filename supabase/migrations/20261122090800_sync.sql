-- One round trip: judge what the phone did, answer what has changed, read with the caller's own eyes.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Everything that decides what a member sees, in one line. When it differs from the cursor's, the phone starts afresh.
create function private.sight() returns text
language sql stable security definer set search_path = ''
as $$
  select md5(concat_ws('|',
    (select private.me()),
    (select string_agg(concat_ws(',', org_id, role), ';' order by org_id, role) from private.my_posts()),
    (select string_agg(concat_ws(',', member_id, branch_id, category), ';' order by member_id)
      from private.whose_study_i_carry()),
    (select tree_revision from private.town_state),
    (select md5(string_agg(concat_ws(',', name, columns), ';' order by place)) from private.synced_tables)
  ))
$$;
comment on function private.sight() is
  'Definer: reads what decides the caller''s rights. Only ever a hash about the caller.';

create function private.sync_plan() returns setof private.synced_tables
language sql stable security definer set search_path = ''
as $$ select * from private.synced_tables order by place $$;
comment on function private.sync_plan() is
  'Definer: a list of tables and columns, no secret, kept in a table that guards its rows like all others.';

create function private.epoch_now() returns table (epoch text, forgotten_up_to xid8)
language sql stable security definer set search_path = ''
as $$ select epoch, forgotten_up_to from private.town_state $$;
comment on function private.epoch_now() is
  'Definer: two marks of the database''s own life, no secret.';

-- A removal is found by whom it concerns: in a busy country most of those since a phone's last trip are others'.
create index tombstones_org_id_idx on private.tombstones (org_id, gone_in);
create index tombstones_branch_id_idx on private.tombstones (branch_id, gone_in);
create index tombstones_people_idx on private.tombstones using gin (people) with (fastupdate = off);

-- Removals the caller must hear of: those told to an audience the caller belongs to.
create function private.gone_since(since xid8) returns table (table_name text, row_id text)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  self uuid := private.me();
  branch uuid;
  tree uuid[];
  reach uuid[];
  branches uuid[];
  writing uuid[];
  above uuid[];
begin
  -- Most trips hear of no removal at all; one step into the index tells.
  if ((select gone_in from private.tombstones order by gone_in desc limit 1) >= since) is not true then
    return;
  end if;
  branch := private.my_branch();
  tree := array(select private.my_tree());
  reach := array(select private.my_reach());
  branches := array(select private.my_branches());
  writing := array(select private.my_writing());
  above := array(select private.above_my_posts());
  return query
  with recursive carried as (
    select person.member_id, person.category, person.branch_id as org_id from private.whose_study_i_carry() as person
    union
    select carried.member_id, carried.category, orgs.parent_id from carried join public.orgs on orgs.id = carried.org_id
  )
  select distinct grave.table_name, grave.row_id
  from private.tombstones as grave
  where grave.gone_in >= since
    -- What may concern the caller, by index; what does, by its audience.
    and (
      grave.people && array[self]
      or grave.branch_id = any (reach)
      or grave.org_id = any (tree || branches || writing || above || array(select org_id from carried))
    )
    and (
      grave.people && array[self]
      or case grave.audience
        when 'tree' then grave.org_id = any (tree)
        when 'peers' then grave.org_id = branch or grave.org_id = any (reach)
        when 'overseers' then grave.org_id = any (reach)
        when 'runners' then grave.org_id = any (branches)
        when 'writers' then grave.org_id = any (writing)
        when 'study' then
          grave.org_id = any (reach)
          or grave.branch_id = any (reach)
          or (grave.member_id is null and grave.org_id = any (above))
          or exists (
            select from carried
            where carried.org_id = grave.org_id
              and (grave.category is null or grave.category = carried.category)
              and (grave.member_id is null or grave.member_id = carried.member_id)
          )
      end
    )
  limit 1001;
end
$$;
comment on function private.gone_since(xid8) is
  'Definer: tombstones guard themselves; each row is told only to those who could see what it was.';

-- Where a phone stands between two trips. Opaque to it, and sealed: rows are read with its own eyes whatever it says, but
-- one that reaches further back than the phone ever stood would be told of removals from before its time.
create type private.cursor as (
  epoch text,
  sight text,
  is_copy boolean,
  since xid8,
  next_since xid8,
  table_name text,
  last_mine boolean,
  last_stamp xid8,
  last_id text
);

create function private.seal_of(words text) returns text
language sql stable security definer set search_path = ''
as $$
  select encode(substr(extensions.hmac(convert_to(words, 'UTF8'), seal_key, 'sha256'), 1, 8), 'hex')
  from private.town_state
$$;
comment on function private.seal_of(text) is 'Definer: the key stays in the house; only round trips put a seal under anything.';

create function private.write_cursor(at private.cursor) returns text
language sql stable set search_path = ''
as $$
  select words || '/' || private.seal_of(words)
  from concat_ws('/', '1', at.epoch, at.sight, case when at.is_copy then 'c' else 'd' end, at.since, at.next_since,
    coalesce(at.table_name, ''), coalesce(case when at.last_mine then 't' else 'f' end, ''),
    coalesce(at.last_stamp::text, ''), coalesce(at.last_id, '')) as words
$$;

-- Null for anything this server cannot have written.
create function private.read_cursor(said text) returns private.cursor
language plpgsql stable set search_path = ''
as $$
declare
  word text[] := regexp_match(said,
    '^1/([0-9a-f]{12})/([0-9a-f]{32})/([cd])/(0|[1-9]\d{0,18})/(0|[1-9]\d{0,18})/([a-z_]{0,60})/([tf]?)/((?:0|[1-9]\d{0,18})?)/([0-9a-f:-]{0,73})/([0-9a-f]{16})$');
begin
  if word is null or word[10] <> private.seal_of(left(said, -17)) then
    return null;
  end if;
  if word[6] <> '' and not exists (select from private.sync_plan() where name = word[6]) then
    return null;
  end if;
  if word[9] <> '' and word[9] !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:[0-9a-f-]{36})?$' then
    return null;
  end if;
  if length(word[9]) > 36 and word[6] <> 'study_progress' then
    return null;
  end if;
  return row(word[1], word[2], word[3] = 'c', word[4]::xid8, word[5]::xid8, nullif(word[6], ''),
    word[7] = 't', nullif(word[8], '')::xid8, nullif(word[9], ''))::private.cursor;
end
$$;

revoke execute on all functions in schema private from public;
grant execute on function
private.sight(), private.sync_plan(), private.epoch_now(), private.gone_since(xid8), private.epoch_ms(timestamptz),
private.seal_of(text), private.write_cursor(private.cursor), private.read_cursor(text)
to authenticated;
