import {
  createSecureServer,
  type Http2SecureServer,
  type ServerHttp2Stream,
  type IncomingHttpHeaders,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

type Answering = (request: Request) => Promise<Response>

export interface Asked {
  path: string
  status: number
  /** Of the answer, before and after packing. */
  bytes: number
  packed: number
  /** When it had come in, since the log was last taken, and how long the server worked on it. */
  atMs: number
  ms: number
}

export interface Requests {
  requests: number
  preflights: number
  log: Asked[]
}

export interface Front {
  port: number
  /** Which database answers; one front serves them all, one after another. */
  serve(answering: Answering): void
  takeRequests(): Requests
  /** Asked after the server has done its work and before the answer leaves: true loses the answer with its connection's stream. */
  loseAnswersWhen(lost: ((request: Request) => Promise<boolean>) | null): void
  close(): Promise<void>
}

/** As long as a hosted project's door allows; Chromium remembers two hours at most. */
const preflightSeconds = 86_400
/** More than that of an address no hosted project's door reads; one's own, 8 KB. */
const pathBytesMax = 16 * 1024

/** What stands before a hosted project: TLS, HTTP/2, packed answers, and leave for pages of other origins. */
export async function openFront(tls: { key: string; cert: string }): Promise<Front> {
  const server = createSecureServer({ ...tls, allowHTTP1: false })
  let answering: Answering = () => Promise.resolve(new Response(null, { status: 503 }))
  let lost: ((request: Request) => Promise<boolean>) | null = null
  let heard: Requests = { requests: 0, preflights: 0, log: [] }
  let since = performance.now()

  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined) // Whoever hung up has had enough.
    const visit = async () => {
      if ((headers[':path'] ?? '').length > pathBytesMax) {
        stream.respond({ ':status': 414, ...allowed(headers) }, { endStream: true })
        return
      }
      if (headers[':method'] === 'OPTIONS') {
        heard.preflights += 1
        leave(stream, headers)
        return
      }
      heard.requests += 1
      const body = await read(stream)
      const started = performance.now()
      const request = asWeb(headers, body)
      const answer = await answering(request.clone())
      const ms = performance.now() - started
      if (lost !== null && (await lost(request))) {
        stream.close(2)
        return
      }
      const { bytes, packed } = await send(stream, headers, answer)
      const path = (headers[':path'] ?? '').slice(0, 60)
      const atMs = started - since
      heard.log.push({ path, status: answer.status, bytes, packed, atMs, ms })
    }
    visit().catch((error: unknown) => {
      console.error(error)
      stream.close(2)
    })
  })
  const port = await listen(server)
  return {
    port,
    serve(next) {
      answering = next
    },
    takeRequests() {
      const taken = heard
      since = performance.now()
      heard = { requests: 0, preflights: 0, log: [] }
      return taken
    },
    loseAnswersWhen(when) {
      lost = when
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}

const allowed = (headers: IncomingHttpHeaders) => ({
  'access-control-allow-origin': headers.origin ?? '*',
  'access-control-expose-headers': 'Content-Range, Content-Length, Date',
  vary: 'Origin, Accept-Encoding',
})

function leave(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  stream.respond(
    {
      ':status': 204,
      ...allowed(headers),
      'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE, HEAD',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
      'access-control-max-age': String(preflightSeconds),
    },
    { endStream: true },
  )
}

async function read(stream: ServerHttp2Stream): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer<ArrayBuffer>[] = []
  for await (const chunk of stream as AsyncIterable<Buffer<ArrayBuffer>>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function asWeb(headers: IncomingHttpHeaders, body: Buffer<ArrayBuffer>): Request {
  const passed = new Headers()
  for (const [name, value] of Object.entries(headers))
    if (!name.startsWith(':') && value !== undefined)
      passed.set(name, typeof value === 'string' ? value : value.join(', '))
  const method = headers[':method'] ?? 'GET'
  const carries = method !== 'GET' && method !== 'HEAD'
  const url = `http://localhost${headers[':path'] ?? '/'}`
  return new Request(url, { method, headers: passed, ...(carries && { body }) })
}

const pack = promisify(gzip)

async function send(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, answer: Response) {
  const body = Buffer.from(await answer.arrayBuffer())
  const packs = body.length > 200 && /\bgzip\b/.test(headers['accept-encoding'] ?? '')
  const packed = packs ? await pack(body) : body
  const kept = [...answer.headers].filter(([name]) => passes.includes(name))
  if (!stream.destroyed) {
    stream.respond({
      ':status': answer.status,
      ...Object.fromEntries(kept),
      ...allowed(headers),
      ...(packs && { 'content-encoding': 'gzip' }),
      ...(body.length > 0 && { 'content-length': packed.length }),
    })
    stream.end(packed)
  }
  return { bytes: body.length, packed: packed.length }
}

/** The rest is the embedded server's own talk. */
const passes = ['content-type', 'content-range', 'preference-applied', 'location']

function listen(server: Http2SecureServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}
