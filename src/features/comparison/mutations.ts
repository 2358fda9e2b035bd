import { defineMutation, type AnyMutation } from '@/db/mutation'

/** Other people's bands are on no phone: nothing changes here until the town has said how they came out. */
export const publishComparison = defineMutation('publish_comparison', {
  touches: [],
  apply: () => undefined,
})

export const withdrawComparison = defineMutation('withdraw_comparison', {
  touches: [],
  apply: () => undefined,
})

export const mutations: readonly AnyMutation[] = [publishComparison, withdrawComparison]
