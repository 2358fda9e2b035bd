// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { questionLimits } from '@/domain/questions'
import { topicNames } from '@/domain/topics'
import { library, rowsOf, small, townOf } from './town-at-hand'

const pieces = [...library.pieces, ...library.notices]

describe('what the town gives its members to read', () => {
  it('is twenty-four pieces, six of them with a recording and five with a picture', () => {
    const holding = (kind: string) =>
      library.pieces.filter(({ files }) => files.some((file) => file.kind === kind)).length
    expect([library.pieces.length, holding('audio'), holding('picture')]).toEqual([24, 6, 5])
  })

  it.each(pieces)('$slug keeps within what a phone and the server take', (piece) => {
    expect(Object.keys(topicNames)).toContain(piece.topic)
    expect(piece.title.length).toBeGreaterThan(0)
    expect(piece.title.length).toBeLessThanOrEqual(40)
    expect(piece.summary.length).toBeLessThanOrEqual(200)
    expect(piece.minutes).toBeGreaterThan(0)
    expect(piece.body.length).toBeLessThan(20_000)
    expect(piece.body).not.toContain('```')
    for (const file of piece.files) expect(file.bytes.length).toBeLessThan(2_000_000)
  })

  it.each(pieces.filter(({ questions }) => questions.length > 0))(
    '$slug asks questions that can be answered',
    ({ questions }) => {
      expect(questions.length).toBeLessThanOrEqual(questionLimits.questions)
      for (const { ask, options, answer, because } of questions) {
        expect(ask.length).toBeLessThanOrEqual(questionLimits.askLength)
        expect(options.length).toBeLessThanOrEqual(questionLimits.options[1])
        expect(options[answer]).toBeDefined()
        expect(because.length).toBeLessThanOrEqual(questionLimits.becauseLength)
      }
    },
  )

  it('shows no picture it does not bring along', () => {
    for (const { body, files } of pieces) {
      const shown = Array.from(body.matchAll(/\]\(picture:([^)]+)\)/g), ([, name]) => name)
      expect(files.filter(({ kind }) => kind === 'picture').map(({ name }) => name)).toEqual(shown)
    }
  })

  it('is all given to somebody, save the one piece still being written', () => {
    const town = townOf(small)
    const given = new Set(rowsOf(town, 'public.study_assignments').map((row) => row['material_id']))
    const kept = rowsOf(town, 'public.materials').filter(({ id }) => !given.has(id))
    expect(kept.map(({ status }) => status)).toEqual(['draft'])
  })
})
