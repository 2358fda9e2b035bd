import type { Month } from './month'
import type { Rows } from './server-types'

/** The result of each month that counts: after an objection the latest, the newest month first. */
export function countingResults(
  results: readonly Rows['monthResults'][],
): ReadonlyMap<Month, Rows['monthResults']> {
  const latest = new Map<Month, Rows['monthResults']>()
  const inOrder = [...results].sort((one, other) =>
    one.month === other.month
      ? other.confirmedAt - one.confirmedAt
      : one.month < other.month
        ? 1
        : -1,
  )
  for (const result of inOrder) if (!latest.has(result.month)) latest.set(result.month, result)
  return latest
}
