import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src/ui/tokens.css', 'utf8')

function colour(name: string): [number, number, number] {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(css)?.[1]
  if (hex === undefined) throw new Error(`no colour called ${name}`)
  const part = (at: number) => parseInt(hex.slice(at, at + 2), 16) / 255
  return [part(0), part(2), part(4)]
}

/** WCAG 2: how much lighter one is than the other, 1 to 21. */
function contrast(one: string, other: string): number {
  const light = (name: string) => {
    const [r, g, b] = colour(name).map((c) =>
      c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b) as [number, number]
  return (bright + 0.05) / (dark + 0.05)
}

describe('eyes that are no longer young', () => {
  it.each([
    ['ink', 'paper'],
    ['ink', 'card'],
    ['ink-soft', 'paper'],
    ['ink-soft', 'card'],
    ['ink-soft', 'hairline'],
    ['red', 'paper'],
    ['red', 'card'],
    ['red', 'red-soft'],
    ['on-red', 'red'],
    ['on-red', 'red-deep'],
    ['on-red', 'ink'],
    ['green', 'green-soft'],
    ['amber', 'amber-soft'],
    ['amber', 'card'],
    ['blue', 'blue-soft'],
    ['blue', 'paper'],
    ['ink', 'red-soft'],
    ['ink', 'amber-soft'],
  ])('can read %s on %s', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([['paper'], ['card']])('can see the edge of a field on %s', (ground) => {
    expect(contrast('edge', ground)).toBeGreaterThanOrEqual(3)
  })

  it('have four sizes to choose from: 18, 22, 26 and 30', () => {
    const sizes = [...css.matchAll(/--fs: ([\d.]+);/g)].map(([, fs]) => Math.round(18 * Number(fs)))
    expect(sizes).toEqual([18, 22, 26, 30])
  })
})
