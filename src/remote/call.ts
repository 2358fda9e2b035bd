import { no, yes, type Answer, type Fault } from '@/domain/fault'
import type { Access } from './access'
import { askJson, laterFault, postJson, type Heard, type HttpOptions } from './http'
import { authHeaders, type Fetch, type Town } from './town'

export interface CallPorts {
  town: Town
  fetch: Fetch
  access: Access
}

/** Calls one function of the server as the member who is signed in. */
export async function callRpc(
  ports: CallPorts,
  name: string,
  body: unknown,
  onText?: HttpOptions['onText'],
): Promise<Answer<unknown>> {
  const token = await ports.access.token()
  if (!token.ok) return token
  const heard = await post(ports, name, body, token.value, onText)
  if (!refusesToken(heard)) return answerOf(heard)

  const renewed = await ports.access.renew(token.value)
  if (!renewed.ok) return renewed
  return answerOf(await post(ports, name, body, renewed.value))
}

/** Calls a function that a visitor without an account may ask. */
export async function callRpcAsVisitor(
  ports: Omit<CallPorts, 'access'>,
  name: string,
  body: unknown,
): Promise<Answer<unknown>> {
  return answerOf(await post(ports, name, body, null))
}

const post = (
  ports: Omit<CallPorts, 'access'>,
  name: string,
  body: unknown,
  token: string | null,
  onText?: HttpOptions['onText'],
) =>
  askJson(`${ports.town.url}/rest/v1/rpc/${name}`, postJson(authHeaders(ports.town, token), body), {
    fetch: ports.fetch,
    ...(onText && { onText }),
  })

/** A token the server cannot read makes a stranger of the member, with a polite answer instead of a 401. */
function refusesToken(heard: Heard): boolean {
  if (heard.kind !== 'json') return false
  return heard.status === 401 || (heard.status === 200 && isSignedOut(heard.body))
}

const isSignedOut = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'refused' in body && body.refused === 'signed-out'

function answerOf(heard: Heard): Answer<unknown> {
  const later = laterFault(heard)
  if (later) return no(later)
  if (heard.kind === 'nobody') return no({ kind: 'offline' })
  return heard.status >= 200 && heard.status < 300 ? yes(heard.body) : no(faultOf(heard.status))
}

function faultOf(status: number): Fault {
  if (status === 401) return { kind: 'signed-out' }
  if (status === 403) return { kind: 'refused', code: 'not-allowed' }
  return { kind: 'refused', code: status === 413 ? 'too-big' : 'bad-request' }
}
