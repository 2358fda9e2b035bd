import type { SessionStore } from '@/domain/session'
import type { DeviceDb } from './device-db'
import { kioskKey } from './kiosk'
import { promiseKey } from './promises'

export function sessionStore(device: DeviceDb): SessionStore {
  return {
    async read() {
      const stored = await device.session.get('session')
      if (!stored) return undefined
      const { id: _, ...session } = stored
      return session
    },
    write: (session) =>
      device.transaction('rw', device.session, device.settings, async () => {
        const before = await device.session.get('session')
        await device.session.put({ ...session, id: 'session' })
        // Whoever comes in instead of another: at the next start nothing of the other is left.
        if (before && before.memberId !== session.memberId)
          await device.settings.put({ key: promiseKey('wipe', before.memberId), value: true })
        // A password opens a locked phone as well as its digits.
        await device.settings.delete(kioskKey)
        // Whoever comes back begins a new store; the old one's deletion was asked of the browser long before.
        await device.settings.bulkDelete([
          promiseKey('wipe', session.memberId),
          promiseKey('seal', session.memberId),
        ])
      }),
    renew: (memberId, keys) =>
      device.transaction('rw', device.session, async () => {
        const stored = await device.session.get('session')
        if (stored?.memberId !== memberId) return false
        await device.session.put({ ...stored, ...keys })
        return true
      }),
    async clear() {
      await device.session.clear()
    },
  }
}
