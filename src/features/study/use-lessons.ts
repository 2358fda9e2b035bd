import type { PhoneDb } from '@/db/phone-db'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { loadLessons } from './load-lessons'
import { useToday } from './use-today'

/** Everything given to me to study, as it stands today; undefined while nobody can know yet. */
export function useLessons() {
  const { db, me } = usePhone()
  const today = useToday()
  const { value: lessons, fault } = useLive(
    () => today.value,
    async (day) => {
      const found = await loadLessons(db, me, day)
      // Before the first sync has ended an empty shelf is not "nothing", only "not yet".
      return found.length > 0 || (await hasSynced(db)) ? found : undefined
    },
  )
  return { lessons, fault, today }
}

const hasSynced = async (db: PhoneDb) =>
  ((await db.syncState.get('sync'))?.syncedAt ?? null) !== null
