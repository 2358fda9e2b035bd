import { idOf } from '../town/names.ts'
import { fresh, homeOf, neighbour, type Maker } from './scene.ts'

/** What a shift says of itself, the same for each, so that two on one day clash. */
const plan = (day: string) => ({
  ...{ post: '村口保洁', place: '村口', onDay: day, fromMinute: 480, untilMinute: 600 },
  ...{ opensDaysBefore: 30, closesDaysBefore: 0, leaveHours: 24, restHours: 0, confirmHours: 24 },
})

/** Shifts and meetings of a branch, as members, organisers and committees act in them. */
export const branchMakers = {
  plan_shifts: ({ chance, catalogue, day, who }) => ({
    ...plan(day(chance.int(4))),
    ...{ shiftIds: [fresh(catalogue.shifts, chance)], orgId: idOf(homeOf(who)) },
    ...{ places: 1 + chance.int(2), isPublished: chance.happens(0.9) },
  }),
  change_shift: ({ chance, catalogue, day }) => ({
    ...plan(day(chance.int(4))),
    ...{ shiftId: catalogue.some(catalogue.shifts, chance), places: 1 + chance.int(3) },
  }),
  call_off_shift: ({ chance, catalogue }) => ({
    ...{ shiftId: catalogue.some(catalogue.shifts, chance), reason: '下雪' },
  }),
  sign_up: ({ chance, catalogue }) => ({
    signupId: fresh(catalogue.signups, chance),
    shiftId: catalogue.some(catalogue.shifts, chance),
  }),
  leave_shift: ({ chance, catalogue }) => ({
    ...{ signupId: catalogue.some(catalogue.signups, chance), words: chance.pick(['', '腰疼']) },
  }),
  confirm_shift: ({ chance, catalogue }) => ({
    signupId: catalogue.some(catalogue.signups, chance),
  }),
  agree_to_change: ({ chance, catalogue }) => ({
    signupId: catalogue.some(catalogue.signups, chance),
  }),
  add_to_shift: ({ chance, catalogue }) => ({
    signupId: fresh(catalogue.signups, chance),
    shiftId: catalogue.some(catalogue.shifts, chance),
    memberId: neighbour(chance),
  }),
  check_in_shift: ({ chance, catalogue }) => ({
    ...{ signupId: catalogue.some(catalogue.signups, chance), atMinute: 475 + chance.int(20) },
  }),
  check_out_shift: ({ chance, catalogue }) => ({
    ...{ signupId: catalogue.some(catalogue.signups, chance), atMinute: 590 + chance.int(20) },
  }),
  record_service: ({ chance, catalogue }) => ({
    signupId: catalogue.some(catalogue.signups, chance),
    ...{ fromMinute: 480, untilMinute: 540 + chance.int(60), reason: chance.pick(['', '看错了']) },
  }),
  mark_absent: ({ chance, catalogue }) => ({
    signupId: catalogue.some(catalogue.signups, chance),
  }),
  undo_service: ({ chance, catalogue }) => ({
    ...{ signupId: catalogue.some(catalogue.signups, chance), reason: chance.pick(['', '点错了']) },
  }),
  plan_meeting: ({ chance, catalogue, day, who }) => ({
    meetingId: fresh(catalogue.meetings, chance),
    ...{ orgId: idOf(homeOf(who)), kind: chance.pick(['theme_day', 'assembly']), title: '学习' },
    ...{ place: '村部', onDay: day(chance.int(3) - 1), fromMinute: 480, untilMinute: 600 },
    ...{ expects: 'everybody', doorKey: '0123456789abcdef0123456789abcdef' },
  }),
  // Only whoever is not named in it is put down on a phone before the town has spoken: nobody is.
  hold_meeting: ({ chance, catalogue }) => ({
    ...{ meetingId: catalogue.some(catalogue.meetings, chance), exceptions: [] },
  }),
  mark_attendance: ({ chance, catalogue }) => ({
    attendanceMarkId: fresh(catalogue.marks, chance),
    meetingId: catalogue.some(catalogue.meetings, chance),
    memberId: neighbour(chance),
    presence: chance.pick(['present', 'absent', 'home']),
    reason: chance.pick(['', '坐在后面']),
  }),
  ask_leave: ({ chance, catalogue }) => ({
    leaveId: fresh(catalogue.leaves, chance),
    ...{ meetingId: catalogue.some(catalogue.meetings, chance), reason: '看病' },
  }),
  decide_leave: ({ chance, catalogue }) => ({
    ...{ leaveId: catalogue.some(catalogue.leaves, chance), isGranted: chance.happens(0.7) },
  }),
} satisfies Record<string, Maker>

/** What the secretary has called to before anything else happens: two shifts of the same hours, one of today, a meeting. */
export const firstCalls: readonly { name: Deed; onDay: number; places?: number }[] = [
  { name: 'plan_shifts', onDay: 2, places: 1 },
  { name: 'plan_shifts', onDay: 2, places: 1 },
  { name: 'plan_shifts', onDay: 0, places: 2 },
  { name: 'plan_meeting', onDay: 0 },
]

type Deed = keyof typeof branchMakers
export type BranchWeights = readonly (readonly [Deed, number])[]

export const taking: BranchWeights = [
  ['sign_up', 8],
  ['leave_shift', 4],
  ['confirm_shift', 3],
  ['agree_to_change', 1],
  ['ask_leave', 3],
]
export const running: BranchWeights = [
  ...taking,
  ['plan_shifts', 5],
  ['call_off_shift', 1],
  ['add_to_shift', 4],
  ['check_in_shift', 4],
  ['check_out_shift', 3],
  ['mark_absent', 2],
  ['undo_service', 2],
  ['plan_meeting', 4],
  ['hold_meeting', 3],
  ['mark_attendance', 5],
  ['decide_leave', 3],
]
/** A change that gives way to a later one is made elsewhere: what became of it the phone's oracle could not follow. */
export const runningElsewhere: BranchWeights = [
  ...running,
  ['change_shift', 5],
  ['record_service', 5],
]
