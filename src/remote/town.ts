/** Where the town's server is and the public key that every visitor brings; nothing secret. */
export interface Town {
  url: string
  key: string
}

/** The part of `fetch` that is used, so that tests can be the network. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export const authHeaders = ({ key }: Town, token: string | null): Record<string, string> => ({
  apikey: key,
  authorization: `Bearer ${token ?? key}`,
})
