import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { helpPeople } from './help-people'

/** Whom I can call from here; in the phone's copy, so that it works with no signal. */
export function useHelpPeople() {
  const { db, me, today } = usePhone()
  return useLive(async () => {
    const mine = await db.directoryCards.get(me)
    const helpers = await db.elderHelpers.where({ elderId: me }).toArray()
    const appointments = mine ? await db.appointments.where({ orgId: mine.branchId }).toArray() : []
    const ids = [
      ...appointments.map(({ memberId }) => memberId),
      ...helpers.map(({ helperId }) => helperId),
    ]
    const cards = (await db.directoryCards.bulkGet(ids)).filter((card) => card !== undefined)
    return helpPeople({
      me,
      today: today(),
      cards: mine ? [mine, ...cards] : cards,
      appointments,
      helpers,
    })
  }).value
}
