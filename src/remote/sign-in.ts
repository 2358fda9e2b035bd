import * as v from 'valibot'
import type { Clock } from '@/domain/clock'
import { no, yes, type Answer, type Fault } from '@/domain/fault'
import { asId } from '@/domain/id'
import type { Session, SessionStore } from '@/domain/session'
import { makeAccount, signInAt, type Keys, type NumberAndPassword } from './auth-client'
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

const Refused = v.object({ refused: v.string() })
const WhoAmI = v.object({ member_id: v.string(), name: v.string(), login_number: v.string() })
const CardAnswer = v.object({ ok: v.boolean() })
const Activated = v.variant('ok', [
  v.object({ ok: v.literal(true) }),
  v.object({ ok: v.literal(false), code: v.string() }),
])

/** Whether this card can be used; says the same for a wrong, a used and an expired one. */
export async function checkCard(ports: SignInPorts, card: CardSecret): Promise<Answer<null>> {
  const args = { login_number: card.loginNumber, code: card.code }
  const checked = read(CardAnswer, await callRpcAsVisitor(ports, 'check_card', args))
  if (!checked.ok) return checked
  return checked.value.ok ? yes(null) : no({ kind: 'refused', code: 'card-not-valid' })
}

/** The first sign-in: the card makes the account, the person chooses its password. */
export async function activateCard(
  ports: SignInPorts,
  card: CardSecret & NumberAndPassword,
): Promise<Answer<Session>> {
  const checked = await checkCard(ports, card)
  if (!checked.ok) return isSpent(checked.fault) ? comeBack(ports, card, checked) : checked
  const keys = await makeAccount(ports, card)
  if (!keys.ok) return keys
  const activated = read(Activated, await ask(ports, keys.value, 'activate', { code: card.code }))
  if (!activated.ok) return activated
  // Already active: the answer to an earlier try was lost on the way, and this is the same person again.
  if (!activated.value.ok && activated.value.code !== 'already-active') {
    return no({ kind: 'refused', code: activated.value.code })
  }
  return welcome(ports, keys.value)
}

const isSpent = (fault: Fault) => fault.kind === 'refused' && fault.code === 'card-not-valid'

/** A card just spent by this same person, the answer lost on the way: the password tells them from anyone else. */
async function comeBack(
  ports: SignInPorts,
  card: NumberAndPassword,
  otherwise: Answer<Session>,
): Promise<Answer<Session>> {
  const keys = await signInAt(ports, card)
  return keys.ok ? welcome(ports, keys.value) : otherwise
}

export async function signIn(ports: SignInPorts, who: NumberAndPassword): Promise<Answer<Session>> {
  const keys = await signInAt(ports, who)
  return keys.ok ? welcome(ports, keys.value) : keys
}

/** Tells the server to forget these keys. The phone has closed its gate already, so the answer does not matter. */
export async function endSession(
  { town, fetch }: Pick<SignInPorts, 'town' | 'fetch'>,
  session: Session,
): Promise<void> {
  const request = postJson(authHeaders(town, session.accessToken), {})
  await askJson(`${town.url}/auth/v1/logout?scope=local`, request, { fetch, withinMs: 5_000 })
}

async function welcome(ports: SignInPorts, keys: Keys): Promise<Answer<Session>> {
  const who = read(WhoAmI, await ask(ports, keys, 'whoami', {}))
  if (!who.ok) return who
  const session: Session = {
    memberId: asId(who.value.member_id),
    userId: keys.user.id,
    name: who.value.name,
    loginNumber: who.value.login_number,
    accessToken: keys.access_token,
    refreshToken: keys.refresh_token,
    expiresAt: ports.clock.now() + keys.expires_in * 1000,
  }
  await ports.store.write(session)
  return yes(session)
}

/** Before the session is written down, keys are carried by hand. The answer also tells a wrong clock the time. */
async function ask(
  ports: SignInPorts,
  keys: Keys,
  name: string,
  body: unknown,
): Promise<Answer<unknown>> {
  const request = postJson(authHeaders(ports.town, keys.access_token), body)
  const askedAt = ports.clock.raw()
  const heard = await askJson(`${ports.town.url}/rest/v1/rpc/${name}`, request, ports)
  if (heard.kind === 'json' && heard.serverNow !== null) ports.clock.hear(heard.serverNow, askedAt)
  const later = laterFault(heard)
  if (later) return no(later)
  return heard.kind === 'json' && heard.status === 200
    ? yes(heard.body)
    : no({ kind: 'refused', code: 'bad-request' })
}

/** What the town said, if it was the town: a refusal is one in a word, and any other shape is someone else's answer. */
function read<Shape>(
  shape: v.GenericSchema<unknown, Shape>,
  answer: Answer<unknown>,
): Answer<Shape> {
  if (!answer.ok) return answer
  const refused = v.safeParse(Refused, answer.value)
  if (refused.success) return no({ kind: 'refused', code: refused.output.refused })
  const parsed = v.safeParse(shape, answer.value)
  return parsed.success ? yes(parsed.output) : no({ kind: 'offline' })
}
