import { deviceDb, type DeviceDb } from '@/db/device-db'
import { finishWipes } from '@/db/gate'
import { openStore } from '@/db/open-store'
import { phoneDb, type PhoneDb } from '@/db/phone-db'
import { sessionStore } from '@/db/session-store'
import { readSetting, writeSetting } from '@/db/settings'
import { PhoneTroubleError } from '@/db/trouble'
import { townClock, type Clock } from '@/domain/clock'
import type { Session } from '@/domain/session'

const aheadKey = 'townAheadMs'

/** Who is signed in here and their store, as far as the phone itself knows: no network is asked. */
export interface Here {
  device: DeviceDb
  clock: Clock
  member: { session: Session; db: PhoneDb } | undefined
}

export async function openDevice(): Promise<Here> {
  const device = deviceDb()
  await open(device)
  await finishWipes(device)
  const session = await sessionStore(device).read()
  const ahead = await readSetting(device, aheadKey, 0)
  const clock = townClock(
    Date.now,
    ahead,
    (aheadMs) => void writeSetting(device, aheadKey, aheadMs),
  )
  if (!session) return { device, clock, member: undefined }

  const db = phoneDb(session.memberId)
  await open(db)
  return { device, clock, member: { session, db } }
}

async function open(db: DeviceDb | PhoneDb) {
  const opened = await openStore(db)
  if (!opened.ok) throw new PhoneTroubleError(opened.trouble)
}
