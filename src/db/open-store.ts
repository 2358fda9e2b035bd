import Dexie from 'dexie'
import { troubleOf, type PhoneTrouble } from './trouble'

export type Opened = { ok: true } | { ok: false; trouble: PhoneTrouble }

/** Some phones' IndexedDB gives neither value nor error; after this long it is not going to. */
const openWithinMs = 8_000

/** Opens a store and proves that it answers, or names what is wrong with it. */
export async function openStore(db: Dexie, withinMs = openWithinMs): Promise<Opened> {
  if (!(Dexie.dependencies.indexedDB as IDBFactory | undefined))
    return trouble({ kind: 'no-store' })
  let blocked = false
  db.on('blocked', () => {
    blocked = true
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<Opened>((resolve) => {
    timer = setTimeout(() => {
      resolve(trouble({ kind: blocked ? 'upgrade-blocked' : 'store-hangs' }))
    }, withinMs)
  })
  try {
    return await Promise.race([opening(db), patience])
  } finally {
    clearTimeout(timer)
  }
}

async function opening(db: Dexie): Promise<Opened> {
  try {
    await db.open()
    await db.tables[0]?.limit(1).toArray()
    return { ok: true }
  } catch (error) {
    return trouble(troubleOf(error))
  }
}

const trouble = (what: PhoneTrouble): Opened => ({ ok: false, trouble: what })
