import type { Band } from '@/domain/asks'
import { daysBetween, sayDay, type Day } from '@/domain/day'
import { groupBy } from '@/domain/group-by'
import { byName } from '@/domain/pinyin'
import type { Rows } from '@/domain/server-types'

export type BoardEntry = Rows['boardEntries']

export interface BandOnBoard {
  code: string
  words: string
  colour: Band['colour']
  people: readonly { id: string; name: string; rank: number | null }[]
}

/** A board band by band, the highest first; within a band by the sound of the name, or by rank where the town shows it. */
export function bandsOnBoard(
  bands: readonly Band[],
  entries: readonly BoardEntry[],
): readonly BandOnBoard[] {
  const byBand = groupBy(entries, ({ band }) => band)
  return bands
    .filter(({ isPublished }) => isPublished)
    .map(({ code, words, colour }) => ({
      ...{ code, words, colour },
      people: (byBand.get(code) ?? [])
        .map(({ memberId, name, rank }) => ({ id: memberId, name, rank }))
        .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0) || byName(one, other)),
    }))
}

/** Until when a month may be objected to, and how long that still is. */
export function sayDeadline(until: Day, today: Day): string {
  const left = daysBetween(today, until)
  if (left < 0) return '提异议的日子已过'
  return left === 0
    ? '今天是提异议的最后一天'
    : `${sayDay(until, today)}前（含当天）可以提异议，还有 ${String(left)} 天`
}

/** Whether a member may still object to a month: from its confirmation to the last day set. */
export function mayObject(
  sheet: Pick<Rows['monthSheets'], 'state' | 'objectionsUntil'> | undefined,
  today: Day,
): boolean {
  if (sheet?.state === 'confirmed') return true
  return (
    sheet?.state === 'published' && sheet.objectionsUntil !== null && sheet.objectionsUntil >= today
  )
}

export const objectionStates = {
  open: '等答复',
  upheld: '已采纳，已更正',
  rejected: '没有采纳',
  withdrawn: '本人已撤回',
} as const satisfies Record<Rows['objections']['state'], string>

/** The tables check the same numbers. */
export const limits = { reason: 500, answer: 500, times: 31, days: 30, tenths: 9999 } as const
