import { defineMutation, type AnyMutation, type Tx } from '@/db/mutation'
import { addDays, dayOf, type Moment } from '@/domain/day'
import { asId, type MemberId } from '@/domain/id'
import { isCorrection, isUnheard } from '@/domain/shift-rules'
import type { Signup } from '@/domain/shift-words'

export const planShifts = defineMutation('plan_shifts', {
  touches: ['shifts'],
  apply(tx, args, { me }) {
    const [first] = args.shiftIds
    args.shiftIds.forEach((id, at) => {
      const onDay = addDays(args.onDay, at * (args.everyDays ?? 7))
      tx.put('shifts', {
        ...{ id: asId<'shifts'>(id), orgId: args.orgId, post: args.post.trim() },
        seriesId: args.shiftIds.length > 1 && first !== undefined ? asId(first) : null,
        ...{ place: args.place.trim(), bring: (args.bring ?? '').trim(), onDay },
        ...{ fromMinute: args.fromMinute, untilMinute: args.untilMinute, places: args.places },
        ...{ categories: args.categories ?? [], opensOn: addDays(onDay, -args.opensDaysBefore) },
        ...{ closesOn: addDays(onDay, -args.closesDaysBefore), leaveHours: args.leaveHours },
        ...{ restHours: args.restHours, confirmHours: args.confirmHours },
        ...{ organiserId: args.organiserId ?? me, status: args.isPublished ? 'open' : 'draft' },
        ...{ note: '', changedAt: null, mapPoint: args.mapPoint ? args.mapPoint : null },
      })
    })
  },
})

export const changeShift = defineMutation('change_shift', {
  touches: ['shifts'],
  async apply(tx, { shiftId, opensDaysBefore, closesDaysBefore, ...args }, { now }) {
    const shift = await tx.get('shifts', shiftId)
    if (!shift) return
    const mapPoint = (args.mapPoint ?? shift.mapPoint) || null
    const matters =
      [args.post, args.place, args.onDay, args.fromMinute, args.untilMinute, mapPoint].join() !==
      [
        shift.post,
        shift.place,
        shift.onDay,
        shift.fromMinute,
        shift.untilMinute,
        shift.mapPoint,
      ].join()
    tx.put('shifts', {
      ...{ ...shift, ...args, bring: args.bring ?? '', categories: args.categories ?? [] },
      organiserId: args.organiserId ?? shift.organiserId,
      mapPoint,
      opensOn: addDays(args.onDay, -opensDaysBefore),
      closesOn: addDays(args.onDay, -closesDaysBefore),
      changedAt: matters && shift.status === 'open' ? now : shift.changedAt,
    })
  },
  replaces: (earlier, later) => earlier.shiftId === later.shiftId,
})

export const publishShift = defineMutation('publish_shift', {
  touches: ['shifts'],
  async apply(tx, { shiftId, withSeries }) {
    const shift = await tx.get('shifts', shiftId)
    if (!shift) return
    const all = withSeries ? await tx.where('shifts', { seriesId: shift.seriesId }) : [shift]
    for (const one of all)
      if (one.status === 'draft' && one.onDay >= shift.onDay)
        tx.put('shifts', { ...one, status: 'open' })
  },
})

export const discardShift = defineMutation('discard_shift', {
  touches: ['shifts'],
  apply(tx, { shiftId }) {
    tx.delete('shifts', shiftId)
  },
})

export const callOffShift = defineMutation('call_off_shift', {
  touches: ['shifts'],
  async apply(tx, { shiftId, reason, withSeries }, { now }) {
    const shift = await tx.get('shifts', shiftId)
    if (!shift) return
    const all = withSeries ? await tx.where('shifts', { seriesId: shift.seriesId }) : [shift]
    for (const one of all)
      if (one.status === 'open' && one.onDay >= shift.onDay)
        tx.put('shifts', { ...one, status: 'called_off', note: reason.trim(), changedAt: now })
  },
})

/** Stands on the list without a number until the town has found a place. */
export const addToShift = defineMutation('add_to_shift', {
  touches: ['shiftSignups', 'shifts'],
  async apply(tx, { signupId, shiftId, memberId }, { me, now }) {
    const shift = await tx.get('shifts', shiftId)
    if (!shift) return
    tx.put('shiftSignups', {
      ...{ id: signupId, shiftId, memberId, branchId: shift.orgId, post: shift.post },
      ...{ onDay: shift.onDay, nth: 0, status: 'waiting', offeredUntil: null, heardAt: now },
      ...{ agreedAt: now, servedFrom: null, servedUntil: null, how: null, madeBy: me },
      markedBy: null,
    })
  },
})

