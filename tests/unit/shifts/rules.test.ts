import { describe, expect, it } from 'vitest'
import { startOf } from '@/domain/day'
import { asId } from '@/domain/id'
import {
  clashOf,
  codeOfShift,
  hasPlace,
  isNews,
  isOn,
  minuteOf,
  minutesServed,
  mustSayWhy,
  placesLeft,
  queueBefore,
  shiftSquare,
  sumsOf,
  whyNot,
} from '@/domain/shift-rules'
import { sayMinutes, sayShiftDay, sayWhen } from '@/domain/shift-words'
import {
  formOf,
  minuteOfTime,
  planOf,
  templateOf,
  timeOfMinute,
  wrongInPlan,
} from '@/features/shift-keeping/plan-rules'
import { oldZhao, secretaryLi } from '../study/village'
import { shift, signup } from './things'

const today = '2026-11-22'
const hour = 3_600_000
const begins = startOf('2026-11-28') + 8 * hour

describe('a place on a shift', () => {
  it('is taken by whoever has one or is offered one, not by who waits, left, or has not been heard', () => {
    const people = [
      signup('a', oldZhao, 1, 'held'),
      signup('a', secretaryLi, 2, 'offered'),
      signup('a', asId('x'), 3, 'waiting'),
      signup('a', asId('y'), 0, 'waiting'),
      signup('a', asId('z'), 4, 'left'),
    ]
    expect(people.map(hasPlace)).toEqual([true, true, false, false, false])
    expect(people.map(isOn)).toEqual([true, true, true, true, false])
    expect(placesLeft(shift('a', { places: 3 }), people)).toBe(1)
    expect(placesLeft(shift('a', { places: 1 }), people)).toBe(0)
  })

  it('is waited for behind those the town heard earlier', () => {
    const line = [5, 7, 9].map((nth) => signup('a', asId(String(nth)), nth, 'waiting'))
    expect(queueBefore(line[2] as (typeof line)[0], line)).toBe(2)
    expect(queueBefore(signup('a', oldZhao, 0, 'waiting'), line)).toBe(0)
  })
})

describe('two shifts of one member', () => {
  const held = { shift: shift('b'), signup: signup('b', oldZhao, 1, 'held') }
  const mine = [held]

  it('clash when their hours lie over each other, and are named', () => {
    const over = shift('a', { fromMinute: 599, untilMinute: 700, restHours: 0 })
    expect(clashOf(over, mine)).toMatchObject({ kind: 'clash', other: { id: 'b' } })
  })
  it('want the longer rest of the two between them', () => {
    const soon = shift('a', { fromMinute: 700, untilMinute: 800, restHours: 0 })
    expect(clashOf(soon, mine)).toMatchObject({ kind: 'rest' })
    expect(clashOf(shift('a', { onDay: '2026-11-29' }), mine)).toBeUndefined()
  })
  it('do not clash where one was called off, left, or is only waited for', () => {
    const same = shift('a')
    expect(
      clashOf(same, [{ ...held, shift: shift('b', { status: 'called_off' }) }]),
    ).toBeUndefined()
    expect(clashOf(same, [{ ...held, signup: signup('b', oldZhao, 1, 'left') }])).toBeUndefined()
    expect(clashOf(same, [{ ...held, signup: signup('b', oldZhao, 1, 'waiting') }])).toBeUndefined()
  })
})

describe('signing up', () => {
  it('is open from its first day to its last, until it begins', () => {
    const one = shift('a', { opensOn: '2026-11-20', closesOn: '2026-11-25' })
    const at = (day: '2026-11-19' | '2026-11-20' | '2026-11-25' | '2026-11-26') =>
      whyNot(one, 'elder', startOf(day), day)
    expect(at('2026-11-19')).toBe('not-open')
    expect(at('2026-11-20')).toBeUndefined()
    expect(at('2026-11-25')).toBeUndefined()
    expect(at('2026-11-26')).toBe('closed')
    expect(whyNot(shift('a'), 'elder', begins, '2026-11-28')).toBe('begun')
    expect(whyNot(shift('a', { status: 'called_off' }), 'elder', 0, today)).toBe('called-off')
  })
  it('is for the categories it names', () => {
    const young = shift('a', { categories: ['village', 'office'] })
    expect(whyNot(young, 'elder', 0, today)).toBe('category')
    expect(whyNot(young, 'office', 0, today)).toBeUndefined()
    expect(whyNot(young, undefined, 0, today)).toBe('category')
  })
})

