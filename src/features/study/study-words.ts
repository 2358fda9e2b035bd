import { daysBetween, sayDay, type Day } from '@/domain/day'
import type { Source, Standing } from './lesson-rules'

export const sourceWords: Record<Source, string> = {
  self: '自己学',
  helper: '家里帮学',
  paper: '纸上记',
}

/** What stands in for the name of a piece that is no longer on this phone. */
export const withdrawnTitle = '已经撤下的内容'

export interface StandingWords {
  words: string
  tone: 'good' | 'warn' | 'info' | 'plain'
}

/** Where a lesson stands, said so that nobody is shamed: a day that has passed can still be made good. */
export function sayStanding(standing: Standing, today: Day): StandingWords | undefined {
  switch (standing.kind) {
    case 'done':
      return {
        words: standing.source === 'self' ? '已学完' : `已学完 · ${sourceWords[standing.source]}`,
        tone: 'good',
      }
    case 'due-today':
      return { words: '今天学', tone: 'warn' }
    case 'overdue':
      return { words: `${sayDay(standing.dueOn, today)}的，现在补上就行`, tone: 'warn' }
    case 'soon':
      return { words: sayAhead(standing.dueOn, today), tone: 'info' }
    case 'later':
      return { words: `${sayDay(standing.dueOn, today)}前学`, tone: 'plain' }
    case 'open':
      return undefined
  }
}

function sayAhead(dueOn: Day, today: Day): string {
  const days = daysBetween(today, dueOn)
  return days === 1 ? '明天前学' : `还有 ${String(days)} 天，${sayDay(dueOn, today)}前学`
}

/** 约 8 分钟; 1 小时 20 分钟. */
export function sayMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${String(rest)} 分钟`
  return rest === 0 ? `${String(hours)} 小时` : `${String(hours)} 小时 ${String(rest)} 分钟`
}

/** 3 分 05 秒, for a place in a recording. */
export function saySeconds(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const minutes = Math.floor(whole / 60)
  return minutes === 0 ? `${String(whole)} 秒` : `${String(minutes)} 分 ${String(whole % 60)} 秒`
}
