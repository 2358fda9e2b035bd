import { defineMutation, type AnyMutation } from '@/db/mutation'
import { asId } from '@/domain/id'

/** Says that I come. Until the town has heard it, it has no number, and nothing is held: it stands as waiting. */
export const signUp = defineMutation('sign_up', {
  touches: ['shiftSignups', 'shifts'],
  async apply(tx, { signupId, shiftId }, { me, now }) {
    const shift = await tx.get('shifts', shiftId)
    if (!shift) return
    tx.put('shiftSignups', {
      ...{ id: signupId, shiftId, memberId: me, branchId: shift.orgId, post: shift.post },
      ...{ onDay: shift.onDay, nth: 0, status: 'waiting', offeredUntil: null, heardAt: now },
      ...{ agreedAt: now, servedFrom: null, servedUntil: null, how: null, madeBy: me },
      markedBy: null,
    })
  },
})

export const leaveShift = defineMutation('leave_shift', {
  touches: ['shiftSignups', 'shiftCovers'],
  async apply(tx, { signupId }) {
    const signup = await tx.get('shiftSignups', signupId)
    if (!signup) return
    tx.put('shiftSignups', { ...signup, status: 'left', offeredUntil: null })
    for (const asked of await tx.where('shiftCovers', { signupId, state: 'asked' }))
      tx.put('shiftCovers', { ...asked, state: 'withdrawn' })
  },
})

/** Whether the place is still kept, only the town knows: nothing is drawn. */
export const confirmShift = defineMutation('confirm_shift', {
  touches: [],
  apply: () => undefined,
})

export const agreeToChange = defineMutation('agree_to_change', {
  touches: ['shiftSignups'],
  async apply(tx, { signupId }, { now }) {
    const signup = await tx.get('shiftSignups', signupId)
    if (signup) tx.put('shiftSignups', { ...signup, agreedAt: now })
  },
})

export const askCover = defineMutation('ask_cover', {
  touches: ['shiftCovers', 'shiftSignups'],
  async apply(tx, { coverId, signupId, toMemberId }, { me, now }) {
    const signup = await tx.get('shiftSignups', signupId)
    if (!signup) return
    tx.put('shiftCovers', {
      ...{ id: asId<'shiftCovers'>(coverId), signupId, shiftId: signup.shiftId },
      ...{ fromMemberId: me, toMemberId, branchId: signup.branchId, state: 'asked', askedAt: now },
    })
  },
})

export const withdrawCover = defineMutation('withdraw_cover', {
  touches: ['shiftCovers'],
  async apply(tx, { coverId }) {
    const asked = await tx.get('shiftCovers', coverId)
    if (asked?.state === 'asked') tx.put('shiftCovers', { ...asked, state: 'withdrawn' })
  },
})

/** A no is drawn; with a yes the place becomes mine when the town has said so. */
export const answerCover = defineMutation('answer_cover', {
  touches: ['shiftCovers'],
  async apply(tx, { coverId, isAccepted }) {
    const asked = await tx.get('shiftCovers', coverId)
    if (asked?.state === 'asked' && !isAccepted)
      tx.put('shiftCovers', { ...asked, state: 'declined' })
  },
})

export const explainAbsence = defineMutation('explain_absence', {
  touches: ['shiftWords', 'shiftSignups', 'shifts'],
  async apply(tx, { shiftWordId, signupId, words }, { me, now }) {
    const signup = await tx.get('shiftSignups', signupId)
    const shift = signup && (await tx.get('shifts', signup.shiftId))
    if (!signup || !shift) return
    tx.put('shiftWords', {
      ...{ id: shiftWordId, signupId, shiftId: signup.shiftId, memberId: me },
      ...{ organiserId: shift.organiserId, branchId: signup.branchId, kind: 'absence' },
      ...{ words: words.trim(), saidAt: now },
    })
  },
})

export const mutations: readonly AnyMutation[] = [
  ...[signUp, leaveShift, confirmShift, agreeToChange],
  ...[askCover, withdrawCover, answerCover, explainAbsence],
]