export const checkInShift = defineMutation('check_in_shift', {
  touches: ['shiftSignups'],
  async apply(tx, { signupId, atMinute }, { me }) {
    const signup = await tx.get('shiftSignups', signupId)
    // Whoever was put onto the list a moment ago, with no signal, is there all the same.
    if (!signup || (signup.status !== 'held' && !isUnheard(signup))) return
    tx.put('shiftSignups', {
      ...signup,
      ...{ status: 'here', servedFrom: atMinute, how: 'list', markedBy: me },
    })
  },
})

/** Whose code it is, only the town knows. */
export const checkInByCode = defineMutation('check_in_by_code', {
  touches: [],
  apply: () => undefined,
})

export const checkOutShift = defineMutation('check_out_shift', {
  touches: ['shiftSignups'],
  async apply(tx, { signupId, atMinute }, { me }) {
    const signup = await tx.get('shiftSignups', signupId)
    if (signup?.status !== 'here') return
    tx.put('shiftSignups', { ...signup, status: 'served', servedUntil: atMinute, markedBy: me })
  },
})

/** What stood there stays to be read; the server makes the id, until then one stands for it, the same each time. */
async function keepWhatStood(
  tx: Tx<'shiftCorrections' | 'shiftSignups' | 'shifts'>,
  signup: Signup,
  reason: string,
  { me, now }: { me: MemberId; now: Moment },
) {
  const shift = await tx.get('shifts', signup.shiftId)
  const { status, servedFrom, servedUntil, how, markedBy } = signup
  if (!shift || markedBy === null) return
  if (status !== 'here' && status !== 'served' && status !== 'absent') return
  // A slip of the finger on the day leaves nothing; whether it was one only the town knows.
  if (markedBy === me && signup.onDay === dayOf(now)) return
  tx.put('shiftCorrections', {
    id: asId<'shiftCorrections'>(`put-right-${signup.id}-${String(now)}`),
    ...{ signupId: signup.id, shiftId: signup.shiftId, memberId: signup.memberId },
    ...{ organiserId: shift.organiserId, branchId: signup.branchId },
    ...{ status, servedFrom, servedUntil, how, markedBy },
    ...{ reason: reason.trim(), putRightBy: me, putRightAt: now },
  })
}

export const recordService = defineMutation('record_service', {
  touches: ['shiftSignups', 'shiftCorrections', 'shifts'],
  async apply(tx, { signupId, fromMinute, untilMinute, reason }, by) {
    const { me } = by
    const signup = await tx.get('shiftSignups', signupId)
    if (!signup) return
    if (isCorrection(signup, fromMinute)) await keepWhatStood(tx, signup, reason ?? '', by)
    tx.put('shiftSignups', {
      ...signup,
      ...{ status: 'served', servedFrom: fromMinute, servedUntil: untilMinute },
      ...{ how: 'paper', markedBy: me },
    })
  },
  replaces: (earlier, later) => earlier.signupId === later.signupId,
})

export const markAbsent = defineMutation('mark_absent', {
  touches: ['shiftSignups'],
  async apply(tx, { signupId }, { me }) {
    const signup = await tx.get('shiftSignups', signupId)
    if (signup?.status === 'held')
      tx.put('shiftSignups', { ...signup, status: 'absent', markedBy: me })
  },
})

export const undoService = defineMutation('undo_service', {
  touches: ['shiftSignups', 'shiftCorrections', 'shifts'],
  async apply(tx, { signupId, reason }, by) {
    const { me } = by
    const signup = await tx.get('shiftSignups', signupId)
    if (!signup) return
    await keepWhatStood(tx, signup, reason ?? '', by)
    tx.put('shiftSignups', {
      ...signup,
      ...{ status: 'held', servedFrom: null, servedUntil: null, how: null, markedBy: me },
    })
  },
})

/** A yes is drawn when the town has said that the place was still kept. */
export const speakForMember = defineMutation('speak_for_member', {
  touches: ['shiftSignups'],
  async apply(tx, { signupId, isComing }) {
    const signup = await tx.get('shiftSignups', signupId)
    if (signup && !isComing)
      tx.put('shiftSignups', { ...signup, status: 'left', offeredUntil: null })
  },
})

export const mutations: readonly AnyMutation[] = [
  ...[planShifts, changeShift, publishShift, discardShift, callOffShift],
  ...[addToShift, checkInShift, checkInByCode, checkOutShift],
  ...[recordService, markAbsent, undoService, speakForMember],
]
