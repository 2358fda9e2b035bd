import { defineMutation, type AnyMutation } from '@/db/mutation'
import { asId } from '@/domain/id'

/** Stands as read at the door until the town has looked at the code; whether it was late, only the code tells. */
export const checkIn = defineMutation('check_in', {
  touches: ['attendanceMarks', 'directoryCards'],
  async apply(tx, { attendanceMarkId, meetingId, isAfar }, { me, now }) {
    const card = await tx.get('directoryCards', me)
    if (!card) return
    tx.put('attendanceMarks', {
      id: attendanceMarkId,
      ...{ meetingId, memberId: me, branchId: card.branchId, how: 'code', reason: '' },
      presence: isAfar ? 'afar' : 'present',
      ...{ isLate: false, leftEarly: false, markedBy: me, markedAt: now },
    })
  },
})

export const askLeave = defineMutation('ask_leave', {
  touches: ['leaveRequests', 'directoryCards'],
  async apply(tx, { leaveId, meetingId, reason }, { me, now }) {
    const card = await tx.get('directoryCards', me)
    if (!card) return
    tx.put('leaveRequests', {
      id: asId<'leaveRequests'>(leaveId),
      ...{ meetingId, memberId: me, branchId: card.branchId, reason: reason.trim() },
      ...{ state: 'open', note: '', decidedBy: null, askedAt: now },
    })
  },
})

export const withdrawLeave = defineMutation('withdraw_leave', {
  touches: ['leaveRequests'],
  async apply(tx, { leaveId }) {
    const asked = await tx.get('leaveRequests', leaveId)
    if (asked?.state === 'open') tx.put('leaveRequests', { ...asked, state: 'withdrawn' })
  },
})

export const mutations: readonly AnyMutation[] = [checkIn, askLeave, withdrawLeave]
