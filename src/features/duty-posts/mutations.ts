import { defineMutation, type AnyMutation } from '@/db/mutation'

export const saveDutyPost = defineMutation('save_duty_post', {
  touches: ['dutyPosts'],
  async apply(tx, { postId, orgId, name, duties }) {
    const known = await tx.get('dutyPosts', postId)
    tx.put('dutyPosts', {
      ...{ id: postId, orgId, name: name.trim(), duties: duties.trim() },
      isOpen: known?.isOpen ?? true,
    })
  },
  replaces: (earlier, later) => earlier.postId === later.postId,
})

export const setDutyPostOpen = defineMutation('set_duty_post_open', {
  touches: ['dutyPosts'],
  async apply(tx, { postId, isOpen }) {
    const post = await tx.get('dutyPosts', postId)
    if (post) tx.put('dutyPosts', { ...post, isOpen })
  },
})

export const askDuty = defineMutation('ask_duty', {
  touches: ['dutyTerms', 'directoryCards'],
  async apply(tx, { termId, memberId, postId, words }, { me, now }) {
    const card = await tx.get('directoryCards', memberId)
    if (!card) return
    tx.put('dutyTerms', {
      ...{ id: termId, memberId, branchId: card.branchId, postId, status: 'asked' },
      ...{ words: words?.trim() ?? '', askedBy: me, askedAt: now },
      ...{ fromDay: null, untilDay: null, households: '', note: '' },
    })
  },
})

export const withdrawDuty = defineMutation('withdraw_duty', {
  touches: ['dutyTerms'],
  async apply(tx, { termId }) {
    const term = await tx.get('dutyTerms', termId)
    if (term?.status === 'asked') tx.put('dutyTerms', { ...term, status: 'withdrawn' })
  },
})

export const decideDuty = defineMutation('decide_duty', {
  touches: ['dutyTerms'],
  async apply(tx, { termId, agreed, fromDay, untilDay, households, note }, { today }) {
    const term = await tx.get('dutyTerms', termId)
    if (term?.status !== 'asked') return
    const said = { note: note?.trim() ?? '' }
    tx.put(
      'dutyTerms',
      agreed
        ? {
            ...{ ...term, ...said, status: 'held', fromDay: fromDay ?? today },
            ...{ untilDay: untilDay ?? null, households: households?.trim() ?? '' },
          }
        : { ...term, ...said, status: 'declined' },
    )
  },
})

export const setHouseholds = defineMutation('set_households', {
  touches: ['dutyTerms'],
  async apply(tx, { termId, households }) {
    const term = await tx.get('dutyTerms', termId)
    if (term) tx.put('dutyTerms', { ...term, households: households.trim() })
  },
  replaces: (earlier, later) => earlier.termId === later.termId,
})

export const endDuty = defineMutation('end_duty', {
  touches: ['dutyTerms'],
  async apply(tx, { termId, untilDay }) {
    const term = await tx.get('dutyTerms', termId)
    if (term) tx.put('dutyTerms', { ...term, untilDay })
  },
})

export const reviewDuty = defineMutation('review_duty', {
  touches: ['dutyReviews', 'dutyTerms'],
  async apply(tx, { reviewId, termId, half, result, note }, { now }) {
    const term = await tx.get('dutyTerms', termId)
    if (!term) return
    tx.put('dutyReviews', {
      ...{ id: reviewId, termId, memberId: term.memberId, branchId: term.branchId },
      ...{ half, result, note: note.trim(), reviewedAt: now },
    })
  },
})

// Links and photos are on no phone: the page waits for the town's word.

export const makeContactLink = defineMutation('make_contact_link', {
  touches: [],
  apply: () => undefined,
})
export const revokeContactLink = defineMutation('revoke_contact_link', {
  touches: [],
  apply: () => undefined,
})
export const setMemberPhoto = defineMutation('set_member_photo', {
  touches: [],
  apply: () => undefined,
  replaces: (earlier, later) => earlier.memberId === later.memberId,
})

export const mutations: readonly AnyMutation[] = [
  ...[saveDutyPost, setDutyPostOpen, askDuty, withdrawDuty, decideDuty],
  ...[setHouseholds, endDuty, reviewDuty],
  ...[makeContactLink, revokeContactLink, setMemberPhoto],
]
