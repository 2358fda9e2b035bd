import Dexie, { type DexieOptions } from 'dexie'
import type { MemberId } from '@/domain/id'
import { syncedNames } from '@/domain/synced'
import type { DeviceDb } from './device-db'
import type { PhoneDb } from './phone-db'
import { reportTrouble } from './trouble'
import { wipeKey, wipeKeyPrefix } from './wipe-key'

const deleteWithinMs = 5_000
const channelName = 'pioneer-gate'

interface Gate {
  device: DeviceDb
  db: PhoneDb
  me: MemberId
  /** Where the stores lie, when not in the browser's own IndexedDB. */
  options?: DexieOptions
}

/**
 * Sign-out: nothing of this member stays on the phone, in any tab. First the keys go and the wipe is written down,
 * in one transaction; a phone that dies in between finishes the wipe at its next start.
 */
export async function signOutHere({ device, db, me, options }: Gate): Promise<void> {
  await device.transaction('rw', device.session, device.settings, async () => {
    await device.session.clear()
    await device.settings.put({ key: wipeKey(me), value: true })
  })
  tellOtherTabs()
  db.close({ disableAutoOpen: true })
  await finishWipes(device, options)
  await wipeCaches()
}

/**
 * Cut off by the town: what could be read is wiped, the keys go. Acts not yet sent stay sealed here until the same
 * member signs in on this phone again; they are that person's work and nobody else's screen shows them.
 */
export async function cutOffHere({ device, db }: Gate): Promise<void> {
  await device.session.clear()
  tellOtherTabs()
  const wiped = [
    ...syncedNames,
    'shadow',
    'syncState',
    'seenPages',
    'notices',
    'files',
    'fileParts',
    'drafts',
  ]
  const stores = wiped.map((name) => db.table(name))
  await db.transaction('rw', stores, async () => {
    for (const store of stores) await store.clear()
  })
  db.close({ disableAutoOpen: true })
  await wipeCaches()
}

/** Another member has come in on this phone: at the next start this one's store goes. */
export async function wipeLater(device: DeviceDb, me: MemberId): Promise<void> {
  await device.settings.put({ key: wipeKey(me), value: true })
}

/** Deletes every store a sign-out has promised to delete; called at each start before anyone is let in. */
export async function finishWipes(device: DeviceDb, options: DexieOptions = {}): Promise<void> {
  const promised = await device.settings.where('key').startsWith(wipeKeyPrefix).toArray()
  for (const { key } of promised) {
    if (await deleted(key.slice(wipeKeyPrefix.length), options)) await device.settings.delete(key)
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

async function deleted(name: string, options: DexieOptions): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false)
    }, deleteWithinMs)
  })
  const deleting = new Dexie(name, { addons: [], ...options }).delete().then(() => true)
  return Promise.race([deleting, patience]).finally(() => {
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
