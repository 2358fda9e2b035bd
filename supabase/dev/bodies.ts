const mebibyte = 1024 * 1024

/** How much may come with a request: a file, a phone's trip, or a few words. */
export function bodyBytesMax(path: string): number {
  if (path.startsWith('/storage/')) return 60 * mebibyte
  if (path === '/rest/v1/rpc/send_request') return (3 * mebibyte) / 8
  return path === '/rest/v1/rpc/sync' ? 2 * mebibyte : mebibyte / 64
}

// What is not told in words: a moment, a number of pieces, and what the auth library adds for servers other than ours.
const otherwise = ['judged_before', 'quantity', 'data', 'gotrue_meta_security']

// The embedded sign-in keeps an address in so many letters.
const lettersMax = 255
// A villager's request brings a photo in Base64.
const photoLettersMax = 300_000

/** Whether the body of a call holds what it may; the embedded server falls over numbers or lists where words belong. */
export function isReadable(path: string, body: Uint8Array): boolean {
  if (path === '/rest/v1/rpc/sync' && holdsNoText(body)) return false
  if (path.startsWith('/storage/') || path === '/rest/v1/rpc/sync' || body.length === 0) return true
  const said = parsed(body)
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return false
  const most = path === '/rest/v1/rpc/send_request' ? photoLettersMax : lettersMax
  return Object.entries(said).every(
    ([name, value]) => otherwise.includes(name) || isWord(value, most),
  )
}

/** What no text of PostgreSQL may hold, a null sign or half of a sign: it would say so at length in its log. */
function holdsNoText(body: Uint8Array): boolean {
  const said = new TextDecoder().decode(body)
  // Looked into only where such a thing may be: a phone's trip can be two megabytes long.
  return /\\u(0000|d[89a-f])/i.test(said) && !isText(parsed(body))
}

function isText(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, one]) => isText(key) && isText(one))
}

const isWord = (value: unknown, most: number) =>
  value === null || (typeof value === 'string' && value.length <= most && isText(value))

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null // No JSON at all is not readable either.
  }
}
