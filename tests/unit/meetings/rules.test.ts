import { describe, expect, it } from 'vitest'
import { asDoorCode, codeInDoorLink, doorLink } from '@/domain/door-code'
import type { Day } from '@/domain/day'
import { asId } from '@/domain/id'
import { dueAt, expectedAt, latestMarks, missingIn, quarterOf } from '@/domain/meeting-rules'
import { partsOf, sayHours, sayPresence } from '@/domain/meeting-words'
import { exceptionsOf, noTicks } from '@/features/meeting-keeping/list-rules'
import { sayMissing } from '@/features/meeting-keeping/words'
import { formOf, planOf, templateOf, wrongInPlan } from '@/features/meeting-keeping/plan-rules'
import { appointed, auntieLin } from '../points/village'
import { mark, meeting, oldZhao, secretaryLi, willow } from './things'

const today = '2026-11-22'

describe('who is to come', () => {
  const cards = [
    { id: oldZhao, branchId: willow },
    { id: auntieLin, branchId: willow },
    { id: 'stranger', branchId: 'peach' },
  ]
  const posts = [appointed(secretaryLi, 'branch_secretary', willow)]

  it('is the branch, its committee on the day, or those chosen', () => {
    expect([...expectedAt(meeting('a'), cards, posts)]).toEqual([oldZhao, auntieLin])
    expect([...expectedAt(meeting('a', { expects: 'committee' }), cards, posts)]).toEqual([
      secretaryLi,
    ])
    const over = [{ ...posts[0], untilDay: '2026-11-24' } as (typeof posts)[number]]
    expect([...expectedAt(meeting('a', { expects: 'committee' }), cards, over)]).toEqual([])
    const chosen = meeting('a', { expects: 'chosen', people: [auntieLin] })
    expect([...expectedAt(chosen, cards, posts)]).toEqual([auntieLin])
  })

  it('is told by the latest mark, in whatever order they came', () => {
    const early = mark(oldZhao, 'absent', { markedAt: 1 })
    const later = mark(oldZhao, 'present', { markedAt: 2, how: 'correction', reason: '坐在后面' })
    expect(latestMarks([later, early]).get(oldZhao)).toBe(later)
    expect(latestMarks([early, later]).get(oldZhao)).toBe(later)
  })
})

describe('what a branch has to hold', () => {
  it('in a quarter is told month by month, for the months that have begun', () => {
    const held = (id: string, kind: 'theme_day' | 'committee' | 'group' | 'assembly', onDay: Day) =>
      meeting(id, { kind, onDay, state: 'held' })
    const october = [
      held('a', 'theme_day', '2026-10-09'),
      held('b', 'committee', '2026-10-20'),
      held('c', 'group', '2026-10-31'),
      held('d', 'assembly', '2026-10-09'),
    ]
    const planned = meeting('e', { kind: 'theme_day', onDay: '2026-11-28' })
    const missing = missingIn([...october, planned], today, today)
    expect(sayMissing(missing, today, today)).toBe(
      '还没安排：11月支委会、党小组会；整个季度的党课。安排了还没开：11月主题党日',
    )
    const last = missingIn([], '2026-07-01', today)
    expect(last.map(({ kind, month }) => `${kind} ${month ?? ''}`)).toHaveLength(3 * 3 + 2)
    expect(sayMissing(last, '2026-07-01', today)).toMatch(/^没开：7月主题党日、/)
    expect(sayMissing([], today, today)).toBe('该开的都开了')
  })

  it('counts the month and the quarter, held and planned', () => {
    const due = dueAt(
      [
        meeting('a', { state: 'held', onDay: '2026-11-05' }),
        meeting('b', { kind: 'assembly', onDay: '2026-10-08', state: 'held' }),
        meeting('c', { kind: 'committee', onDay: '2026-11-28' }),
        meeting('d', { kind: 'group', onDay: '2026-10-28', state: 'held' }),
        meeting('e', { kind: 'lesson', onDay: '2026-11-01', state: 'called_off' }),
      ],
      today,
    )
    expect(due.map(({ kind, held, planned }) => [kind, held, planned])).toEqual([
      ['theme_day', 1, 0],
      ['committee', 0, 1],
      ['group', 0, 0],
      ['assembly', 1, 0],
      ['lesson', 0, 0],
    ])
  })

  it('knows the last quarter of a year', () => {
    expect(quarterOf('2026-12-31')).toEqual({ from: '2026-10-01', until: '2026-12-31' })
    expect(quarterOf('2027-02-01')).toEqual({ from: '2027-01-01', until: '2027-03-31' })
  })
})

