import { describe, expect, it } from 'vitest'
import { sayMoment, sayTime, syncWords } from '@/app/shell/sync-words'
import { startOf } from '@/domain/day'
import type { SyncStatus } from '@/domain/sync-status'

const at = (hours: number) => startOf('2026-11-22') + hours * 3_600_000
const now = at(10)

describe('the hour, as people say it', () => {
  it.each([
    [0.5, '凌晨0:30'],
    [9.5, '上午9:30'],
    [12.25, '中午12:15'],
    [15, '下午3:00'],
    [20.75, '晚上8:45'],
  ])('%s hours into the day is %s', (hours, said) => {
    expect(sayTime(at(hours))).toBe(said)
  })

  it('says yesterday and earlier days by their names', () => {
    expect(sayMoment(at(-2), now)).toBe('昨天晚上10:00')
    expect(sayMoment(at(-50), now)).toBe('11月19日')
  })
})

describe('the line that is always in sight', () => {
  const syncedAt = at(9.5)
  const said = (status: SyncStatus, online = true) => {
    const { say, last } = syncWords(status, now, online)
    return `${say}|${last}`
  }

  it('says that all is handed in, and when', () => {
    expect(said({ kind: 'settled', syncedAt })).toBe('已同步 · 上午9:30|')
  })

  it('counts what has not been handed in, and still says when it last was', () => {
    expect(said({ kind: 'waiting', pending: 2, syncedAt })).toBe(
      '还有 2 条没交，有网自动交|上次 上午9:30',
    )
  })

  it('without a network says that what was done is safe', () => {
    expect(said({ kind: 'waiting', pending: 2, syncedAt }, false)).toContain('已记在手机里')
    expect(said({ kind: 'settled', syncedAt }, false)).toBe('没有网络，存下的都能看|上次 上午9:30')
  })

  it('on a new phone says that nothing has come yet', () => {
    expect(said({ kind: 'settled', syncedAt: null })).toBe('正在等第一次同步|还没有同步过')
  })

  it('asks for the password when the keys have run out', () => {
    const stuck: SyncStatus = { kind: 'stuck', fault: { kind: 'signed-out' }, pending: 1, syncedAt }
    expect(said(stuck)).toContain('要重新登录才能交上去')
    expect(syncWords(stuck, now, true).tone).toBe('trouble')
  })
})
