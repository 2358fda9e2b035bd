import type { Moment } from './day'

/** The code at the door stands for one minute of the world's clock. */
export const doorCodeMs = 60_000
export const doorCodeLength = 6

const mark = '#code='

/** Only the digits somebody typed, as many as a code has. */
export const asDoorCode = (typed: string): string =>
  typed.normalize('NFKC').replace(/\D/g, '').slice(0, doorCodeLength)

/** What the square at the door says: the page to check in on, with the code where no server reads it. */
export const doorLink = (origin: string, meetingId: string, code: string): string =>
  `${origin}/meetings/${meetingId}/in${mark}${code}`

/** The code in a link to a meeting's door; undefined in any other text. */
export function codeInDoorLink(text: string, meetingId: string): string | undefined {
  const at = text.indexOf(`/meetings/${meetingId}/in${mark}`)
  if (at < 0) return undefined
  const code = asDoorCode(text.slice(text.indexOf(mark) + mark.length))
  return code.length === doorCodeLength ? code : undefined
}

/** Six digits made from a meeting's key for the minute that `at` is in; the server makes the same. Needs a safe page. */
export async function doorCode(key: string, at: Moment): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const secret = await crypto.subtle.importKey(
    'raw',
    bytes(key),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const minute = String(Math.floor(at / doorCodeMs))
  const signed = await crypto.subtle.sign('HMAC', secret, bytes(minute))
  const number = new DataView(signed).getUint32(0) % 10 ** doorCodeLength
  return String(number).padStart(doorCodeLength, '0')
}

/** A key for a new meeting's door, 128 random bits. */
export function newDoorKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
