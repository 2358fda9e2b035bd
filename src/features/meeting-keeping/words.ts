import type { AttendanceTotals } from '@/domain/asks'
import type { Day } from '@/domain/day'
import { quarterOf, type Missing } from '@/domain/meeting-rules'
import { kindNames, type Meeting } from '@/domain/meeting-words'
import { sayMonth } from '@/domain/month'

/** What a quarter still wants, month by month: 10月支委会没开；还没安排：11月主题党日；安排了还没开：整个季度的党课. */
export function sayMissing(missing: readonly Missing[], quarter: Day, today: Day): string {
  if (missing.length === 0) return '该开的都开了'
  if (quarterOf(quarter).until < today) return `没开：${sayKinds(missing, today)}`
  const planned = missing.filter(({ isPlanned }) => isPlanned)
  const open = missing.filter(({ isPlanned }) => !isPlanned)
  return [
    ...(open.length > 0 ? [`还没安排：${sayKinds(open, today)}`] : []),
    ...(planned.length > 0 ? [`安排了还没开：${sayKinds(planned, today)}`] : []),
  ].join('。')
}

function sayKinds(missing: readonly Missing[], today: Day): string {
  const months = [...new Set(missing.map(({ month }) => month))]
  return months
    .map((month) => {
      const kinds = missing.filter((one) => one.month === month).map(({ kind }) => kindNames[kind])
      return `${month === null ? '整个季度的' : sayMonth(month, today)}${kinds.join('、')}`
    })
    .join('；')
}

/** 主题党日：植树. The kind is said once, also where the title begins with it. */
export const sayMeeting = ({ kind, title }: Pick<Meeting, 'kind' | 'title'>): string =>
  title.startsWith(kindNames[kind]) ? title : `${kindNames[kind]}：${title}`

export const sayCounts = ({ expected, came, onLeave, absent }: AttendanceTotals): string =>
  `应到 ${String(expected)} 人次，到 ${String(came)}，请假 ${String(onLeave)}，没来 ${String(absent)}`
