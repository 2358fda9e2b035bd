import { inject, type App, type InjectionKey } from 'vue'
import type { CardSecret } from '@/domain/card-code'
import type { Answer } from '@/domain/fault'
import type { Session } from '@/domain/session'

/** The way in and the way out. After either, the page loads anew, so that nothing of another person stays in memory. */
export interface Door {
  /** The login number of whoever is signed in on this phone, even if the keys have run out. */
  readonly loginNumber: string | undefined
  activate(card: CardSecret & { password: string }): Promise<Answer<Session>>
  signIn(loginNumber: string, password: string): Promise<Answer<Session>>
  /** Closes the gate and removes everything of this member from this phone, in every tab. */
  leave(): Promise<void>
  /** Opens an address with a fresh page. */
  enter(path: string): void
}

const doorKey: InjectionKey<Door> = Symbol('door')

export function provideDoor(app: App, door: Door) {
  app.provide(doorKey, door)
}

export function useDoor(): Door {
  const door = inject(doorKey)
  if (!door) throw new Error('useDoor() was called before the app was joined')
  return door
}
