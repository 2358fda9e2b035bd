import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cardLink,
  checkDigit,
  inGroups,
  isCardCode,
  newCode,
  newLoginNumber,
  randomDigits,
} from '@/domain/card-code'

const fill = (into: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(into)
const body = fc.stringMatching(/^\d{15}$/)

describe('the code on an activation card', () => {
  it('always passes its own check', () => {
    for (let i = 0; i < 200; i++) expect(isCardCode(newCode(fill))).toBe(true)
  })

  it('tells a member at once when one digit is mistyped', () => {
    fc.assert(
      fc.property(body, fc.nat(15), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const code = digits + checkDigit(digits)
        const wrong = String((Number(code[at]) + by) % 10)
        expect(isCardCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(false)
      }),
    )
  })

  it('notices two neighbours swapped, unless they are 0 and 9', () => {
    fc.assert(
      fc.property(body, fc.nat(14), (digits, at) => {
        const code = digits + checkDigit(digits)
        const [one = '', other = ''] = code.slice(at, at + 2)
        fc.pre(one !== other && [one, other].sort().join('') !== '09')
        expect(isCardCode(code.slice(0, at) + other + one + code.slice(at + 2))).toBe(false)
      }),
    )
  })

  it('agrees with a sum done by hand', () => {
    expect(checkDigit('7992739871')).toBe('3')
    expect(isCardCode('1234567890123452')).toBe(true)
    expect(isCardCode('123456789012345')).toBe(false)
    expect(isCardCode('12345678901234ab')).toBe(false)
  })

  it('favours no digit: bytes that would tip the scale are thrown away', () => {
    const offered = [255, 250, 9, 252, 249, 0, 251, 13]
    expect(
      randomDigits(4, (into) => {
        into.set(offered)
      }),
    ).toBe('9903')
  })

  it('is shown in fours and leads to the activation page without passing a server', () => {
    expect(inGroups('1234567890123452')).toBe('1234 5678 9012 3452')
    expect(newLoginNumber(fill)).toMatch(/^\d{8}$/)
    const link = cardLink('https://town.example', {
      loginNumber: '11112222',
      code: '1234567890123452',
    })
    expect(new URL(link).pathname).toBe('/activate')
    expect(new URL(link).hash).toBe('#n=11112222&c=1234567890123452')
  })
})
