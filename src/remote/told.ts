import * as v from 'valibot'
import { asDay, type Day as DayText } from '@/domain/day'

const toCamel = (name: string) =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

export const Day = v.custom<DayText>(
  (held) => typeof held === 'string' && asDay(held) !== undefined,
)

export const Colour = v.picklist(['red', 'blue', 'amber', 'green'])

/** An object whose keys the server writes with underscores. */
export const told = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(v.unknown(), v.transform(withCamelKeys), v.object(entries))

function withCamelKeys(held: unknown): unknown {
  if (typeof held !== 'object' || held === null || Array.isArray(held)) return held
  return Object.fromEntries(Object.entries(held).map(([key, value]) => [toCamel(key), value]))
}