describe('the code at the door', () => {
  it('is read from the link of this meeting alone, and typed with any signs between', () => {
    const link = doorLink('https://town.example', 'm1', '012345')
    expect(codeInDoorLink(link, 'm1')).toBe('012345')
    expect(codeInDoorLink(link, 'm2')).toBeUndefined()
    expect(codeInDoorLink('https://town.example/meetings/m1/in#code=12', 'm1')).toBeUndefined()
    expect(codeInDoorLink('hello', 'm1')).toBeUndefined()
    expect(asDoorCode('０１２ 345 6')).toBe('012345')
  })
})

describe('a list of who was there', () => {
  const people = [
    { id: 'zhao', mark: undefined },
    { id: 'lin', mark: undefined },
    { id: 'wu', mark: { presence: 'afar' as const } },
    { id: 'li', mark: { presence: 'present' as const } },
  ]

  it('says nothing of those who were', () => {
    expect(exceptionsOf(noTicks(), people)).toEqual([])
  })

  it('says of each ticked one thing, the kinder of two', () => {
    const ticks = { ...noTicks(), absent: ['zhao', 'lin', 'li'], leave: ['lin'], late: ['wu'] }
    expect(
      exceptionsOf(ticks, people).map((one) => [one.member_id, one.presence, one.is_late]),
    ).toEqual([
      ['zhao', 'absent', false],
      ['lin', 'leave', false],
      ['wu', 'afar', true],
    ])
  })

  it('takes nobody for absent who has read the code', () => {
    expect(exceptionsOf({ ...noTicks(), absent: ['li'] }, people)).toEqual([])
  })

  it('calls nobody late who was at home', () => {
    const ticks = { ...noTicks(), late: ['zhao'], home: ['zhao'] }
    expect(exceptionsOf(ticks, people)).toMatchObject([{ presence: 'home', is_late: false }])
  })
})

describe('a plan', () => {
  it('begins as the branch usually does, and can be kept once the place is known', () => {
    const form = templateOf('theme_day', undefined, today, true)
    expect(Object.keys(wrongInPlan(form, today))).toEqual(['place'])
    const plan = planOf({ ...form, place: ' 村部 ' })
    expect(plan).toMatchObject({
      place: '村部',
      onDay: '2026-11-25',
      fromMinute: 540,
      untilMinute: 660,
    })
    expect(Object.keys(plan?.parts ?? {})).toHaveLength(5)
  })

  it('meets where and when it met last', () => {
    const form = templateOf(
      'committee',
      meeting('a', { place: '小学', fromMinute: 1140, untilMinute: 1200 }),
      today,
      true,
    )
    expect([form.place, form.from, form.until, form.expects]).toEqual([
      '小学',
      '19:00',
      '20:00',
      'committee',
    ])
  })

  it('tells what is wrong with each field', () => {
    const form = {
      ...templateOf('group', undefined, today, true),
      title: ' ',
      day: '2030-01-01',
      from: '10:00',
      until: '9:00',
    }
    expect(Object.keys(wrongInPlan(form, today)).sort()).toEqual([
      'day',
      'people',
      'place',
      'title',
      'until',
    ])
    expect(planOf({ ...form, from: 'x' })).toBeUndefined()
  })

  it('comes back as it was kept', () => {
    const kept = meeting('a', {
      parts: { study: '学章程' },
      agenda: '一',
      materialIds: [asId('m')],
    })
    expect(formOf(kept)).toMatchObject({
      from: '09:00',
      until: '11:00',
      agenda: '一',
      materials: ['m'],
    })
    expect(formOf(kept).parts).toEqual({
      study: '学章程',
      life: '',
      council: '',
      visits: '',
      service: '',
    })
  })
})

describe('in words', () => {
  it('says hours, parts and how somebody came', () => {
    expect(sayHours(meeting('a'))).toBe('9:00–11:00')
    expect(partsOf(meeting('a', { parts: { service: '扫街', study: '学章程' } }))).toEqual([
      { name: '学习', words: '学章程' },
      { name: '服务', words: '扫街' },
    ])
    expect(partsOf(meeting('a', { parts: null }))).toEqual([])
    expect(sayPresence(mark(oldZhao, 'present', { isLate: true, leftEarly: true }))).toBe(
      '到了，迟到，早退',
    )
  })
})
