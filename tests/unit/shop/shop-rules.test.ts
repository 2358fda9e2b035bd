import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asId } from '@/domain/id'
import { quantityMax } from '@/domain/shop-words'
import { pinFault } from '@/features/shop/pin-rules'
import {
  goodOf,
  instead,
  isOpen,
  isWaiting,
  mostOf,
  purseOf,
  whyNot,
} from '@/features/shop/shop-rules'
import { today } from '../study/village'
import { entry, item, order, stock } from './things'

const waiting = order('waiting', { code: '' })

describe('what is in the purse', () => {
  it('is what came and went, less what the town keeps for me', () => {
    const entries = [entry('a', 120), entry('b', -30)]
    expect(purseOf(entries, [order('one', { quantity: 2 })], today)).toEqual({
      ...{ balance: 90, held: 100, free: -10 },
    })
  })

  it('loses nothing to what the town has not agreed to', () => {
    expect(isWaiting(waiting)).toBe(true)
    expect(isOpen(waiting, today)).toBe(false)
    expect(purseOf([entry('a', 120)], [waiting], today).free).toBe(120)
  })

  it('loses nothing to an order past its day, on its last day still', () => {
    const last = order('last', { heldUntil: today })
    const late = order('late', { heldUntil: '2026-11-21' })
    expect(purseOf([entry('a', 120)], [late, last], today).held).toBe(50)
  })

  it.each(['collected', 'cancelled', 'expired', 'returned'] as const)(
    'holds nothing for an order that is %s',
    (state) => {
      expect(purseOf([], [order('one', { state })], today).held).toBe(0)
    },
  )
})

describe('what can be had', () => {
  const soap = item('肥皂', { monthLimit: 2 })

  it('counts what I had this month, and not what I let go', () => {
    const orders = [
      order('had', { state: 'collected' }),
      order('gone', { state: 'cancelled' }),
      order('before', { state: 'collected', reservedOn: '2026-10-31' }),
      waiting,
    ]
    expect(goodOf(soap, stock('肥皂', 9), orders, today).mayTake).toBe(1)
  })

  it('says the first reason why not', () => {
    const good = { item: soap, left: 3, mayTake: 2 }
    expect(whyNot(good, 50)).toBeUndefined()
    expect(whyNot(good, 49)).toBe('too-few-points')
    expect(whyNot({ ...good, mayTake: 0 }, 50)).toBe('month-limit')
    expect(whyNot({ ...good, left: 0 }, 0)).toBe('sold-out')
    expect(whyNot({ ...good, item: { ...soap, isOpen: false } }, 50)).toBe('closed')
  })

  it('never offers more than there is, than is allowed, than can be paid, or than an order takes', () => {
    fc.assert(
      fc.property(
        fc.record({
          left: fc.nat(60),
          mayTake: fc.option(fc.nat(60)),
          priceTenths: fc.integer({ min: 1, max: 400 }),
          isOpen: fc.boolean(),
          free: fc.integer({ min: -100, max: 9000 }),
        }),
        ({ left, mayTake, priceTenths, isOpen: open, free }) => {
          const good = { item: { ...soap, priceTenths, isOpen: open }, left, mayTake }
          const most = mostOf(good, free)
          expect(most).toBeGreaterThanOrEqual(0)
          expect(most).toBeLessThanOrEqual(Math.min(left, mayTake ?? left, quantityMax))
          if (most > 0) expect(most * priceTenths).toBeLessThanOrEqual(free)
          // Something can be had exactly when nothing hinders it.
          expect(most > 0).toBe(whyNot(good, free) === undefined)
        },
      ),
    )
  })

  it('suggests what can be had, the nearest in price first, and never what was refused', () => {
    const goods = [
      { item: item('米', { priceTenths: 280 }), left: 1, mayTake: null },
      { item: item('毛巾', { priceTenths: 60 }), left: 1, mayTake: null },
      { item: item('盐', { priceTenths: 40 }), left: 0, mayTake: null },
      { item: item('抽纸', { priceTenths: 100 }), left: 1, mayTake: null },
      { item: soap, left: 0, mayTake: null },
    ]
    expect(instead(goods, 150, soap).map((good) => good.item.name)).toEqual(['毛巾', '抽纸'])
    expect(instead(goods, 10, soap)).toEqual([])
    expect(instead([{ item: soap, left: 5, mayTake: null }], 150, soap)).toEqual([])
    expect(asId('肥皂')).toBe(soap.id)
  })
})

describe('a new PIN', () => {
  it.each([
    ['123', '123', 'digits'],
    ['1234567', '1234567', 'digits'],
    ['12a4', '12a4', 'digits'],
    ['0000', '0000', 'easy'],
    ['1234', '1234', 'easy'],
    ['987654', '987654', 'easy'],
    ['4071', '4017', 'differs'],
    ['4071', '4071', undefined],
    ['1357', '1357', undefined],
  ])('%s, %s', (pin, again, fault) => {
    expect(pinFault(pin, again)).toBe(fault)
  })
})
