import type { RequestStep, RequestTold } from '@/domain/post-asks'
import { addDays, type Day } from '@/domain/day'
import type { Rows } from '@/domain/server-types'

export type Mark = Rows['requests']

/** What a town begins with, should its settings not have come yet. */
export const usualWaitDays = 3

/** The tables check the same numbers. */
export const limits = {
  words: 500,
  reason: 200,
  waitDays: 60,
  keepDaysMin: 7,
  keepDays: 365,
} as const

export const isOpen = ({ status }: Pick<Mark, 'status'>): boolean =>
  status === 'new' || status === 'taken'

/** Nobody has finished it for longer than the town allows. */
export const isLate = (
  mark: Pick<Mark, 'status' | 'cameOn'>,
  waitDays: number,
  today: Day,
): boolean => isOpen(mark) && addDays(mark.cameOn, waitDays) < today

/** What waits for me: new, offered to me, or taken and not finished. */
export function countsFor(
  marks: readonly Pick<Mark, 'status' | 'memberId' | 'offeredTo'>[],
  me: string,
): { fresh: number; offered: number; underWay: number } {
  const mine = marks.filter(({ memberId }) => memberId === me)
  return {
    fresh: mine.filter(({ status }) => status === 'new').length,
    offered: marks.filter((mark) => isOpen(mark) && mark.offeredTo === me).length,
    underWay: mine.filter(({ status }) => status === 'taken').length,
  }
}

export function stateOf(request: RequestTold): {
  words: string
  tone: 'plain' | 'good' | 'warn' | 'bad'
} {
  if (request.isOfferedToMe) return { words: '转给您的', tone: 'warn' }
  if (request.isLate) return { words: '等得太久了', tone: 'bad' }
  switch (request.status) {
    case 'new':
      return { words: '新来的', tone: 'warn' }
    case 'taken':
      return { words: '正在办', tone: 'warn' }
    case 'done':
      return {
        words: request.rating ? `办好了，${ratingWords[request.rating]}` : '办好了',
        tone: 'good',
      }
    case 'closed':
      return { words: '关闭了', tone: 'plain' }
  }
}

export const ratingWords: Record<NonNullable<Mark['rating']>, string> = {
  satisfied: '满意',
  so_so: '一般',
  not: '不满意',
}

const erased = '（内容已经删掉）'

/** The first words of it; what is erased is said to be. */
export const headOf = ({ words }: RequestTold): string => {
  const most = 24
  if (words === null) return erased
  return words.length > most ? `${words.slice(0, most)}…` : words
}

export function sayStep({ what, by, to, words }: RequestStep): string {
  const said = words ? `：${words}` : ''
  switch (what) {
    case 'taken':
      return `${by}接下了`
    case 'said':
      return `${by}记${said}`
    case 'offered':
      return `${by}想转给${to ?? ''}${said}`
    case 'accepted':
      return `${by}接过来了`
    case 'refused':
      return `${by}没有接${said}`
    case 'assigned':
      return `${by}派给${to ?? ''}`
    case 'done':
      return `${by}办好了`
    case 'closed':
      return `${by}关闭了${said}`
  }
}
