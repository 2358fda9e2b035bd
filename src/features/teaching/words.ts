import { sayDay, type Day } from '@/domain/day'
import { categoryNames } from '@/domain/category-words'
import type { Fault } from '@/domain/fault'
import { sayRefusal } from '@/domain/refusal-words'
import type { Material, Org } from '@/domain/synced'
import type { Assignment, Source } from './audience'

export const statusWords: Record<
  Material['status'],
  { words: string; tone: 'plain' | 'good' | 'warn' }
> = {
  draft: { words: '草稿', tone: 'warn' },
  published: { words: '已发布', tone: 'good' },
  withdrawn: { words: '已撤下', tone: 'plain' },
}

export const sourceWords: Record<Source, string> = {
  self: '自己学',
  helper: '家里帮学',
  paper: '纸上记',
}

/** Whom a text was given to: 全支部, or a category or a name of it. */
export function sayAudience(
  { category, memberId, orgId }: Assignment,
  orgs: readonly Pick<Org, 'id' | 'name'>[],
  people: readonly { id: string; name: string }[],
): string {
  const where = orgs.find(({ id }) => id === orgId)?.name ?? '本支部'
  if (memberId !== null)
    return people.find(({ id }) => id === memberId)?.name ?? `${where}的一位党员`
  return category === null ? `${where}全体党员` : `${where} · ${categoryNames[category]}党员`
}

export const sayDue = (dueOn: Day | null, today: Day): string =>
  dueOn ? `${sayDay(dueOn, today)}前学完` : '不限日子'

/** 3 分 5 秒. */
export function saySeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return minutes === 0
    ? `${String(seconds)} 秒`
    : `${String(minutes)} 分 ${String(seconds % 60)} 秒`
}

/** Why a file could not be sent, or a number not be asked for. */
export function sayFault(fault: Fault): string {
  switch (fault.kind) {
    case 'offline':
      return '现在没有网。它还在手机里，有网以后再上传。'
    case 'busy':
      return '网络有点慢，没传完。请过一会儿再试。'
    case 'signed-out':
      return '需要重新登录才能上传。它还在手机里。'
    case 'refused':
      return fault.code === 'file-missing'
        ? '手机里找不到这个文件了，请去掉后重新选一次。'
        : sayRefusal(fault.code)
  }
}

export function sayTotalsFault(fault: Fault): string {
  switch (fault.kind) {
    case 'offline':
      return '现在没有网。合计要有网才能看，不影响别的。'
    case 'busy':
      return '网络有点慢，请过一会儿再试。'
    case 'signed-out':
      return '需要重新登录才能看。'
    case 'refused':
      return sayRefusal(fault.code)
  }
}
