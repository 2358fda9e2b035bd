import type { Day } from '@/domain/day'
import { monthOf } from '@/domain/month'
import type { Rows } from '@/domain/server-types'
import { quantityMax } from '@/domain/shop-words'

export type Item = Rows['shopItems']
export type Order = Rows['shopOrders']

/** Asked for on this phone, and the town has not said yes: it has no code, and nothing is kept for it. */
export const isWaiting = ({ code, state }: Order): boolean => code === '' && state === 'reserved'

/** Kept by the town until its last day. */
export const isOpen = (order: Order, today: Day): boolean =>
  order.state === 'reserved' && !isWaiting(order) && order.heldUntil >= today

export interface Purse {
  /** All tenths of a point there are, what open orders keep of them, and what can still be spent. */
  balance: number
  held: number
  free: number
}

export function purseOf(
  entries: readonly Pick<Rows['walletEntries'], 'tenths'>[],
  orders: readonly Order[],
  today: Day,
): Purse {
  const balance = entries.reduce((sum, { tenths }) => sum + tenths, 0)
  const held = orders
    .filter((order) => isOpen(order, today))
    .reduce((sum, { quantity, priceTenths }) => sum + quantity * priceTenths, 0)
  return { balance, held, free: balance - held }
}

/** An item as it stands on the shelf for this member. */
export interface Good {
  item: Item
  /** How many there are that nobody has ordered. */
  left: number
  /** How many more this member may have this month; null: as many as they like. */
  mayTake: number | null
}

export function goodOf(
  item: Item,
  stock: Pick<Rows['shopStock'], 'onHand' | 'held'> | undefined,
  orders: readonly Order[],
  today: Day,
): Good {
  const had = orders
    .filter((order) => order.itemId === item.id && monthOf(order.reservedOn) === monthOf(today))
    .filter((order) => order.state === 'collected' || isOpen(order, today))
    .reduce((sum, { quantity }) => sum + quantity, 0)
  return {
    item,
    left: stock ? stock.onHand - stock.held : 0,
    mayTake: item.monthLimit === null ? null : Math.max(0, item.monthLimit - had),
  }
}

export type Hindrance = 'closed' | 'sold-out' | 'month-limit' | 'too-few-points'

/** Why this member cannot have one of it now; undefined when they can, as far as the phone knows. */
export function whyNot({ item, left, mayTake }: Good, free: number): Hindrance | undefined {
  if (!item.isOpen) return 'closed'
  if (left <= 0) return 'sold-out'
  if (mayTake === 0) return 'month-limit'
  return item.priceTenths > free ? 'too-few-points' : undefined
}

/** How many of it this member can have at once. */
export const mostOf = ({ item, left, mayTake }: Good, free: number): number =>
  Math.max(
    0,
    Math.min(
      left,
      mayTake ?? left,
      Math.floor(free / item.priceTenths),
      item.isOpen ? quantityMax : 0,
    ),
  )

const insteadMax = 3

/** What to have instead: things that can be had now, those of the nearest price first. */
export function instead(goods: readonly Good[], free: number, wanted: Item | undefined): Good[] {
  const price = wanted?.priceTenths ?? free
  const distance = ({ item }: Good) => Math.abs(item.priceTenths - price)
  return goods
    .filter((good) => good.item.id !== wanted?.id && whyNot(good, free) === undefined)
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, insteadMax)
}
