import type { Clock } from '@/domain/clock'
import type { MemberId } from '@/domain/id'
import { isPin, proofOfPin } from '@/domain/pin'
import type { DeviceDb } from './device-db'
import { kioskKey, openKiosk, readKiosk, type Kiosk } from './kiosk'

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
  const kiosk = await readKiosk(device, me)
  if (!kiosk) return 'opened'
  // A clock that was set back must not lock anybody out for longer than a minute.
  const since = Math.abs(clock() - kiosk.missedAt)
  if (kiosk.misses >= freeMisses && since < waitMs) return { waitMs: waitMs - since }
  if (await isPin(pin, kiosk)) {
    await openKiosk(device)
    return 'opened'
  }
  await write(device, { ...kiosk, misses: kiosk.misses + 1, missedAt: clock() })
  return 'wrong'
}

const write = (device: DeviceDb, kiosk: Kiosk) =>
  device.settings.put({ key: kioskKey, value: JSON.stringify(kiosk) })
