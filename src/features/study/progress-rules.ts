import { addDays, type Day, type Moment } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import type { Json } from '@/domain/server-types'
import type { StudyProgress } from '@/domain/synced'

/** A lesson may be called finished this many days late: a phone can lie in a drawer for a while. */
export const finishLateDaysMax = 30
export const permilleMax = 1000

export type MaterialId = StudyProgress['materialId']

export const progressId = (me: MemberId, materialId: MaterialId): StudyProgress['id'] =>
  `${me}:${materialId}`

/** The option chosen for each question, by the question's number from 0: `{"0": 2}`. */
export type Answers = Readonly<Record<string, number>>

/** What was answered, whatever else may stand in the column. */
export function answersIn(json: Json): Answers {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return {}
  return Object.fromEntries(
    Object.entries(json).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

export interface Reading {
  reachedPermille: number
  heardSeconds: number
}

export interface Finish {
  finishedOn: Day
  /** What the piece says it takes on the day it is finished; a later edit takes nobody's hours away. */
  minutes: number
  answers?: Answers
  today: Day
  now: Moment
}

/** How far someone got only ever grows, whichever of their phones says so, in whatever order it is heard. */
export function afterReading(
  before: StudyProgress,
  { reachedPermille, heardSeconds }: Reading,
): StudyProgress {
  return {
    ...before,
    reachedPermille: Math.max(before.reachedPermille, Math.min(reachedPermille, permilleMax)),
    heardSeconds: Math.max(before.heardSeconds, heardSeconds),
  }
}

/** The first finish counts and stays; the first answer to each question stays too, right or wrong. */
export function afterFinish(
  before: StudyProgress,
  { finishedOn, minutes, answers, today, now }: Finish,
): StudyProgress {
  const answered = { ...answers, ...answersIn(before.answers) }
  if (before.finishedOn !== null) return { ...before, answers: answered }
  return {
    ...before,
    answers: answered,
    finishedOn: within(finishedOn, addDays(today, -finishLateDaysMax), today),
    finishedAt: now,
    countedMinutes: minutes,
    source: 'self',
  }
}

const within = (day: Day, first: Day, last: Day): Day =>
  day < first ? first : day > last ? last : day
