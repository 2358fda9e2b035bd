import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { stillOwed } from './dues-rules'

/** My own dues, all from the phone. */
export function useMyDues() {
  const { db, me } = usePhone()
  return useLive(async () => {
    const [bases, payments, card] = await Promise.all([
      db.duesBases.toArray(),
      db.duesPayments.toArray(),
      db.directoryCards.get(me),
    ])
    const branch = card && (await db.orgs.get(card.branchId))
    return { bases, payments, name: card?.name ?? '', branch: branch?.name ?? '' }
  })
}

/** What the secretary last reminded me of, as long as something of it is open. */
export function useReminder() {
  const { db } = usePhone()
  return useLive(async () => {
    const reminders = await db.duesReminders.toArray()
    const last = reminders.sort((one, other) => other.onDay.localeCompare(one.onDay))[0]
    if (!last) return null
    const [bases, payments] = await Promise.all([db.duesBases.toArray(), db.duesPayments.toArray()])
    const owed = stillOwed({ bases, payments }, last)
    return owed.length > 0 ? { by: last.reminder, onDay: last.onDay, owed } : null
  }).value
}
