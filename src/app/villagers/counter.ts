import { inject, type App, type InjectionKey } from 'vue'
import type { VillagersCounter } from '@/domain/villager'

const counterKey: InjectionKey<VillagersCounter> = Symbol('counter')

export function provideCounter(app: App, counter: VillagersCounter): void {
  app.provide(counterKey, counter)
}

/** Where somebody without an account asks the town. */
export function useCounter(): VillagersCounter {
  const counter = inject(counterKey)
  if (!counter) throw new Error('useCounter() was called before the app was joined')
  return counter
}
