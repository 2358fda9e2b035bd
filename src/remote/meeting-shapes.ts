import * as v from 'valibot'
import { told } from './told'

/** What `meeting_record` answers. */
export const MeetingRecords = told({
  minutes: v.string(),
  decisions: v.string(),
  people: v.array(
    told({
      memberId: v.string(),
      name: v.string(),
      presence: v.picklist(['present', 'afar', 'home', 'leave', 'absent']),
      isLate: v.boolean(),
      leftEarly: v.boolean(),
      how: v.picklist(['code', 'list', 'correction', 'leave']),
      reason: v.string(),
    }),
  ),
})

/** What `attendance_totals` answers. */
export const AttendanceTotalsList = v.array(
  told({
    branchId: v.string(),
    expected: v.number(),
    came: v.number(),
    late: v.number(),
    onLeave: v.number(),
    absent: v.number(),
  }),
)
