import { addDays, daysBetween, type Day } from '../../src/domain/day.ts'
import type { ElderHelper } from './care.ts'
import { momentOn } from './categories.ts'
import type { Person } from './people.ts'
import { diceFor, idOf, type Dice } from './random.ts'
import type { Material } from './study.ts'

export interface StudyProgress {
  member_id: string
  branch_id: string
  material_id: string
  reached_permille: number
  heard_seconds: number
  finished_at: string | null
  finished_on: Day | null
  counted_minutes: number
  source: 'self' | 'helper' | 'paper' | null
  answers: Record<string, number>
}

export interface HomeLesson {
  id: string
  elder_id: string
  helper_id: string
  branch_id: string
  material_id: string
  given_on: Day
  place: string
  note: string
  acknowledged: 'tap' | 'paper'
  recorded_at: string
}

export interface Learner {
  person: Person
  hasAccount: boolean
  helper: ElderHelper | undefined
}

/** One piece that has reached one learner, and the day by which it is asked for, if it is. */
export interface Given {
  material: Material
  since: Day
  dueOn: Day | null
}

export interface Studied {
  progress: StudyProgress
  lesson?: HomeLesson
}

const places = ['家里炕头', '院子里', '家里堂屋', '村卫生室']
const notes = ['听得认真，问了两遍。', '念了一遍，又放了一遍录音。', '']

/** How far this learner has come with everything given to them; what they have not touched has no row. */
export function studyOf(learner: Learner, given: readonly Given[], today: Day): Studied[] {
  const zeal = 0.15 + diceFor(`zeal/${learner.person.id}`).next() * 0.8
  return given.flatMap((one) => {
    const dice = diceFor(`study/${learner.person.id}/${one.material.id}`)
    if (!isTouched(dice, zeal, learner.person, one.dueOn, today)) return []
    return study(dice, learner, one, today)
  })
}

/** The demo's people keep their present tasks open, so that there is something to do when they are shown. */
function isTouched(
  dice: Dice,
  zeal: number,
  { part }: Person,
  dueOn: Day | null,
  today: Day,
): boolean {
  if (dueOn === null) return dice.happens(zeal * 0.45)
  if (part !== undefined) return dueOn < today
  return dice.happens(dueOn <= today ? Math.min(0.95, zeal + 0.25) : zeal * 0.5)
}

function study(dice: Dice, learner: Learner, given: Given, today: Day): Studied[] {
  const { person, hasAccount, helper } = learner
  // Until yesterday: early in the morning nobody has studied today.
  const day = addDays(given.since, Math.floor(dice.next() * daysBetween(given.since, today)))
  const helped =
    helper !== undefined && day >= helper.from_day && dice.happens(hasAccount ? 0.3 : 0.6)
  if (helped) return [broughtHome(dice, person, helper, given, day)]
  if (!hasAccount)
    return dice.happens(0.6) ? [{ progress: finished(person, given, day, 'paper') }] : []
  return [{ progress: alone(dice, person, given, day) }]
}

function alone(dice: Dice, person: Person, given: Given, day: Day): StudyProgress {
  const seconds = given.material.piece.files.find(({ kind }) => kind === 'audio')?.seconds ?? 0
  const listens = dice.happens(person.category === 'elder' ? 0.8 : 0.3)
  if (dice.happens(0.25)) {
    const reached = dice.between(120, 850)
    const heard = listens ? Math.round((seconds * reached) / 1000) : 0
    return { ...untouched(person, given), reached_permille: reached, heard_seconds: heard }
  }
  return {
    ...finished(person, given, day, 'self'),
    reached_permille: 1000,
    heard_seconds: listens ? seconds : 0,
    answers: dice.happens(0.7) ? answersTo(dice, given) : {},
  }
}

function answersTo(dice: Dice, { material }: Given): Record<string, number> {
  return Object.fromEntries(
    material.piece.questions.map(({ answer, options }, nth) => [
      String(nth),
      dice.happens(0.8) ? answer : dice.between(0, options.length - 1),
    ]),
  )
}

function broughtHome(
  dice: Dice,
  elder: Person,
  helper: ElderHelper,
  given: Given,
  day: Day,
): Studied {
  const lesson: HomeLesson = {
    id: idOf('lesson', elder.id, given.material.id),
    elder_id: elder.id,
    helper_id: helper.helper_id,
    branch_id: elder.branch.id,
    material_id: given.material.id,
    given_on: day,
    place: dice.pick(places),
    note: dice.pick(notes),
    acknowledged: dice.happens(0.7) ? 'tap' : 'paper',
    recorded_at: momentOn(day, 8),
  }
  return { lesson, progress: finished(elder, given, day, 'helper') }
}

function finished(
  person: Person,
  given: Given,
  day: Day,
  source: NonNullable<StudyProgress['source']>,
): StudyProgress {
  return {
    ...untouched(person, given),
    finished_at: momentOn(day, 8),
    finished_on: day,
    counted_minutes: given.material.piece.minutes,
    source,
  }
}

const untouched = (person: Person, { material }: Given): StudyProgress => ({
  member_id: person.id,
  branch_id: person.branch.id,
  material_id: material.id,
  reached_permille: 0,
  heard_seconds: 0,
  finished_at: null,
  finished_on: null,
  counted_minutes: 0,
  source: null,
  answers: {},
})
