import { describe, expect, it } from 'vitest'
import { asId } from '@/domain/id'
import {
  earliestDay,
  isRight,
  offersFor,
  placeSaid,
  visitWords,
  wrongInLesson,
  type LessonForm,
} from '@/features/home-lessons/lesson-rules'
import { given, material, today } from '../study/village'

const form: LessonForm = {
  materialId: 'pressure',
  day: today,
  place: '家里',
  placeWords: '',
  note: '',
}
const named = '2026-11-01'

describe('writing down a home lesson', () => {
  it('passes with a day and a place', () => {
    expect(isRight(wrongInLesson(form, today, named))).toBe(true)
  })

  it('takes no day to come, none before the help began, and none older than thirty days', () => {
    const dayWrong = (day: string, since = named) =>
      wrongInLesson({ ...form, day }, today, since as typeof named).day
    expect(dayWrong('2026-11-23')).toContain('不能晚于今天')
    expect(dayWrong('2026-10-31')).toContain('才开始帮学')
    expect(dayWrong('2026-10-22', '2026-01-01')).toContain('30 天以内')
    expect(dayWrong('2026-10-23', '2026-01-01')).toBeUndefined()
    expect(dayWrong('')).toBeTruthy()
  })

  it('offers the calendar from the later of the two', () => {
    expect(earliestDay(today, '2026-11-01')).toBe('2026-11-01')
    expect(earliestDay(today, '2026-01-01')).toBe('2026-10-23')
  })

  it('wants words where the place is another one', () => {
    expect(wrongInLesson({ ...form, place: '其他' }, today, named).placeWords).toBeTruthy()
    expect(wrongInLesson({ ...form, place: undefined }, today, named).place).toBeTruthy()
    expect(placeSaid({ place: '其他', placeWords: ' 卫生院 ' })).toBe('卫生院')
    expect(placeSaid({ place: '田间', placeWords: '卫生院' })).toBe('田间')
  })
})

describe('what to read together', () => {
  const pieces = [
    material('old', { publishedAt: 1 }),
    material('new', { publishedAt: 2 }),
    material('task', { publishedAt: 0 }),
    material('sooner', { publishedAt: 0 }),
    material('draft', { status: 'draft' }),
    material('past', { untilDay: '2026-11-21' }),
    material('soon', { fromDay: '2026-11-23' }),
  ]
  const tasks = [
    given('task', { dueOn: '2026-12-01' }),
    given('sooner', { dueOn: '2026-11-25' }),
    given('old'),
  ]

  it('puts tasks first, the nearest day on top, and leaves out what is not to be read today', () => {
    const offers = offersFor(pieces, tasks, [], today)
    expect(offers.map(({ material: { id } }) => id)).toEqual(['sooner', 'task', 'new', 'old'])
  })

  it('puts what this elder has had behind what they have not', () => {
    const had = [{ materialId: asId<'materials'>('new'), givenOn: '2026-11-03' as const }]
    expect(offersFor(pieces, [], had, today).pop()).toMatchObject({
      material: { id: 'new' },
      givenOn: '2026-11-03',
    })
  })

  it('asks for nothing by a day that this elder has had already', () => {
    const had = [{ materialId: asId<'materials'>('sooner'), givenOn: '2026-11-03' as const }]
    const offers = offersFor(pieces, tasks, had, today)
    expect(offers[0]?.material.id).toBe('task')
    expect(offers.pop()).toMatchObject({ material: { id: 'sooner' }, dueOn: null })
  })
})

it('tells how an elder is doing in one calm line', () => {
  expect(visitWords([], today)).toBe('还没有记过')
  expect(visitWords(['2026-10-30', '2026-11-21', '2026-11-03'], today)).toBe(
    '上次昨天 · 这个月 2 次',
  )
  expect(visitWords([today], today)).toBe('上次今天 · 这个月 1 次')
  expect(visitWords(['2025-12-30'], today)).toBe('上次2025年12月30日 · 这个月 0 次')
})
