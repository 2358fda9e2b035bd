import type { AttendanceTotals } from '@/domain/asks'
import type { Day } from '@/domain/day'
import type { Missing } from '@/domain/meeting-rules'
import { kindNames } from '@/domain/meeting-words'
import { sayMonth } from '@/domain/month'

/** 还没开：10月主题党日、支委会；这个季度的党课. What a quarter still wants, month by month. */
export function sayMissing(missing: readonly Missing[], today: Day): string {
  if (missing.length === 0) return '该开的都开了'
  const months = [...new Set(missing.map(({ month }) => month))]
  const groups = months.map((month) => {
    const kinds = missing.filter((one) => one.month === month).map(({ kind }) => kindNames[kind])
    return `${month === null ? '整个季度的' : sayMonth(month, today)}${kinds.join('、')}`
  })
  return `还没开：${groups.join('；')}`
}

export const sayCounts = ({ expected, came, onLeave, absent }: AttendanceTotals): string =>
  `应到 ${String(expected)} 人次，到 ${String(came)}，请假 ${String(onLeave)}，没来 ${String(absent)}`
