import type { AuthError, Session as AuthSession, SupabaseClient } from '@supabase/supabase-js'
import * as v from 'valibot'
import type { Clock } from '@/domain/clock'
import { no, yes, type Answer, type Fault } from '@/domain/fault'
import { asId } from '@/domain/id'
import type { Session, SessionStore } from '@/domain/session'
import { callRpcAsVisitor } from './call'
import { askJson, laterFault, postJson } from './http'
import { authHeaders, type Fetch, type Town } from './town'

export interface SignInPorts {
  town: Town
  fetch: Fetch
  clock: Clock
  store: SessionStore
}

export interface CardSecret {
  loginNumber: string
  code: string
}

const WhoAmI = v.object({ member_id: v.string(), name: v.string(), login_number: v.string() })
const CardAnswer = v.union([v.object({ ok: v.boolean() }), v.object({ refused: v.string() })])
const Activated = v.union([
  v.object({ ok: v.literal(true) }),
  v.object({ ok: v.literal(false), code: v.string() }),
  v.object({ refused: v.string() }),
])

/** Whether this card can be used; says the same for a wrong, a used and an expired one. */
export async function checkCard(ports: SignInPorts, card: CardSecret): Promise<Answer<null>> {
  const answer = await callRpcAsVisitor(ports, 'check_card', {
    login_number: card.loginNumber,
    code: card.code,
  })
  if (!answer.ok) return answer
  const checked = v.safeParse(CardAnswer, answer.value)
  if (!checked.success) return no({ kind: 'offline' })
  if ('refused' in checked.output) return no({ kind: 'refused', code: checked.output.refused })
  return checked.output.ok ? yes(null) : no({ kind: 'refused', code: 'card-not-valid' })
}

/** The first sign-in: the card makes the account, the person chooses its password. */
export async function activateCard(
  ports: SignInPorts,
  card: CardSecret & { password: string },
): Promise<Answer<Session>> {
  const checked = await checkCard(ports, card)
  if (!checked.ok) return isSpent(checked.fault) ? comeBack(ports, card, checked) : checked
  const keys = await makeAccount(ports, card)
  if (!keys.ok) return keys
  const activated = await ask(ports, keys.value, 'activate', { code: card.code })
  if (!activated.ok) return activated
  const result = v.safeParse(Activated, activated.value)
  if (!result.success) return no({ kind: 'offline' })
  if ('refused' in result.output) return no({ kind: 'refused', code: result.output.refused })
  // Already active: the answer to an earlier try was lost on the way, and this is the same person again.
  if (!result.output.ok && result.output.code !== 'already-active') {
    return no({ kind: 'refused', code: result.output.code })
  }
  return welcome(ports, keys.value)
}

const isSpent = (fault: Fault) => fault.kind === 'refused' && fault.code === 'card-not-valid'

/** A card just spent by this same person, the answer lost on the way: the password tells them from anyone else. */
async function comeBack(
  ports: SignInPorts,
  { loginNumber, password }: CardSecret & { password: string },
  otherwise: Answer<Session>,
): Promise<Answer<Session>> {
  const keys = await signInAt(ports, loginNumber, password)
  return keys.ok ? welcome(ports, keys.value) : otherwise
}

export async function signIn(
  ports: SignInPorts,
  { loginNumber, password }: { loginNumber: string; password: string },
): Promise<Answer<Session>> {
  const keys = await signInAt(ports, loginNumber, password)
  return keys.ok ? welcome(ports, keys.value) : keys
}

/** Tells the server to forget these keys. The phone has closed its gate already, so the answer does not matter. */
export async function endSession(
  { town, fetch }: Pick<SignInPorts, 'town' | 'fetch'>,
  session: Session,
): Promise<void> {
  const headers = authHeaders(town, session.accessToken)
  await askJson(`${town.url}/auth/v1/logout?scope=local`, postJson(headers, {}), {
    fetch,
    withinMs: 5_000,
  })
}

async function welcome(ports: SignInPorts, keys: AuthSession): Promise<Answer<Session>> {
  const answer = await ask(ports, keys, 'whoami', {})
  if (!answer.ok) return answer
  const who = v.safeParse(WhoAmI, answer.value)
  if (!who.success) return no({ kind: 'refused', code: 'cut-off' })
  const session: Session = {
    memberId: asId(who.output.member_id),
    userId: keys.user.id,
    name: who.output.name,
    loginNumber: who.output.login_number,
    accessToken: keys.access_token,
    refreshToken: keys.refresh_token,
    expiresAt: ports.clock.now() + keys.expires_in * 1000,
  }
  await ports.store.write(session)
  return yes(session)
}

async function ask(
  ports: SignInPorts,
  keys: AuthSession,
  name: string,
  body: unknown,
): Promise<Answer<unknown>> {
  const headers = authHeaders(ports.town, keys.access_token)
  const askedAt = ports.clock.raw()
  const heard = await askJson(
    `${ports.town.url}/rest/v1/rpc/${name}`,
    postJson(headers, body),
    ports,
  )
  if (heard.kind === 'json' && heard.serverNow !== null) ports.clock.hear(heard.serverNow, askedAt)
  const later = laterFault(heard)
  if (later) return no(later)
  return heard.kind === 'json' && heard.status === 200
    ? yes(heard.body)
    : no({ kind: 'refused', code: 'bad-request' })
}

const addressOf = (loginNumber: string) => `${loginNumber}@card.pioneer-home.invalid`

async function makeAccount(
  ports: SignInPorts,
  { loginNumber, password }: CardSecret & { password: string },
): Promise<Answer<AuthSession>> {
  const client = await authClient(ports)
  const { data, error } = await client.auth.signUp({ email: addressOf(loginNumber), password })
  if (data.session) return yes(data.session)
  if (error && error.code !== 'user_already_exists' && error.code !== 'email_exists')
    return no(faultOf(error))
  const again = await signInAt(ports, loginNumber, password)
  const otherPassword = !again.ok && again.fault.kind === 'refused'
  return otherPassword ? no({ kind: 'refused', code: 'password-set-before' }) : again
}

async function signInAt(
  ports: SignInPorts,
  loginNumber: string,
  password: string,
): Promise<Answer<AuthSession>> {
  const client = await authClient(ports)
  const { data, error } = await client.auth.signInWithPassword({
    email: addressOf(loginNumber),
    password,
  })
  return error ? no(faultOf(error)) : yes(data.session)
}

/** Only loaded when someone signs in: the first screen must not wait for it. */
async function authClient({ town, fetch }: SignInPorts): Promise<SupabaseClient> {
  const { createClient } = await import('@supabase/supabase-js')
  return createClient(town.url, town.key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: (input, init) => fetch(addressIn(input), init ?? {}) },
  })
}

const addressIn = (input: RequestInfo | URL) =>
  typeof input === 'string' ? input : input instanceof URL ? input.href : input.url

function faultOf(error: AuthError): Fault {
  if (error.status === 429) return { kind: 'busy', retryAfterMs: 60_000 }
  if (error.code === 'weak_password') return { kind: 'refused', code: 'password-too-weak' }
  if (error.status === 400 || error.status === 401 || error.status === 422) {
    return { kind: 'refused', code: 'wrong-password' }
  }
  return { kind: 'offline' }
}
