import type { PhoneLook } from '../ports.ts'

type Rows = readonly (readonly unknown[])[]

/** Where a phone's tables and its owner's own `select` differ; every row is compared value for value. */
export function differences(
  phone: PhoneLook['tables'],
  truth: Readonly<Record<string, Rows | null>>,
  columns: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.entries(columns).flatMap(([name, { length }]) => {
    const held = new Map((phone[name] ?? []).map((row) => [String(row[0]), row]))
    const wrong: string[] = []
    for (const row of truth[name] ?? []) {
      const id = String(row[0])
      const mine = held.get(id)
      held.delete(id)
      if (mine === undefined) wrong.push(`misses ${name} ${id}`)
      else {
        const [here, there] = [written(mine, length), written(row, length)]
        if (here !== there) wrong.push(`has an old ${name} ${id}: ${here} instead of ${there}`)
      }
    }
    return [...wrong, ...[...held.keys()].map((id) => `still holds ${name} ${id}`)]
  })
}

/** A newer server's columns come last and are not looked at; the order of names inside a value says nothing. */
const written = (row: readonly unknown[], length: number): string =>
  JSON.stringify(row.slice(0, length), inOrder)

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
