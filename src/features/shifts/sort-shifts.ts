import type { Day, Moment } from '@/domain/day'
import { endOf, isNews, isOn, placesLeft, whyNot } from '@/domain/shift-rules'
import type { ShiftTold } from './use-shifts'

/** What wants a word of mine now: a place that is kept for me, a question, something that was changed. */
export const wantsMe = ({ shift, mine, cover, unsent }: ShiftTold, me: string): boolean =>
  unsent === undefined &&
  ((cover !== undefined && cover.toMemberId === me && shift.status === 'open') ||
    (mine !== undefined && isOn(mine) && (mine.status === 'offered' || isNews(shift, mine))))

/** What I am on or stand in line for, and is not over. */
export const isMine = ({ shift, mine }: ShiftTold, now: Moment): boolean =>
  mine !== undefined && isOn(mine) && shift.status === 'open' && endOf(shift) > now

/** What looks for people and may be for me. */
export const looksForMe = (
  { shift, mine, people }: ShiftTold,
  category: string | undefined,
  now: Moment,
  today: Day,
): boolean =>
  (mine === undefined || !isOn(mine)) &&
  whyNot(shift, category, now, today) === undefined &&
  placesLeft(shift, people) > 0
