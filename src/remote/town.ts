/** Where the town's server is and the public key that every visitor brings; nothing secret. */
export interface Town {
  url: string
  key: string
}

/** What a build may name: another address than the page's own, and a hosted server's public key. */
interface TownEnv {
  readonly VITE_TOWN_URL?: string
  readonly VITE_TOWN_KEY?: string
}

/** The embedded server takes any key; a hosted one wants the town's public key, set when the app is built. */
const keyOfEmbedded = 'public'

export function townOf(env: TownEnv, origin: string): Town {
  return { url: env.VITE_TOWN_URL ?? origin, key: env.VITE_TOWN_KEY ?? keyOfEmbedded }
}

/** The part of `fetch` that is used, so that tests can be the network. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export const authHeaders = ({ key }: Town, token: string | null): Record<string, string> => ({
  apikey: key,
  authorization: `Bearer ${token ?? key}`,
})
