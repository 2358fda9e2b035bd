import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { registerOf } from './people'

/** Everyone in one branch, as the phone knows them. */
export function useRegister(branchId: () => string) {
  const { db, today } = usePhone()
  return useLive(branchId, async (branch) => {
    const cards = await db.directoryCards.where({ branchId: branch }).toArray()
    const ids = cards.map(({ id }) => id)
    const steps = await db.categoryAssignments.where('memberId').anyOf(ids).toArray()
    const appointments = await db.appointments.where('memberId').anyOf(ids).toArray()
    return registerOf(cards, steps, appointments, today())
  })
}
