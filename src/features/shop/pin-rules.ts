export type PinFault = 'digits' | 'easy' | 'differs'

/** One figure over and over, or one after the other: what anybody would try first. */
function isEasy(pin: string): boolean {
  const steps = Array.from(pin.slice(1), (digit, at) => Number(digit) - Number(pin[at]))
  return new Set(steps).size === 1 && Math.abs(steps[0] ?? 0) <= 1
}

/** What is wrong with a new PIN, if anything; the server takes the same digits. */
export function pinFault(pin: string, again: string): PinFault | undefined {
  if (!/^\d{4,6}$/.test(pin)) return 'digits'
  if (isEasy(pin)) return 'easy'
  return pin === again ? undefined : 'differs'
}
