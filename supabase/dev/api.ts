import type { Backend } from './backend.ts'

interface Door {
  path: RegExp
  methods: readonly string[]
  /** The words after a `?` that are let through; none where nothing is said. */
  asks?: RegExp
}

/**
 * What a visitor may knock on: no more than the app does. Everything else of the embedded server stays inside. No words
 * after the name of a function: they can join tables to its answer, table in table, until the server stands still.
 */
const doors: readonly Door[] = [
  { path: /^\/auth\/v1\/(signup|logout|token)$/, methods: ['POST'], asks: /^\?[\w=]+$/ },
  { path: /^\/rest\/v1\/rpc\/[a-z_]+$/, methods: ['POST'] },
  {
    path: /^\/storage\/v1\/object\/authenticated\/materials\/[\w.-]+\/[\w.-]+$/,
    methods: ['GET', 'HEAD'],
  },
  { path: /^\/storage\/v1\/object\/materials\/[\w.-]+\/[\w.-]+$/, methods: ['POST'] },
]

export const isApi = (path: string) => /^\/(auth|rest|storage)\/v1(\/|$)/.test(path)

// Far more than any honest request; the library that reads them gives way at a few thousand.
const nestedMax = 100
// A text may itself hold JSON, and the database reads that too; an honest text leaves no such number of them open.
const nestedInTextMax = 1000

/** Whether lists and objects stand so deep inside each other that reading them would exhaust the stack. */
export function isTooDeep(json: Uint8Array): boolean {
  let depth = 0
  let inText = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const sign = String.fromCharCode(json[at] ?? 0)
    if (quoted && sign === '\\') at++
    else if (sign === '"') {
      quoted = !quoted
      inText = 0
    } else if (sign === '[' || sign === '{') {
      if (quoted) inText++
      else depth++
    } else if (sign === ']' || sign === '}') {
      if (quoted) inText--
      else depth--
    }
    if (depth > nestedMax || inText > nestedInTextMax) return true
  }
  return false
}

export const jsonAnswer = (status: number, code: string) =>
  Response.json({ code, message: code }, { status, headers: { 'cache-control': 'no-store' } })

/** Passes a request on to Supabase's doors, and fills in what the embedded ones lack. */
export async function answerApi(backend: Backend, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const door = doors.find(({ path }) => path.test(url.pathname))
  if (!door) return jsonAnswer(404, 'no-such-door')
  if (!door.methods.includes(request.method)) return jsonAnswer(405, 'not-this-way')
  if (url.search !== '' && !door.asks?.test(url.search)) return jsonAnswer(400, 'bad-request')
  const answer = await backend.fetch(asUnderstood(request, url))
  const range = request.headers.get('range')
  return url.pathname.startsWith('/storage/') && range !== null && answer.status === 200
    ? await part(answer, range)
    : uncached(answer)
}

/** Supabase Storage has a second name for reading with a token; the embedded one knows only the first. */
function asUnderstood(request: Request, url: URL): Request {
  const path = url.pathname.replace(/^(\/storage\/v1\/object)\/authenticated\//, '$1/')
  return path === url.pathname ? request : new Request(new URL(path + url.search, url), request)
}

function uncached(answer: Response): Response {
  return new Response(answer.body, { status: answer.status, headers: ownHeaders(answer) })
}

/** Nothing is kept on the way, no foreign page may read along, and a file is never a page of ours. */
function ownHeaders(answer: Response): Headers {
  const headers = new Headers(answer.headers)
  headers.set('cache-control', 'no-store')
  headers.set('content-security-policy', "default-src 'none'; sandbox")
  headers.delete('access-control-allow-origin')
  headers.delete('access-control-expose-headers')
  return headers
}

/** Supabase Storage answers a part of a file, which is how a broken download goes on; the embedded one does not. */
async function part(answer: Response, range: string): Promise<Response> {
  const whole = new Uint8Array(await answer.arrayBuffer())
  const headers = ownHeaders(answer)
  headers.set('accept-ranges', 'bytes')
  headers.delete('content-length')
  const asked = readRange(range, whole.length)
  if (asked === null) return new Response(whole, { status: 200, headers })
  if (asked === 'outside') {
    headers.set('content-range', `bytes */${String(whole.length)}`)
    return new Response(null, { status: 416, headers })
  }
  const { from, to } = asked
  headers.set('content-range', `bytes ${String(from)}-${String(to)}/${String(whole.length)}`)
  return new Response(whole.subarray(from, to + 1), { status: 206, headers })
}

/** One range of bytes; null when it says nothing we follow, and then the whole file is a right answer. */
export function readRange(
  range: string,
  size: number,
): { from: number; to: number } | 'outside' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(range)
  const [, first = '', last = ''] = found ?? []
  if (!found || (first === '' && last === '')) return null
  if (first === '') {
    const from = Math.max(0, size - Number(last))
    return Number(last) === 0 || size === 0 ? 'outside' : { from, to: size - 1 }
  }
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < from) return null
  return from >= size ? 'outside' : { from, to }
}
