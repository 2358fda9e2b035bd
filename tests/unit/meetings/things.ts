import { asId, type MemberId } from '@/domain/id'
import type { AttendanceMark, Meeting } from '@/domain/meeting-words'
import { oldZhao, secretaryLi, willow } from '../study/village'

export const meeting = (id: string, more: Partial<Meeting> = {}): Meeting => ({
  ...{ id: asId(id), orgId: willow, kind: 'theme_day', title: '主题党日', place: '村部' },
  ...{ onDay: '2026-11-25', fromMinute: 540, untilMinute: 660, agenda: '', parts: {} },
  ...{ materialIds: [], expects: 'everybody', people: [], state: 'planned', note: '' },
  calledBy: secretaryLi,
  ...more,
})

export const mark = (
  memberId: MemberId,
  presence: AttendanceMark['presence'],
  more: Partial<AttendanceMark> = {},
): AttendanceMark => ({
  ...{ id: asId(`mark-${memberId}-${presence}`), meetingId: asId('theme'), memberId, presence },
  ...{ branchId: willow, isLate: false, leftEarly: false, how: 'list', reason: '' },
  ...{ markedBy: secretaryLi, markedAt: 1 },
  ...more,
})

export { oldZhao, secretaryLi, willow }
