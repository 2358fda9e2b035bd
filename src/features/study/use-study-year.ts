import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { PhoneDb } from '@/db/phone-db'
import type { Day } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import { hoursAsked, studyYear } from './hours-rules'
import { useToday } from './use-today'

/** This year's study of mine, and how much is asked. */
export function useStudyYear() {
  const { db, me } = usePhone()
  const today = useToday()
  const { value: year, fault } = useLive(
    () => today.value,
    (day) => loadYear(db, me, day),
  )
  return { year, fault, today }
}

function loadYear(db: PhoneDb, me: MemberId, today: Day) {
  return db.transaction('r', db.studyProgress, db.materials, db.appointments, async () => {
    const progress = await db.studyProgress.where('memberId').equals(me).toArray()
    const materials = await db.materials.bulkGet(progress.map(({ materialId }) => materialId))
    const appointments = await db.appointments.where('memberId').equals(me).toArray()
    const known = materials.flatMap((material) => material ?? [])
    return { ...studyYear(progress, known, today), hoursAsked: hoursAsked(appointments, me, today) }
  })
}
