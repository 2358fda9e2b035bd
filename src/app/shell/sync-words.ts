import { dayOf, daysBetween, sayDay, type Moment } from '@/domain/day'
import type { Fault } from '@/domain/fault'
import type { SyncStatus } from '@/domain/sync-status'
import type { IconName } from '@/ui/icons'

export interface SyncWords {
  say: string
  /** When this phone last agreed with the town; always told. */
  last: string
  tone: 'calm' | 'waiting' | 'trouble'
  icon: IconName
}

const partsOfDay = [
  [0, '凌晨'],
  [6, '上午'],
  [12, '中午'],
  [13, '下午'],
  [18, '晚上'],
] as const

const townAheadOfUtcHours = 8

/** 上午9:30 as people say it, by the town's clock. */
export function sayTime(moment: Moment): string {
  const inTown = new Date(moment + townAheadOfUtcHours * 3_600_000)
  const hour = inTown.getUTCHours()
  const part = partsOfDay.reduce((found, [from, word]) => (hour >= from ? word : found), '')
  const onTheClock = hour > 12 ? hour - 12 : hour
  return `${part}${String(onTheClock)}:${String(inTown.getUTCMinutes()).padStart(2, '0')}`
}

/** Today only the hour, yesterday 昨天, earlier the day. */
export function sayMoment(moment: Moment, now: Moment): string {
  const days = daysBetween(dayOf(moment), dayOf(now))
  if (days <= 0) return sayTime(moment)
  return days === 1 ? `昨天${sayTime(moment)}` : sayDay(dayOf(moment), dayOf(now))
}

/** The sync state as one sentence, short: at the largest text nine characters fit beside the help button; `online` is what the browser believes. */
export function syncWords(status: SyncStatus, now: Moment, online: boolean): SyncWords {
  const last = status.syncedAt === null ? '还没有同步过' : `上次 ${sayMoment(status.syncedAt, now)}`
  switch (status.kind) {
    case 'talking':
      return { say: '正在同步…', last, tone: 'calm', icon: 'sync' }
    case 'settled':
      return settled(status.syncedAt, now, online, last)
    case 'waiting':
      return online
        ? {
            say: `还有 ${String(status.pending)} 条没交，有网自动交`,
            last,
            tone: 'waiting',
            icon: 'clock',
          }
        : {
            say: '没有网络，已记在手机里，有网自动交',
            last,
            tone: 'waiting',
            icon: 'offline',
          }
    case 'stuck':
      return { say: stuckWords(status.fault), last, tone: 'trouble', icon: 'warn' }
  }
}

function settled(syncedAt: Moment | null, now: Moment, online: boolean, last: string): SyncWords {
  if (!online) return { say: '没有网络，存下的都能看', last, tone: 'calm', icon: 'offline' }
  if (syncedAt === null) return { say: '正在等第一次同步', last, tone: 'calm', icon: 'sync' }
  return { say: `已同步 · ${sayMoment(syncedAt, now)}`, last: '', tone: 'calm', icon: 'check' }
}

function stuckWords(fault: Fault): string {
  switch (fault.kind) {
    case 'offline':
    case 'busy':
      return '网络不好，稍后自动再试'
    case 'signed-out':
      return '要重新登录才能交上去'
    case 'refused':
      return '和镇里没有接上，请找人帮忙'
  }
}
