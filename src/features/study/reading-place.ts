import { permilleMax } from './progress-rules'

/** Where the text stands on the screen, in pixels. */
export interface TextBox {
  top: number
  height: number
}

/** A place resumed is put a little above the middle, with what was read last still in sight over it. */
const resumedAt = 0.4
/** Less than this is not yet begun; more is as good as the end. */
const begunPermille = 60
const endPermille = 940

/** How much of the text has come over the lower edge of what is seen. */
export function permilleSeen({ top, height }: TextBox, seenHeight: number): number {
  if (height <= 0) return 0
  return Math.max(0, Math.min(permilleMax, Math.round(((seenHeight - top) / height) * permilleMax)))
}

/** How far to scroll so that a place in the text comes into sight again. */
export function scrollFor(
  permille: number,
  { top, height }: TextBox,
  seenHeight: number,
  scrolled: number,
): number {
  return Math.max(0, scrolled + top + (permille / permilleMax) * height - seenHeight * resumedAt)
}

/** Worth offering to go on from: some way in, and not all but through. */
export const worthResuming = (permille: number): boolean =>
  permille >= begunPermille && permille <= endPermille
