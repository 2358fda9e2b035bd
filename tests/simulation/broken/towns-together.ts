import { rewrite } from '../../support/rewrite-sql.ts'
import type { BrokenVersion } from './version.ts'

const xmin = 'pg_snapshot_xmin(pg_current_snapshot())'

/** The server's own clock in place of the transaction's number: when a transaction began. */
const byTheTownsClock = `
create function private.began_at() returns xid8 language sql stable as $$
  select (extract(epoch from now()) * 1000)::bigint::text::xid8 $$;
grant execute on function private.began_at() to authenticated;
alter table private.tombstones alter gone_in set default private.began_at();
${rewrite('private.stamp', 'pg_current_xact_id()', 'private.began_at()')}
${rewrite('private.is_stale', 'or at.since > pg_snapshot_xmax(pg_current_snapshot())', '')}
${rewrite('public.sync', xmin, 'private.began_at()')}`

const readsFirst = `
page := coalesce(page, private.read_page(at, private.room_of(asked)));
if not (page ->> 'more')::boolean then
  page := page || jsonb_build_object('cursor', private.write_cursor(
    row(epoch, sight, false, ${xmin}, ${xmin}, null, null, null, null)::private.cursor));
end if;
return jsonb_build_object('v', 1`

/** Looks, and then does; between the two somebody else may have done it. */
const looksFirst = (whenThere: string, whenNew: string) => `
create or replace function commands.record_reading(material_id uuid, reached_permille int, heard_seconds int)
returns void language plpgsql set search_path = '' as $$
declare
  kept public.study_progress;
begin
  perform private.require_study_of(material_id);
  select * into kept from public.study_progress as row
  where row.member_id = private.me() and row.material_id = record_reading.material_id;
  if found then
    update public.study_progress as row
    set reached_permille = greatest(${whenThere}.reached_permille, record_reading.reached_permille),
      heard_seconds = greatest(${whenThere}.heard_seconds, record_reading.heard_seconds)
    where row.id = kept.id;
  else
    insert into public.study_progress as row (member_id, branch_id, material_id, reached_permille, heard_seconds)
    values (private.me(), private.branch_held(private.me()), material_id, reached_permille, heard_seconds)
    ${whenNew};
  end if;
end
$$;`

const furthest = `on conflict on constraint study_progress_pkey do update
  set reached_permille = greatest(row.reached_permille, excluded.reached_permille),
    heard_seconds = greatest(row.heard_seconds, excluded.heard_seconds)`

/** Towns in which two people at once come between each other. */
export const townsTogether: readonly BrokenVersion[] = [
  {
    wrong: 'reads on from the highest number given out, which a late commit is below',
    town: rewrite('public.sync', xmin, 'pg_snapshot_xmax(pg_current_snapshot())'),
  },
  {
    wrong: 'reads on from the number of its own transaction',
    town: rewrite('public.sync', xmin, 'pg_current_xact_id()'),
  },
  {
    wrong: 'reads on by the server’s clock',
    town: byTheTownsClock,
  },
  {
    wrong: 'takes its cursor after it has read, and not before',
    town: rewrite('public.sync', "return jsonb_build_object('v', 1", readsFirst),
  },
  {
    wrong: 'does not wait for the same act when it arrives twice at once',
    town: rewrite(
      'private.judge_one',
      'perform pg_advisory_xact_lock(hashtextextended(command_id::text, 0));',
      '',
    ),
  },
  {
    wrong: 'refuses an act for good because two sessions waited for each other',
    town: rewrite('private.attempt', "('40', '53'", "('53'"),
  },
  {
    wrong: 'writes for a branch that a member is just leaving',
    town: rewrite('private.branch_held', 'for key share', ''),
  },
  {
    wrong: 'moves a member without waiting for what is being written about them',
    town: rewrite(
      'commands.transfer_member',
      'where id = member_id for update',
      'where id = member_id',
    ),
  },
  {
    wrong: 'gives out a piece that is just being taken back',
    town: rewrite('commands.assign_material', 'for no key update', ''),
  },
  {
    wrong: 'puts a file on a piece that is just being taken back',
    town: rewrite('commands.attach_file', 'for no key update', ''),
  },
  {
    wrong: 'looks how far somebody has read, and later writes down the further of that and this',
    town: looksFirst('kept', furthest),
  },
  {
    wrong: 'refuses the second of two that begin a piece at the same moment',
    town: looksFirst('row', ''),
  },
].map((version) => ({ ...version, together: true }))
