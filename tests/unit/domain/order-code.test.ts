import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asOrderCode, codeInSquare, inHalves, orderSquare } from '@/domain/order-code'
import { sayPieces, sayYuan, worthFen } from '@/domain/shop-words'

const code = fc.stringMatching(/^\d{6}$/)

describe('an order’s code', () => {
  it('is read back from its square, and from how people type it', () => {
    fc.assert(
      fc.property(code, (six) => {
        expect(codeInSquare(orderSquare(six))).toBe(six)
        expect(asOrderCode(inHalves(six))).toBe(six)
      }),
    )
  })

  it('is not found in any other square', () => {
    for (const text of ['423344', 'pioneer-home:member:423344', `${orderSquare('423344')}5`, ''])
      expect(codeInSquare(text)).toBeUndefined()
    expect(asOrderCode('４２３ ３４４')).toBe('423344')
  })
})

describe('money and pieces in words', () => {
  it('says yuan without a trailing nought, and one piece without a number', () => {
    expect([sayYuan(1050), sayYuan(2000), sayYuan(5)]).toEqual(['10.5 元', '20 元', '0.05 元'])
    expect([sayPieces('盐', 1), sayPieces('盐', 2)]).toEqual(['盐', '盐 2 件'])
  })

  it('counts what points are worth as the town does', () => {
    expect([worthFen(235, 100), worthFen(5, 25), worthFen(0, 100)]).toEqual([2350, 13, 0])
  })
})
