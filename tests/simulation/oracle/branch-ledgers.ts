import { ids } from './made-by-acts.ts'

/** Rows of shifts and meetings, each made by one act, and never deleted by any. */
const made = [
  ids('shifts', `'plan_shifts'`, `args -> 'shift_ids' ->> 0`),
  ids('shift_signups', `'sign_up', 'add_to_shift'`, `args ->> 'signup_id'`),
  ids('meetings', `'plan_meeting'`, `args ->> 'meeting_id'`),
  ids('leave_requests', `'ask_leave'`, `args ->> 'leave_id'`),
]

/** Whether places, the line of those who wait, and what was served add up. */
export const branchLedgers = `
select format('shift %s has %s places, and %s are on it', shift.id, shift.places, count(*))
from public.shifts as shift join public.shift_signups as kept on kept.shift_id = shift.id
-- Whoever is put down once it has begun was there, however many there were to be.
where kept.status in ('offered', 'held', 'here', 'served', 'absent') and kept.heard_at < private.begin_of(shift)
group by shift.id having count(*) > shift.places
union all
select format('somebody waits for shift %s, which has a place free', shift.id)
from public.shifts as shift
where shift.status = 'open' and private.begin_of(shift) > now()
  and (select count(*) from public.shift_signups as kept
    where kept.shift_id = shift.id and kept.status in ('offered', 'held', 'here', 'served', 'absent')) < shift.places
  and exists (select from public.shift_signups as kept where kept.shift_id = shift.id and kept.status = 'waiting')
union all
select format('%s has a place on two shifts of the same hours, %s and %s', one.member_id, one.shift_id, other.shift_id)
from public.shift_signups as one
join public.shift_signups as other on other.member_id = one.member_id and other.shift_id > one.shift_id and other.on_day = one.on_day
join public.shifts as first on first.id = one.shift_id
join public.shifts as second on second.id = other.shift_id
-- What is moved onto another is the committee's doing: whoever has signed up is told, and may leave.
where one.status in ('held', 'here', 'served') and other.status in ('held', 'here', 'served')
  and first.status = 'open' and second.status = 'open' and first.changed_at is null and second.changed_at is null
union all
select format('sign-up %s was served and counts for nothing, or counts and was not served', coalesce(kept.id, fact.source_id))
from (select id from public.shift_signups where status = 'served') as kept
full join (select source_id from public.month_facts where fact = 'shift_served') as fact on fact.source_id = kept.id
where kept.id is null or fact.source_id is null
union all
select format('mark %s was agreed to and is not there', args ->> 'attendance_mark_id') from agreed
where name = 'mark_attendance'
  and (args ->> 'attendance_mark_id')::uuid not in (select id from public.attendance_marks)
${made.map((question) => `union all ${question}`).join('\n')}
`
