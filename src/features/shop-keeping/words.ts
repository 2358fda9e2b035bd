import type { OrderTold, StockMove } from '@/domain/asks'
import { sayDay, type Day } from '@/domain/day'
import { sayPoints } from '@/domain/point-words'
import { confirmedBy, orderStates, sayPieces } from '@/domain/shop-words'

export const sayPrice = (tenths: number): string => `${sayPoints(tenths)} 分`

export const sayThing = ({ item, quantity }: Pick<OrderTold, 'item' | 'quantity'>): string =>
  sayPieces(item, quantity)

export const sayWhen = (order: OrderTold, today: Day): string =>
  order.state === 'reserved'
    ? `留到${sayDay(order.heldUntil, today)}`
    : `${orderStates[order.state]}${order.confirmed ? `，${confirmedBy[order.confirmed]}` : ''}`

export const moveReasons: Record<StockMove['reason'], string> = {
  delivered: '进货',
  counted: '盘点',
  damaged: '损坏',
  collected: '交货',
  returned: '退货',
}

/** +3 件; a count that found what was expected says so. */
export const sayMove = ({ pieces }: Pick<StockMove, 'pieces'>): string =>
  pieces === 0 ? '对上了' : `${pieces > 0 ? '+' : '−'}${String(Math.abs(pieces))} 件`
