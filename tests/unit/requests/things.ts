import { asId } from '@/domain/id'
import type { RequestTold } from '@/domain/post-asks'
import type { Rows } from '@/domain/server-types'
import { oldZhao, willow } from '../study/village'

/** What a villager asked of Old Zhao, as those read it who answer it. */
export const told = (more: Partial<RequestTold> = {}): RequestTold => ({
  ...{ id: 'ditch', memberId: oldZhao, member: '赵大山', branchId: willow, status: 'new' },
  ...{ offeredTo: null, isOfferedToMe: false, isMine: true, cameAt: 1, isLate: false },
  ...{ endedOn: null, rating: null, villager: '李大娘', phone: '000-1000', words: '水沟堵了' },
  ...{ hasPhoto: false, answer: null, ratingWords: null, steps: [] },
  ...more,
})

export const mark = (more: Partial<Rows['requests']> = {}): Rows['requests'] => ({
  ...{ id: asId('ditch'), memberId: oldZhao, branchId: willow, status: 'new', offeredTo: null },
  ...{ cameAt: 1, cameOn: '2026-11-20', takenAt: null, endedAt: null, endedOn: null },
  ...{ rating: null, ratedOn: null },
  ...more,
})
