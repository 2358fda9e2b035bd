import { idOf } from '../town/names.ts'
import { fresh, homeOf, neighbour, type Maker, type Scene } from './scene.ts'

/** What a shift says of itself, the same for each, so that two on one day clash. */
const plan = (day: string) => ({
  ...{ post: '村口保洁', place: '村口', onDay: day, fromMinute: 480, untilMinute: 600 },
  ...{ opensDaysBefore: 30, closesDaysBefore: 0, leaveHours: 24, restHours: 0, confirmHours: 24 },
})

// Among many shifts nobody would ever stand in line: half of what is done is about the two that everybody hears of first.
const firstWanted = 1
const todays = 3

const shiftAt = ({ chance, catalogue }: Scene, nth: number): string => {
  const known = catalogue.shifts[nth]
  return known !== undefined && chance.happens(0.5)
    ? known
    : catalogue.some(catalogue.shifts, chance)
}

/** A sign-up for a shift, noted where its owner and whoever keeps the shift will find it. */
function signupFor({ chance, catalogue }: Scene, shiftId: string, who: string) {
  const signupId = fresh(catalogue.signups, chance)
  for (const key of [shiftId, who])
    catalogue.signupsOf.set(key, [...(catalogue.signupsOf.get(key) ?? []), signupId])
  return { signupId, shiftId }
}

/** Mostly one of these, and at times any. */
function signupOf({ chance, catalogue }: Scene, key: string): string {
  const known = catalogue.signupsOf.get(key) ?? []
  return catalogue.some(known.length > 0 && chance.happens(0.8) ? known : catalogue.signups, chance)
}
const signupToday = (scene: Scene) => signupOf(scene, scene.catalogue.shifts[todays] ?? '')

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
  sign_up: (scene) => signupFor(scene, shiftAt(scene, firstWanted), scene.who),
  leave_shift: (scene) => ({
    ...{ signupId: signupOf(scene, scene.who), words: scene.chance.pick(['', '腰疼']) },
  }),
  confirm_shift: (scene) => ({ signupId: signupOf(scene, scene.who) }),
  agree_to_change: (scene) => ({ signupId: signupOf(scene, scene.who) }),
  add_to_shift: (scene) => ({
    ...signupFor(scene, shiftAt(scene, todays), scene.who),
    memberId: neighbour(scene.chance),
  }),
  check_in_shift: (scene) => ({
    ...{ signupId: signupToday(scene), atMinute: 475 + scene.chance.int(20) },
  }),
  check_out_shift: (scene) => ({
    ...{ signupId: signupToday(scene), atMinute: 590 + scene.chance.int(20) },
  }),
  record_service: (scene) => ({
    signupId: signupToday(scene),
    ...{ fromMinute: 480, untilMinute: 540 + scene.chance.int(60) },
    reason: scene.chance.pick(['', '看错了']),
  }),
  mark_absent: (scene) => ({ signupId: signupToday(scene) }),
  undo_service: (scene) => ({
    ...{ signupId: signupToday(scene), reason: scene.chance.pick(['', '点错了']) },
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

/** Who signs up for the first of them, and is put down for the one of today. */
export const firstComers = ['Young Wu', 'Old Zhou', 'Auntie Lin'] as const
export const firstSignup = (scene: Scene) =>
  signupFor(scene, scene.catalogue.shifts[firstWanted] ?? '', scene.who)
export const firstPutDown = (scene: Scene) =>
  signupFor(scene, scene.catalogue.shifts[todays] ?? '', scene.who)

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
