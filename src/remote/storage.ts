import { is, literal, object } from 'valibot'
import { no, yes, type Answer, type Fault } from '@/domain/fault'
import type { FileSource, Incoming } from '@/domain/file-source'
import type { CallPorts } from './call'
import { authHeaders } from './town'

const bucket = 'materials'

/** A line that has been silent this long is dead, whatever the browser believes. */
const silenceMaxMs = 30_000

/** Files come and go with the member's own token, so the same policies guard them as the rows. */
export function createStorage(ports: CallPorts): FileSource {
  const objectUrl = (kind: '' | 'authenticated/', path: string) =>
    `${ports.town.url}/storage/v1/object/${kind}${bucket}/${path.split('/').map(encodeURIComponent).join('/')}`

  /** Sends, and once more with a new token when the server does not take this one. */
  async function send(url: string, init: RequestInit): Promise<Answer<Response>> {
    const token = await ports.access.token()
    if (!token.ok) return token
    const first = await tryFetch(ports, url, init, token.value)
    if (!first.ok || (first.value.status !== 401 && first.value.status !== 403)) return first
    const renewed = await ports.access.renew(token.value)
    return renewed.ok ? tryFetch(ports, url, init, renewed.value) : renewed
  }

  return {
    async open(path, from, signal) {
      const url = objectUrl('authenticated/', path)
      const headers = from > 0 ? { range: `bytes=${String(from)}-` } : {}
      const answer = await send(url, { headers, signal })
      return answer.ok ? incoming(answer.value) : answer
    },
    async upload(path, blob) {
      const headers = { 'content-type': blob.type || 'application/octet-stream' }
      const answer = await send(objectUrl('', path), { method: 'POST', headers, body: blob })
      if (!answer.ok) return answer
      if (answer.value.ok || (await isThereAlready(answer.value))) return yes(null)
      return no(faultOf(answer.value))
    },
  }
}

async function tryFetch(
  { town, fetch }: CallPorts,
  url: string,
  init: RequestInit,
  token: string,
): Promise<Answer<Response>> {
  const headers = { ...(init.headers as Record<string, string>), ...authHeaders(town, token) }
  try {
    return yes(
      await fetch(url, {
        ...init,
        headers,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
      }),
    )
  } catch {
    return no({ kind: 'offline' }) // Every failure of fetch is the network's.
  }
}

/** A path is a new id: what stands there already is this file, sent before by a try whose answer was lost. */
async function isThereAlready(response: Response): Promise<boolean> {
  if (response.status === 409) return true
  const said: unknown = await response.json().catch(() => null) // Not every server says its no in JSON.
  return is(object({ statusCode: literal('409') }), said)
}

function incoming(response: Response): Answer<Incoming> {
  if (response.status !== 200 && response.status !== 206) return no(faultOf(response))
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? ''))
    return no({ kind: 'offline' })
  const range = /^bytes (\d+)-\d+\/(\d+|\*)/.exec(response.headers.get('content-range') ?? '')
  const partial = response.status === 206
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  const total = partial ? Number(range?.[2] ?? Number.NaN) : length
  return yes({
    from: partial ? Number(range?.[1] ?? 0) : 0,
    total: Number.isFinite(total) ? total : null,
    read: reader(response),
  })
}

function reader(response: Response): Incoming['read'] {
  const stream = response.body?.getReader()
  if (stream) return async () => (await inTime(stream.read())).value ?? null
  let whole: Promise<ArrayBuffer> | null = response.arrayBuffer()
  return async () => {
    const bytes = whole && new Uint8Array(await whole)
    whole = null
    return bytes
  }
}

function inTime<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the line went silent'))
    }, silenceMaxMs)
  })
  return Promise.race([reading, silence]).finally(() => {
    clearTimeout(timer)
  })
}

function faultOf({ status }: Response): Fault {
  if (status === 429 || status === 408 || status >= 500)
    return { kind: 'busy', retryAfterMs: 5_000 }
  if (status === 401) return { kind: 'signed-out' }
  return { kind: 'refused', code: status === 413 ? 'too-big' : 'not-allowed' }
}
