import { computed } from 'vue'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { useShop } from './use-shop'

/** One of my orders; or, where the town has said no to it, why. */
export function useOrder(id: () => string) {
  const { db } = usePhone()
  const { value: shop, fault } = useShop()
  const { value: refused } = useLive(id, async (orderId) => {
    const notices = await db.notices.filter(({ act }) => act?.name === 'reserve_item').toArray()
    for (const { act } of notices) {
      if (act && 'orderId' in act.args && 'itemId' in act.args && act.args.orderId === orderId)
        return { code: act.code, itemId: act.args.itemId }
    }
    return null
  })
  const order = computed(
    () => shop.value && (shop.value.orders.find((one) => one.id === id()) ?? null),
  )
  return { shop, order, refused, fault }
}
