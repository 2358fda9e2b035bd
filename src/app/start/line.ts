import type { DeviceDb } from '@/db/device-db'
import { phoneLock } from '@/db/lock'
import { sessionStore } from '@/db/session-store'
import type { Ask } from '@/domain/asks'
import type { Clock } from '@/domain/clock'
import type { FileSource } from '@/domain/file-source'
import { createAccess } from '@/remote/access'
import { createAsk } from '@/remote/asks'
import { createStorage } from '@/remote/storage'
import { createTransport } from '@/remote/transport'
import type { Transport } from '@/sync/ports'
import { fetchHere, town } from './town'

/** The three ways to reach the town: a round trip of rows and acts, a question, a file. */
export interface Line {
  transport: Transport
  ask: Ask
  source: FileSource
}

export function openLine(device: DeviceDb, clock: Clock): Line {
  const access = createAccess({
    town,
    clock,
    fetch: fetchHere,
    store: sessionStore(device),
    lock: phoneLock(device, 'keys'),
  })
  const calls = { town, fetch: fetchHere, access }
  return {
    transport: createTransport(calls),
    ask: createAsk(calls),
    source: createStorage(calls),
  }
}
