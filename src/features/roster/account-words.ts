import type { BranchAccount } from '@/domain/asks'
import type { Fault } from '@/domain/fault'
import { faultWords } from '@/domain/fault-words'

type State = BranchAccount['state']

/** Where a member's account stands, with the tone it is drawn in. */
export const accountWords = {
  none: { say: '没有账号', tone: 'plain' },
  card: { say: '已发卡，还没激活', tone: 'warn' },
  expired: { say: '激活卡过期了', tone: 'warn' },
  active: { say: '账号在用', tone: 'good' },
  suspended: { say: '账号已停用', tone: 'bad' },
} as const satisfies Record<State, { say: string; tone: 'plain' | 'warn' | 'good' | 'bad' }>

/** What a new card will do, said before it is made. */
export function cardWarning(state: State, name: string): string {
  switch (state) {
    case 'none':
      return `给${name}发一张激活卡，30 天内有效。`
    case 'expired':
      return `${name}以前那张卡已经过期，会换成新的一张，30 天内有效。`
    case 'card':
      return `${name}手里还没用的那张卡马上作废，以新卡为准。`
    case 'active':
      return `${name}旧手机上的账号马上停用，要用新卡重新激活。旧手机上还没交的内容会交不上来。`
    case 'suspended':
      return `${name}的账号现在是停用的，发了卡也要等恢复以后才能用。`
  }
}

/** Those who have nothing to sign in with: no account, or a card that ran out before it was used. */
export const needsCard = ({ state }: Pick<BranchAccount, 'state'>): boolean =>
  state === 'none' || state === 'expired'

/** Accounts are never kept on the phone, so with no signal there is nothing to show. */
export const accountsUnknown = (fault: Fault): string =>
  fault.kind === 'offline' ? '现在没有网，账号情况要有网才看得到。' : faultWords[fault.kind].say
