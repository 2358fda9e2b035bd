import { inject, type App, type InjectionKey } from 'vue'
import type { DeviceDb } from './device-db'

const deviceKey: InjectionKey<DeviceDb> = Symbol('device')

export function provideDevice(app: App, device: DeviceDb): void {
  app.provide(deviceKey, device)
}

/** What belongs to the phone, whoever is signed in: text size, Wi-Fi only. */
export function useDevice(): DeviceDb {
  const device = inject(deviceKey)
  if (!device) throw new Error('useDevice() was called before the phone was opened')
  return device
}
