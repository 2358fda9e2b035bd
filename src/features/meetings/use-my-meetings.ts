import { inTime } from '@/domain/shift-rules'
import { reachesOver } from '@/domain/reach'
import { hasSynced } from '@/db/has-synced'
import type { PhoneDb } from '@/db/phone-db'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { addDays, type Day } from '@/domain/day'
import { expectedAt, latestMarks } from '@/domain/meeting-rules'
import { sayPresence, type AttendanceMark, type Meeting } from '@/domain/meeting-words'
import type { Rows } from '@/domain/server-types'

/** How long ago a meeting may have been to stand in a member's own list. */
const shownDays = 186

export interface MyMeeting {
  meeting: Meeting
  /** Whether I am to come; I may have come all the same. */
  isMine: boolean
  mark: AttendanceMark | undefined
  leave: Rows['leaveRequests'] | undefined
  /** The mark is only on this phone: the town has not looked at the code yet. */
  isUnsent: boolean
}

async function loadMine(
  db: PhoneDb,
  me: string,
  meetings: readonly Meeting[],
): Promise<MyMeeting[]> {
  const [card, posts, marks, leaves, unsent] = await Promise.all([
    db.directoryCards.get(me),
    db.appointments.where({ memberId: me }).toArray(),
    db.attendanceMarks.where({ memberId: me }).toArray(),
    db.leaveRequests.where({ memberId: me }).toArray(),
    db.outbox.toArray(),
  ])
  const waiting = new Set(
    unsent.map(({ args }) => ('attendanceMarkId' in args ? args.attendanceMarkId : '')),
  )
  return meetings.map((meeting) => {
    const mark = latestMarks(marks.filter(({ meetingId }) => meetingId === meeting.id)).get(me)
    return {
      meeting,
      isMine: expectedAt(meeting, card ? [card] : [], posts).has(me),
      mark,
      leave: leaves
        .filter(({ meetingId, state }) => meetingId === meeting.id && state !== 'withdrawn')
        .sort((one, other) => other.askedAt - one.askedAt)[0],
      isUnsent: mark !== undefined && waiting.has(mark.id),
    }
  })
}

/**
 * What I am called to and what my branch holds, the last half year and what is to come; by day. Undefined while nobody can
 * know yet.
 */
export function useMyMeetings() {
  const { db, me, today } = usePhone()
  return useLive(async () => {
    const since = addDays(today(), -shownDays)
    const [card, orgs] = await Promise.all([db.directoryCards.get(me), db.orgs.toArray()])
    // Whoever oversees sixty branches holds the meetings of all; called to are those of one's own line.
    const line = orgs.filter(({ id }) => card && reachesOver(id, card.branchId, orgs))
    const meetings = (
      await db.meetings
        .where('orgId')
        .anyOf(line.map(({ id }) => id))
        .toArray()
    )
      .filter(({ onDay }) => onDay >= since)
      .sort(inTime)
    const mine = (await loadMine(db, me, meetings)).filter(({ isMine, mark }) => isMine || mark)
    return mine.length > 0 || (await hasSynced(db)) ? mine : undefined
  })
}

/** One meeting as it concerns me; null when there is none of that id here. */
export function useMyMeeting(meetingId: () => string) {
  const { db, me } = usePhone()
  return useLive(meetingId, async (id) => {
    const meeting = await db.meetings.get(id)
    if (!meeting) return null
    const [mine] = await loadMine(db, me, [meeting])
    const [minutes, photos, outcome, materials] = await Promise.all([
      db.meetingMinutes.get(id),
      db.meetingPhotos.where({ meetingId: id }).toArray(),
      db.meetingOutcomes.where({ meetingId: id, memberId: me }).first(),
      db.materials.bulkGet([...meeting.materialIds]),
    ])
    return {
      ...(mine as MyMeeting),
      ...{ minutes, photos, outcome },
      materials: materials.flatMap((one) => (one ? [{ id: one.id, title: one.title }] : [])),
    }
  })
}

/** How it stands with me and a meeting, in a few words. */
export function sayMine({ meeting, mark, leave, isUnsent, isMine }: MyMeeting, today: Day): string {
  if (meeting.state === 'called_off') return '已取消'
  if (isUnsent) return '已签到，有网后由镇里核对'
  if (mark) return sayPresence(mark)
  if (leave?.state === 'open') return '请假等答复'
  if (leave?.state === 'refused') return '没有准假'
  if (!isMine) return '不用您参加'
  if (meeting.onDay === today) return '今天'
  return meeting.onDay > today ? '要参加' : '名单还没交'
}
