import { deviceDb, type DeviceDb } from '@/db/device-db'
import { finishWipes } from '@/db/gate'
import { readKiosk, type Kiosk } from '@/db/kiosk'
import { openStore } from '@/db/open-store'
import { phoneDb, type PhoneDb } from '@/db/phone-db'
import { sessionStore } from '@/db/session-store'
import { readSetting, writeSetting } from '@/db/settings'
import { PhoneTroubleError } from '@/db/trouble'
import { townClock, type Clock } from '@/domain/clock'
import type { Session } from '@/domain/session'
import { readTextSize, type TextSize } from '@/features/my-phone'

const aheadKey = 'townAheadMs'

/** Who is signed in here and their store, as far as the phone itself knows: no network is asked. */
export interface Here {
  device: DeviceDb
  clock: Clock
  /** How large the words are on this phone; undefined at its very first start. */
  textSize: TextSize | undefined
  member: { session: Session; db: PhoneDb } | undefined
  /** Set when this member locked the phone to one page. */
  kiosk: Kiosk | undefined
}

export async function openDevice(): Promise<Here> {
  const device = deviceDb()
  // All asked at once: one after another, each answer would cost an old phone a turn of its own.
  const [[session, ahead, textSize]] = await Promise.all([
    readDevice(device),
    open(device),
    finishWipes(device),
  ])
  const clock = townClock(
    Date.now,
    ahead,
    (aheadMs) => void writeSetting(device, aheadKey, aheadMs),
  )
  if (!session) return { device, clock, textSize, member: undefined, kiosk: undefined }

  const db = phoneDb(session.memberId)
  const [kiosk] = await Promise.all([readKiosk(device, session.memberId), open(db)])
  return { device, clock, textSize, member: { session, db }, kiosk }
}

const readDevice = (device: DeviceDb) =>
  device.transaction('r', device.session, device.settings, () =>
    Promise.all([
      sessionStore(device).read(),
      readSetting(device, aheadKey, 0),
      readTextSize(device),
    ]),
  )

async function open(db: DeviceDb | PhoneDb) {
  const opened = await openStore(db)
  if (!opened.ok) throw new PhoneTroubleError(opened.trouble)
}
