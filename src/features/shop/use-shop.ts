import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { byName } from '@/domain/pinyin'
import type { Rows } from '@/domain/server-types'
import {
  goodOf,
  isOpen,
  isWaiting,
  purseOf,
  whyNot,
  type Good,
  type Order,
  type Purse,
} from './shop-rules'

export interface Shop {
  /** What is open for exchange and can be had first, then the rest, each by the sound of its name. */
  goods: readonly Good[]
  purse: Purse
  /** What is still to happen first, then the newest. */
  orders: readonly Order[]
  entries: readonly Rows['walletEntries'][]
  fenPerPoint: number
  nameOf: (itemId: string) => string
}

/** The shop as this member sees it: what there is, what they have, what they ordered; all from the phone. */
export function useShop() {
  const { db, me, today } = usePhone()
  return useLive(
    () => today(),
    async (day): Promise<Shop> => {
      const [items, stocks, orders, entries, [settings]] = await Promise.all([
        db.shopItems.toArray(),
        db.shopStock.toArray(),
        db.shopOrders.toArray(),
        db.walletEntries.toArray(),
        db.shopSettings.toArray(),
      ])
      const mine = orders.filter(({ memberId }) => memberId === me)
      const purse = purseOf(entries, mine, day)
      const stockOf = new Map(stocks.map((stock) => [stock.id, stock]))
      const names = new Map<string, string>(items.map(({ id, name }) => [id, name]))
      const rank = (good: Good) => (whyNot(good, purse.free) === undefined ? 0 : 1)
      const toDo = (order: Order) => (isOpen(order, day) || isWaiting(order) ? 0 : 1)
      return {
        goods: items
          .map((item) => goodOf(item, stockOf.get(item.id), mine, day))
          .sort((one, other) => rank(one) - rank(other) || byName(one.item, other.item)),
        purse,
        orders: mine.sort(
          (one, other) => toDo(one) - toDo(other) || other.reservedAt - one.reservedAt,
        ),
        entries: entries.sort((one, other) => other.enteredAt - one.enteredAt),
        fenPerPoint: settings?.fenPerPoint ?? 100,
        nameOf: (itemId) => names.get(itemId) ?? '这样东西',
      }
    },
  )
}

/** What waits to be collected, for the home page: it asks for orders alone, and for names only where there are any. */
export function useToCollect() {
  const { db, me, today } = usePhone()
  return useLive(
    () => today(),
    async (day) => {
      const open = (await db.shopOrders.toArray()).filter(
        (order) => order.memberId === me && isOpen(order, day),
      )
      const items = await db.shopItems.bulkGet(open.map(({ itemId }) => itemId))
      return open.map((order, at) => ({ ...order, name: items[at]?.name ?? '这样东西' }))
    },
  )
}

/** Pictures come after everything else and are looked up apart, so that the list never waits for them. */
export function useItemPhotos() {
  const { db } = usePhone()
  return useLive(
    async () =>
      new Map<string, string>((await db.shopPhotos.toArray()).map(({ id, jpeg }) => [id, jpeg])),
  ).value
}
