-- The sync set: what travels to phones, how rows are stamped, how removals are remembered.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table private.synced_tables (
  name text primary key,
  place int not null unique,
  columns text [] not null,
  page_rows int not null check (page_rows between 1 and 1000),
  -- The question that reads one page of it; written once, since every trip asks it.
  page_sql text not null,
  -- The question that reads what is about the reader themselves ($1), for the first screen.
  own_sql text,
  -- In which ways a row may concern a reader; see `concerns`.
  ways text [] not null default '{}',
  -- Whether its rows about a member go along when the member moves to another branch.
  moves boolean not null default false
);
comment on table private.synced_tables is 'The tables that travel to phones, in the order they travel, with the columns a phone uses.';
alter table private.synced_tables enable row level security;

create table private.tombstones (
  id bigint generated always as identity primary key,
  table_name text not null,
  row_id text not null,
  gone_in xid8 not null default pg_current_xact_id(),
  gone_at timestamptz not null default now(),
  audience text not null check (audience in ('tree', 'peers', 'overseers', 'runners', 'writers', 'study')),
  org_id uuid,
  people uuid [] not null default '{}',
  category text,
  member_id uuid,
  branch_id uuid
);
comment on table private.tombstones is 'A row that somebody could see and no longer can, told only to those who could.';
create index tombstones_gone_in_idx on private.tombstones (gone_in);
create index tombstones_gone_at_idx on private.tombstones (gone_at);
alter table private.tombstones enable row level security;

create function private.stamp() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end
$$;

-- Arguments: who could see the row, the columns that name their orgs, the columns that name the people themselves.
create function private.leave_tombstones() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  was jsonb := to_jsonb(old);
  org_columns text[] := tg_argv[1];
  people_columns text[] := tg_argv[2];
  moved_from text[] := org_columns;
begin
  if tg_op = 'UPDATE' then
    moved_from := array(
      select c from unnest(org_columns) as c where was -> c is distinct from to_jsonb(new) -> c);
  end if;
  insert into private.tombstones (table_name, row_id, audience, org_id, people)
  select tg_table_name, old.id::text, tg_argv[0], (was ->> c)::uuid,
    array(select (was ->> p)::uuid from unnest(people_columns) as p)
  from unnest(moved_from) as c;
  return null;
end
$$;
comment on function private.leave_tombstones() is
  'Definer: whoever changes the row, the note about its old readers is written by the house.';

-- A column as the phone wants it: moments as milliseconds, everything else as JSON writes it.
create function private.wire_column(table_name text, columns text[]) returns table (nth int, expression text)
language sql stable set search_path = ''
as $$
  select row_number() over (order by attnum)::int,
    case when atttypid = 'timestamptz'::regtype then format('private.epoch_ms(t.%I)', attname) else format('t.%I', attname) end
  from pg_catalog.pg_attribute
  where attrelid = format('public.%I', table_name)::regclass and attname = any (columns)
$$;

create function private.wire_columns(table_name text, columns text[]) returns text
language sql stable set search_path = ''
as $$ select string_agg(expression, ', ' order by nth) from private.wire_column(table_name, columns) $$;

-- The rows of `found`, whose columns are c1, c2, …, as one list for each column: what is alike stands together, which
-- packs a sixth smaller than row by row.
create function private.listed(columns text[], line text) returns text
language sql immutable set search_path = ''
as $$
  select format('jsonb_build_array(%s)', string_agg(
    format('coalesce(jsonb_agg(c%s%s), ''[]'')', nth, line), ', ' order by nth))
  from generate_subscripts(columns, 1) as nth
$$;

create function private.named(table_name text, columns text[]) returns text
language sql stable set search_path = ''
as $$
  select string_agg(format('%s as c%s', expression, nth), ', ' order by nth)
  from private.wire_column(table_name, columns)
$$;

