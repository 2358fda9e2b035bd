import type { Band } from './asks'
import type { Json } from './server-types'

const colours: readonly unknown[] = ['red', 'blue', 'amber', 'green'] satisfies Band['colour'][]
const isColour = (held: unknown): held is Band['colour'] => colours.includes(held)

/** The bands of a board as the server keeps them, the highest first; what is none of ours is left out. */
export function bandsOf(held: Json): readonly Band[] {
  if (!Array.isArray(held)) return []
  return held
    .flatMap((band): Band[] => {
      if (typeof band !== 'object' || band === null || Array.isArray(band)) return []
      const { code, words, colour, from_tenths: from, is_published: isPublished } = band
      return typeof code === 'string' &&
        typeof words === 'string' &&
        typeof from === 'number' &&
        typeof isPublished === 'boolean' &&
        isColour(colour)
        ? [{ code, words, colour, fromTenths: from, isPublished }]
        : []
    })
    .sort((one, other) => other.fromTenths - one.fromTenths)
}

/** As the server wants them back. */
export const bandsToSend = (bands: readonly Band[]): Json =>
  bands.map(({ code, words, colour, fromTenths, isPublished }) => ({
    ...{ code, words: words.trim(), colour },
    ...{ from_tenths: fromTenths, is_published: isPublished },
  }))
