import { no } from '@/domain/fault'
import type { VillagersCounter } from '@/domain/villager'
import { lazily } from './lazily'
import { fetchHere, town } from './town'

/** The counter for villagers, with the part that talks fetched only when somebody stands at it. */
export function lateCounter(): VillagersCounter {
  const counter = lazily(async () =>
    (await import('@/remote/villager')).createCounter({ town, fetch: fetchHere }),
  )
  const nobody = no({ kind: 'offline' })
  return {
    card: async (...about) => (await counter())?.card(...about) ?? nobody,
    send: async (...about) => (await counter())?.send(...about) ?? nobody,
    follow: async (...about) => (await counter())?.follow(...about) ?? nobody,
    rate: async (...about) => (await counter())?.rate(...about) ?? nobody,
  }
}