-- One page of one table. $1 since, $2 last stamp, $3 last id, $4 last row was mine, $5 rows, $6 bytes at most.
-- Tables go oldest change first; with `mine_first`, mine before others' and newest first, so today's arrives early.
create function private.page_sql(table_name text, columns text[], mine_first text) returns text
language sql stable set search_path = ''
as $$
  select format(
    $sql$
    with chosen as (
      select t.*, %3$s as mine
      from (
        select t.* from public.%1$I as t
        where t.changed_in >= $1
        -- A wall: without it the planner may walk the whole country in this order, hoping for a page of mine before long.
        offset 0
      ) as t
      where $2 is null or (%4$s) %5$s (%6$s $2, $3::%7$s)
      order by %8$s
      limit $5 + 1
    ), named as (
      -- Only of these: writing out every row that is left, page after page, would read all texts for each of them.
      select t.id, t.changed_in, t.mine, %2$s, octet_length(row(%9$s)::text) as size from chosen as t
    ), sized as (
      select *, row_number() over line as nth,
        coalesce(sum(size) over (line rows between unbounded preceding and 1 preceding), 0) as before
      from named as t
      window line as (order by %8$s)
    ), kept as (
      select * from sized where nth <= $5 and (before < $6 or nth = 1 and $6 > 0)
    )
    select
      %10$s as listed,
      count(*)::int as rows,
      coalesce(sum(size), 0)::int as bytes,
      count(*) = (select count(*) from chosen) as complete,
      (array_agg(changed_in order by nth desc))[1] as last_stamp,
      (array_agg(id::text order by nth desc))[1] as last_id,
      (array_agg(mine order by nth desc))[1] as last_mine
    from kept
    $sql$,
    table_name,
    private.named(table_name, columns),
    ask.is_mine, ask.place, ask.comes_after, ask.last_mine, ask.id_type, ask.line,
    private.wire_columns(table_name, columns),
    private.listed(columns, ' order by nth')
  )
  from (
    select
      coalesce('t.id in (select ' || mine_first || '())', 'false') as is_mine,
      case when mine_first is null then '>' else '<' end as comes_after,
      coalesce('t.id in (select ' || mine_first || '()), ', '') || 't.changed_in, t.id' as place,
      case when mine_first is null then '' else '$4, ' end as last_mine,
      case when mine_first is null then 't.changed_in, t.id' else 'mine desc, t.changed_in desc, t.id desc' end as line,
      (
        select atttypid::regtype::text from pg_catalog.pg_attribute
        where attrelid = format('public.%I', table_name)::regclass and attname = 'id'
      ) as id_type
  ) as ask
$$;

-- Writes the function that says in which tables something changed that may concern the caller, so that "nothing new"
-- reads a page of none, however busy the rest of the country is.
create function private.write_touched_since() returns void
language plpgsql set search_path = ''
as $$
begin
  execute format(
    $sql$
    create or replace function private.touched_since(since xid8) returns text[]
    language plpgsql stable security definer set search_path = '' as %L
    $sql$,
    (
      select format(
        $body$
        declare
          touched text[];
          mine text[] := '{}';
          self uuid;
          branch uuid;
          tree uuid[];
          reach uuid[];
          branches uuid[];
          given uuid[];
          pieces uuid[];
        begin
          -- The newest stamp is one step into the index; asking whether any row is new may read the whole table.
          touched := array_remove(array[%s], null);
          if touched = '{}' then
            return touched;
          end if;
          self := private.me();
          branch := private.my_branch();
          tree := array(select private.my_tree());
          reach := array(select private.my_reach());
          branches := array(select private.my_branches());
          if touched && '{study_assignments,materials,material_files,material_bodies}' then
            select ids, material_ids into given, pieces from private.study_i_may_see();
          end if;
          %s
          return mine;
        end
        $body$,
        string_agg(format(
          'case when (select changed_in from public.%I order by changed_in desc limit 1) >= since then %L end', name, name),
          ', ' order by place),
        string_agg(format('if %L = any (touched) and (%s) then mine := mine || %L::text; end if;',
          name, private.any_way(name, ways), name), ' ' order by place))
      from private.synced_tables
    ));
  comment on function private.touched_since(xid8) is
    'Definer: asks whether rows that may be the caller''s changed; which ones, the caller is told under the policies.';
  revoke execute on function private.touched_since(xid8) from public;
  grant execute on function private.touched_since(xid8) to authenticated;
end
$$;

create function private.any_way(table_name text, ways text[]) returns text
language sql stable set search_path = ''
as $$
  select coalesce(string_agg(
    format('exists (select from public.%I as t where %s and t.changed_in >= since)', table_name, way), ' or '), 'true')
  from unnest(ways) as way
$$;

