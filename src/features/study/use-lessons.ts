import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { loadLessons } from './load-lessons'
import { useToday } from './use-today'

/** Everything given to me to study, as it stands today. */
export function useLessons() {
  const { db, me } = usePhone()
  const today = useToday()
  const { value: lessons, fault } = useLive(
    () => today.value,
    (day) => loadLessons(db, me, day),
  )
  return { lessons, fault, today }
}
