import { describe, expect, it } from 'vitest'
import { asId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import {
  asQuarter,
  currentQuarter,
  figuresOf,
  inOrder,
  isNews,
  lastQuarter,
  liftedBand,
  liftKey,
  liftsIn,
  liftsToSend,
  namedIn,
} from '@/features/comparison/comparison-rules'
import { sayQuarter } from '@/domain/month'
import { factsOf, sayMeasure, sayNext, sayTime, sayWhyNot } from '@/features/comparison/fact-words'

const comparison: Rows['comparisons'] = {
  ...{ id: asId('one'), branchId: asId('willow'), quarter: '2026-07-01', state: 'published' },
  ...{ publisher: '李书记', publishedOn: '2026-10-08', reason: '', withdrawnOn: null },
}

describe('a quarter', () => {
  it('is named by its first day, and said as people say it', () => {
    expect(currentQuarter('2026-11-22')).toBe('2026-10-01')
    expect(lastQuarter('2026-01-05')).toBe('2025-10-01')
    expect(sayQuarter('2026-07-01')).toBe('2026年第三季度')
  })

  it('is taken from an address only where one begins', () => {
    expect(asQuarter('2026-07')).toBe('2026-07-01')
    expect(asQuarter('2026-08')).toBeUndefined()
    expect(asQuarter('undefined')).toBeUndefined()
  })

  it('is news for two weeks, unless it was taken down', () => {
    expect(isNews(comparison, '2026-10-21')).toBe(true)
    expect(isNews(comparison, '2026-10-22')).toBe(false)
    expect(isNews({ ...comparison, state: 'withdrawn' }, '2026-10-08')).toBe(false)
  })
})

describe('who is named', () => {
  it('stands under what it is for, by the sound of the name', () => {
    const named = namedIn([
      { aspect: 'conduct', memberId: asId('z'), name: '赵大山' },
      { aspect: 'conduct', memberId: asId('b'), name: '白玉兰' },
    ])
    expect(named.map(({ aspect, people }) => [aspect, people.map(({ name }) => name)])).toEqual([
      ['study', []],
      ['conduct', ['白玉兰', '赵大山']],
      ['contribution', []],
    ])
  })

  it('the three come as the plan names them', () => {
    expect(
      inOrder([{ aspect: 'contribution' }, { aspect: 'study' }] as const).map(
        ({ aspect }) => aspect,
      ),
    ).toEqual(['study', 'contribution'])
  })
})

describe('a lift', () => {
  const rows = [
    { memberId: 'a', aspect: 'study', band: 'met' },
    { memberId: 'b', aspect: 'study', band: 'top' },
    { memberId: 'c', aspect: 'conduct', band: 'none' },
  ] as const

  it('leads one band up', () => {
    expect([liftedBand('none'), liftedBand('short'), liftedBand('met')]).toEqual([
      'met',
      'met',
      'top',
    ])
  })

  it('is sent with its reason; an emptied one, one of another quarter and one above the first band are none', () => {
    const reasons = {
      [liftKey('2026-07-01', 'a', 'study')]: ' 教会了三个人 ',
      [liftKey('2026-07-01', 'b', 'study')]: '已经突出',
      [liftKey('2026-07-01', 'c', 'conduct')]: '  ',
      [liftKey('2026-04-01', 'c', 'conduct')]: '上一季的',
    }
    const lifts = liftsIn(reasons, '2026-07-01', rows)
    expect(lifts).toEqual([{ memberId: 'a', aspect: 'study', reason: '教会了三个人' }])
    expect(liftsToSend(lifts)).toEqual([
      { member_id: 'a', aspect: 'study', reason: '教会了三个人' },
    ])
  })
})

describe('the facts behind a band', () => {
  it('are numbers, whatever else the server may send one day', () => {
    expect(figuresOf({ deeds: 3, note: 'x' })).toEqual({ deeds: 3 })
    expect(figuresOf(['3'])).toEqual({})
    expect(figuresOf(null)).toEqual({})
  })

  it('say time as people do', () => {
    expect([40, 480, 90].map(sayTime)).toEqual(['40 分钟', '8 小时', '1 小时 30 分'])
  })

  it('of study: what was learnt, what is asked, and how much is missing', () => {
    const figures = { home_minutes: 120, taught_minutes: 90, asked: 480, top: 600 }
    expect(factsOf('study', figures).map(({ value }) => value)).toEqual(['2 小时', '1 小时 30 分'])
    expect(sayMeasure('study', figures)).toBe('这一季要学 8 小时，学到 10 小时算突出。')
    expect(sayNext('study', 'short', figures)).toBe('再学 4 小时 30 分就做到了。')
    expect(sayNext('study', 'met', { ...figures, home_minutes: 480 })).toBe(
      '再学 30 分钟就突出了。',
    )
    expect(sayNext('study', 'top', figures)).toBe('')
    expect(sayMeasure('study', {})).toContain('下一季开始比')
  })

  it('of conduct: only what there was, and what would mend it', () => {
    const figures = { meetings: 4, came: 2, excused: 1, missed: 1, dues: 3, slips: 1, slips_met: 1 }
    expect(factsOf('conduct', figures)).toEqual([
      { label: '会议和主题党日', value: '4 次，到 2 次，请假 1 次' },
      { label: '没请假没到', value: '1 次' },
      { label: '党费', value: '按时交了' },
    ])
    expect(sayNext('conduct', 'met', figures)).toContain('先请假')
    expect(sayNext('conduct', 'met', { ...figures, missed: 0, slips: 0 })).toBe(
      '多到会，就突出了。',
    )
    expect(sayNext('conduct', 'short', { ...figures, promises: 2, promises_open: 1 })).toContain(
      '把答应群众的事办好',
    )
    expect(sayNext('conduct', 'none', {})).toBe('')
  })

  it('say why somebody is not compared: nothing happened, or nothing could be expected', () => {
    expect(sayWhyNot('conduct', { slips: 0 })).toContain('没有可比的')
    expect(sayWhyNot('conduct', { meetings: 2, missed: 2 })).toContain('做了的照样算')
    expect(sayWhyNot('study', {})).toContain('做了的照样算')
  })

  it('of contribution: how many deeds, and how many more', () => {
    const figures = { deeds: 2, deeds_met: 3, deeds_top: 8, posts: 1 }
    expect(sayNext('contribution', 'short', figures)).toBe('现在算 2 件，再做 1 件就做到了。')
    expect(sayNext('contribution', 'met', { ...figures, deeds: 4 })).toBe(
      '现在算 4 件，再做 4 件就突出了。',
    )
    expect(factsOf('contribution', figures).at(-1)).toEqual({ label: '岗位', value: '在岗' })
  })
})
