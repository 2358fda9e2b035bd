import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { expectedAt, latestMarks } from '@/domain/meeting-rules'
import type { AttendanceMark } from '@/domain/meeting-words'
import { byName } from '@/domain/pinyin'
import { postsOf } from '@/domain/posts'
import { runsBranch, writesFor } from '@/domain/reach'
import type { Rows } from '@/domain/server-types'

/** One member who is to come, or came. */
export interface Attendee {
  id: string
  name: string
  pinyin: string
  mark: AttendanceMark | undefined
  /** The marks before the one that counts, oldest first. */
  before: readonly AttendanceMark[]
  leave: Rows['leaveRequests'] | undefined
  /** How the member did, where it is a school. */
  outcome: string | undefined
}

/** The meeting that the address names, with whoever is to come; null when there is none of that id here. */
export function useMeeting() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const meetingId = computed(() => String(route.params['meetingId']))
  const { value: told, fault } = useLive(
    () => meetingId.value,
    async (id) => {
      const meeting = await db.meetings.get(id)
      if (!meeting) return null
      const [cards, appointments, marks, leaves, minutes, photos, outcomes, orgs] =
        await Promise.all([
          db.directoryCards.toArray(),
          db.appointments.toArray(),
          db.attendanceMarks.where({ meetingId: id }).toArray(),
          db.leaveRequests.where({ meetingId: id }).toArray(),
          db.meetingMinutes.get(id),
          db.meetingPhotos.where({ meetingId: id }).toArray(),
          db.meetingOutcomes.where({ meetingId: id }).toArray(),
          db.orgs.toArray(),
        ])
      const posts = postsOf(appointments, me, today())
      const latest = latestMarks(marks)
      const expected = expectedAt(meeting, cards, appointments)
      const people = cards
        .filter((card) => expected.has(card.id) || latest.has(card.id))
        .map(({ id: memberId, name, pinyin }): Attendee => ({
          ...{ id: memberId, name, pinyin, mark: latest.get(memberId) },
          before: marks
            .filter((one) => one.memberId === memberId && one !== latest.get(memberId))
            .sort((one, other) => one.markedAt - other.markedAt),
          outcome: outcomes.find((one) => one.memberId === memberId)?.outcome,
          leave: leaves
            .filter((one) => one.memberId === memberId && one.state !== 'withdrawn')
            .sort((one, other) => other.askedAt - one.askedAt)[0],
        }))
        .sort(byName)
      return {
        ...{ meeting, people, minutes, photos },
        names: new Map<string, string>(cards.map((card) => [card.id, card.name])),
        branch: orgs.find((org) => org.id === meeting.orgId)?.name ?? '',
        runs: runsBranch(posts, meeting.orgId),
        mayWrite: writesFor(posts, meeting.orgId, orgs),
      }
    },
  )
  const at = (rest = '') => `/branch/meetings/${meetingId.value}${rest}`
  const desk = computed(() =>
    told.value ? `/branch/meetings?of=${told.value.meeting.orgId}` : '/branch/meetings',
  )
  return { told, fault, meetingId, at, desk }
}
