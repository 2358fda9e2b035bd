import { defineMutation, type AnyMutation } from '@/db/mutation'

// Whose orders these are is not on the shopkeeper's phone, so most acts at the counter draw nothing here: the page waits
// for the town's word.

export const serveMember = defineMutation('serve_member', { touches: [], apply: () => undefined })
export const collectOrder = defineMutation('collect_order', { touches: [], apply: () => undefined })
export const returnOrder = defineMutation('return_order', { touches: [], apply: () => undefined })
export const releaseOrder = defineMutation('release_order', { touches: [], apply: () => undefined })

/** What came or went is added by the town: an act that is laid on twice must not add twice. */
export const recordStock = defineMutation('record_stock', { touches: [], apply: () => undefined })

export const countStock = defineMutation('count_stock', {
  touches: ['shopStock'],
  async apply(tx, { itemId, counted }) {
    const stock = await tx.get('shopStock', itemId)
    if (stock) tx.put('shopStock', { ...stock, onHand: counted })
  },
})

export const setShopSettings = defineMutation('set_shop_settings', {
  touches: ['shopSettings'],
  apply(tx, { orgId, ...settings }) {
    tx.put('shopSettings', { id: orgId, ...settings })
  },
  replaces: (earlier, later) => earlier.orgId === later.orgId,
})

export const saveShopItem = defineMutation('save_shop_item', {
  touches: ['shopItems', 'shopStock'],
  async apply(tx, { itemId, orgId, name, words, priceTenths, monthLimit }) {
    const known = await tx.get('shopItems', itemId)
    tx.put('shopItems', {
      ...{ id: itemId, orgId, name: name.trim(), words: words.trim(), priceTenths },
      ...{ monthLimit: monthLimit ?? null, isOpen: known?.isOpen ?? true },
    })
    if (!known) tx.put('shopStock', { id: itemId, orgId, onHand: 0, held: 0 })
  },
  replaces: (earlier, later) => earlier.itemId === later.itemId,
})

export const openShopItem = defineMutation('open_shop_item', {
  touches: ['shopItems'],
  async apply(tx, { itemId }) {
    const item = await tx.get('shopItems', itemId)
    if (item) tx.put('shopItems', { ...item, isOpen: true })
  },
})

export const closeShopItem = defineMutation('close_shop_item', {
  touches: ['shopItems'],
  async apply(tx, { itemId }) {
    const item = await tx.get('shopItems', itemId)
    if (item) tx.put('shopItems', { ...item, isOpen: false })
  },
})

export const setShopPhoto = defineMutation('set_shop_photo', {
  touches: ['shopPhotos', 'shopItems'],
  async apply(tx, { itemId, jpeg }) {
    const item = await tx.get('shopItems', itemId)
    if (jpeg === undefined) tx.delete('shopPhotos', itemId)
    else if (item) tx.put('shopPhotos', { id: itemId, orgId: item.orgId, jpeg })
  },
  replaces: (earlier, later) => earlier.itemId === later.itemId,
})

export const mutations: readonly AnyMutation[] = [
  ...[serveMember, collectOrder, returnOrder, releaseOrder],
  ...[recordStock, countStock],
  ...[setShopSettings, saveShopItem, openShopItem, closeShopItem, setShopPhoto],
]
