import * as v from 'valibot'
import { Moment } from './moment'
import { Day, told } from './told'

const card = {
  name: v.string(),
  branch: v.string(),
  town: v.string(),
  post: v.string(),
  promise: v.string(),
  phone: v.nullable(v.string()),
  photo: v.nullable(v.string()),
}

/** What `public_card` answers. */
export const ContactCards = told(card)

/** What `contact_card` answers, and each of `branch_contact_cards`. */
export const CardsToPrint = told({
  ...card,
  memberId: v.string(),
  secret: v.nullable(v.string()),
})

const Status = v.picklist(['new', 'taken', 'done', 'closed'])
const Rating = v.nullable(v.picklist(['satisfied', 'so_so', 'not']))

/** What `my_requests` and `branch_requests` answer. */
export const Requests = v.array(
  told({
    id: v.string(),
    memberId: v.string(),
    member: v.string(),
    branchId: v.string(),
    status: Status,
    offeredTo: v.nullable(v.string()),
    isOfferedToMe: v.boolean(),
    isMine: v.boolean(),
    cameAt: Moment,
    isLate: v.boolean(),
    endedOn: v.nullable(Day),
    rating: Rating,
    villager: v.nullable(v.string()),
    phone: v.nullable(v.string()),
    words: v.nullable(v.string()),
    hasPhoto: v.boolean(),
    answer: v.nullable(v.string()),
    ratingWords: v.nullable(v.string()),
    steps: v.array(
      told({
        what: v.picklist([
          ...(['taken', 'said', 'offered', 'accepted', 'refused', 'assigned'] as const),
          ...(['done', 'closed'] as const),
        ]),
        words: v.string(),
        by: v.string(),
        to: v.nullable(v.string()),
        doneAt: Moment,
      }),
    ),
  }),
)

/** What `request_totals` answers. */
export const RequestTotalsList = v.array(
  told({
    branchId: v.string(),
    open: v.number(),
    late: v.number(),
    done: v.number(),
    rated: v.number(),
    satisfied: v.number(),
  }),
)

/** What `follow_request` answers. */
export const FollowedRequests = told({
  words: v.string(),
  status: Status,
  member: v.string(),
  phone: v.nullable(v.string()),
  cameOn: Day,
  endedOn: v.nullable(Day),
  answer: v.nullable(v.string()),
  rating: Rating,
})
