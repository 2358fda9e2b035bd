/** A whole number within bounds, however it was typed; undefined for anything else. */
export function wholeOf(typed: string, min: number, max: number): number | undefined {
  const text = typed.normalize('NFKC').trim()
  if (!/^\d{1,10}$/.test(text)) return undefined
  const number = Number(text)
  return number >= min && number <= max ? number : undefined
}

/** Points or yuan with at most `places` figures after the point, as a whole number of its smallest part. */
export function partsOf(
  typed: string,
  places: 1 | 2,
  min: number,
  max: number,
): number | undefined {
  const [, whole, part = ''] = /^(\d{1,8})(?:\.(\d+))?$/.exec(typed.normalize('NFKC').trim()) ?? []
  if (whole === undefined || part.length > places) return undefined
  const parts = Number(whole) * 10 ** places + Number(part.padEnd(places, '0'))
  return parts >= min && parts <= max ? parts : undefined
}
