import type { Band } from './asks'
import type { Json } from './server-types'
import { sayPoints } from './point-words'

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

/** What the bands mean, the highest first: 90 分以上先锋，70 分以上合格，其余提醒. */
export function sayBands(bands: readonly Pick<Band, 'words' | 'fromTenths'>[]): string {
  return [...bands]
    .sort((one, other) => other.fromTenths - one.fromTenths)
    .map(({ words, fromTenths }) =>
      fromTenths > 0 ? `${sayPoints(fromTenths)} 分以上${words}` : `其余${words}`,
    )
    .join('，')
}
