import { asId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { oldZhao, today, town } from '../study/village'

export const item = (id: string, more: Partial<Rows['shopItems']> = {}): Rows['shopItems'] => ({
  ...{ id: asId(id), orgId: town, name: id, words: '', priceTenths: 50, monthLimit: null },
  isOpen: true,
  ...more,
})

export const stock = (id: string, onHand: number, held = 0): Rows['shopStock'] => ({
  ...{ id: asId(id), orgId: town, onHand, held },
})

/** An order of soap that the town keeps until the 29th. */
export const order = (id: string, more: Partial<Rows['shopOrders']> = {}): Rows['shopOrders'] => ({
  ...{ id: asId(id), orgId: town, memberId: oldZhao, itemId: asId('肥皂'), quantity: 1 },
  ...{ priceTenths: 50, code: '423344', state: 'reserved', reservedOn: today, reservedAt: 1 },
  ...{ heldUntil: '2026-11-29', collectedOn: null, collectedAt: null, keeper: null },
  ...{ confirmed: null, endedAt: null },
  ...more,
})

export const entry = (
  id: string,
  tenths: number,
  more: Partial<Rows['walletEntries']> = {},
): Rows['walletEntries'] => ({
  ...{ id: asId(id), memberId: oldZhao, kind: 'earned', month: '2026-10-01', orderId: null },
  ...{ tenths, enteredAt: 1 },
  ...more,
})
