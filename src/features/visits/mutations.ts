import { defineMutation, type AnyMutation } from '@/db/mutation'

export const recordVisit = defineMutation('record_visit', {
  touches: ['visits', 'directoryCards'],
  async apply(
    tx,
    { visitId, household, visitedOn, purpose, asked, promise, promiseBy },
    { me, now },
  ) {
    const card = await tx.get('directoryCards', me)
    if (!card) return
    tx.put('visits', {
      ...{ id: visitId, memberId: me, branchId: card.branchId, household: household.trim() },
      ...{ visitedOn, purpose, asked: asked?.trim() ?? '', promise: promise?.trim() ?? '' },
      ...{ promiseBy: promiseBy ?? null, keptOn: null, keptNote: '', recordedAt: now },
    })
  },
})

export const finishVisitPromise = defineMutation('finish_visit_promise', {
  touches: ['visits'],
  async apply(tx, { visitId, keptOn, note }) {
    const visit = await tx.get('visits', visitId)
    if (visit) tx.put('visits', { ...visit, keptOn, keptNote: note?.trim() ?? '' })
  },
})

export const reopenVisitPromise = defineMutation('reopen_visit_promise', {
  touches: ['visits'],
  async apply(tx, { visitId }) {
    const visit = await tx.get('visits', visitId)
    if (visit) tx.put('visits', { ...visit, keptOn: null, keptNote: '' })
  },
})

export const withdrawVisit = defineMutation('withdraw_visit', {
  touches: ['visits'],
  apply(tx, { visitId }) {
    tx.delete('visits', visitId)
  },
})

export const mutations: readonly AnyMutation[] = [
  ...[recordVisit, finishVisitPromise, reopenVisitPromise, withdrawVisit],
]
