import { branchLedgers } from './branch-ledgers.ts'
import { ids } from './made-by-acts.ts'

/** Made by one act each, and never deleted by any. */
const made = [
  ids('home_lessons', `'record_home_lesson'`, `args ->> 'lesson_id'`),
  ids('appointments', `'appoint'`, `args ->> 'appointment_id'`),
  ids('category_assignments', `'assign_category'`, `args ->> 'assignment_id'`),
  ids('branch_transfers', `'transfer_member'`, `args ->> 'transfer_id'`),
  ids('elder_helpers', `'name_helper'`, `args ->> 'helper_link_id'`),
  ids('materials', `'save_material'`, `args ->> 'material_id'`),
]

/**
 * One question to the database's owner: does what the tables hold follow from what the ledger says was agreed to?
 * `template` holds the rows the seed began with. Every line of the answer is something wrong.
 */
export const ledgersSql = `
with agreed as materialized (
  select *, (args ->> 'material_id')::uuid as material_id from private.command_log where code is null
), reading as (
  select member_id, material_id, max((args ->> 'reached_permille')::int) as reached,
    max((args ->> 'heard_seconds')::int) as heard, false as finished
  from agreed where name = 'record_reading' group by 1, 2
), finishing as (
  select member_id, material_id, 0, 0, true from agreed where name = 'finish_material'
  union all
  select (args ->> 'elder_id')::uuid, material_id, 0, 0, true from agreed where name = 'record_home_lesson'
  union all
  select (args ->> 'member_id')::uuid, material_id, 0, 0, true from agreed where name = 'record_paper_study'
), due as (
  select member_id, material_id, max(reached) as reached, max(heard) as heard, bool_or(finished) as finished
  from (
    select * from reading union all select * from finishing
    union all select member_id, material_id, reached_permille, heard_seconds, finished_at is not null
    from template.study_progress
  ) as said group by 1, 2
)
select format('study of %s, %s: agreed to %s, kept %s', coalesce(due.member_id, kept.member_id),
  coalesce(due.material_id, kept.material_id), (due.reached, due.heard, due.finished),
  (kept.reached_permille, kept.heard_seconds, kept.finished_at is not null)) as wrong
from due full join public.study_progress as kept using (member_id, material_id)
where (due.reached, due.heard, due.finished)
  is distinct from (kept.reached_permille, kept.heard_seconds, kept.finished_at is not null)
union all
select format('study of %s counted %s minutes, which the piece never had', kept.id, kept.counted_minutes)
from public.study_progress as kept
where kept.finished_at is not null and kept.counted_minutes not in (
  select minutes from template.materials where id = kept.material_id
  union select (args ->> 'minutes')::int from agreed where name = 'save_material' and material_id = kept.material_id)
union all
select format('task %s: nobody gave it', id) from public.study_assignments
where id not in (select id from template.study_assignments)
  and id not in (select (args ->> 'assignment_id')::uuid from agreed where name = 'assign_material')
union all
select format('task %s was agreed to, and nobody took it back', given.id) from (
  select id, material_id, member_id from template.study_assignments
  union all
  select (args ->> 'assignment_id')::uuid, material_id, (args ->> 'member_id')::uuid
  from agreed where name = 'assign_material'
) as given
where given.id not in (select id from public.study_assignments) and not exists (
  select from agreed as back
  where (back.name = 'unassign_material' and (back.args ->> 'assignment_id')::uuid = given.id)
    or (back.name = 'withdraw_material' and back.material_id = given.material_id)
    or (back.name = 'transfer_member' and (back.args ->> 'member_id')::uuid = given.member_id))
union all
select format('the words of %s come from two acts: %s, %s', id, title, left(body, 20))
from public.materials join public.material_bodies using (id)
where id not in (select id from template.materials)
  and title <> '第' || split_part(body, ' ', 1) || '课'
union all
select format('%s belongs to one branch, the %s to another', member.id, part.name)
from public.members as member
join (
  select member_id, branch_id, 'study' as name from public.study_progress
  union all select member_id, branch_id, 'category' from public.category_assignments
  union all select id, branch_id, 'card' from public.directory_cards
  union all select id, branch_id, 'record' from public.member_records
  union all select member_id, branch_id, 'task' from public.study_assignments
  union all select unnest(array[elder_id, helper_id]), branch_id, 'help' from public.elder_helpers
  where until_day is null or (until_day >= from_day and until_day >= private.today())
) as part on part.member_id = member.id and part.branch_id <> member.branch_id
union all
select format('task %s is of a piece that is not out', given.id)
from public.study_assignments as given join public.materials on materials.id = given.material_id
where status <> 'published'
union all
select format('%s %s was refused (%s), though nothing was wrong with it', name, id, code) from sim.judged
where code = 'server-fault'
  -- An older app knows less than all of these.
  or (code = 'bad-arguments' and name = 'record_reading' and args ?& '{material_id,reached_permille,heard_seconds}')
union all
select format('%s is in another branch than the ledger moved them to', member.id)
from public.members as member
join lateral (
  select (agreed.args ->> 'to_branch_id')::uuid as branch_id
  from agreed join sim.judged using (id)
  where agreed.name = 'transfer_member' and (agreed.args ->> 'member_id')::uuid = member.id
  order by n desc limit 1
) as moved on moved.branch_id <> member.branch_id
union all
select format('%s %s was agreed to, though %s', name, id, unfit) from sim.judged where unfit is not null
union all
select format('act %s was judged %s times', id, count(*)) from sim.judged group by id, life having count(*) > 1
union all
select format('act %s is in the ledger otherwise than it was judged', log.id)
from private.command_log as log
where not exists (
  select from sim.judged as said
  where said.id = log.id and said.member_id = log.member_id and said.code is not distinct from log.code
    and said.fingerprint = log.fingerprint)
union all
select format('act %s was judged and is not in the ledger', said.id)
from sim.judged as said
where said.life = sim.setting('life') and said.id not in (select id from private.command_log)
union all
${branchLedgers}
${made.map((question) => `union all ${question}`).join('\n')}
`
