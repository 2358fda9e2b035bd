import { addDays, sayDay, type Day } from '@/domain/day'

/** Ended today, the last day is today; ended before it began, it never was. */
export const lastDay = ({ fromDay }: { fromDay: Day }, today: Day): Day =>
  fromDay > today ? addDays(fromDay, -1) : today

/** From when to when, as people say it; without an end it still runs. */
export function sayTerm(
  { fromDay, untilDay }: { fromDay: Day; untilDay: Day | null },
  today: Day,
): string {
  const from = sayDay(fromDay, today)
  if (untilDay !== null && untilDay < fromDay) return '没有开始就取消了'
  if (untilDay === null) return fromDay > today ? `从 ${from} 开始` : `${from} 起`
  return `${from} 到 ${sayDay(untilDay, today)}`
}

export const sexNames = { female: '女', male: '男' } as const
