/** What is printed on an activation card. */
export interface Card {
  loginNumber: string
  code: string
}

export const loginNumberLength = 8
export const codeLength = 16
const groupLength = 4

const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '')

/** Only the digits, however they were typed: full width, with spaces or dashes. */
export const asLoginNumber = (typed: string) => digitsOf(typed).slice(0, loginNumberLength)
export const asCode = (typed: string) => digitsOf(typed).slice(0, codeLength)

/** Sixteen digits in fours, as on the card: 1234 5678 9012 3456. */
export function inGroups(code: string): string {
  return (code.match(new RegExp(`.{1,${String(groupLength)}}`, 'g')) ?? []).join(' ')
}

/** The last digit of a code checks the others, so that a slip of the finger is told before anything is sent. */
export function isRightlyTyped(code: string): boolean {
  if (code.length !== codeLength) return false
  const sum = [...code].reduceRight((total, digit, at) => {
    const doubled = (codeLength - 1 - at) % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** The card's QR is a link of ours; anything else is not a card. */
export function cardInLink(text: string): Card | undefined {
  const hash = text.split('#')[1]
  if (hash === undefined) return undefined
  const parts = new URLSearchParams(hash)
  const card = { loginNumber: asLoginNumber(parts.get('n') ?? ''), code: asCode(parts.get('c') ?? '') }
  return card.loginNumber.length === loginNumberLength && isRightlyTyped(card.code) ? card : undefined
}
