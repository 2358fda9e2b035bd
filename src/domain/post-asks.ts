import type { Day, Moment } from './day'
import type { Rows } from './server-types'

/** What stands on a member's contact card. */
export interface ContactCard {
  name: string
  branch: string
  town: string
  /** The posts they hold, in words; empty when there is none. */
  post: string
  promise: string
  phone: string | null
  /** A small JPEG in Base64. */
  photo: string | null
}

/** The same, with the secret its square leads by; null while there is no link. */
export interface CardToPrint extends ContactCard {
  memberId: string
  secret: string | null
}

export interface RequestStep {
  what: 'taken' | 'said' | 'offered' | 'accepted' | 'refused' | 'assigned' | 'done' | 'closed'
  words: string
  by: string
  to: string | null
  doneAt: Moment
}

/** A villager's request as those read it who answer it; what has been erased is null. */
export interface RequestTold {
  id: string
  memberId: string
  member: string
  branchId: string
  status: Rows['requests']['status']
  offeredTo: string | null
  isOfferedToMe: boolean
  isMine: boolean
  cameAt: Moment
  isLate: boolean
  endedOn: Day | null
  rating: Rows['requests']['rating']
  villager: string | null
  phone: string | null
  words: string | null
  hasPhoto: boolean
  answer: string | null
  ratingWords: string | null
  steps: readonly RequestStep[]
}

/** How a branch answers its villagers, this year. */
export interface RequestTotals {
  branchId: string
  open: number
  late: number
  done: number
  rated: number
  satisfied: number
}
