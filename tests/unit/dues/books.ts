import { asId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { oldZhao, today } from '../study/village'

export { today }

/** A wage of 4200 yuan, since September. */
export const basis = (
  more: Omit<Partial<Rows['duesBases']>, 'id'> & { id?: string } = {},
): Rows['duesBases'] => ({
  ...{ memberId: oldZhao, fromMonth: '2026-09-01', kind: 'wage', incomeFen: 420_000 },
  ...{ agreedFen: null, loweredFen: null, reason: '', byQuarter: false, monthFen: 4200 },
  ...{ setter: '李国强', setAt: 1 },
  ...more,
  id: asId(more.id ?? 'basis'),
})

/** A month of it, paid on the 20th. */
export const payment = (
  id: string,
  more: Partial<Rows['duesPayments']> = {},
): Rows['duesPayments'] => ({
  ...{ id: asId(id), memberId: oldZhao, fromMonth: '2026-11-01', months: 1, amountFen: 4200 },
  ...{ paidOn: '2026-11-20', paidBy: '', recorder: '李国强', recordedAt: 1 },
  ...{ reversesId: null, reason: '' },
  ...more,
})

/** Takes a payment of that name back. */
export const reversal = (of: string): Rows['duesPayments'] =>
  payment(`not-${of}`, {
    ...{ reversesId: asId(of), amountFen: -4200, reason: '记重了', recordedAt: 2 },
  })
