import { defineMutation, type AnyMutation } from '@/db/mutation'

/**
 * Asks for something. It stands on the phone without a code, and holds neither points nor pieces: only the town can say
 * whether it is kept.
 */
export const reserveItem = defineMutation('reserve_item', {
  touches: ['shopOrders', 'shopItems'],
  async apply(tx, { orderId, itemId, priceTenths, quantity }, { me, now, today }) {
    const item = await tx.get('shopItems', itemId)
    if (!item) return
    tx.put('shopOrders', {
      id: orderId,
      ...{ orgId: item.orgId, memberId: me, itemId, quantity: quantity ?? 1, priceTenths },
      ...{ code: '', state: 'reserved', reservedOn: today, reservedAt: now, heldUntil: today },
      ...{ collectedOn: null, collectedAt: null, keeper: null, confirmed: null, endedAt: null },
    })
  },
})

export const cancelOrder = defineMutation('cancel_order', {
  touches: ['shopOrders'],
  async apply(tx, { orderId }, { now }) {
    const order = await tx.get('shopOrders', orderId)
    if (order?.state === 'reserved')
      tx.put('shopOrders', { ...order, state: 'cancelled', endedAt: now })
  },
})

/** Known to the server alone; the phone draws nothing. */
export const setShopPin = defineMutation('set_shop_pin', {
  touches: [],
  apply: () => undefined,
  replaces: () => true,
})

export const mutations: readonly AnyMutation[] = [reserveItem, cancelOrder, setShopPin]
