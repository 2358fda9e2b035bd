import type { SessionStore } from '@/domain/session'
import type { DeviceDb } from './device-db'

export function sessionStore(device: DeviceDb): SessionStore {
  return {
    async read() {
      const stored = await device.session.get('session')
      if (!stored) return undefined
      const { id: _, ...session } = stored
      return session
    },
    async write(session) {
      await device.session.put({ ...session, id: 'session' })
    },
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
