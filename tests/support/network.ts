import { townClock, type Clock } from '@/domain/clock'
import { asId } from '@/domain/id'
import type { Lock, Session, SessionStore } from '@/domain/session'
import { createAccess } from '@/remote/access'
import type { Fetch, Town } from '@/remote/town'

export const town: Town = { url: 'https://town.test', key: 'public' }
export const noon = Date.parse('2026-11-22T04:00:00Z')
export const hourMs = 3_600_000

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })

/** What a hotel, a bus or a village shop answers instead of the town. */
export const portal = (status = 200) =>
  new Response('<html>请先登录无线网</html>', { status, headers: { 'content-type': 'text/html' } })

export const noSignal: Fetch = () => Promise.reject(new TypeError('Failed to fetch'))

export const keys = (access: string, refresh: string, seconds = 3600) => ({
  ...{ access_token: access, refresh_token: refresh, expires_in: seconds, token_type: 'bearer' },
})

export function sessionOf(changes: Partial<Session> = {}): Session {
  return {
    ...{ memberId: asId<'members'>('m-1'), userId: 'u-1', name: '林秀英', loginNumber: '12345678' },
    ...{ accessToken: 'old', refreshToken: 'r-1', expiresAt: noon + hourMs },
    ...changes,
  }
}

export function keptIn(
  session: Session | undefined,
): SessionStore & { now: () => Session | undefined } {
  let kept = session
  return {
    now: () => kept,
    read: () => Promise.resolve(kept),
    write: (next) => {
      kept = next
      return Promise.resolve()
    },
    renew: (memberId, fresh) => {
      if (kept?.memberId !== memberId) return Promise.resolve(false)
      kept = { ...kept, ...fresh }
      return Promise.resolve(true)
    },
    clear: () => {
      kept = undefined
      return Promise.resolve()
    },
  }
}

/** One after the other, as tabs do. */
export function inTurn(): Lock {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}

interface Line<F extends Fetch> {
  fetch: F
  session?: Session | undefined
  clock?: Clock
  lock?: Lock
}

export function lineTo<F extends Fetch>({
  fetch,
  lock = inTurn(),
  clock = townClock(() => noon, 0),
  ...rest
}: Line<F>) {
  const store = keptIn('session' in rest ? rest.session : sessionOf())
  const ports = { me: sessionOf().memberId, town, store, clock, lock, fetch }
  return { ...ports, access: createAccess(ports) }
}

/** What a request said. */
export const said = (init: RequestInit | undefined): unknown =>
  typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
