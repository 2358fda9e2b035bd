import { asDay, type Day } from '@/domain/day'
import { monthOf, sayMonth, type Month } from '@/domain/month'
import { wholeOf } from '@/domain/typed-number'

/** The tables check the same numbers. */
export const limits = { times: 31, reason: 300 } as const

export interface SayForm {
  times: string
  day: string
  reason: string
  people: readonly string[]
  /** A JPEG in Base64. */
  photo?: string | undefined
}

export type WrongWord = Partial<Record<Exclude<keyof SayForm, 'photo'>, string>>

/** How often, as a whole number; undefined when it is none, or more than a month has days. */
export const timesOf = (typed: string): number | undefined => wholeOf(typed, 0, limits.times)

export function wrongInWord({ times, day, reason, people }: SayForm, month: Month, today: Day) {
  const on = asDay(day)
  const wrong: WrongWord = {
    ...(timesOf(times) === undefined && {
      times: `请填次数，0 到 ${String(limits.times)}。没有发生就填 0。`,
    }),
    ...((on === undefined || monthOf(on) !== month || on > today) && {
      day: `请选${sayMonth(month, today)}里的一天，不能晚于今天。`,
    }),
    ...(reason.trim() === '' && { reason: '请写明原因，本人看得到。' }),
    ...(people.length === 0 && { people: '请勾上是哪几位。' }),
  }
  return wrong
}

export const isRight = (wrong: object): boolean => Object.keys(wrong).length === 0
