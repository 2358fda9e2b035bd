import { newId } from '@/domain/id'
import type { DeviceDb, Setting } from './device-db'

export async function readSetting<T extends Setting['value']>(
  device: DeviceDb,
  key: string,
  otherwise: T,
): Promise<T> {
  const stored = (await device.settings.get(key))?.value
  return typeof stored === typeof otherwise ? (stored as T) : otherwise
}

export async function writeSetting(
  device: DeviceDb,
  key: string,
  value: Setting['value'],
): Promise<void> {
  await device.settings.put({ key, value })
}

/** Names this phone to the server, made once and kept across members. */
export async function deviceId(device: DeviceDb): Promise<string> {
  return device.transaction('rw', device.settings, async () => {
    const known = (await device.settings.get('deviceId'))?.value
    if (typeof known === 'string') return known
    const made: string = newId()
    await device.settings.put({ key: 'deviceId', value: made })
    return made
  })
}
