import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOf, type Day } from '@/domain/day'
import type { StudyProgress } from '@/domain/synced'
import { afterFinish, afterReading, answersIn, type Answers } from '@/features/study/progress-rules'
import { progress, today } from './village'

type Act =
  | { kind: 'read'; reachedPermille: number; heardSeconds: number }
  | { kind: 'finish'; on: Day; answers: Answers }

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('read' as const),
    reachedPermille: fc.nat(1000),
    heardSeconds: fc.nat(600),
  }),
  fc.record({
    kind: fc.constant('finish' as const),
    on: fc.constantFrom<Day>('2026-11-20', '2026-11-21', '2026-11-22'),
    answers: fc.dictionary(fc.constantFrom('0', '1', '2'), fc.nat(3)),
  }),
)

const done = (row: StudyProgress, one: Act): StudyProgress =>
  one.kind === 'read'
    ? afterReading(row, one)
    : afterFinish(row, {
        finishedOn: one.on,
        minutes: 10,
        answers: one.answers,
        today,
        now: startOf(today),
      })

/** A phone shows what the town last said with its own unsent acts on top. */
interface Reader {
  heard: StudyProgress
  unsent: Act[]
}
const shown = ({ heard, unsent }: Reader) => unsent.reduce(done, heard)

type Step = { who: 0 | 1 } & ({ does: Act } | { syncs: true })
const step: fc.Arbitrary<Step> = fc
  .record({ who: fc.constantFrom(0 as const, 1 as const), act: fc.option(act) })
  .map(({ who, act: does }): Step => (does ? { who, does } : { who, syncs: true }))

function live(steps: readonly Step[], look: (before: StudyProgress, after: StudyProgress) => void) {
  let town = progress('1')
  const phones: [Reader, Reader] = [
    { heard: town, unsent: [] },
    { heard: town, unsent: [] },
  ]
  const ends: Step[] = [0, 1, 0, 1].map((who) => ({ who: who as 0 | 1, syncs: true }))
  for (const one of [...steps, ...ends]) {
    const phone = phones[one.who]
    const before = shown(phone)
    if ('does' in one) phone.unsent.push(one.does)
    else {
      town = phone.unsent.reduce(done, town)
      Object.assign(phone, { heard: town, unsent: [] })
    }
    look(before, shown(phone))
  }
  return { town, phones: phones.map(shown) }
}

describe('one person’s two phones', () => {
  it('come to show the same as the town, whatever was done on which and whenever it was sent', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { town, phones } = live(steps, () => undefined)
        for (const phone of phones) expect(phone).toEqual(town)
      }),
    )
  })

  it('never go back: not in the text, not in the recording, not from finished, and no answer is lost', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        live(steps, (before, after) => {
          expect(after.reachedPermille).toBeGreaterThanOrEqual(before.reachedPermille)
          expect(after.heardSeconds).toBeGreaterThanOrEqual(before.heardSeconds)
          if (before.finishedOn) expect(after.finishedOn).not.toBeNull()
          expect(Object.keys(answersIn(after.answers))).toEqual(
            expect.arrayContaining(Object.keys(answersIn(before.answers))),
          )
        })
      }),
    )
  })

  it('change nothing when an act is done twice', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), act, (earlier, last) => {
        const row = [...earlier, last].reduce(done, progress('1'))
        expect(done(row, last)).toEqual(row)
      }),
    )
  })
})

describe('finishing', () => {
  it('keeps the first day and the first answers, right or wrong', () => {
    const first = afterFinish(progress('1'), {
      finishedOn: '2026-11-20',
      minutes: 10,
      answers: { 0: 2 },
      today,
      now: 1,
    })
    const again = afterFinish(first, {
      finishedOn: '2026-11-22',
      minutes: 12,
      answers: { 0: 1, 1: 0 },
      today,
      now: 2,
    })
    expect(again).toMatchObject({
      finishedOn: '2026-11-20',
      finishedAt: 1,
      countedMinutes: 10,
      answers: { 0: 2, 1: 0 },
    })
  })

  it('leaves a finish through a helper or on paper as it is', () => {
    const helped = progress('1', { finishedOn: '2026-11-01', finishedAt: 1, source: 'helper' })
    expect(afterFinish(helped, { finishedOn: today, minutes: 10, today, now: 2 }).source).toBe(
      'helper',
    )
  })

  it('counts no day in the future and none more than thirty days back', () => {
    const on = (finishedOn: Day) =>
      afterFinish(progress('1'), { finishedOn, minutes: 10, today, now: 1 }).finishedOn
    expect(on('2026-12-24')).toBe('2026-11-22')
    expect(on('2026-01-01')).toBe('2026-10-23')
  })

  it('reads answers whatever stands in the column', () => {
    expect(answersIn(null)).toEqual({})
    expect(answersIn([1, 2])).toEqual({})
    expect(answersIn({ 0: 2, 1: 'x' })).toEqual({ 0: 2 })
  })
})
