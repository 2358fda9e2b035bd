import { defineMutation, type AnyMutation, type Tx } from '@/db/mutation'
import { addDays } from '@/domain/day'
import { asId } from '@/domain/id'
import type { Month } from '@/domain/month'
import type { Rows } from '@/domain/server-types'
import { bookFor } from '@/domain/point-rules'

/** The committee's word on a member's month; it stands beside the earlier ones, and the latest counts. */
export const sayTimes = defineMutation('say_times', {
  touches: ['monthWords', 'directoryCards'],
  async apply(tx, { wordId, memberId, month, code, times, onDay, reason, photo }, { me, now }) {
    const card = await tx.get('directoryCards', memberId)
    if (!card) return
    tx.put('monthWords', {
      id: wordId,
      ...{ memberId, branchId: card.branchId, month, code, times: times ?? null, onDay },
      reason: reason.trim(),
      saidBy: me,
      saidAt: now,
      hasPhoto: photo != null,
    })
  },
})

export const exemptMember = defineMutation('exempt_member', {
  touches: ['baseExemptions', 'directoryCards'],
  async apply(tx, { exemptionId, memberId, basis, fromDay, note }, { me, now }) {
    const card = await tx.get('directoryCards', memberId)
    if (!card) return
    tx.put('baseExemptions', {
      id: exemptionId,
      ...{ memberId, branchId: card.branchId, basis, fromDay, untilDay: null },
      ...{ note: note ?? '', decidedBy: me, decidedAt: now },
    })
  },
})

export const endExemption = defineMutation('end_exemption', {
  touches: ['baseExemptions'],
  async apply(tx, { exemptionId, untilDay }) {
    const span = await tx.get('baseExemptions', exemptionId)
    if (!span) return
    const never = addDays(span.fromDay, -1)
    tx.put('baseExemptions', { ...span, untilDay: untilDay > never ? untilDay : never })
  },
})

type MonthSheet = Rows['monthSheets']

/** A branch's month moves on: one row for each, whoever makes it first. */
async function moveMonth(
  tx: Tx<'monthSheets' | 'ruleSets'>,
  { branchId, month }: { branchId: string; month: Month },
  state: MonthSheet['state'],
): Promise<void> {
  const org = asId<'orgs'>(branchId)
  const [known] = await tx.where('monthSheets', { branchId: org, month })
  const sets = await tx.where('ruleSets', {})
  tx.put('monthSheets', {
    // The server makes the id of branch and month; until then this one stands for it, the same each time.
    id: known?.id ?? asId<'monthSheets'>(`sheet-${branchId}-${month}`),
    ...{ branchId: org, month, state },
    ruleSetId: state === 'draft' ? null : (known?.ruleSetId ?? bookFor(sets, month)?.id ?? null),
    // Only the server says which bands hold, and until when people may object.
    ...{ bands: known?.bands ?? null, objectionsUntil: known?.objectionsUntil ?? null },
    lockedAt: known?.lockedAt ?? null,
  })
}

const monthTables = ['monthSheets', 'ruleSets'] as const

export const proposeMonth = defineMutation('propose_month', {
  touches: monthTables,
  apply: (tx, args) => moveMonth(tx, args, 'proposed'),
})
export const withdrawMonth = defineMutation('withdraw_month', {
  touches: monthTables,
  apply: (tx, args) => moveMonth(tx, args, 'draft'),
})
export const returnMonth = defineMutation('return_month', {
  touches: monthTables,
  apply: (tx, args) => moveMonth(tx, args, 'draft'),
})
export const confirmMonth = defineMutation('confirm_month', {
  touches: monthTables,
  apply: (tx, args) => moveMonth(tx, args, 'confirmed'),
})

export const mutations: readonly AnyMutation[] = [
  ...[sayTimes, exemptMember, endExemption],
  ...[proposeMonth, withdrawMonth, returnMonth, confirmMonth],
]
