import { describe, expect, it } from 'vitest'
import type { RequestTold } from '@/domain/post-asks'
import { newSecret, secretIn } from '@/domain/villager'
import { countsFor, headOf, isLate, sayStep, stateOf } from '@/features/requests/request-rules'
import { told } from './things'

describe('a request', () => {
  it('is late when nobody has finished it for longer than the town allows', () => {
    const mark = { status: 'new', cameOn: '2026-11-18' } as const
    expect(isLate(mark, 3, '2026-11-21')).toBe(false)
    expect(isLate(mark, 3, '2026-11-22')).toBe(true)
    expect(isLate({ ...mark, status: 'done' }, 3, '2026-11-22')).toBe(false)
  })

  it('waits for whoever has it, or is offered it', () => {
    const mark = (
      status: 'new' | 'taken' | 'done',
      memberId: string,
      offeredTo: string | null,
    ) => ({
      ...{ status, memberId: memberId as never, offeredTo: offeredTo as never },
    })
    expect(
      countsFor(
        [
          ...[mark('new', 'me', null), mark('taken', 'me', null), mark('done', 'me', null)],
          ...[mark('taken', 'other', 'me'), mark('new', 'other', null)],
        ],
        'me',
      ),
    ).toEqual({ fresh: 1, offered: 1, underWay: 1 })
  })

  it.each([
    [{ isOfferedToMe: true }, '转给您的'],
    [{ isLate: true }, '等得太久了'],
    [{ status: 'new' }, '新来的'],
    [{ status: 'taken' }, '正在办'],
    [{ status: 'done' }, '办好了'],
    [{ status: 'done', rating: 'so_so' }, '办好了，一般'],
    [{ status: 'closed' }, '关闭了'],
  ] satisfies [Partial<RequestTold>, string][])('%o is said as %s', (more, words) => {
    expect(stateOf(told(more)).words).toBe(words)
  })

  it('has a short head, and says when what was said is erased', () => {
    expect(headOf(told({ words: '水沟堵了' }))).toBe('水沟堵了')
    expect(headOf(told({ words: '长'.repeat(30) }))).toHaveLength(25)
    expect(headOf(told({ words: null }))).toBe('（内容已经删掉）')
  })

  it('tells what became of it in order', () => {
    const step = { words: '', by: '林秀英', to: '周大伯', doneAt: 1 }
    expect(sayStep({ ...step, what: 'offered', words: '他有工具' })).toBe(
      '林秀英想转给周大伯：他有工具',
    )
    expect(sayStep({ ...step, what: 'done' })).toBe('林秀英办好了')
  })
})

describe('a secret in an address', () => {
  it('is long, and of signs that an address may hold', () => {
    const made = newSecret()
    expect(made).toHaveLength(24)
    expect(secretIn(`#${made}`)).toBe(made)
    expect(newSecret()).not.toBe(made)
  })

  it.each(['', '#', '#<script>', `#${'x'.repeat(65)}`])('is not what stands in %j', (hash) => {
    expect(secretIn(hash)).toBeUndefined()
  })
})
