import { defineMutation, type AnyMutation } from '@/db/mutation'
import { asId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'

export const planMeeting = defineMutation('plan_meeting', {
  touches: ['meetings', 'meetingKeys'],
  async apply(tx, { meetingId, doorKey, ...said }, { me }) {
    const known = await tx.get('meetings', meetingId)
    const { orgId, kind, onDay, fromMinute, untilMinute, expects } = said
    tx.put('meetings', {
      id: meetingId,
      ...{ orgId, kind, onDay, fromMinute, untilMinute, expects },
      ...{ title: said.title.trim(), place: said.place.trim(), agenda: said.agenda ?? '' },
      parts: kind === 'theme_day' ? (said.parts ?? {}) : {},
      ...{ materialIds: said.materialIds ?? [], people: said.people ?? [] },
      ...{ state: 'planned', note: '', calledBy: known?.calledBy ?? me },
    })
    // The key comes with the first call and stays: the codes shown already must hold.
    if (!(await tx.get('meetingKeys', meetingId)))
      tx.put('meetingKeys', { id: meetingId, branchId: orgId, key: doorKey })
  },
})

export const callOffMeeting = defineMutation('call_off_meeting', {
  touches: ['meetings'],
  async apply(tx, { meetingId, reason }) {
    const meeting = await tx.get('meetings', meetingId)
    if (meeting?.state === 'planned')
      tx.put('meetings', { ...meeting, state: 'called_off', note: reason.trim() })
  },
})

/** One exception of a list as it travels. */
export interface ListException {
  member_id: string
  presence: Rows['attendanceMarks']['presence']
  is_late: boolean
  left_early: boolean
  reason: string
}

/** Who is to come only the server counts for good; until then the phone shows what the list itself says. */
export const holdMeeting = defineMutation('hold_meeting', {
  touches: ['meetings', 'attendanceMarks', 'directoryCards'],
  async apply(tx, { meetingId, exceptions }, { me, now }) {
    const meeting = await tx.get('meetings', meetingId)
    if (meeting?.state !== 'planned') return
    tx.put('meetings', { ...meeting, state: 'held' })
    for (const one of exceptions as unknown as readonly ListException[]) {
      const card = await tx.get('directoryCards', one.member_id)
      if (!card) continue
      tx.put('attendanceMarks', {
        // The server makes an id that nobody can guess; until then this one stands for it, the same each time.
        id: asId<'attendanceMarks'>(`list-${meetingId}-${one.member_id}`),
        ...{ meetingId, memberId: card.id, branchId: card.branchId, presence: one.presence },
        ...{ isLate: one.is_late, leftEarly: one.left_early, how: 'list', reason: one.reason },
        ...{ markedBy: me, markedAt: now },
      })
    }
  },
})

export const markAttendance = defineMutation('mark_attendance', {
  touches: ['meetings', 'attendanceMarks', 'directoryCards'],
  async apply(tx, said, { me, now }) {
    const meeting = await tx.get('meetings', said.meetingId)
    const card = await tx.get('directoryCards', said.memberId)
    if (!meeting || !card) return
    tx.put('attendanceMarks', {
      id: said.attendanceMarkId,
      ...{ meetingId: said.meetingId, memberId: said.memberId, branchId: card.branchId },
      ...{ presence: said.presence, isLate: said.isLate ?? false },
      ...{ leftEarly: said.leftEarly ?? false, reason: (said.reason ?? '').trim() },
      how: meeting.state === 'held' ? 'correction' : 'list',
      ...{ markedBy: me, markedAt: now },
    })
  },
})

export const decideLeave = defineMutation('decide_leave', {
  touches: ['leaveRequests'],
  async apply(tx, { leaveId, isGranted, note }, { me }) {
    const asked = await tx.get('leaveRequests', leaveId)
    if (asked?.state !== 'open') return
    const state = isGranted ? 'granted' : 'refused'
    tx.put('leaveRequests', { ...asked, state, note: (note ?? '').trim(), decidedBy: me })
  },
})

export const writeMinutes = defineMutation('write_minutes', {
  touches: ['meetings', 'meetingMinutes'],
  async apply(tx, { meetingId, minutes, decisions }, { me, now }) {
    const meeting = await tx.get('meetings', meetingId)
    if (!meeting) return
    tx.put('meetingMinutes', {
      id: meetingId,
      branchId: meeting.orgId,
      openTo: meeting.expects === 'committee' ? null : meeting.orgId,
      ...{ minutes: minutes.trim(), decisions: decisions.trim(), writtenBy: me, writtenAt: now },
    })
  },
})

export const addMeetingPhoto = defineMutation('add_meeting_photo', {
  touches: ['meetings', 'meetingPhotos'],
  async apply(tx, { meetingPhotoId, meetingId, words }, { me, now }) {
    const meeting = await tx.get('meetings', meetingId)
    if (!meeting) return
    tx.put('meetingPhotos', {
      id: meetingPhotoId,
      ...{ meetingId, branchId: meeting.orgId, words: (words ?? '').trim() },
      openTo: meeting.expects === 'committee' ? null : meeting.orgId,
      ...{ addedBy: me, addedAt: now },
    })
  },
})

export const removeMeetingPhoto = defineMutation('remove_meeting_photo', {
  touches: ['meetingPhotos'],
  apply: (tx, { meetingPhotoId }) => {
    tx.delete('meetingPhotos', meetingPhotoId)
  },
})

export const recordOutcome = defineMutation('record_outcome', {
  touches: ['meetingOutcomes', 'directoryCards'],
  async apply(tx, { meetingId, memberId, outcome }, { me, now }) {
    const card = await tx.get('directoryCards', memberId)
    if (!card) return
    const [known] = await tx.where('meetingOutcomes', { meetingId, memberId })
    tx.put('meetingOutcomes', {
      // The server makes an id that nobody can guess; until then this one stands for it, the same each time.
      id: known?.id ?? asId<'meetingOutcomes'>(`outcome-${meetingId}-${memberId}`),
      ...{ meetingId, memberId, branchId: card.branchId, outcome: outcome.trim() },
      ...{ recordedBy: me, recordedAt: now },
    })
  },
})

export const mutations: readonly AnyMutation[] = [
  ...[planMeeting, callOffMeeting, holdMeeting, markAttendance],
  ...[decideLeave, writeMinutes, addMeetingPhoto, removeMeetingPhoto, recordOutcome],
]
