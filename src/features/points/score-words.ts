import { sayChange } from '@/domain/point-words'
import type { Rows } from '@/domain/server-types'
import type { Correction } from './confirmed'
import type { Line } from './score-rules'

/** How far a branch's month is. */
export const sheetStates = {
  draft: '还没上报',
  proposed: '已上报，等镇里确认',
  confirmed: '镇里已确认',
  published: '正在公示',
  locked: '已定',
} as const satisfies Record<Rows['monthSheets']['state'], string>

/** How a line came to its points: 2 次 × +2 分 = +4 分. */
export function sayArithmetic({ rule, times, tenths, capped, exempt }: Line): string {
  const each = `${String(times)} 次 × ${sayChange(rule.tenths)} 分`
  if (exempt) return `${each}，支部已定免扣，不扣分`
  return capped
    ? `${each}，这一项每月最多算 ${sayChange(tenths)} 分`
    : `${each} = ${sayChange(tenths)} 分`
}

/** 冲回：迟到或早退 +1 分. */
export const sayCorrection = ({ isReversal, words, tenths }: Correction): string =>
  `${isReversal ? '冲回' : '重新记'}：${words} ${sayChange(tenths)} 分`
