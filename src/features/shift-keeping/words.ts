import { isUnheard } from '@/domain/shift-rules'
import { sayTimes, type Signup } from '@/domain/shift-words'

/** From when until when somebody was there, and by what it was written down. */
export const sayService = (signup: Signup): string =>
  isUnheard(signup) && signup.status === 'waiting' ? '刚加上，有网后才能确认' : sayTimes(signup)
