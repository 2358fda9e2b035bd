import { codeLength, isCardCode, loginNumberLength, type CardSecret } from '@/domain/card-code'

const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '')

/** Only the digits, however they were typed: full width, with spaces or dashes. */
export const asLoginNumber = (typed: string) => digitsOf(typed).slice(0, loginNumberLength)
export const asCode = (typed: string) => digitsOf(typed).slice(0, codeLength)

/** The card's QR is a link of ours; anything else is not a card. */
export function cardInLink(text: string): CardSecret | undefined {
  const hash = text.split('#')[1]
  if (hash === undefined) return undefined
  const parts = new URLSearchParams(hash)
  const card = {
    loginNumber: asLoginNumber(parts.get('n') ?? ''),
    code: asCode(parts.get('c') ?? ''),
  }
  return card.loginNumber.length === loginNumberLength && isCardCode(card.code) ? card : undefined
}
