/** What is printed on an activation card. */
export interface CardSecret {
  loginNumber: string
  code: string
}

export const loginNumberLength = 8
export const codeLength = 16
/** The server counts thirty times 24 hours; the last of those days may end before noon, so it is not promised. */
export const cardValidDays = 30
const groupLength = 4
const fairBytes = 250

/** Fills the array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (into: Uint8Array<ArrayBuffer>) => unknown

/** Every digit equally likely: a byte of 250 or more would favour 0 to 5, so it is thrown away. */
export function randomDigits(count: number, fill: RandomBytes): string {
  const bytes = new Uint8Array(count * 2)
  let digits = ''
  while (digits.length < count) {
    fill(bytes)
    for (const byte of bytes) if (byte < fairBytes) digits += String(byte % 10)
  }
  return digits.slice(0, count)
}

/** The digit that makes the whole right (Luhn): any one wrong digit shows, and nearly every swap of neighbours. */
export function checkDigit(digits: string): string {
  return String((10 - (weigh(`${digits}0`) % 10)) % 10)
}

/** Sixteen digits of which the last agrees with the others. */
export function isCardCode(code: string): boolean {
  return code.length === codeLength && /^\d+$/.test(code) && weigh(code) % 10 === 0
}

function weigh(digits: string): number {
  return Array.from(digits)
    .reverse()
    .reduce((sum, digit, at) => {
      const weighed = at % 2 === 1 ? Number(digit) * 2 : Number(digit)
      return sum + (weighed > 9 ? weighed - 9 : weighed)
    }, 0)
}

export function newCode(fill: RandomBytes): string {
  const digits = randomDigits(codeLength - 1, fill)
  return digits + checkDigit(digits)
}

export const newLoginNumber = (fill: RandomBytes): string => randomDigits(loginNumberLength, fill)

/** In fours, as on the card: 1234 5678 9012 3456. */
export function inGroups(digits: string): string {
  return (digits.match(new RegExp(`.{1,${String(groupLength)}}`, 'g')) ?? []).join(' ')
}

/** What the card's square code leads to. After the `#`, so that no server on the way ever sees it. */
export const cardLink = (origin: string, { loginNumber, code }: CardSecret): string =>
  `${origin}/activate#n=${loginNumber}&c=${code}`
