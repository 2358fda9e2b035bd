import { inject, type App, type InjectionKey } from 'vue'
import type { Phone } from './phone'

const phoneKey: InjectionKey<Phone> = Symbol('phone')

export function providePhone(app: App, phone: Phone): void {
  app.provide(phoneKey, phone)
}

/** This member's phone. Pages that a signed-out visitor may open must not call it. */
export function usePhone(): Phone {
  const phone = inject(phoneKey)
  if (!phone) throw new Error('usePhone() was called where nobody is signed in')
  return phone
}
