import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useAsked } from '@/db/use-asked'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { duesBranch } from './use-dues-branch'

/** The member in the address: their dues, asked of the town each time, and what I may do about them. */
export function useDuesMember() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const id = computed(() => String(route.params['memberId']))
  const { value: at } = useLive(
    () => id.value,
    async (memberId) => {
      const card = await db.directoryCards.get(memberId)
      const found = card && (await duesBranch(db, me, today(), card.branchId))
      return found?.branch.id === card?.branchId && card && found
        ? { ...found, name: card.name }
        : null
    },
  )
  const asked = useAsked('member_dues', () => ({ memberId: id.value }))
  const under = (path: string) => `/branch/dues/members/${id.value}${path}`
  return { id, at, asked, under }
}
