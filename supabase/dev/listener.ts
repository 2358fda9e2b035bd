import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { answerApi, isTooDeep, jsonAnswer } from './api.ts'
import type { Backend } from './backend.ts'
import { bodyBytesMax, isReadable } from './bodies.ts'

export type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Node's requests in, the backend's answers out. */
export const apiListener = (backend: Backend): Listener =>
  careful(async (request, response) => {
    const url = addressOf(request)
    if (!url) return send(response, jsonAnswer(400, 'bad-request'), '')
    const body = await readBody(request, bodyBytesMax(url.pathname))
    const answer = await answerTo(backend, request, url, body)
    await send(response, answer, request.headers['accept-encoding'] ?? '')
  })

// Those that a web request can carry; TRACE, for one, it cannot.
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function answerTo(
  backend: Backend,
  request: IncomingMessage,
  url: URL,
  body: Buffer<ArrayBuffer> | 'too-big',
): Response | Promise<Response> {
  if (!methods.includes(request.method ?? 'GET')) return jsonAnswer(405, 'not-this-way')
  if (body === 'too-big') return jsonAnswer(413, 'too-big')
  // Files are not JSON, and may hold any bytes.
  const isFile = url.pathname.startsWith('/storage/')
  if (!isFile && (isTooDeep(body) || !isReadable(url.pathname, body)))
    return jsonAnswer(400, 'bad-request')
  return answerApi(backend, asWeb(request, url, body))
}

/** What is asked for; null for an address or a host name that is none. */
export function addressOf(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  } catch {
    return null // Nobody's browser writes such an address.
  }
}

/** One visitor's trouble must not end everyone else's day. */
export function careful(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
): Listener {
  return (request, response) => {
    // Inside a promise from the first word on: what is thrown at once must be caught as well.
    const answered = (async () => {
      await answer(request, response)
    })()
    answered.catch((error: unknown) => {
      // Whoever hung up knows; anything else is ours to mend.
      if (!response.destroyed) console.error(error)
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
      response.end('{"code":"server-fault","message":"server-fault"}')
    })
  }
}

function asWeb(request: IncomingMessage, url: URL, body: Buffer<ArrayBuffer>): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const method = request.method ?? 'GET'
  const carries = method !== 'GET' && method !== 'HEAD'
  return new Request(url, { method, headers, ...(carries && { body }) })
}

/** The whole body, or the news that it is larger than it may be; the rest of it is read and dropped. */
async function readBody(request: IncomingMessage, bytesMax: number) {
  const chunks: Buffer<ArrayBuffer>[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer<ArrayBuffer>>) {
    bytes += chunk.length
    if (bytes <= bytesMax) chunks.push(chunk)
  }
  return bytes > bytesMax ? ('too-big' as const) : Buffer.concat(chunks)
}

async function send(response: ServerResponse, answer: Response, acceptEncoding: string) {
  const headers = Object.fromEntries(answer.headers)
  const packs = /\bgzip\b/.test(acceptEncoding) && headers['content-type']?.includes('json')
  if (packs) {
    delete headers['content-length']
    headers['content-encoding'] = 'gzip'
    headers['vary'] = 'accept-encoding'
  }
  response.writeHead(answer.status, headers)
  if (!answer.body) {
    response.end()
    return
  }
  const body = Readable.fromWeb(answer.body as never)
  await (packs ? pipeline(body, createGzip(), response) : pipeline(body, response))
}
