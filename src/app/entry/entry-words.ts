import type { Fault } from '@/domain/fault'
import { sayRefusal } from '@/domain/refusal-words'

export interface EntryTrouble {
  say: string
  /** What will help: the other door, or a person. */
  way: 'again' | 'sign-in' | 'secretary'
}

const byCode: Readonly<Record<string, EntryTrouble>> = {
  'card-not-valid': {
    say: '这张卡用不了：可能号码写错了，可能过了日期，也可能已经用过。如果您已经选过密码，请直接用登录号和密码登录；否则请支部书记换一张新卡。',
    way: 'sign-in',
  },
  'password-set-before': {
    say: '这张卡上次已经选过密码，这次的密码和上次不一样。请用上次的密码再试；想不起来，就请支部书记换一张新卡。',
    way: 'again',
  },
  'already-active': { say: '这张卡已经激活过了，请直接用登录号和密码登录。', way: 'sign-in' },
  'too-many-attempts': {
    say: '试的次数太多了，请过一刻钟再试，或者找支部书记看看卡上的号码。',
    way: 'secretary',
  },
  'password-too-weak': { say: '这个密码太短或太简单，请换一个长一点的，至少六位。', way: 'again' },
  'wrong-password': {
    say: '登录号和密码对不上。请看看登录号是不是八位、密码有没有写错。想不起来密码，请支部书记换一张新卡。',
    way: 'again',
  },
  'cut-off': { say: '这个登录号已经停用。请支部书记给您换一张新卡。', way: 'secretary' },
}

/** Each way that coming in can fail, and what to do next. What was typed stays where it is. */
export function entryTrouble(fault: Fault): EntryTrouble {
  switch (fault.kind) {
    case 'offline':
      return {
        say: '现在没有网络，第一次登录要有网。您填的都还在，有网以后再点一次就行。',
        way: 'again',
      }
    case 'busy':
      return { say: '现在用的人多，请等一分钟再点一次。您填的都还在。', way: 'again' }
    case 'signed-out':
      return { say: '刚才没有接上，请再点一次。', way: 'again' }
    case 'refused':
      return byCode[fault.code] ?? { say: sayRefusal(fault.code), way: 'secretary' }
  }
}
