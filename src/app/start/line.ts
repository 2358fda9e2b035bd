import type { PhoneDb } from '@/db/phone-db'
import { phoneLock } from '@/db/lock'
import { sessionStore } from '@/db/session-store'
import { deviceId, readSetting } from '@/db/settings'
import { reportTrouble } from '@/db/trouble'
import type { Ask } from '@/domain/asks'
import type { Session } from '@/domain/session'
import { createAccess } from '@/remote/access'
import { createAsk } from '@/remote/asks'
import { createStorage } from '@/remote/storage'
import { createTransport } from '@/remote/transport'
import { createSync, type Sync } from '@/sync/create-sync'
import { lineOf } from '@/sync/download-ports'
import { createDownloads, type Downloads } from '@/sync/downloads'
import { byName } from '@/sync/ports'
import { mutations } from '../mutations'
import type { Here } from './open-device'
import { fetchHere, town } from './town'

export interface LinePorts extends Pick<Here, 'device' | 'clock'> {
  session: Session
  db: PhoneDb
  onCutOff: () => void
  onTooOld: () => void
}

/** Everything that talks to the town: rows and acts, questions, files. Fetched after the first screen stands. */
export interface Line {
  sync: Sync
  ask: Ask
  files: Downloads
}

export async function openLine({ device, clock, session, db, ...on }: LinePorts): Promise<Line> {
  const store = sessionStore(device)
  const access = createAccess({
    me: session.memberId,
    town,
    clock,
    store,
    fetch: fetchHere,
    lock: phoneLock(device, 'keys'),
  })
  const calls = { town, fetch: fetchHere, access }
  const files = createDownloads({
    db,
    clock,
    source: createStorage(calls),
    line: () => lineOf(connectionHere()),
    wifiOnly: () => readSetting(device, 'wifiOnly', true),
    storage: storageHere(),
  })
  const sync = createSync({
    ...on,
    ports: {
      db,
      clock,
      me: session.memberId,
      device: await deviceId(device),
      transport: createTransport(calls),
      mutations: byName(mutations),
    },
    lock: phoneLock(device, 'sync'),
    page: { window, document, serviceWorker: workersHere() },
    workers: workersHere(),
    onCaughtUp: () => {
      files.follow().catch(reportTrouble)
    },
  })
  return { sync, files, ask: createAsk(calls) }
}

/** Each of these is missing on some phones, or on plain http. */
const workersHere = () => ('serviceWorker' in navigator ? navigator.serviceWorker : undefined)
const storageHere = () => ('storage' in navigator ? navigator.storage : undefined)
const connectionHere = () =>
  (navigator as Navigator & { connection?: { type?: string; saveData?: boolean } }).connection
