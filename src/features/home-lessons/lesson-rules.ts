import { addDays, asDay, daysBetween, sayDay, type Day } from '@/domain/day'
import type { Rows } from '@/domain/server-types'
import type { Material } from '@/domain/synced'

type Lesson = Rows['homeLessons']

/** Later than this nobody remembers rightly, and the server would move the day. */
export const daysBackMax = 30
/** Characters; the tables check the same numbers. */
export const limits = { place: 100, note: 500 } as const

/** Neither before anybody remembers, nor before the helper was named. */
export function earliestDay(today: Day, namedOn: Day): Day {
  const back = addDays(today, -daysBackMax)
  return back > namedOn ? back : namedOn
}

export const elsewhere = '其他'
export const places = ['家里', '村部', '田间', elsewhere] as const
export type Place = (typeof places)[number]

export interface LessonForm {
  materialId: string
  day: string
  place: Place | undefined
  placeWords: string
  note: string
}

export type WrongLesson = Partial<Record<'day' | 'place' | 'placeWords', string>>

export function wrongInLesson(
  { day: typed, place, placeWords }: LessonForm,
  today: Day,
  namedOn: Day,
): WrongLesson {
  const day = asDay(typed)
  return {
    ...((!day || day > today) && { day: '请选哪天学的，不能晚于今天。' }),
    ...(day && day < namedOn && { day: `${sayDay(namedOn, today)}才开始帮学，不能记更早的。` }),
    ...(day &&
      day < addDays(today, -daysBackMax) && {
        day: `只能补记 ${String(daysBackMax)} 天以内的，再早的请写在纸上交给支部。`,
      }),
    ...(!place && { place: '请选在哪里学的。' }),
    ...(place === elsewhere && placeWords.trim() === '' && { placeWords: '请写一下在哪里。' }),
  }
}

export const isRight = (wrong: object): boolean => Object.keys(wrong).length === 0

/** 「其他」 alone says nothing, so the words stand in its place. */
export const placeSaid = ({
  place,
  placeWords,
}: Pick<LessonForm, 'place' | 'placeWords'>): string =>
  place === elsewhere ? placeWords.trim() : (place ?? '')

/** How the elder agreed, as the log says it. */
export const agreedWords = { tap: '本人当场点了认可', paper: '本人在纸上签了' } as const

export interface Offer {
  material: Material
  /** By when somebody here must have learnt it; such come first. Whoever has had it has nothing left to learn by then. */
  dueOn: Day | null
  /** When this elder last had it. */
  givenOn: Day | null
}

type Assignment = Pick<Rows['studyAssignments'], 'materialId' | 'dueOn'>

/** What may be read together today: tasks first, the nearest day on top; then what this elder has not had; then the rest. */
export function offersFor(
  materials: readonly Material[],
  assignments: readonly Assignment[],
  given: readonly Pick<Lesson, 'materialId' | 'givenOn'>[],
  today: Day,
): Offer[] {
  return materials
    .filter((material) => isOut(material, today))
    .map((material) => {
      const ofIt = ({ materialId }: { materialId: Material['id'] }) => materialId === material.id
      const givenOn = last(given.filter(ofIt).map((one) => one.givenOn))
      const dueOn = first(assignments.filter(ofIt).map((one) => one.dueOn))
      return { material, dueOn: givenOn === null ? dueOn : null, givenOn }
    })
    .sort(
      (one, other) =>
        (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999') ||
        (one.givenOn ?? '').localeCompare(other.givenOn ?? '') ||
        (other.material.publishedAt ?? 0) - (one.material.publishedAt ?? 0),
    )
}

const isOut = ({ status, fromDay, untilDay }: Material, today: Day): boolean =>
  status === 'published' &&
  (fromDay === null || fromDay <= today) &&
  (untilDay === null || today <= untilDay)

const inOrder = (days: readonly (Day | null)[]): Day[] => days.filter((day) => day !== null).sort()
const first = (days: readonly (Day | null)[]): Day | null => inOrder(days)[0] ?? null
const last = (days: readonly Day[]): Day | null => inOrder(days).pop() ?? null

/** One line about how an elder is doing: when last, and how often this month. */
export function visitWords(days: readonly Day[], today: Day): string {
  const latest = last(days)
  if (latest === null) return '还没有记过'
  const thisMonth = days.filter((day) => day.slice(0, 7) === today.slice(0, 7)).length
  const ago = daysBetween(latest, today)
  const when = ago === 0 ? '今天' : ago === 1 ? '昨天' : sayDay(latest, today)
  return `上次${when} · 这个月 ${String(thisMonth)} 次`
}

export const latestFirst = (one: Lesson, other: Lesson): number =>
  other.givenOn.localeCompare(one.givenOn) || other.recordedAt - one.recordedAt
