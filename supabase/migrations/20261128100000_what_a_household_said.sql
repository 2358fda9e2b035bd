-- What a household told its visitor is read where requests are: by the committee, the town and the stationed cadre, who
-- leave a line that they read; an area is told how many. The log of acts keeps how long such words were, not the words.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Makes one more thing of a member's something that is written down when it is read.
create function private.names_readings_of(thing text) returns void
language plpgsql set search_path = ''
as $$
declare
  things text[] := array(
    select said[1] from pg_catalog.pg_constraint as c,
      regexp_matches(pg_catalog.pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') as said
    where c.conrelid = 'public.access_log'::regclass and c.conname = 'access_log_what_check');
begin
  alter table public.access_log drop constraint access_log_what_check;
  execute format('alter table public.access_log add constraint access_log_what_check check (what in (%s))', (
    select string_agg(quote_literal(each), ', ' order by nth)
    from unnest(things || thing) with ordinality as listed (each, nth)));
end
$$;
select private.names_readings_of('visit');

-- What the log keeps of the arguments: no secret, no name or word of a villager, and of a long text, or of much together,
-- only how long it was.
create or replace function private.args_to_keep(args jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(
    left(key, 60),
    case
      when bytes > 4096 or sum_so_far > 8192 or key in ('household', 'households', 'asked', 'promise', 'note')
      then jsonb_build_object('bytes', bytes) else value end
  ), '{}')
  from (
    select key, value, bytes, sum(bytes) filter (where bytes <= 4096) over (order by key) as sum_so_far
    from (
      select key, value, octet_length(value::text) as bytes
      from jsonb_each(args) where key not like 'secret\_%' limit 40
    ) as said
  ) as kept
$$;

-- What was kept before it was so.
alter table private.command_log disable trigger only_grows;
update private.command_log set args = private.args_to_keep(args)
where name in ('record_visit', 'finish_visit_promise', 'set_households', 'decide_duty');
alter table private.command_log enable trigger only_grows;

drop function api.visits_below(uuid), public.visits_below(uuid);
create function public.visits_below(org_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  shown public.visits[];
begin
  if private.me() is null or private.oversees_requests(org_id) is not true then
    return private.not_allowed();
  end if;
  shown := array(
    select kept from public.visits as kept
    where kept.branch_id in (select private.below(array[visits_below.org_id]))
    order by kept.promise_by is not null and kept.kept_on is null desc,
      case when kept.kept_on is null then kept.promise_by end, kept.visited_on desc, kept.id
    limit 300);
  perform private.note_access(array(select distinct member_id from unnest(shown)), 'visit');
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', newest.id, 'member_id', newest.member_id, 'name', card.name, 'branch_id', newest.branch_id,
      'household', newest.household, 'visited_on', newest.visited_on, 'purpose', newest.purpose, 'asked', newest.asked,
      'promise', newest.promise, 'promise_by', newest.promise_by, 'kept_on', newest.kept_on, 'kept_note', newest.kept_note)
      order by newest.promise_by is not null and newest.kept_on is null desc,
        case when newest.kept_on is null then newest.promise_by end, newest.visited_on desc, newest.id)
    from unnest(shown) as newest
    join public.directory_cards as card on card.id = newest.member_id
  ), '[]');
end
$$;
comment on function public.visits_below(uuid) is
  'Definer: visits guard themselves; answers the committee, the town and the stationed cadre, and writes down that they read.';

-- How many there were this year in each branch below, for everybody who oversees one; nobody by name.
create function public.visit_totals(org_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select case
    when private.me() is null or (org_id in (select private.my_reach())) is not true then private.not_allowed()
    else coalesce((
      select jsonb_agg(jsonb_build_object(
        'branch_id', branch.id, 'made', figures.made, 'open', figures.open, 'overdue', figures.overdue,
        'kept', figures.kept) order by branch.name)
      from public.orgs as branch
      cross join lateral (
        select
          count(*) as made,
          count(*) filter (where visit.promise_by is not null and visit.kept_on is null) as open,
          count(*) filter (where visit.promise_by < private.today() and visit.kept_on is null) as overdue,
          count(*) filter (where visit.kept_on is not null) as kept
        from public.visits as visit
        where visit.branch_id = branch.id and visit.visited_on >= date_trunc('year', private.today()::timestamp)::date
      ) as figures
      where branch.id in (select private.below(array[visit_totals.org_id]))
        and branch.kind in ('village_branch', 'special_branch')
    ), '[]')
  end
$$;
comment on function public.visit_totals(uuid) is
  'Definer: adds up visits that the caller may not read one by one.';

select private.open_door('public.visits_below(uuid)');
select private.open_door('public.visit_totals(uuid)');

revoke execute on all functions in schema private from public;
