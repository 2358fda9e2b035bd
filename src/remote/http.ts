import type { Moment } from '@/domain/day'
import type { Fault } from '@/domain/fault'
import type { Fetch } from './town'

/** What came back over the line, before anyone believes it. */
export type Heard =
  | {
      kind: 'json'
      status: number
      body: unknown
      serverNow: Moment | null
      retryAfterMs: number | null
    }
  /** Nothing, or something that is not our server: no signal, a hotel's sign-in page, a proxy's apology. */
  | { kind: 'nobody'; status: number | null; retryAfterMs: number | null }

/** Long enough for a full trip on a weak signal; after that it is kinder to start again. */
const answerWithinMs = 45_000

export interface HttpOptions {
  fetch: Fetch
  /** Called with the text so far until it says that it has seen enough. */
  onText?: (soFar: string) => 'enough' | 'more'
  withinMs?: number
}

export async function askJson(
  url: string,
  init: RequestInit,
  options: HttpOptions,
): Promise<Heard> {
  const patience = new AbortController()
  const timer = setTimeout(() => {
    patience.abort()
  }, options.withinMs ?? answerWithinMs)
  try {
    const response = await options.fetch(url, {
      ...init,
      signal: patience.signal,
      // No cache mode: every question here is a POST, which no browser keeps, and naming one would make the browser ask
      // the other origin for leave before each request instead of once a day.
      credentials: 'omit',
      redirect: 'error', // Our server never redirects; sign-in pages of foreign networks do.
    })
    return await read(response, options.onText)
  } catch {
    return { kind: 'nobody', status: null, retryAfterMs: null } // Every failure of fetch is the network's.
  } finally {
    clearTimeout(timer)
  }
}

export const postJson = (headers: Record<string, string>, body: unknown): RequestInit => ({
  method: 'POST',
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

async function read(response: Response, onText: HttpOptions['onText']): Promise<Heard> {
  const { status, headers } = response
  const retryAfterMs = retryAfter(headers.get('retry-after'))
  const isJson = /^application\/([\w.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '')
  if (!isJson) return { kind: 'nobody', status, retryAfterMs }
  const date = Date.parse(headers.get('date') ?? '')
  const text =
    onText && response.body ? await readAlong(response.body, onText) : await response.text()
  const body: unknown = JSON.parse(text)
  return { kind: 'json', status, body, serverNow: Number.isNaN(date) ? null : date, retryAfterMs }
}

async function readAlong(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onText: NonNullable<HttpOptions['onText']>,
): Promise<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let listening = true
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true })
    if (listening) listening = onText(text) === 'more'
  }
  return text + decoder.decode()
}

function retryAfter(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

const busyMs = 5_000
const busyMaxMs = 10 * 60_000

/** A status that only says "later": too many questions, or the server is ill. Null when it says something else. */
export function laterFault(heard: Heard): Fault | null {
  const { status } = heard
  if (status === 429 || status === 408 || (status !== null && status >= 500)) {
    return { kind: 'busy', retryAfterMs: Math.min(heard.retryAfterMs ?? busyMs, busyMaxMs) }
  }
  return heard.kind === 'nobody' ? { kind: 'offline' } : null
}
