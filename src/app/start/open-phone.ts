import { createPhone } from '@/db/create-phone'
import { phoneLock } from '@/db/lock'
import type { Phone } from '@/db/phone'
import { deviceId, readSetting } from '@/db/settings'
import { reportTrouble } from '@/db/trouble'
import { createSync } from '@/sync/create-sync'
import { lineOf } from '@/sync/download-ports'
import { createDownloads } from '@/sync/downloads'
import { byName } from '@/sync/ports'
import { mutations } from '../features'
import { lazyLine } from './lazy-line'
import type { Here } from './open-device'

export interface OpenedPhone {
  phone: Phone
  /** Says no more to the town, for whoever is leaving. */
  hush: () => void
}

interface Hooks {
  /** Settled when the first screen stands: before that, nothing is fetched for talking. */
  stands: Promise<void>
  onCutOff: () => void
  onTooOld: () => void
}

/** This member's phone, ready to show and to note down at once; the line to the town joins when it has come. */
export async function openPhone(
  { device, clock }: Here,
  { session, db }: NonNullable<Here['member']>,
  { stands, ...on }: Hooks,
): Promise<OpenedPhone> {
  const line = lazyLine(device, clock, stands)
  const files = createDownloads({
    db,
    clock,
    source: line.source,
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
      transport: line.transport,
      mutations: byName(mutations),
    },
    lock: phoneLock(device, 'sync'),
    page: { window, document, serviceWorker: workersHere() },
    workers: workersHere(),
    onCaughtUp: () => {
      files.follow().catch(reportTrouble)
    },
  })
  const phone = createPhone({ db, me: session.memberId, clock, ask: line.ask, files, sync })
  return {
    phone,
    hush: () => {
      files.stop()
      sync.stop()
    },
  }
}

/** Each of these is missing on some phones, or on plain http. */
const workersHere = () => ('serviceWorker' in navigator ? navigator.serviceWorker : undefined)
const storageHere = () => ('storage' in navigator ? navigator.storage : undefined)
const connectionHere = () =>
  (navigator as Navigator & { connection?: { type?: string; saveData?: boolean } }).connection
