import type { Moment } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import type { PinProof } from '@/domain/pin'
import type { DeviceDb } from './device-db'

/** A phone put down for everybody's fingers: it shows one page, until whoever it belongs to opens it again. */
export interface Kiosk extends PinProof {
  memberId: MemberId
  /** The one page. */
  path: string
  /** Where one goes on once it is open again. */
  after: string
  /** How often wrong digits were typed, and when last. */
  misses: number
  missedAt: Moment
}

export const kioskKey = 'kiosk'

/** How this member's phone is locked; undefined when it is not. */
export async function readKiosk(device: DeviceDb, me: MemberId): Promise<Kiosk | undefined> {
  const stored = (await device.settings.get(kioskKey))?.value
  const kiosk = typeof stored === 'string' ? (JSON.parse(stored) as Kiosk) : undefined
  return kiosk?.memberId === me ? kiosk : undefined
}

export async function openKiosk(device: DeviceDb): Promise<void> {
  await device.settings.delete(kioskKey)
}
