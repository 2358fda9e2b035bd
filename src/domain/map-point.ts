/** `30.295120,109.486320`, as the server keeps it: degrees as satellites count them, less than a step apart. */
export const mapPoint = (north: number, east: number): string =>
  `${north.toFixed(6)},${east.toFixed(6)}`

/**
 * A link that opens the phone's own map at the point, with no address of anybody's in it. Phones of Apple do not know the
 * scheme that all others do.
 */
export const mapLink = (point: string, words: string, userAgent: string): string =>
  /iPhone|iPad/.test(userAgent)
    ? `maps:?q=${encodeURIComponent(words)}&ll=${point}`
    : `geo:${point}?q=${point}(${encodeURIComponent(words)})`
