-- The committee puts up how its quarter compared, and may lift somebody whose deeds no record knows. Nobody is pushed down.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Whom to lift, in which aspect, and why; nobody twice in one.
create function private.are_lifts(lifts jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select case
    when jsonb_typeof(lifts) <> 'array' or jsonb_array_length(lifts) > 300 then false
    when exists (
      select from jsonb_array_elements(lifts) as lift
      where case when jsonb_typeof(lift) <> 'object' then true else (
        lift - '{member_id,aspect,reason}'::text[] = '{}'
        and jsonb_typeof(lift -> 'member_id') = 'string'
        and lift ->> 'member_id' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        and jsonb_typeof(lift -> 'aspect') = 'string'
        and lift ->> 'aspect' in ('study', 'conduct', 'contribution')
        and jsonb_typeof(lift -> 'reason') = 'string' and char_length(trim(lift ->> 'reason')) between 1 and 200
      ) is not true end
    ) then false
    else (
      select count(distinct (lift ->> 'member_id', lift ->> 'aspect')) = count(*) from jsonb_array_elements(lifts) as lift)
  end
$$;

create function private.lifted(band text) returns text
language sql immutable set search_path = ''
as $$ select case when band = 'met' then 'top' else 'met' end $$;

-- A quarter that is over is put up once the committee has looked at it, and stands from then on.
create function commands.publish_comparison(
  comparison_id uuid, branch_id uuid, quarter date, seen text, lifts jsonb default '[]'
) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(branch_id in (select private.my_branches()));
  if not private.is_quarter(quarter) or not private.are_lifts(lifts) then
    perform private.refuse('bad-arguments');
  end if;
  if private.end_of_quarter(quarter) >= private.today() then
    perform private.refuse('quarter-not-over');
  end if;
  if quarter < private.today() - 400 then
    perform private.refuse('day-out-of-range');
  end if;
  if exists (
    select from jsonb_array_elements(lifts) as lift where (lift ->> 'member_id')::uuid = private.me()) then
    perform private.refuse('not-your-own');
  end if;
  -- Two of the committee, one after the other.
  perform private.hold_branch(branch_id);
  if exists (
    select from public.comparisons as kept
    where kept.branch_id = publish_comparison.branch_id and kept.quarter = publish_comparison.quarter
      and kept.state = 'published') then
    perform private.refuse('compared-already');
  end if;
  if (
    select count(*) from public.comparisons as kept
    where kept.branch_id = publish_comparison.branch_id and kept.quarter = publish_comparison.quarter) >= 10 then
    perform private.refuse('often-enough');
  end if;
  if private.comparison_print(branch_id, quarter) <> seen then
    perform private.refuse('changed-meanwhile');
  end if;
  insert into public.comparisons (id, branch_id, quarter, published_by, publisher, published_on)
  select comparison_id, publish_comparison.branch_id, publish_comparison.quarter, card.id, card.name, private.today()
  from public.directory_cards as card where card.id = private.me();
  insert into public.comparison_results (
    id, comparison_id, branch_id, quarter, member_id, aspect, band, figures, lift_reason, lifted_by, lifter)
  select
    md5(concat_ws(' ', 'compared', comparison_id, found.member_id, found.aspect))::uuid, comparison_id,
    publish_comparison.branch_id, publish_comparison.quarter, found.member_id, found.aspect,
    case when lift.reason is null then found.band else private.lifted(found.band) end, found.figures,
    coalesce(lift.reason, ''), case when lift.reason is not null then card.id end,
    case when lift.reason is not null then card.name else '' end
  from private.compare(private.people_compared(branch_id), quarter) as found
  cross join (select id, name from public.directory_cards where id = private.me()) as card
  left join (
    select (said ->> 'member_id')::uuid as member_id, said ->> 'aspect' as aspect, trim(said ->> 'reason') as reason
    from jsonb_array_elements(lifts) as said
  ) as lift
    on lift.member_id = found.member_id and lift.aspect = found.aspect and found.band <> 'top';
  -- Somebody of another branch, or already in the first band, is lifted by nobody.
  if (
    select count(*) from public.comparison_results as kept
    where kept.comparison_id = publish_comparison.comparison_id and kept.lifted_by is not null
  ) <> jsonb_array_length(lifts) then
    perform private.refuse('bad-arguments');
  end if;
  insert into public.comparison_marks (id, comparison_id, branch_id, aspect, member_id, name, pinyin)
  select
    md5(concat_ws(' ', 'named', publish_comparison.comparison_id, kept.member_id, kept.aspect))::uuid, kept.comparison_id,
    publish_comparison.branch_id, kept.aspect, kept.member_id, card.name, card.pinyin
  from public.comparison_results as kept
  join public.directory_cards as card on card.id = kept.member_id
  where kept.comparison_id = publish_comparison.comparison_id and kept.band = 'top';
end
$$;

-- What was put up by mistake is taken down with a reason that everybody who read it can read, and may be put up anew.
create function commands.withdraw_comparison(comparison_id uuid, reason text) returns void
language plpgsql set search_path = ''
as $$
declare
  standing public.comparisons;
begin
  select * into standing from public.comparisons as kept where kept.id = comparison_id for no key update;
  perform private.require(
    standing.branch_id in (select private.my_branches()) or private.is_town_over(standing.branch_id));
  if standing.state <> 'published' then
    perform private.refuse('comparison-gone');
  end if;
  if trim(withdraw_comparison.reason) = '' then
    perform private.refuse('no-reason');
  end if;
  delete from public.comparison_marks as kept where kept.comparison_id = withdraw_comparison.comparison_id;
  delete from public.comparison_results as kept where kept.comparison_id = withdraw_comparison.comparison_id;
  update public.comparisons as kept set
    state = 'withdrawn', reason = trim(withdraw_comparison.reason), withdrawn_on = private.today(),
    withdrawn_by = private.me()
  where kept.id = withdraw_comparison.comparison_id;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
