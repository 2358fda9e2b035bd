import type { DeviceDb } from '@/db/device-db'
import type { Clock } from '@/domain/clock'
import { no } from '@/domain/fault'
import type { Line } from './line'
import { lazily } from './lazily'

/** The line to the town, fetched only when `stands` says that the first screen does; until it has come, there is no signal. */
export function lazyLine(device: DeviceDb, clock: Clock, stands: Promise<void>): Line {
  const line = lazily(async () => {
    await stands
    const { openLine } = await import('./line')
    return openLine(device, clock)
  })
  const offline = no({ kind: 'offline' })
  return {
    transport: async (request) => (await line())?.transport(request) ?? offline,
    ask: async (name, args) => (await line())?.ask(name, args) ?? offline,
    source: {
      open: async (path, from, signal) =>
        (await line())?.source.open(path, from, signal) ?? offline,
      upload: async (path, blob) => (await line())?.source.upload(path, blob) ?? offline,
    },
  }
}
