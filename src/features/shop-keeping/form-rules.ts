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

/** A whole number within bounds, however it was typed; undefined for anything else. */
export function wholeOf(typed: string, min: number, max: number): number | undefined {
  const text = typed.normalize('NFKC').trim()
  if (!/^\d{1,10}$/.test(text)) return undefined
  const number = Number(text)
  return number >= min && number <= max ? number : undefined
}

/** Points or yuan with at most `places` figures after the point, as a whole number of its smallest part. */
export function partsOf(
  typed: string,
  places: 1 | 2,
  min: number,
  max: number,
): number | undefined {
  const [, whole, part = ''] = /^(\d{1,8})(?:\.(\d+))?$/.exec(typed.normalize('NFKC').trim()) ?? []
  if (whole === undefined || part.length > places) return undefined
  const parts = Number(whole) * 10 ** places + Number(part.padEnd(places, '0'))
  return parts >= min && parts <= max ? parts : undefined
}

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
