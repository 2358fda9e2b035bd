import { sayBands } from '@/domain/bands'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandsOf, bandsToSend } from '@/domain/bands'
import type { Band } from '@/domain/asks'
import { asId } from '@/domain/id'
import {
  bandsOnBoard,
  mayObject,
  sayDeadline,
  type BoardEntry,
} from '@/features/boards/board-rules'

const bands: readonly Band[] = [
  { code: 'red', words: '先锋', colour: 'red', fromTenths: 900, isPublished: true },
  { code: 'blue', words: '合格', colour: 'blue', fromTenths: 700, isPublished: true },
  { code: 'yellow', words: '提醒', colour: 'amber', fromTenths: 0, isPublished: false },
]
const entry = (name: string, band: string, rank: number | null = null): BoardEntry => ({
  ...{ id: asId(name), sheetId: asId('sheet'), branchId: asId('willow'), month: '2026-10-01' },
  ...{ memberId: asId(name), name, pinyin: '', band, bandWords: band, colour: 'red', rank },
})

describe('a board', () => {
  it('lists names by their sound within a band, the highest band first', () => {
    const board = bandsOnBoard(bands, [
      entry('周大山', 'blue'),
      entry('陈秀英', 'blue'),
      entry('王芳', 'red'),
    ])
    expect(board.map(({ words, people }) => [words, people.map(({ name }) => name)])).toEqual([
      ['先锋', ['王芳']],
      ['合格', ['陈秀英', '周大山']],
    ])
  })

  it('has no room for a band that is not published, even if a row of it came', () => {
    const board = bandsOnBoard(bands, [entry('周大山', 'yellow')])
    expect(board.flatMap(({ people }) => people)).toEqual([])
    expect(board.map(({ words }) => words)).not.toContain('提醒')
  })

  it('goes by rank where the town shows ranks', () => {
    const board = bandsOnBoard(bands, [entry('陈秀英', 'red', 2), entry('周大山', 'red', 1)])
    expect(board[0]?.people.map(({ name }) => name)).toEqual(['周大山', '陈秀英'])
  })
})

describe('bands as the server keeps them', () => {
  it('come back as they were sent', () => {
    expect(bandsOf(bandsToSend(bands))).toEqual(bands)
  })

  it('are read without falling over, whatever is there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (held) => {
        for (const band of bandsOf(held as never))
          expect(['red', 'blue', 'amber', 'green']).toContain(band.colour)
      }),
    )
  })
})

describe('the days for objections', () => {
  it('are told as days that are left, to the last', () => {
    expect(sayDeadline('2026-11-30', '2026-11-25')).toContain('还有 5 天')
    expect(sayDeadline('2026-11-25', '2026-11-25')).toBe('今天是提异议的最后一天')
    expect(sayDeadline('2026-11-24', '2026-11-25')).toBe('提异议的日子已过')
  })

  it.each([
    ['draft', null, false],
    ['proposed', null, false],
    ['confirmed', null, true],
    ['published', '2026-11-25', true],
    ['published', '2026-11-24', false],
    ['locked', '2026-11-30', false],
  ] as const)('of a month that is %s until %s: %s', (state, objectionsUntil, may) => {
    expect(mayObject({ state, objectionsUntil }, '2026-11-25')).toBe(may)
  })
})

describe('what the bands mean', () => {
  it('is said from the highest down, with the lowest for the rest', () => {
    expect(
      sayBands([
        { words: '提醒', fromTenths: 0 },
        { words: '先锋', fromTenths: 900 },
        { words: '合格', fromTenths: 705 },
      ]),
    ).toBe('90 分以上先锋，70.5 分以上合格，其余提醒')
  })
})
