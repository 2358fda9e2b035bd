import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { byName } from '@/domain/pinyin'
import { postsOf } from '@/domain/posts'
import type { Rows } from '@/domain/server-types'

export type Item = Rows['shopItems']

/** An item and how many there are of it. */
export interface Ware {
  item: Item
  onHand: number
  held: number
  photo: string | undefined
}

/** The shop I keep, or that of the town I work for: what is in it, from the phone. Null when there is none. */
export function useMyShop(role: 'shopkeeper' | 'town_staff') {
  const { db, me, today } = usePhone()
  return useLive(async () => {
    const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
    const orgId = posts.find((post) => post.role === role)?.orgId
    if (orgId === undefined) return null
    const [items, stocks, photos, settings] = await Promise.all([
      db.shopItems.toArray(),
      db.shopStock.toArray(),
      db.shopPhotos.toArray(),
      db.shopSettings.get(orgId),
    ])
    const stockOf = new Map(stocks.map((stock) => [stock.id, stock]))
    const photoOf = new Map(photos.map(({ id, jpeg }) => [id, jpeg]))
    return {
      ...{ orgId, settings },
      wares: items
        .filter((item) => item.orgId === orgId)
        .sort(byName)
        .map((item): Ware => {
          const { onHand = 0, held = 0 } = stockOf.get(item.id) ?? {}
          return { item, onHand, held, photo: photoOf.get(item.id) }
        }),
    }
  })
}
