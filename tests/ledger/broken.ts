import { rewrite } from '../support/rewrite-sql.ts'

/** A version of the town that breaks one promise about its books, by a change to the text of a function. */
export interface BrokenBooks {
  wrong: string
  sql: string
}

export const brokenBooks: readonly BrokenBooks[] = [
  {
    wrong: 'credits a month under a new id each time',
    sql:
      rewrite(
        'private.lock_month',
        "md5(concat_ws(' ', 'earned', member_id, to_char(month, 'YYYY-MM')))::uuid",
        'gen_random_uuid()',
      ) +
      rewrite(
        'private.lock_due_months',
        'perform private.lock_month(due);',
        'perform private.lock_month(due); perform private.lock_month(due);',
      ),
  },
  {
    wrong: 'closes a month and credits nobody',
    sql: rewrite('private.lock_month', 'category_tenths + bonus_tenths > 0', 'false'),
  },
  {
    wrong: 'credits the base as well',
    sql: rewrite(
      'private.lock_month',
      'category_tenths + bonus_tenths\n  from',
      'base_tenths + category_tenths + bonus_tenths\n  from',
    ),
  },
  {
    wrong: 'pays nothing for a correction that comes after the month has closed',
    sql: rewrite('commands.answer_objection', "if sheet.state = 'locked' then", 'if false then'),
  },
  {
    wrong: 'pays a correction at once, and again when the month closes',
    sql: rewrite('commands.answer_objection', "if sheet.state = 'locked' then", 'if true then'),
  },
  {
    wrong: 'corrects without undoing what stood there',
    sql: rewrite(
      'private.correct_entry',
      'where entry.code = correct_entry.code;\n  if times',
      'where false;\n  if times',
    ),
  },
  {
    wrong: 'undoes only half',
    sql: rewrite('private.correct_entry', '-entry.tenths, entry.id', '-entry.tenths / 2, entry.id'),
  },
  {
    wrong: 'counts a corrected month without its ceilings',
    sql: rewrite(
      'private.correct_entry',
      "least(book.category_max_tenths, coalesce(sum(tenths) filter (where kind = 'category'), 0))",
      "coalesce(sum(tenths) filter (where kind = 'category'), 0)",
    ),
  },
  {
    wrong: 'scores a month without its ceilings',
    sql: rewrite(
      'private.month_scores',
      "least(book.category_max_tenths, coalesce(sum(line.tenths) filter (where line.kind = 'category'), 0))",
      "coalesce(sum(line.tenths) filter (where line.kind = 'category'), 0)",
    ),
  },
  {
    wrong: 'lets an objection make things worse',
    sql: rewrite('private.correct_entry', 'if becomes <= was then', 'if false then'),
  },
  {
    wrong: 'lets whoever handed the month in answer for it',
    sql:
      rewrite(
        'private.is_party_to',
        'private.proposer_of(sheet.branch_id, sheet.month) = private.me()',
        'false',
      ) + rewrite('private.is_party_to', 'entry.proposed_by = private.me() or ', ''),
  },
  {
    wrong: 'lets whoever said the word answer for it',
    sql: rewrite('private.is_party_to', ' or word.said_by = private.me()', ''),
  },
  {
    wrong: 'lets an objection be answered twice',
    sql: rewrite('private.hold_objection', "if held.state <> 'open' then", 'if false then'),
  },
  {
    wrong: 'puts every band onto the board',
    sql: rewrite(
      'private.draw_board',
      "sheet.bands @> jsonb_build_array(jsonb_build_object('code', result.band, 'is_published', true))",
      'true',
    ),
  },
  {
    wrong: 'leaves the board as it was after a correction',
    sql: rewrite(
      'commands.answer_objection',
      "if sheet.state <> 'confirmed' then",
      'if false then',
    ),
  },
  {
    wrong: 'shows members of a branch each other’s results',
    sql: 'create policy "all" on public.month_results for select to authenticated using (true);',
  },
  {
    wrong: 'shows everybody every wallet',
    sql: 'create policy "all" on public.wallet_entries for select to authenticated using (true);',
  },
  {
    wrong: 'forgets what it judged',
    sql: rewrite('private.judge_one', 'if found then', 'if false then'),
  },
  {
    wrong: 'takes more out of a wallet than is free in it',
    sql: rewrite(
      'private.make_order',
      'private.spendable_of(member_id) < quantity',
      'false and 0 < quantity',
    ),
  },
  {
    wrong: 'does not see what open orders keep of a wallet',
    sql: rewrite('private.spendable_of', ' - private.held_of(member_id)', ''),
  },
  {
    wrong: 'hands the same order out twice',
    sql:
      rewrite('commands.collect_order', 'perform private.require_open(asked);', '') +
      'drop trigger refuse_other_ways on public.shop_orders;' +
      rewrite('commands.collect_order', "md5('spent ' || order_id)::uuid", 'gen_random_uuid()') +
      rewrite('commands.collect_order', "md5('collected ' || order_id)::uuid", 'gen_random_uuid()'),
  },
  {
    wrong: 'pays a returned order back, and leaves it collected',
    sql: rewrite(
      'commands.return_order',
      "state = 'returned', ended_at = now(), ended_by = private.me()",
      'state = state',
    ),
  },
  {
    wrong: 'does not put back on the shelf what was brought back',
    sql: rewrite('private.follow_move', 'and new.pieces <> 0', "and new.reason <> 'returned'"),
  },
  {
    wrong: 'keeps pieces for an order that was cancelled',
    sql: rewrite(
      'private.follow_order',
      "change := change - case when old.state = 'reserved'",
      "change := change - case when old.state = 'reserved' and new.state <> 'cancelled'",
    ),
  },
  {
    wrong: 'promises more money than the year has',
    sql: rewrite('private.make_order', '+ private.promised_fen(item.org_id) + cost >', '+ cost >'),
  },
  {
    wrong: 'does not count what a member had this month',
    sql: rewrite(
      'private.make_order',
      'private.had_this_month(member_id, item_id) + quantity > item.month_limit',
      'quantity > item.month_limit',
    ),
  },
  {
    wrong: 'collects and charges nothing',
    sql: `create function private.lose() returns trigger language plpgsql as $$ begin return null; end $$;
      create trigger lose before insert on public.wallet_entries for each row
      when (new.kind = 'spent') execute function private.lose();`,
  },
]
