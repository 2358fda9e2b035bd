import { sayDay, type Day } from '@/domain/day'
import type { Count, Standing } from './audience'
import { sourceWords } from './words'

export type Part = 'all' | 'not-done' | 'done'

export const partOf = (all: readonly Standing[], part: Part): Standing[] =>
  all.filter(({ done }) => part === 'all' || (part === 'done') === (done !== null))

/** 11月22日学完 · 纸上记, or by when it is asked for. */
export function sayStanding({ done, dueOn, assigned }: Standing, today: Day): string {
  if (done)
    return `${sayDay(done.on, today)}学完 · ${sourceWords[done.source]}${assigned ? '' : ' · 没布置，自己学的'}`
  if (dueOn === null) return '还没学完'
  return dueOn < today
    ? `还没学完，${sayDay(dueOn, today)}到期`
    : `还没学完，${sayDay(dueOn, today)}前学完就行`
}

/** 自己学 8 人，家里帮学 2 人，纸上记 1 人; only the ways that occurred. */
export function saySources({ bySource }: Count): string {
  return (['self', 'helper', 'paper'] as const)
    .filter((source) => bySource[source] > 0)
    .map((source) => `${sourceWords[source]} ${String(bySource[source])} 人`)
    .join('，')
}
