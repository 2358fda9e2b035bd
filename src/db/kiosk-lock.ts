import type { Clock } from '@/domain/clock'
import type { Moment } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import { isPin, proofOfPin } from '@/domain/pin'
import type { DeviceDb } from './device-db'
import { kioskKey, openKiosk, readKiosk, type Kiosk } from './kiosk'
import { reportTrouble } from './trouble'

/** After so many wrong tries, one a minute. */
const freeMisses = 5
const waitMs = 60_000

/** Locks this phone to one page; the digits themselves are kept nowhere. */
export async function lockKiosk(
  device: DeviceDb,
  { me, path, after, pin }: { me: MemberId; path: string; after: string; pin: string },
): Promise<void> {
  await write(device, {
    ...{ memberId: me, path, after, misses: 0, missedAt: 0 },
    ...(await proofOfPin(pin)),
  })
}

export type KioskTry = 'opened' | 'wrong' | { waitMs: number }

/** Opens the phone with the right digits; wrong ones are counted, and the count outlives a reload. */
export async function tryPin(
  { device, me, clock }: { device: DeviceDb; me: MemberId; clock: Clock['now'] },
  pin: string,
): Promise<KioskTry> {
  // A full disk must not keep its owner out: then a try goes uncounted.
  const tried = await countTry({ device, me, now: clock() }).catch(async (error: unknown) => {
    reportTrouble(error)
    return { kiosk: await readKiosk(device, me), waitMs: undefined }
  })
  if (tried.waitMs !== undefined) return { waitMs: tried.waitMs }
  if (tried.kiosk && !(await isPin(pin, tried.kiosk))) return 'wrong'
  await openKiosk(device)
  return 'opened'
}

/** Each try counts as a miss before it is looked at, so that two tabs do not get more of them than one. */
function countTry({ device, me, now }: { device: DeviceDb; me: MemberId; now: Moment }) {
  return device.transaction('rw', device.settings, async () => {
    const kiosk = await readKiosk(device, me)
    if (!kiosk) return { kiosk }
    // A clock that was set back must not lock anybody out for longer than a minute.
    const since = Math.abs(now - kiosk.missedAt)
    if (kiosk.misses >= freeMisses && since < waitMs) return { waitMs: waitMs - since }
    await write(device, { ...kiosk, misses: kiosk.misses + 1, missedAt: now })
    return { kiosk }
  })
}

const write = (device: DeviceDb, kiosk: Kiosk) =>
  device.settings.put({ key: kioskKey, value: JSON.stringify(kiosk) })
