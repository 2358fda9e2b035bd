import type { AuthError, Session as AuthSession, SupabaseClient } from '@supabase/supabase-js'
import { no, yes, type Answer, type Fault } from '@/domain/fault'
import type { Fetch, Town } from './town'

/** What the auth server gives to whoever may come in. */
export type Keys = AuthSession

interface AuthPorts {
  town: Town
  fetch: Fetch
}

export interface NumberAndPassword {
  loginNumber: string
  password: string
}

const offline: Fault = { kind: 'offline' }

export async function signInAt(
  ports: AuthPorts,
  { loginNumber, password }: NumberAndPassword,
): Promise<Answer<Keys>> {
  const client = await authClient(ports)
  if (!client) return no(offline)
  const email = addressOf(loginNumber)
  const { data, error } = await client.auth.signInWithPassword({ email, password })
  return error ? no(faultOf(error)) : yes(data.session)
}

/** Makes the account of a card, or finds the one an earlier, interrupted try has made. */
export async function makeAccount(
  ports: AuthPorts,
  { loginNumber, password }: NumberAndPassword,
): Promise<Answer<Keys>> {
  const client = await authClient(ports)
  if (!client) return no(offline)
  const { data, error } = await client.auth.signUp({ email: addressOf(loginNumber), password })
  if (data.session) return yes(data.session)
  if (error && !alreadyThere.includes(error.code ?? '')) return no(faultOf(error))
  const again = await signInAt(ports, { loginNumber, password })
  const otherPassword = !again.ok && again.fault.kind === 'refused'
  return otherPassword ? no({ kind: 'refused', code: 'password-set-before' }) : again
}

const alreadyThere: readonly string[] = ['user_already_exists', 'email_exists']

/** Nobody here has e-mail; Auth wants an address, and this one can never receive any. */
const addressOf = (loginNumber: string) => `${loginNumber}@card.pioneer-home.invalid`

/** Only loaded when someone signs in: the first screen must not wait for it. Undefined while it cannot be fetched. */
async function authClient({ town, fetch }: AuthPorts): Promise<SupabaseClient | undefined> {
  const library = await import('@supabase/supabase-js').catch(() => undefined)
  return library?.createClient(town.url, town.key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: (input, init) => fetch(addressIn(input), init ?? {}) },
  })
}

const addressIn = (input: RequestInfo | URL) =>
  typeof input === 'string' ? input : input instanceof URL ? input.href : input.url

function faultOf({ status, code }: AuthError): Fault {
  if (status === 429) return { kind: 'busy', retryAfterMs: 60_000 }
  if (code === 'weak_password') return { kind: 'refused', code: 'password-too-weak' }
  if (status === 400 || status === 401 || status === 422) {
    return { kind: 'refused', code: 'wrong-password' }
  }
  return status !== undefined && status >= 500 ? { kind: 'busy', retryAfterMs: 5_000 } : offline
}
