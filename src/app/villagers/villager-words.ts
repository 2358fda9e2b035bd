import type { Fault } from '@/domain/fault'
import { sayRefusal } from '@/domain/refusal-words'
import type { FollowedRequest, Rating } from '@/domain/villager'

/** Why it did not go, for somebody who knows nothing of accounts. */
export function villagerTrouble(fault: Fault): string {
  switch (fault.kind) {
    case 'offline':
      return '现在没有网，没有送到。您写的都还在，有网以后再点一次就行。'
    case 'busy':
      return '现在用的人多，没有送到。您写的都还在，请等一分钟再点一次。'
    case 'signed-out':
      return '刚才没有接上，请再点一次。'
    case 'refused':
      return sayRefusal(fault.code)
  }
}

/** A card or a request that cannot be shown: nothing of it is told. */
export const lookTrouble = (fault: Fault): string =>
  fault.kind === 'refused' ? sayRefusal(fault.code) : '现在打不开，可能没有网。请连上网，再试一次。'

export const howFar: Record<FollowedRequest['status'], string> = {
  new: '已经送到，等着办',
  taken: '正在办',
  done: '办好了',
  closed: '已经关闭',
}

export const ratings: readonly { value: Rating; label: string }[] = [
  { value: 'satisfied', label: '满意' },
  { value: 'so_so', label: '一般' },
  { value: 'not', label: '不满意' },
]

const phoneSigns = /^[0-9+ -]{5,20}$/

/** Full-width figures are figures; what is no number is told before it is sent. */
export const tidyNumber = (typed: string): string => typed.normalize('NFKC').trim()
export const isNumber = (typed: string): boolean => phoneSigns.test(tidyNumber(typed))

export const limits = { name: 20, words: 500, ratingWords: 200 } as const
const wordsMin = 2

export interface Asked {
  name: string
  phone: string
  words: string
}

export function wrongInAsked({ name, phone, words }: Asked): Partial<Record<keyof Asked, string>> {
  return {
    ...(name.trim() === '' && { name: '请写怎么称呼您。' }),
    ...(!isNumber(phone) && { phone: '请写能找到您的电话号码。' }),
    ...(words.trim().length < wordsMin && { words: '请写一写是什么事。' }),
  }
}
