import { describe, expect, it } from 'vitest'
import { asId } from '@/domain/id'
import {
  dueOnOf,
  isForMe,
  orgsAbove,
  shelfOf,
  standingOf,
  type Reader,
} from '@/features/study/lesson-rules'
import { lessonsOf, newIn, tasksIn } from '@/features/study/lessons'
import { onShelf, shelvesOf } from '@/features/study/shelves'
import { sayStanding } from '@/features/study/study-words'
import { given, material, oldZhao, orgs, progress, secretaryLi, today, willow } from './village'

const zhao: Reader = { me: oldZhao, category: 'elder', orgIds: orgsAbove(willow, orgs) }

describe('where a lesson stands', () => {
  it('is told by its day: past, today, within a week, later, or no day at all', () => {
    expect(standingOf(undefined, '2026-11-21', today).kind).toBe('overdue')
    expect(standingOf(undefined, '2026-11-22', today).kind).toBe('due-today')
    expect(standingOf(undefined, '2026-11-29', today).kind).toBe('soon')
    expect(standingOf(undefined, '2026-11-30', today).kind).toBe('later')
    expect(standingOf(undefined, null, today).kind).toBe('open')
  })

  it('is done once finished, however late', () => {
    const done = standingOf(
      progress('1', { finishedOn: '2026-11-22', source: 'helper' }),
      '2026-10-01',
      today,
    )
    expect(done).toEqual({ kind: 'done', on: '2026-11-22', source: 'helper' })
  })

  it('shames nobody for a day that has passed', () => {
    expect(sayStanding({ kind: 'overdue', dueOn: '2026-11-01' }, today)?.words).toBe(
      '11月1日的，现在补上就行',
    )
  })

  it('takes the nearest of several days', () => {
    expect(
      dueOnOf([
        given('1'),
        given('1', { dueOn: '2026-12-01' }),
        given('1', { dueOn: '2026-11-25' }),
      ]),
    ).toBe('2026-11-25')
  })
})

describe('whom a lesson is for', () => {
  it('is for the members of the branch and of everything below the one it was given to', () => {
    expect(isForMe(given('1'), zhao)).toBe(true)
    expect(isForMe(given('1', { orgId: willow }), zhao)).toBe(true)
    expect(isForMe(given('1', { orgId: asId('oak') }), zhao)).toBe(false)
  })

  it('is for the category and the member named, and for no other', () => {
    expect(isForMe(given('1', { category: 'elder' }), zhao)).toBe(true)
    expect(isForMe(given('1', { category: 'office' }), zhao)).toBe(false)
    expect(isForMe(given('1', { memberId: oldZhao }), zhao)).toBe(true)
    expect(isForMe(given('1', { memberId: secretaryLi }), zhao)).toBe(false)
  })

  it('holds nothing back before the phone knows who its reader is', () => {
    const unknown: Reader = { me: oldZhao, category: undefined, orgIds: new Set() }
    expect(isForMe(given('1', { category: 'elder' }), unknown)).toBe(true)
  })

  it('finds its way up a tree that loops by mistake', () => {
    const loop = [
      { id: 'a', parentId: 'b' },
      { id: 'b', parentId: 'a' },
    ] as unknown as typeof orgs
    expect([...orgsAbove('a', loop)]).toEqual(['a', 'b'])
  })
})

describe('what stands on the shelf', () => {
  const shelf = (
    materials: ReturnType<typeof material>[],
    dues: Record<string, `${number}-${number}-${number}`> = {},
  ) =>
    lessonsOf({
      materials,
      assignments: materials.map(({ id }) => given(id, dues[id] ? { dueOn: dues[id] } : {})),
      progress: [progress('done', { finishedOn: '2026-11-20', source: 'self' })],
      reader: zhao,
      today,
    })

  it('keeps what has not begun out of sight, and what is over among the 往期', () => {
    expect(shelfOf({ fromDay: '2026-11-23', untilDay: null }, today)).toBe('not-yet')
    expect(shelfOf({ fromDay: '2026-11-22', untilDay: '2026-11-22' }, today)).toBe('now')
    expect(shelfOf({ fromDay: null, untilDay: '2026-11-21' }, today)).toBe('past')
    const lessons = shelf([
      material('1', { fromDay: '2026-12-01' }),
      material('2', { untilDay: '2026-11-01' }),
    ])
    expect(onShelf(lessons, 'past').map(({ id }) => id)).toEqual(['2'])
    expect(onShelf(lessons, 'health')).toEqual([])
  })

  it('puts tasks first by their day, then the newest, and what is done last', () => {
    const lessons = shelf(
      [
        material('old', { publishedAt: 1 }),
        material('done'),
        material('new', { publishedAt: 2 }),
        material('later'),
        material('late'),
      ],
      { late: '2026-11-01', later: '2026-11-24' },
    )
    expect(lessons.map(({ id }) => id)).toEqual(['late', 'later', 'new', 'old', 'done'])
    expect(tasksIn(lessons).map(({ id }) => id)).toEqual(['late', 'later'])
    expect(newIn(lessons).map(({ id }) => id)).toEqual(['new', 'old'])
  })

  it('asks nothing of anyone once a piece is over', () => {
    expect(
      tasksIn(shelf([material('1', { untilDay: '2026-11-01' })], { '1': '2026-10-30' })),
    ).toEqual([])
  })

  it('shows neither drafts nor what was given to nobody here', () => {
    expect(shelf([material('1', { status: 'draft' })])).toEqual([])
    expect(
      lessonsOf({ materials: [material('1')], assignments: [], progress: [], reader: zhao, today }),
    ).toEqual([])
  })

  it('counts each shelf, and keeps one for topics this phone has no name for', () => {
    const lessons = shelf([material('1'), material('done'), material('2', { topic: 'opera' })])
    expect(shelvesOf(lessons)).toEqual([
      { id: 'health', name: '健康', total: 2, done: 1 },
      { id: 'opera', name: 'opera', total: 1, done: 0 },
    ])
  })
})
