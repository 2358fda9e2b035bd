import { defineMutation, type AnyMutation } from '@/db/mutation'

// What a member pays is on that member's own phone alone, so that the acts of whoever writes it down draw nothing here:
// the page waits for the town's word, and reads again.

export const setDuesBasis = defineMutation('set_dues_basis', {
  touches: [],
  apply: () => undefined,
})
export const recordDues = defineMutation('record_dues', { touches: [], apply: () => undefined })
export const recordDuesPayment = defineMutation('record_dues_payment', {
  touches: [],
  apply: () => undefined,
})
export const reverseDuesPayment = defineMutation('reverse_dues_payment', {
  touches: [],
  apply: () => undefined,
})
export const remindOfDues = defineMutation('remind_of_dues', {
  touches: [],
  apply: () => undefined,
})

export const mutations: readonly AnyMutation[] = [
  ...[setDuesBasis, recordDues, recordDuesPayment, reverseDuesPayment, remindOfDues],
]
