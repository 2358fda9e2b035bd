import { liveQuery } from 'dexie'
import { inject, shallowRef, type App, type InjectionKey, type ShallowRef } from 'vue'
import type { Session } from '@/domain/session'
import type { DeviceDb } from './device-db'
import { readKiosk, type Kiosk } from './kiosk'
import { reportTrouble } from './trouble'

/** How this phone is locked, in every tab; undefined while it is open. */
export type KioskNow = Readonly<ShallowRef<Kiosk | undefined>>

const kioskKey: InjectionKey<KioskNow> = Symbol('kiosk')

/** Follows the lock from what it is now; a tab that did not lock the phone hears of it too. */
export function watchKiosk({
  device,
  member,
  kiosk: now,
}: {
  device: DeviceDb
  member: { session: Pick<Session, 'memberId'> } | undefined
  kiosk: Kiosk | undefined
}): KioskNow {
  const kiosk = shallowRef(now)
  if (!member) return kiosk
  liveQuery(() => readKiosk(device, member.session.memberId)).subscribe({
    next: (found) => {
      kiosk.value = found
    },
    error: reportTrouble,
  })
  return kiosk
}

export function provideKiosk(app: App, kiosk: KioskNow): void {
  app.provide(kioskKey, kiosk)
}

export function useKiosk(): KioskNow {
  const kiosk = inject(kioskKey)
  if (!kiosk) throw new Error('useKiosk() was called before the phone was opened')
  return kiosk
}
