import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { expectedAt } from '@/domain/meeting-rules'
import { kindNames, sayHours } from '@/domain/meeting-words'
import { reachesOver } from '@/domain/reach'
import { hasPlace, isOn } from '@/domain/shift-rules'
import { signupStates } from '@/domain/shift-words'
import type { Entry } from './month-rules'

/** All that this phone knows of days of mine: meetings I am called to and shifts of my branch. */
export function useCalendar() {
  const { db, me } = usePhone()
  return useLive(async (): Promise<Entry[]> => {
    const [card, orgs, posts, meetings, shifts, signups] = await Promise.all([
      db.directoryCards.get(me),
      db.orgs.toArray(),
      db.appointments.where({ memberId: me }).toArray(),
      db.meetings.toArray(),
      db.shifts.toArray(),
      db.shiftSignups.toArray(),
    ])
    const mine = signups.filter((one) => one.memberId === me && isOn(one))
    const called = meetings.filter(
      (meeting) =>
        meeting.state !== 'called_off' &&
        card &&
        reachesOver(meeting.orgId, card.branchId, orgs) &&
        expectedAt(meeting, [card], posts).has(me),
    )
    const served = shifts.filter(
      ({ id, orgId, status }) =>
        status === 'open' &&
        (orgId === card?.branchId || mine.some(({ shiftId }) => shiftId === id)),
    )
    return [
      ...called.map((one): Entry => ({
        ...{ id: one.id, kind: 'meeting', day: one.onDay, minute: one.fromMinute },
        ...{ title: one.title, to: `/meetings/${one.id}` },
        note: `${kindNames[one.kind]}，${sayHours(one)} ${one.place}`,
      })),
      ...served.map((one): Entry => {
        const state = mine.find(({ shiftId }) => shiftId === one.id)?.status
        const taken = signups.filter((all) => all.shiftId === one.id && hasPlace(all)).length
        const stands = state ? signupStates[state] : `${String(taken)}/${String(one.places)} 人`
        return {
          ...{ id: one.id, kind: 'shift', day: one.onDay, minute: one.fromMinute },
          ...{ title: one.post, to: `/shifts/${one.id}` },
          note: `服务班次，${sayHours(one)} ${one.place} · ${stands}`,
        }
      }),
    ]
  })
}
