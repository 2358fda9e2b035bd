import * as v from 'valibot'
import type { Clock } from '@/domain/clock'
import { no, yes, type Answer } from '@/domain/fault'
import type { MemberId } from '@/domain/id'
import type { Lock, Session, SessionStore } from '@/domain/session'
import { askJson, laterFault, postJson, type Heard } from './http'
import { authHeaders, type Fetch, type Town } from './town'

export interface AccessPorts {
  /** Whose key: another member may have come in meanwhile, and their key opens nothing for this one. */
  me: MemberId
  town: Town
  store: SessionStore
  clock: Clock
  lock: Lock
  fetch: Fetch
}

/** The key to the town's door, renewed in time. */
export interface Access {
  token(): Promise<Answer<string>>
  /** The server did not take this one: get another, unless another tab already has. */
  renew(refusedToken: string): Promise<Answer<string>>
}

/** Renewed this long before it ends, so that it does not end on the way. */
const renewBeforeMs = 60_000

const Keys = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  refresh_token: v.pipe(v.string(), v.minLength(1)),
  expires_in: v.pipe(v.number(), v.minValue(1)),
})

/** How the auth server itself says no; a portal's or a proxy's 403 looks different. */
const AuthRefusal = v.union([
  v.object({ error_code: v.string() }),
  v.object({ error: v.string() }),
  v.object({ code: v.union([v.string(), v.number()]), msg: v.string() }),
])

export function createAccess(ports: AccessPorts): Access {
  const { me, store, clock, lock } = ports
  const mine = async () => {
    const session = await store.read()
    return session?.memberId === me ? session : undefined
  }

  const fresh = (session: Session) => session.expiresAt - renewBeforeMs > clock.now()

  const renewUnless = (good: (session: Session) => boolean) =>
    lock(async (): Promise<Answer<string>> => {
      const session = await mine()
      if (!session) return no({ kind: 'signed-out' })
      return good(session) ? yes(session.accessToken) : renewSession(ports, session)
    })

  return {
    async token() {
      const session = await mine()
      if (!session) return no({ kind: 'signed-out' })
      return fresh(session) ? yes(session.accessToken) : renewUnless(fresh)
    },
    renew: (refusedToken) => renewUnless((session) => session.accessToken !== refusedToken),
  }
}

async function renewSession(ports: AccessPorts, session: Session): Promise<Answer<string>> {
  const { town, clock, store } = ports
  const askedAt = clock.raw()
  const heard = await askJson(
    `${town.url}/auth/v1/token?grant_type=refresh_token`,
    postJson(authHeaders(town, null), { refresh_token: session.refreshToken }),
    ports,
  )
  if (heard.kind === 'json' && heard.serverNow !== null) clock.hear(heard.serverNow, askedAt)
  const later = laterFault(heard)
  if (later) return no(later)
  const keys = readKeys(heard)
  if (!keys) return isRefusal(heard) ? refusedOr(store, session) : no({ kind: 'offline' })

  const renewed = {
    accessToken: keys.access_token,
    refreshToken: keys.refresh_token,
    expiresAt: clock.now() + keys.expires_in * 1000,
  }
  const stillHere = await store.renew(session.memberId, renewed)
  return stillHere ? yes(renewed.accessToken) : no({ kind: 'signed-out' })
}

/** A tab that slept may bring a key another tab has already traded in; the traded one is good. */
async function refusedOr(store: SessionStore, tried: Session): Promise<Answer<string>> {
  const now = await store.read()
  const traded = now?.memberId === tried.memberId && now.refreshToken !== tried.refreshToken
  return traded ? yes(now.accessToken) : no({ kind: 'signed-out' })
}

function readKeys(heard: Heard): v.InferOutput<typeof Keys> | undefined {
  if (heard.kind !== 'json' || heard.status !== 200) return undefined
  const parsed = v.safeParse(Keys, heard.body)
  return parsed.success ? parsed.output : undefined
}

function isRefusal(heard: Heard): boolean {
  const saysNo = heard.status === 400 || heard.status === 401 || heard.status === 403
  return heard.kind === 'json' && saysNo && v.is(AuthRefusal, heard.body)
}
