import type { MonthSheetRow } from '@/domain/asks'
import { sayChange } from '@/domain/point-words'

/** From how many tenths on a difference from the month before is shown to whoever confirms, the band being the same. */
const muchTenths = 100

/** A member's month in tenths of a point. */
export const totalOf = (
  row: Pick<MonthSheetRow, 'baseTenths' | 'categoryTenths' | 'bonusTenths'>,
): number => row.baseTenths + row.categoryTenths + row.bonusTenths

/** How a month differs from the one before it, when the band is another or it differs by ten points; else nothing. */
export function sayDifference(row: MonthSheetRow): string {
  if (row.beforeTenths === null || row.beforeBand === null) return ''
  const by = totalOf(row) - row.beforeTenths
  if (row.beforeBand === row.band.words && Math.abs(by) < muchTenths) return ''
  const bands =
    row.beforeBand === row.band.words ? '' : `，「${row.beforeBand}」变「${row.band.words}」`
  return `比上月 ${sayChange(by)} 分${bands}`
}
