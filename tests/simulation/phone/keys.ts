import type { HttpAnswer, SimClock } from '../ports'
import type { Person } from './people'

interface Keys {
  /** The member's own token, as the town knows it. */
  readonly token: string
  readonly member: string
  readonly access: string
  readonly refresh: string
  endsAt: number
  used: boolean
  /** What it was traded for. */
  next?: Keys
}

const lastsMs = 60 * 60_000

/** The auth server, as far as a phone that is signed in meets it: keys that end, and one way to trade them in. */
export class KeyDesk {
  readonly #clock: SimClock
  readonly #byAccess = new Map<string, Keys>()
  readonly #byRefresh = new Map<string, Keys>()

  constructor(clock: SimClock) {
    this.#clock = clock
  }

  issue({ token, id: member }: Person): { access: string; refresh: string; endsAt: number } {
    const n = String(this.#byAccess.size)
    const endsAt = this.#clock.now() + lastsMs
    const keys: Keys = {
      token,
      member,
      access: `access-${n}`,
      refresh: `refresh-${n}`,
      endsAt,
      used: false,
    }
    this.#byAccess.set(keys.access, keys)
    this.#byRefresh.set(keys.refresh, keys)
    return keys
  }

  /** Whose key this is, with their token; undefined for one that has ended or was never given. */
  holderOf(access: string): Pick<Keys, 'token' | 'member'> | undefined {
    const keys = this.#byAccess.get(access)
    if (!keys || keys.endsAt <= this.#clock.now()) return undefined
    keys.used = true
    return keys
  }

  /** Every key ends now, as when the town changes its secret. */
  endAll(): void {
    for (const keys of this.#byAccess.values()) keys.endsAt = 0
  }

  /** As Supabase Auth: a key traded in before is taken again while nobody has used what it was traded for. */
  trade(refresh: string): HttpAnswer {
    const keys = this.#byRefresh.get(refresh)
    if (!keys || keys.next?.used)
      return this.#answer(400, { error_code: 'refresh_token_not_found' })
    keys.next ??=
      this.#byRefresh.get(this.issue({ token: keys.token, id: keys.member }).refresh) ?? keys
    return this.#answer(200, {
      access_token: keys.next.access,
      refresh_token: keys.next.refresh,
      expires_in: Math.max(1, Math.floor((keys.next.endsAt - this.#clock.now()) / 1000)),
    })
  }

  #answer(status: number, body: object): HttpAnswer {
    const date = new Date(this.#clock.now()).toUTCString()
    const headers = { 'content-type': 'application/json', date }
    return { status, headers, body: JSON.stringify(body) }
  }
}
