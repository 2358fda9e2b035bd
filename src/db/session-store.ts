import type { SessionStore } from '@/domain/session'
import type { DeviceDb } from './device-db'
import { wipeKey } from './wipe-key'

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
        await device.session.put({ ...session, id: 'session' })
        // Whoever comes back begins a new store; the old one's deletion was asked of the browser long before.
        await device.settings.delete(wipeKey(session.memberId))
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
