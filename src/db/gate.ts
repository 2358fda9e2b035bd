import Dexie, { type DexieOptions } from 'dexie'
import { asId, type MemberId } from '@/domain/id'
import type { DeviceDb } from './device-db'
import { openStore } from './open-store'
import { phoneDb, phoneDbName, townStores, type PhoneDb } from './phone-db'
import { promiseKey, type PromiseKind } from './promises'
import { reportTrouble } from './trouble'

const patienceMs = 5_000
const channelName = 'pioneer-gate'

interface Gate {
  device: DeviceDb
  db: PhoneDb
  me: MemberId
  /** Where the stores lie, when not in the browser's own IndexedDB. */
  options?: DexieOptions
  /** How long a store may take to close or open before it is left for the next start. */
  withinMs?: number
}

/** Sign-out: nothing of this member stays on the phone, in any tab. */
export const signOutHere = (gate: Gate): Promise<void> => closeGate(gate, 'wipe')

/**
 * Cut off by the town: what could be read is wiped, the keys go. Acts not yet sent, and those the town might forget,
 * stay sealed here until the same member signs in on this phone again; they are that person's work and nobody else's
 * screen shows them.
 */
export const cutOffHere = (gate: Gate): Promise<void> => closeGate(gate, 'seal')

/** First the keys go and what has to follow is written down, in one transaction; a phone that dies in between goes on at its next start. */
async function closeGate(
  { device, db, me, options, withinMs }: Gate,
  kind: PromiseKind,
): Promise<void> {
  await device.transaction('rw', device.session, device.settings, async () => {
    // In a tab that slept, another member may have come in meanwhile: their session is not this gate's to end.
    if ((await device.session.get('session'))?.memberId === me) await device.session.clear()
    await device.settings.put({ key: promiseKey(kind, me), value: true })
  })
  tellOtherTabs()
  db.close({ disableAutoOpen: true })
  await finishWipes(device, options, withinMs)
  await wipeCaches()
}

/** Wipes and seals every store as promised; called at each start before anyone is let in. */
export async function finishWipes(
  device: DeviceDb,
  options: DexieOptions = {},
  withinMs: number = patienceMs,
): Promise<void> {
  for (const [kind, keepPromise] of [
    ['seal', sealed],
    ['wipe', wiped],
  ] as const) {
    const prefix = promiseKey(kind, asId(''))
    const promised = await device.settings.where('key').startsWith(prefix).toArray()
    for (const { key } of promised) {
      if (await keepPromise(asId(key.slice(prefix.length)), options, withinMs))
        await device.settings.delete(key)
    }
  }
}

const wiped = (me: MemberId, options: DexieOptions, withinMs: number): Promise<boolean> =>
  within(
    withinMs,
    new Dexie(phoneDbName(me), options).delete().then(() => true),
  )

const readable = [
  ...townStores,
  ...['shadow', 'syncState', 'seenPages', 'notices', 'files', 'fileParts', 'drafts'],
]

/** False when the store would not open or be written to just now: the promise stays. */
async function sealed(me: MemberId, options: DexieOptions, withinMs: number): Promise<boolean> {
  const db = phoneDb(me, options)
  try {
    if (!(await openStore(db, withinMs)).ok) return false
    const stores = readable.map((name) => db.table(name))
    try {
      await db.transaction('rw', stores, async () => {
        for (const store of stores) await store.clear()
      })
    } catch {
      // A disk so full that there is no room to clear all at once may have it for one after the other.
      for (const store of stores) await store.clear()
    }
    return true
  } catch (error) {
    reportTrouble(error)
    return false
  } finally {
    db.close({ disableAutoOpen: true })
  }
}

/** Calls back when this member's gate has been closed in another tab. */
export function watchGate(device: DeviceDb, me: MemberId, closed: () => void): () => void {
  const look = () => {
    device.session.get('session').then((session) => {
      if (session?.memberId !== me) closed()
    }, reportTrouble)
  }
  const channel = openChannel()
  channel?.addEventListener('message', look)
  // Phones without BroadcastChannel, and tabs that slept through the message, find out when they are looked at.
  document.addEventListener('visibilitychange', look)
  return () => {
    channel?.close()
    document.removeEventListener('visibilitychange', look)
  }
}

async function within(ms: number, work: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false)
    }, ms)
  })
  return Promise.race([work, patience]).finally(() => {
    clearTimeout(timer)
  })
}

function tellOtherTabs(): void {
  const channel = openChannel()
  channel?.postMessage('closed')
  channel?.close()
}

const openChannel = () =>
  'BroadcastChannel' in globalThis ? new BroadcastChannel(channelName) : undefined

/** The shell's own cache holds no one's data and stays, so that the sign-in page opens with no signal. */
async function wipeCaches(): Promise<void> {
  if (!('caches' in globalThis)) return
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => !name.includes('precache')).map((name) => caches.delete(name)),
  )
}
