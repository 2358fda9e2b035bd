import type { Day } from '@/domain/day'
import { sayDay } from '@/domain/day'
import { sayMonth } from '@/domain/month'
import { sayPoints } from '@/domain/point-words'
import type { Rows } from '@/domain/server-types'
import { confirmedBy, orderStates, sayPieces } from '@/domain/shop-words'
import { isOpen, isWaiting, type Good, type Hindrance, type Order } from './shop-rules'

/** The only thing that can be said of an order before the town has answered. */
export const untilConfirmed = '有网后才能确认'

export const hindranceWords: Record<Hindrance, string> = {
  closed: '现在不换了',
  'sold-out': '换完了，等进货',
  'month-limit': '这个月换够了，下个月再换',
  'too-few-points': '积分还不够',
}

export const sayPrice = (tenths: number): string => `${sayPoints(tenths)} 分`

export const sayLeft = ({ left }: Good): string => (left > 0 ? `还有 ${String(left)} 件` : '换完了')

/** 每人每月最多 2 件，您这个月还能换 1 件; nothing where there is no limit. */
export const sayLimit = ({ item, mayTake }: Good): string =>
  mayTake === null || item.monthLimit === null
    ? ''
    : `每人每月最多 ${String(item.monthLimit)} 件，您这个月还能换 ${String(mayTake)} 件。`

export function sayOrderState(order: Order, today: Day): string {
  if (isWaiting(order)) return untilConfirmed
  if (order.state === 'reserved' && !isOpen(order, today)) return orderStates.expired
  return orderStates[order.state]
}

/** Where an order stands, with the day that matters. */
export function sayOrderNote(order: Order, today: Day): string {
  const state = sayOrderState(order, today)
  if (isOpen(order, today)) return `${state}，${sayDay(order.heldUntil, today)}前（含当天）`
  if (order.state === 'collected' && order.collectedOn && order.confirmed)
    return `${sayDay(order.collectedOn, today)}${state}，${confirmedBy[order.confirmed]}，经手 ${order.keeper ?? ''}`
  return state
}

/** One line of the wallet's own log. */
export function sayEntry(
  { kind, month }: Pick<Rows['walletEntries'], 'kind' | 'month'>,
  order: Pick<Order, 'quantity'> | undefined,
  item: string | undefined,
  today: Day,
): string {
  const thing = sayPieces(item ?? '东西', order?.quantity ?? 1)
  switch (kind) {
    case 'earned':
      return `${month ? sayMonth(month, today) : ''}挣的积分`
    case 'corrected':
      return `${month ? sayMonth(month, today) : ''}更正补的积分`
    case 'spent':
      return `换了${thing}`
    case 'returned':
      return `退了${thing}`
  }
}
