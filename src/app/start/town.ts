import type { Town } from '@/remote/town'

/** The embedded server takes any key; a hosted one wants the town's public key, set when the app is built. */
const keyOfEmbedded = 'public'

export const town: Town = {
  url: import.meta.env.VITE_TOWN_URL ?? location.origin,
  key: import.meta.env.VITE_TOWN_KEY ?? keyOfEmbedded,
}

export const fetchHere = (url: string, init: RequestInit) => fetch(url, init)