describe('leaving', () => {
  const held = signup('a', oldZhao, 1, 'held')
  it('wants a word when it is near, from a place and not from the list', () => {
    expect(mustSayWhy(shift('a'), held, begins - 25 * hour)).toBe(false)
    expect(mustSayWhy(shift('a'), held, begins - 23 * hour)).toBe(true)
    expect(mustSayWhy(shift('a'), { ...held, status: 'waiting' }, begins - hour)).toBe(false)
  })
  it('wants none after the shift was changed, until that was read', () => {
    const changed = shift('a', { changedAt: 100 })
    expect(isNews(changed, held)).toBe(true)
    expect(mustSayWhy(changed, held, begins - hour)).toBe(false)
    expect(isNews(changed, { ...held, agreedAt: 101 })).toBe(false)
    expect(mustSayWhy(changed, { ...held, agreedAt: 101 }, begins - hour)).toBe(true)
    expect(isNews(changed, { ...held, status: 'left' })).toBe(false)
  })
})

describe('served time', () => {
  const served = (post: string, day: '2026-11-28' | '2025-11-28', from: number, until: number) =>
    signup('a', oldZhao, 1, 'served', { post, onDay: day, servedFrom: from, servedUntil: until })

  it('is what lies between coming and going', () => {
    expect(minutesServed(served('x', '2026-11-28', 480, 630))).toBe(150)
    expect(minutesServed(signup('a', oldZhao, 1, 'here', { servedFrom: 480 }))).toBe(0)
  })
  it('is added up by post within a year, the most first', () => {
    const all = [
      served('保洁', '2026-11-28', 480, 540),
      served('巡逻', '2026-11-28', 480, 720),
      served('保洁', '2026-11-28', 600, 630),
      served('保洁', '2025-11-28', 0, 1440),
    ]
    expect(sumsOf(all, 2026, ({ post }) => post)).toEqual([
      { key: '巡逻', minutes: 240, times: 1 },
      { key: '保洁', minutes: 90, times: 2 },
    ])
  })
  it('is said in hours', () => {
    expect([45, 120, 150].map(sayMinutes)).toEqual(['45 分钟', '2 小时', '2 小时 30 分'])
    expect(sayShiftDay('2026-11-28', today)).toBe('11月28日（周六）')
    expect(sayShiftDay('2026-11-22', today)).toBe('11月22日（周日）')
    expect(sayWhen(shift('a'), today)).toBe('11月28日（周六） 8:00–10:00')
    expect(minuteOf(begins + 90_000, '2026-11-28')).toBe(481)
  })
})

describe('the square a member shows', () => {
  it('is of one shift, and holds six digits', () => {
    expect(codeOfShift(shiftSquare('a', '123456'), 'a')).toBe('123456')
    expect(codeOfShift(shiftSquare('a', '123456'), 'b')).toBeUndefined()
    expect(codeOfShift(shiftSquare('a', '12345'), 'a')).toBeUndefined()
    expect(codeOfShift('pioneer-home:order:123456', 'a')).toBeUndefined()
  })
})

describe('the form of a shift', () => {
  it('begins with what the branch did last, a week from now', () => {
    const form = templateOf(shift('a', { post: '平安巡逻', fromMinute: 510 }), 'me', today)
    expect(form).toMatchObject({ post: '平安巡逻', day: '2026-11-29', from: '08:30', times: 1 })
    expect(templateOf(undefined, 'me', today)).toMatchObject({ post: '', organiserId: 'me' })
  })
  it('says of each field what is wrong', () => {
    const form = { ...templateOf(undefined, 'me', today), until: '07:00', opensDays: 'x' }
    expect(Object.keys(wrongInPlan(form, today, today))).toEqual([
      'post',
      'place',
      'until',
      'opensDays',
    ])
    const late = { ...formOf(shift('a')), opensDays: '1', closesDays: '2' }
    expect(Object.keys(wrongInPlan(late, today, today))).toEqual(['closesDays'])
    expect(wrongInPlan({ ...formOf(shift('a')), day: '2026-11-01' }, today, today)).toHaveProperty(
      'day',
    )
    expect(wrongInPlan({ ...formOf(shift('a')), day: '' }, today, today)).toHaveProperty('day')
    expect(planOf({ ...formOf(shift('a')), from: '' })).toBeUndefined()
  })
  it('travels as it was typed, and comes back the same', () => {
    const form = formOf(shift('a', { closesOn: '2026-11-27' }))
    expect(wrongInPlan(form, today, today)).toEqual({})
    expect(planOf({ ...form, post: ' 扫地 ' })).toMatchObject({
      ...{ post: '扫地', onDay: '2026-11-28', fromMinute: 480, untilMinute: 600 },
      ...{ opensDaysBefore: 27, closesDaysBefore: 1, leaveHours: 24 },
    })
    expect(minuteOfTime('24:00')).toBe(1440)
    expect(minuteOfTime('24:01')).toBeUndefined()
    expect(minuteOfTime('8:75')).toBeUndefined()
    expect(timeOfMinute(1439)).toBe('23:59')
  })
})
