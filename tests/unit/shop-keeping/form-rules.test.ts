import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { quantityMax } from '@/domain/shop-words'
import { partsOf, wholeOf } from '@/domain/typed-number'
import { limits, readItem } from '@/features/shop-keeping/form-rules'

describe('numbers as people type them', () => {
  it('are whole and within bounds, or nothing', () => {
    expect(
      ['12', ' １２ ', '0', '-1', '1.5', '1e3', '', '99'].map((text) => wholeOf(text, 1, 60)),
    ).toEqual([12, 12, undefined, undefined, undefined, undefined, undefined, undefined])
  })

  it('become tenths of a point or fen, and never by way of a fraction', () => {
    expect(
      ['6', '6.5', '0.1', '6.55', '0', '.5', 'x'].map((text) => partsOf(text, 1, 1, 100)),
    ).toEqual([60, 65, 1, undefined, undefined, undefined, undefined])
    expect(partsOf('19999.99', 2, 0, limits.budgetFen)).toBe(1_999_999)
    expect(partsOf('0.29', 2, 0, 100)).toBe(29)
  })
})

describe('the form of an item', () => {
  const form = { name: ' 毛巾 ', words: '', points: '6', monthLimit: '' }

  it('is read as the town keeps it', () => {
    expect(readItem(form)).toEqual({ ok: true, name: '毛巾', words: '', priceTenths: 60 })
    expect(readItem({ ...form, monthLimit: '2' })).toMatchObject({ monthLimit: 2 })
  })

  it('names the first field that says nothing usable', () => {
    expect(readItem({ ...form, name: ' ' })).toEqual({ ok: false, fault: 'name' })
    expect(readItem({ ...form, points: '0' })).toEqual({ ok: false, fault: 'points' })
    expect(readItem({ ...form, monthLimit: '0' })).toEqual({ ok: false, fault: 'monthLimit' })
  })
})

it('the phone’s limits are those of the tables', async () => {
  const sql = async (name: string) => readFile(`supabase/migrations/${name}`, 'utf8')
  const settings = await sql('20261125100100_shop_settings.sql')
  const items = await sql('20261125100200_shop_items.sql')
  const stock = await sql('20261125100400_shop_stock.sql')
  const orders = await sql('20261125100300_shop_orders.sql')
  for (const [text, words] of [
    [settings, `fen_per_point between 1 and ${String(limits.fenPerPoint)})`],
    [settings, `year_budget_fen between 0 and ${String(limits.budgetFen)})`],
    [settings, `hold_days between 1 and ${String(limits.holdDays)})`],
    [items, `char_length(trim(name)) between 1 and ${String(limits.name)})`],
    [items, `char_length(words) <= ${String(limits.words)})`],
    [items, `price_tenths between 1 and ${String(limits.priceTenths)})`],
    [items, `month_limit between 1 and ${String(limits.monthLimit)})`],
    [stock, `char_length(note) <= ${String(limits.note)})`],
    [stock, `pieces not between 1 and ${String(limits.pieces)} `],
    [orders, `quantity between 1 and ${String(quantityMax)})`],
  ] as const)
    expect(text).toContain(words)
})
