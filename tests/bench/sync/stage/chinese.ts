import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../../../../supabase/seed/materials/', import.meta.url)

/** What the study pieces of the demo town say, without their headings and marks. */
function realText(): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8').replace(/^---[\s\S]*?\n---\n/, ''))
    .join('\n')
    .replace(/[ -~\s]+/g, '')
}

/** Numbers that look like chance and are the same in every run. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const charsPerParagraph = 180

/**
 * Text that no two pieces share and that a packer finds as hard as the real ones: each character is drawn from those
 * that follow the same character somewhere in the demo town's study pieces. A word repeated would pack to nothing.
 */
export function chineseWriter(seed: number): (bytes: number) => string {
  const roll = dice(seed)
  const text = realText()
  const after = new Map<string, string[]>()
  for (let at = 0; at + 1 < text.length; at++) {
    const followers = after.get(text.charAt(at)) ?? []
    after.set(text.charAt(at), followers)
    followers.push(text.charAt(at + 1))
  }
  const pick = (from: readonly string[] | string) => from[Math.floor(roll() * from.length)] ?? '。'

  return (bytes) => {
    const signs: string[] = [pick(text)]
    for (let n = 3, inParagraph = 1; n < bytes - 3; n += 3, inParagraph++) {
      const last = signs[signs.length - 1] ?? ''
      if (inParagraph > charsPerParagraph && last === '。') {
        signs.push('\n')
        n += 1
        inParagraph = 0
      }
      signs.push(pick(after.get(last) ?? text))
    }
    return signs.join('')
  }
}
