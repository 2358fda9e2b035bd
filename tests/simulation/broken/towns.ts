import { rewrite } from '../../support/rewrite-sql.ts'
import { type BrokenVersion } from './version.ts'

/** A clock in place of the transaction's number, as most engines have it: when the phone says that it was done. */
const byThePhonesClock = `
create function private.said_now() returns xid8 language sql stable as $$
  select coalesce(nullif(current_setting('broken.made_at', true), ''),
    (extract(epoch from clock_timestamp()) * 1000)::bigint::text)::xid8 $$;
grant execute on function private.said_now() to authenticated;
alter table private.tombstones alter gone_in set default private.said_now();
${rewrite('private.stamp', 'pg_current_xact_id()', 'private.said_now()')}
${rewrite('private.judge_one', 'verdict := case', `perform set_config('broken.made_at', coalesce(command ->> 'made_at', ''), true); verdict := case`)}
${rewrite('private.judge', 'return verdicts;', `perform set_config('broken.made_at', '', true); return verdicts;`)}
${rewrite('private.is_stale', 'or at.since > pg_snapshot_xmax(pg_current_snapshot())', '')}
${rewrite('public.sync', 'pg_snapshot_xmin(pg_current_snapshot())', 'private.said_now()')}`

/** Towns that lose track of what a phone has and has not heard. */
export const townsReading: readonly BrokenVersion[] = [
  {
    wrong: 'reads on by the time at which a phone says that something was done',
    town: byThePhonesClock,
  },
  {
    wrong: 'reads on from after the cursor’s number, and not from it',
    town: `update private.synced_tables set page_sql = replace(page_sql, 't.changed_in >= $1', 't.changed_in > $1');`,
  },
  {
    wrong: 'does not notice that the database was restored (no epoch)',
    town: rewrite('private.is_stale', 'or at.epoch <> town.epoch', ''),
  },
  {
    wrong: 'does not start a phone afresh when its owner’s rights change (no sight)',
    town: rewrite('private.is_stale', 'or at.sight <> is_stale.sight', ''),
  },
  {
    wrong: 'leaves no tombstone when progress moves to another branch',
    town: 'drop trigger leave_tombstones on public.study_progress;',
  },
  {
    wrong: 'tells removals to nobody',
    town: rewrite('private.gone_since', 'limit 1001', 'limit 0'),
  },
  {
    wrong: 'does not stamp progress when it changes',
    town: 'drop trigger a_stamp on public.study_progress;',
  },
  {
    wrong: 'leaves a piece that is taken back on the phones that had it',
    town: rewrite('private.note_assignment', "if tg_op <> 'INSERT' then", 'if false then'),
  },
  {
    wrong: 'forgets one way in which progress concerns its reader',
    town: `select private.concerns('study_progress', '{t.branch_id = any (branches)}');`,
  },
]

/** Towns that judge wrongly, or do not keep to what they judged. */
export const townsJudging: readonly BrokenVersion[] = [
  {
    wrong: 'does not remember its verdict: an act that arrives twice is done twice',
    town:
      rewrite('private.judge_one', 'if found then', 'if false then') +
      rewrite(
        'private.judge_one',
        `private.moment_said(command -> 'made_at'), verdict
  );`,
        `private.moment_said(command -> 'made_at'), verdict
  ) on conflict (id) do nothing;`,
      ),
  },
  {
    wrong: 'rewrites its log when an act comes again',
    town: `drop trigger only_grows on private.command_log;
      ${rewrite('private.judge_one', 'if found then', "if found then update private.command_log set made_at = null, code = 'not-allowed' where id = command_id;")}`,
  },
  {
    wrong: 'strikes an act from its log when it comes again, and judges it anew',
    town: `drop trigger only_grows on private.command_log;
      ${rewrite('private.judge_one', 'if found then', 'if found then delete from private.command_log where id = command_id; end if; if false then')}`,
  },
  {
    wrong:
      'judges new acts in a new life of the database before the phone has said the old ones again',
    town: rewrite('public.sync', "asked ->> 'epoch' = epoch", 'true'),
  },
  {
    wrong: 'adds readings up instead of keeping the furthest',
    town: rewrite(
      'commands.record_reading',
      'greatest(kept.heard_seconds, excluded.heard_seconds)',
      'kept.heard_seconds + excluded.heard_seconds',
    ),
  },
  {
    wrong: 'lets a reading go backwards',
    town: rewrite(
      'commands.record_reading',
      'greatest(kept.reached_permille, excluded.reached_permille)',
      'excluded.reached_permille',
    ),
  },
  {
    wrong: 'counts a piece’s minutes again each time it is finished',
    town: rewrite(
      'private.finish',
      'case when kept.finished_at is null then excluded.counted_minutes else kept.counted_minutes end',
      'kept.counted_minutes + excluded.counted_minutes',
    ),
  },
  {
    wrong: 'does what those ask who are not allowed to',
    town: rewrite('private.require', 'if allowed is not true then', 'if false then'),
  },
  {
    wrong: 'lets people write down lessons with elders who are not, or no longer, theirs',
    town: rewrite('commands.record_home_lesson', 'if not exists (', 'if false and not exists ('),
  },
  {
    wrong: 'leaves a member’s study behind when the member moves to another branch',
    town: "update private.synced_tables set moves = false where name = 'study_progress'",
  },
  {
    wrong: 'agrees to a lesson at home and does not count it as the elder’s study',
    town: rewrite(
      'commands.record_home_lesson',
      "perform private.finish(elder_id, material_id, given_on, 'helper', '{}');",
      '',
    ),
  },
]

/** Towns that lose count of who comes to a shift. */
export const townsServing: readonly BrokenVersion[] = [
  {
    wrong: 'gives away one place of a shift more than there are',
    town: rewrite(
      'commands.sign_up',
      'private.taken_of(shift_id) < shift.places',
      'private.taken_of(shift_id) <= shift.places',
    ),
  },
  {
    wrong: 'asks nobody who waits for a shift when somebody leaves it',
    town: rewrite('private.settle_offers', "kept.status = 'waiting'", 'false'),
  },
  {
    wrong: 'lets a member be on two shifts of the same hours',
    town: rewrite('private.clash_of', 'limit 1', 'limit 0'),
  },
  {
    wrong: 'does not count a shift that was served',
    town: 'drop trigger shift_was_served on public.shift_signups;',
  },
  {
    wrong: 'lets members sign up for shifts of another branch',
    town: rewrite('commands.sign_up', 'private.branch_of(me) = shift.org_id and', ''),
  },
]
