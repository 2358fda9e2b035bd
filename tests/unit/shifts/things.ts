import { asId, type MemberId } from '@/domain/id'
import type { Cover, Shift, Signup } from '@/domain/shift-words'
import { secretaryLi, willow } from '../study/village'

export const shift = (id: string, more: Partial<Shift> = {}): Shift => ({
  ...{ id: asId(id), orgId: willow, seriesId: null, post: '村口保洁', place: '村口', bring: '' },
  ...{ onDay: '2026-11-28', fromMinute: 480, untilMinute: 600, places: 2, categories: [] },
  ...{ opensOn: '2026-11-01', closesOn: '2026-11-28', leaveHours: 24, restHours: 8 },
  ...{
    confirmHours: 24,
    organiserId: secretaryLi,
    status: 'open',
    note: '',
    changedAt: null,
    mapPoint: null,
  },
  ...more,
})

export const signup = (
  shiftId: string,
  memberId: MemberId,
  nth: number,
  status: Signup['status'],
  more: Partial<Signup> = {},
): Signup => ({
  ...{ id: asId(`${shiftId}-${memberId}`), shiftId: asId(shiftId), memberId, branchId: willow },
  ...{ post: '村口保洁', onDay: '2026-11-28', nth, status, offeredUntil: null },
  ...{ heardAt: nth, agreedAt: nth, servedFrom: null, servedUntil: null, how: null },
  ...{ madeBy: memberId, markedBy: null },
  ...more,
})

export const cover = (from: MemberId, to: MemberId, shiftId: string): Cover => ({
  ...{ id: asId('cover'), signupId: asId(`${shiftId}-${from}`), shiftId: asId(shiftId) },
  ...{ fromMemberId: from, toMemberId: to, branchId: willow, state: 'asked', askedAt: 1 },
})
