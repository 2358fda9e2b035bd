declare const kind: unique symbol

/** A row id that remembers which table it came from; it passes wherever a plain id is wanted. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind }

export type MemberId = Id<'members'>

/** Ids are made on the phone, so a row can be created with no signal. */
export function newId<Kind extends string>(): Id<Kind> {
  return randomUuid() as Id<Kind>
}

/** For ids that come in from outside: a route, a stored session, a row. */
export function asId<Kind extends string>(text: string): Id<Kind> {
  return text as Id<Kind>
}

/** `crypto.randomUUID` is missing on older phones and on plain http; random bytes are not. */
function randomUuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
