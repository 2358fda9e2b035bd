import type { Rows } from './server-types'

type Order = Rows['shopOrders']

export const orderStates: Record<Order['state'], string> = {
  reserved: '已留好，等着取',
  collected: '已取走',
  cancelled: '已取消',
  expired: '过期没取',
  returned: '已退货',
}

/** How it was shown at the counter who stood there. */
export const confirmedBy: Record<NonNullable<Order['confirmed']>, string> = {
  code: '凭取货码',
  pin: '凭取货密码',
  paper: '凭纸上签字',
}

/** Fen as people say them: 1050 → 10.5 元. */
export const sayYuan = (fen: number): string => `${String(Math.round(fen) / 100)} 元`

/** What so many points are worth, at so many fen a point. */
export const worthFen = (tenths: number, fenPerPoint: number): number =>
  Math.round((tenths * fenPerPoint) / 10)

/** 洗衣皂 2 件; a single one goes without saying. */
export const sayPieces = (name: string, quantity: number): string =>
  quantity === 1 ? name : `${name} ${String(quantity)} 件`

/** How many of one thing an order may ask for; the table checks the same number. */
export const quantityMax = 20
