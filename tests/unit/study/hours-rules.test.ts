import { describe, expect, it } from 'vitest'
import { hoursAsked, studyYear } from '@/features/study/hours-rules'
import { sayMinutes } from '@/features/study/study-words'
import { material, oldZhao, progress, today, willow } from './village'

const post = (
  role: 'branch_secretary' | 'branch_committee' | 'shopkeeper',
  untilDay: typeof today | null = null,
) => ({
  ...{ memberId: oldZhao, orgId: willow, role, untilDay },
  fromDay: '2025-01-01' as const,
})

describe('hours asked in a year', () => {
  it('are 32 for a member and 56 for whoever leads a branch', () => {
    expect(hoursAsked([], oldZhao, today)).toBe(32)
    expect(hoursAsked([post('shopkeeper')], oldZhao, today)).toBe(32)
    expect(hoursAsked([post('branch_secretary')], oldZhao, today)).toBe(56)
    expect(hoursAsked([post('branch_committee')], oldZhao, today)).toBe(56)
  })

  it('go back to 32 when the post has ended, and stay 32 when the post is somebody else’s', () => {
    expect(hoursAsked([post('branch_secretary', '2026-11-21')], oldZhao, today)).toBe(32)
    expect(hoursAsked([post('branch_secretary')], 'someone else', today)).toBe(32)
  })
})

describe('hours studied this year', () => {
  it('are the minutes that finished pieces say they take, newest first, whoever wrote them down', () => {
    const year = studyYear(
      [
        progress('1', { finishedOn: '2026-03-01', countedMinutes: 45, source: 'paper' }),
        progress('2', { finishedOn: '2026-11-20', countedMinutes: 30, source: 'helper' }),
      ],
      [material('1'), material('2')],
      today,
    )
    expect(year.minutes).toBe(75)
    expect(year.counted.map(({ id, source }) => [id, source])).toEqual([
      ['2', 'helper'],
      ['1', 'paper'],
    ])
  })

  it('never count what was only looked at, however long', () => {
    const year = studyYear(
      [progress('1', { reachedPermille: 1000, heardSeconds: 36_000 })],
      [material('1')],
      today,
    )
    expect(year.minutes).toBe(0)
  })

  it('begin anew on the first of January and keep the last of December in the old year', () => {
    const read = [
      progress('1', { finishedOn: '2025-12-31', source: 'self' }),
      progress('2', { finishedOn: '2026-01-01', source: 'self' }),
    ]
    const shelf = [material('1'), material('2')]
    expect(studyYear(read, shelf, '2026-01-01').counted.map(({ id }) => id)).toEqual(['2'])
    expect(studyYear(read, shelf, '2025-12-31').counted.map(({ id }) => id)).toEqual(['1'])
  })

  it('are not taken away when a piece is shortened or withdrawn afterwards', () => {
    const read = [
      progress('gone', { finishedOn: '2026-05-01', countedMinutes: 20, source: 'self' }),
      progress('short', { finishedOn: '2026-04-01', countedMinutes: 30, source: 'self' }),
    ]
    const year = studyYear(read, [material('short', { minutes: 5, title: '改短了' })], today)
    expect(year.minutes).toBe(50)
    expect(year.counted.map(({ title }) => title)).toEqual([undefined, '改短了'])
  })

  it('are said in hours and minutes', () => {
    expect([sayMinutes(8), sayMinutes(60), sayMinutes(80)]).toEqual([
      '8 分钟',
      '1 小时',
      '1 小时 20 分钟',
    ])
  })
})
