import { describe, expect, it } from 'vitest'
import { permilleSeen, scrollFor, worthResuming } from '@/features/study/reading-place'
import { excerptAround, holdsAll, termsIn } from '@/features/study/search-rules'
import { saySeconds } from '@/features/study/study-words'
import { startAt } from '@/features/study/use-listening'
import { wayBack } from '@/features/study/way-back'
import { spokenPieces } from '@/features/study/use-voice'

describe('the place in a text', () => {
  it('is how much of it has come into sight', () => {
    expect(permilleSeen({ top: 200, height: 2000 }, 700)).toBe(250)
    expect(permilleSeen({ top: 900, height: 2000 }, 700)).toBe(0)
    expect(permilleSeen({ top: -3000, height: 2000 }, 700)).toBe(1000)
    expect(permilleSeen({ top: 0, height: 0 }, 700)).toBe(0)
  })

  it('is found again on the screen when going on from it', () => {
    const scrolled = scrollFor(500, { top: 200, height: 2000 }, 700, 0)
    expect(permilleSeen({ top: 200 - scrolled, height: 2000 }, 700)).toBeGreaterThanOrEqual(500)
  })

  it('is worth going on from in the middle, not at the very start or end', () => {
    expect([0, 59, 60, 500, 940, 941, 1000].map(worthResuming)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('the place in a recording', () => {
  it('is where this phone stopped, also when that was an earlier place', () => {
    expect(startAt({ seconds: 20, heardSeconds: 200 }, 200, 300)).toBe(20)
  })

  it('is further on when the same person has listened further on another phone', () => {
    expect(startAt({ seconds: 20, heardSeconds: 100 }, 200, 300)).toBe(200)
    expect(startAt(undefined, 120, 300)).toBe(120)
  })

  it('is the beginning once it was heard to the end', () => {
    expect(startAt({ seconds: 299, heardSeconds: 299 }, 299, 300)).toBe(0)
  })

  it('is said in minutes and seconds', () => {
    expect([saySeconds(0), saySeconds(59.9), saySeconds(125)]).toEqual([
      '0 秒',
      '59 秒',
      '2 分 5 秒',
    ])
  })
})

describe('the way back from a lesson', () => {
  it('leads to the list one came from', () => {
    for (const list of ['/', '/study', '/study/topic/party', '/me/hours'])
      expect(wayBack(list)).toBe(list)
  })

  it('leads to the library from anywhere else', () => {
    for (const came of [undefined, null, '/study/18-phone-fraud', '/sign-in', '/me']) {
      expect(wayBack(came)).toBe('/study')
    }
  })
})

describe('search', () => {
  it('takes no notice of capitals, full-width letters or spaces', () => {
    expect(termsIn('　ＡＢｃ  血压 ')).toEqual(['abc', '血压'])
    expect(holdsAll('每天量血压 ABC', termsIn('血压 abc'))).toBe(true)
    expect(holdsAll('每天量血压', termsIn('血压 血糖'))).toBe(false)
    expect(termsIn('   ')).toEqual([])
  })

  it('shows a few words round what was found, without the marks that lay the text out', () => {
    const body = `## 怎么量\n\n![坐稳](picture:a.png)\n\n${'前'.repeat(40)}量**血压**以前歇五分钟${'后'.repeat(60)}`
    const excerpt = excerptAround(body, ['血压'])
    expect(excerpt).toContain('量血压以前歇五分钟')
    expect(excerpt).not.toMatch(/[#*()]/)
    expect(excerpt.length).toBeLessThan(60)
  })
})

describe('the phone’s own voice', () => {
  it('is given the text in pieces it can speak in one breath, and all of it', () => {
    const text = '第一句。第二句！\n'.repeat(60)
    const pieces = spokenPieces(text)
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(120)
    expect(pieces.join('')).toBe('第一句。第二句！'.repeat(60))
  })
})