-- Says in which ways a row of a table may concern a reader, each found by one index: all that a policy lets through,
-- and perhaps more. `self`, `branch`, `tree`, `reach`, `branches`, `given` and `pieces` are the reader's own.
create function private.concerns(table_name text, ways text[]) returns void
language plpgsql set search_path = ''
as $$
begin
  update private.synced_tables set ways = concerns.ways where name = concerns.table_name;
  perform private.write_touched_since();
end
$$;

-- The rows about one member, few enough to come with any page.
create function private.own_sql(table_name text, columns text[], own text) returns text
language sql stable strict set search_path = ''
as $$
  select format(
    'select %s as listed from (select %s from public.%I as t where t.%I = $1 order by t.id limit 300) as found',
    private.listed(columns, ''), private.named(table_name, columns), table_name, own)
$$;

-- Puts a table into the sync set: row stamp, index, place in the order. `hidden` columns stay on the server; `own` is
-- the column that names whom a row is about.
create function private.synced(
  table_name text, place int, hidden text[] default '{}', page_rows int default 1000, mine_first text default null,
  own text default null
) returns void
language plpgsql set search_path = ''
as $$
declare
  travelling text[];
begin
  travelling := array(
    select attname from pg_catalog.pg_attribute
    where attrelid = format('public.%I', table_name)::regclass and attnum > 0 and not attisdropped
      and attname <> all (hidden)
    order by attnum);
  execute format('alter table public.%I add column changed_in xid8 not null default pg_current_xact_id()', table_name);
  execute format('create index %I on public.%I (changed_in, id)', table_name || '_changed_in_idx', table_name);
  execute format(
    'create trigger a_stamp before insert or update on public.%I for each row execute function private.stamp()',
    table_name);
  insert into private.synced_tables (name, place, columns, page_rows, page_sql, own_sql)
  values (table_name, place, travelling, page_rows, private.page_sql(table_name, travelling, mine_first),
    private.own_sql(table_name, travelling, own));
  perform private.write_touched_since();
end
$$;

-- A row that is deleted, or moves to another org, is gone for those who could see it where it was.
create function private.remembers_removals(
  table_name text, audience text, org_columns text[] default '{branch_id}', people_columns text[] default '{member_id}'
) returns void
language plpgsql set search_path = ''
as $$
begin
  execute format(
    'create trigger leave_tombstones after update or delete on public.%I
      for each row execute function private.leave_tombstones(%L, %L, %L)',
    table_name, audience, org_columns, people_columns);
  -- Who would be told that a row is gone is who could see it.
  perform private.concerns(table_name, array(
    select format('t.%I = any (%s)', c, case audience
      when 'tree' then 'tree' when 'peers' then 'reach || branch' when 'overseers' then 'reach' when 'runners' then 'branches'
      -- What writers alone can lose, a draft, may once it is published concern all who see its organisation.
      when 'writers' then 'tree' end)
    from unnest(org_columns) as c
    union all
    select format('t.%I = self', p) from unnest(people_columns) as p
  ));
end
$$;

-- Rows of `member_id` belong to whichever branch answers for the member now; `private.move_rows_of` takes them along.
create function private.moves_with_member(table_name text) returns void
language sql set search_path = ''
as $$ update private.synced_tables set moves = true where name = moves_with_member.table_name $$;

-- House-keeping: removals older than `keep` are forgotten; a phone away for longer gets a fresh copy.
create function private.purge_tombstones(keep interval) returns bigint
language sql set search_path = ''
as $$
  with old as (
    delete from private.tombstones where gone_at < now() - keep returning gone_in
  ), horizon as (
    update private.town_state
    set forgotten_up_to = greatest(forgotten_up_to, (select gone_in from old order by gone_in desc limit 1))
    where exists (select from old)
  )
  select count(*) from old
$$;

-- After a restore: phones may know rows from a future that never happened, and stamps may be ahead of the counter.
create function private.renew_epoch() returns void
language plpgsql set search_path = ''
as $$
declare
  synced_table text;
begin
  update private.town_state
  set epoch = encode(extensions.gen_random_bytes(6), 'hex'), forgotten_up_to = '0';
  delete from private.tombstones;
  for synced_table in select name from private.synced_tables order by place loop
    execute format('update public.%I set changed_in = pg_current_xact_id()', synced_table);
  end loop;
end
$$;

revoke execute on all functions in schema private from public;
