import type { Kind, Rule } from './point-rules'

/** Tenths of a point as people say it: 605 → 60.5, 600 → 60. */
export const sayPoints = (tenths: number): string => {
  const whole = Math.trunc(Math.abs(tenths) / 10)
  const rest = Math.abs(tenths) % 10
  return `${tenths < 0 ? '−' : ''}${String(whole)}${rest === 0 ? '' : `.${String(rest)}`}`
}

/** With its sign, for what is added or taken away. */
export const sayChange = (tenths: number): string =>
  tenths > 0 ? `+${sayPoints(tenths)}` : sayPoints(tenths)

export const kindNames: Record<Kind, string> = {
  base: '基础分',
  category: '分类分',
  bonus: '奖励分',
}

/** What a rule gives or takes: 每次 +2 分，每月最多 12 分. */
export function sayRule({ tenths, capTenths, kind }: Rule): string {
  const each = `每次 ${sayChange(tenths)} 分`
  if (capTenths === null) return each
  if (capTenths === tenths) return `每月 ${sayChange(tenths)} 分`
  return `${each}，每月最多${kind === 'base' ? '扣' : '加'} ${sayPoints(Math.abs(capTenths))} 分`
}
