export const orderCodeLength = 6

const square = 'pioneer-home:order:'

/** What the square beside an order's code says; it holds the code and nothing of its owner. */
export const orderSquare = (code: string): string => `${square}${code}`

/** The code in a square that was scanned; undefined for any other square. */
export function codeInSquare(text: string): string | undefined {
  if (!text.startsWith(square)) return undefined
  const code = text.slice(square.length)
  return code.length === orderCodeLength && asOrderCode(code) === code ? code : undefined
}

/** Only the digits, however they were typed: full width, with spaces or dashes. */
export const asOrderCode = (typed: string): string =>
  typed.normalize('NFKC').replace(/\D/g, '').slice(0, orderCodeLength)

/** In two halves, to be read aloud: 123 456. */
export const inHalves = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`.trim()
