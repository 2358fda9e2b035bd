import { partsOf, wholeOf } from '@/domain/typed-number'

/** The tables check the same numbers. */
export const limits = {
  name: 30,
  words: 300,
  note: 200,
  pieces: 100_000,
  priceTenths: 100_000,
  monthLimit: 1000,
  fenPerPoint: 10_000,
  budgetFen: 2_000_000_000,
  holdDays: 60,
} as const

export interface ItemForm {
  name: string
  words: string
  points: string
  monthLimit: string
}

export type ItemFault = 'name' | 'points' | 'monthLimit'

/** What the form says, or the first field that says nothing usable. */
export function readItem(
  form: ItemForm,
):
  | { ok: true; name: string; words: string; priceTenths: number; monthLimit?: number }
  | { ok: false; fault: ItemFault } {
  const name = form.name.trim()
  if (name === '') return { ok: false, fault: 'name' }
  const priceTenths = partsOf(form.points, 1, 1, limits.priceTenths)
  if (priceTenths === undefined) return { ok: false, fault: 'points' }
  const said = { ok: true as const, name, words: form.words.trim(), priceTenths }
  if (form.monthLimit.trim() === '') return said
  const monthLimit = wholeOf(form.monthLimit, 1, limits.monthLimit)
  return monthLimit === undefined ? { ok: false, fault: 'monthLimit' } : { ...said, monthLimit }
}
