import type { Day } from '@/domain/day'
import {
  isNews,
  isUnheard,
  minutesServed,
  placesLeft,
  queueBefore,
  type Clash,
  type Hindrance,
} from '@/domain/shift-rules'
import { sayMinutes, sayShiftDay, sayUntil, type Shift } from '@/domain/shift-words'
import type { ShiftTold } from './use-shifts'

/** The only thing that can be said of a sign-up before the town has heard it. */
export const untilConfirmed = '有网后才能确认'

export const hindranceWords: Readonly<Record<Hindrance, string>> = {
  'called-off': '这个班次取消了。',
  begun: '这个班次已经开始，不能再报名。',
  'not-open': '还没到报名的日子。',
  closed: '报名已经截止。想来请问负责人。',
  category: '这个班次是给别的类别的党员安排的。',
}

export const sayClash = ({ kind, other }: Clash, today: Day): string =>
  kind === 'clash'
    ? `这个时间您已经报了「${other.post}」（${sayShiftDay(other.onDay, today)}），不能两头跑。`
    : `离您的「${other.post}」（${sayShiftDay(other.onDay, today)}）太近，中间要歇够时间。`

export const sayLeft = (shift: Shift, people: ShiftTold['people']): string => {
  const left = placesLeft(shift, people)
  return left > 0 ? `还缺 ${String(left)} 人` : '人满了，可以排队'
}

/** How it stands with me and a shift, in a few words. */
export function sayMine({ shift, mine, people, unsent, cover }: ShiftTold, today: Day): string {
  if (shift.status === 'called_off') return '取消了'
  if (cover && cover.fromMemberId !== mine?.memberId) return '有人请您顶班'
  if (!mine) return sayLeft(shift, people)
  if (isUnheard(mine) || unsent === 'confirm_shift') return untilConfirmed
  if (isNews(shift, mine)) return '有变动，请看一看'
  switch (mine.status) {
    case 'waiting':
      return `排队，前面 ${String(queueBefore(mine, people))} 人`
    case 'offered':
      return mine.offeredUntil === null
        ? '轮到您了'
        : `轮到您了，请在${sayUntil(mine.offeredUntil, today)}确认`
    case 'held':
      return '报上了'
    case 'here':
      return '已签到'
    case 'served':
      return `做完了，${sayMinutes(minutesServed(mine))}`
    case 'absent':
      return '记了没来'
    case 'left':
    case 'lapsed':
    case 'covered':
      return sayLeft(shift, people)
  }
}
