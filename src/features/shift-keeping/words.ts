import { sayMinute } from '@/domain/meeting-words'
import { isUnheard, minutesServed } from '@/domain/shift-rules'
import { sayMinutes, signupStates, type Signup } from '@/domain/shift-words'

const waysIn: Readonly<Record<NonNullable<Signup['how']>, string>> = {
  list: '点名',
  code: '看码',
  paper: '补记',
}

/** From when until when somebody was there, and by what it was written down. */
export function sayService(signup: Signup): string {
  const { status } = signup
  if (isUnheard(signup) && status === 'waiting') return '刚加上，有网后才能确认'
  return sayTimes(signup)
}

/** The same of what was written down at some time. */
export function sayTimes(
  mark: Pick<Signup, 'status' | 'servedFrom' | 'servedUntil' | 'how'>,
): string {
  const { status, servedFrom, servedUntil, how } = mark
  if (servedFrom === null || how === null) return signupStates[status]
  const since = `${sayMinute(servedFrom)} 到了（${waysIn[how]}）`
  return servedUntil === null
    ? since
    : `${since}，${sayMinute(servedUntil)} 走了，${sayMinutes(minutesServed(mark))}`
}
