import * as v from 'valibot'

/** Postgres through the embedded server writes `2026-11-22 09:45:23.5+00`, which Safari cannot read. */
export function parseMoment(text: string): number {
  const iso = text
    .trim()
    .replace(' ', 'T')
    .replace(/(\.\d{1,3})\d*/, '$1')
    .replace(/([+-]\d\d)$/, '$1:00')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(iso) ? iso : `${iso}Z`)
}

/** A moment in an answer: a number of milliseconds, or the database's own writing of it. */
export const Moment = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.transform(parseMoment))]),
  v.number(),
  v.check((moment) => !Number.isNaN(moment)),
)
