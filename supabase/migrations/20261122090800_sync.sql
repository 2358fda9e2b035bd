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

-- Removals the caller must hear of: those told to an audience the caller belongs to.
create function private.gone_since(since xid8) returns table (table_name text, row_id text)
language sql stable security definer set search_path = ''
as $$
  select distinct grave.table_name, grave.row_id
  from private.tombstones as grave
  where grave.gone_in >= since and (
    grave.people && array[(select private.me())]
    or case grave.audience
      when 'tree' then grave.org_id in (select private.my_tree())
      when 'peers' then grave.org_id = (select private.my_branch()) or grave.org_id in (select private.my_reach())
      when 'overseers' then grave.org_id in (select private.my_reach())
      when 'runners' then grave.org_id in (select private.my_branches())
      when 'writers' then grave.org_id in (select private.my_writing())
      when 'study' then
        grave.org_id in (select private.my_reach())
        or grave.branch_id in (select private.my_reach())
        or (grave.member_id is null and grave.org_id in (select private.above_my_posts()))
        or exists (
          select from private.whose_study_i_carry() as person
          where grave.org_id in (select private.line_of(person.branch_id))
            and (grave.category is null or grave.category = person.category)
            and (grave.member_id is null or grave.member_id = person.member_id)
        )
    end
  )
  limit 1001
$$;
comment on function private.gone_since(xid8) is
  'Definer: tombstones guard themselves; each row is told only to those who could see what it was.';

-- A column as the phone wants it: moments as milliseconds, everything else as JSON writes it.
create function private.wire_columns(synced_table private.synced_tables) returns text
language sql stable set search_path = ''
as $$
  select string_agg(
    case when atttypid = 'timestamptz'::regtype then format('private.epoch_ms(t.%I)', attname) else format('t.%I', attname) end,
    ', ' order by attnum)
  from pg_catalog.pg_attribute
  where attrelid = format('public.%I', synced_table.name)::regclass and attname = any (synced_table.columns)
$$;

-- One page of one table. $1 since, $2 last stamp, $3 last id, $4 last row was mine, $5 rows, $6 bytes at most.
-- Small tables go oldest change first; texts go mine first, newest first, so the one for today arrives early.
create function private.page_sql(synced_table private.synced_tables) returns text
language sql stable set search_path = ''
as $$
  select format(
    $sql$
    with chosen as (
      select t.id, t.changed_in, %3$s as mine, jsonb_build_array(%2$s) as fields
      from public.%1$I as t
      where t.changed_in >= $1 and ($2 is null or (%4$s) %5$s (%6$s))
      order by %7$s
      limit $5 + 1
    ), sized as (
      select *, row_number() over line as nth,
        coalesce(sum(octet_length(fields::text)) over (line rows between unbounded preceding and 1 preceding), 0) as before
      from chosen as t
      window line as (order by %7$s)
    ), kept as (
      select * from sized where nth <= $5 and (before < $6 or nth = 1 and $6 > 0)
    )
    select
      coalesce(jsonb_agg(fields order by nth), '[]') as fields,
      count(*)::int as rows,
      coalesce(sum(octet_length(fields::text)), 0)::int as bytes,
      count(*) = (select count(*) from chosen) as complete,
      (array_agg(changed_in order by nth desc))[1] as last_stamp,
      (array_agg(id::text order by nth desc))[1] as last_id,
      (array_agg(mine order by nth desc))[1] as last_mine
    from kept
    $sql$,
    synced_table.name,
    private.wire_columns(synced_table),
    case when synced_table.mine_first is null then 'false' else format('t.id in (select %s())', synced_table.mine_first) end,
    case when synced_table.mine_first is null then 't.changed_in, t.id'
      else format('t.id in (select %s()), t.changed_in, t.id', synced_table.mine_first) end,
    case when synced_table.mine_first is null then '>' else '<' end,
    case when synced_table.mine_first is null then '$2, $3::' else '$4, $2, $3::' end || (
      select atttypid::regtype::text from pg_catalog.pg_attribute
      where attrelid = format('public.%I', synced_table.name)::regclass and attname = 'id'),
    case when synced_table.mine_first is null then 't.changed_in, t.id' else 'mine desc, t.changed_in desc, t.id desc' end
  )
$$;

-- Where a phone stands between two trips. Opaque to it; forged ones gain nothing, since rows are read with its own eyes.
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

create function private.write_cursor(at private.cursor) returns text
language sql immutable set search_path = ''
as $$
  select concat_ws('/', '1', at.epoch, at.sight, case when at.is_copy then 'c' else 'd' end, at.since, at.next_since,
    coalesce(at.table_name, ''), coalesce(case when at.last_mine then 't' else 'f' end, ''),
    coalesce(at.last_stamp::text, ''), coalesce(at.last_id, ''))
$$;

-- Null for anything this server cannot have written.
create function private.read_cursor(said text) returns private.cursor
language plpgsql stable set search_path = ''
as $$
declare
  word text[] := regexp_match(said,
    '^1/([0-9a-f]{12})/([0-9a-f]{32})/([cd])/(\d{1,19})/(\d{1,19})/([a-z_]{0,60})/([tf]?)/(\d{0,19})/([0-9a-f:-]{0,73})$');
begin
  if word is null or (word[6] <> '' and not exists (select from private.sync_plan() where name = word[6])) then
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
private.wire_columns(private.synced_tables), private.page_sql(private.synced_tables),
private.write_cursor(private.cursor), private.read_cursor(text)
to authenticated;
