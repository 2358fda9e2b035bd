import type { Json } from '@/domain/server-types'

/** `reached_permille` on the wire is `reachedPermille` on the phone; nothing else knows both spellings. */
export const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

export const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Only the names of the arguments change; what is inside one is the person's own. */
export function argsToWire(args: object): Record<string, Json> {
  const wire: Record<string, Json> = {}
  for (const [name, value] of Object.entries(args) as [string, Json | undefined][]) {
    if (value !== undefined) wire[snake(name)] = value
  }
  return wire
}
