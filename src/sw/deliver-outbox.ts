import { deviceDb } from '@/db/device-db'
import { phoneLock } from '@/db/lock'
import { phoneDb } from '@/db/phone-db'
import { sessionStore } from '@/db/session-store'
import { deviceId, readSetting } from '@/db/settings'
import { townClock } from '@/domain/clock'
import { createAccess } from '@/remote/access'
import { townOf, type Fetch } from '@/remote/town'
import { createTransport } from '@/remote/transport'
import { deliver } from '@/sync/deliver'

/** Sends this member's waiting acts while no page is open, with the session the page has left in the store. */
export async function deliverOutbox(origin: string): Promise<void> {
  const device = deviceDb()
  try {
    const store = sessionStore(device)
    const session = await store.read()
    if (!session) return
    const clock = townClock(Date.now, await readSetting(device, 'townAheadMs', 0))
    const fetch: Fetch = (url, init) => globalThis.fetch(url, init)
    const town = townOf(import.meta.env, origin)
    const access = createAccess({
      ...{ me: session.memberId, town, store, clock, fetch },
      lock: phoneLock(device, 'keys'),
    })
    const transport = createTransport({ town, fetch, access })
    const db = phoneDb(session.memberId)
    const ports = { db, me: session.memberId, device: await deviceId(device), clock, transport }
    try {
      const sent = await phoneLock(device, 'sync')(() => deliver(ports))
      if (!sent.ok && sent.fault.kind !== 'refused' && sent.fault.kind !== 'signed-out') {
        throw new Error('not sent yet') // The browser tries again later.
      }
    } finally {
      db.close()
    }
  } finally {
    device.close()
  }
}
