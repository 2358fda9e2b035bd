import { defineMutation, type AnyMutation } from '@/db/mutation'

// The phone holds how far a request is and never what was said, so an act draws the one and the page asks for the other.

export const takeRequest = defineMutation('take_request', {
  touches: ['requests'],
  async apply(tx, { requestId }, { now }) {
    const request = await tx.get('requests', requestId)
    if (request?.status === 'new')
      tx.put('requests', { ...request, status: 'taken', takenAt: now, offeredTo: null })
  },
})

export const noteRequest = defineMutation('note_request', { touches: [], apply: () => undefined })

export const finishRequest = defineMutation('finish_request', {
  touches: ['requests'],
  async apply(tx, { requestId }, { now, today }) {
    const request = await tx.get('requests', requestId)
    if (!request || request.endedAt !== null) return
    tx.put('requests', {
      ...{ ...request, status: 'done', takenAt: request.takenAt ?? now, offeredTo: null },
      ...{ endedAt: now, endedOn: today },
    })
  },
})

export const offerRequest = defineMutation('offer_request', {
  touches: ['requests'],
  async apply(tx, { requestId, offeredTo }) {
    const request = await tx.get('requests', requestId)
    if (request) tx.put('requests', { ...request, offeredTo })
  },
})

export const acceptRequest = defineMutation('accept_request', {
  touches: ['requests'],
  async apply(tx, { requestId }, { me, now }) {
    const request = await tx.get('requests', requestId)
    if (request)
      tx.put('requests', {
        ...{ ...request, memberId: me, offeredTo: null, status: 'taken', takenAt: now },
      })
  },
})

export const declineRequest = defineMutation('decline_request', {
  touches: ['requests'],
  async apply(tx, { requestId }) {
    const request = await tx.get('requests', requestId)
    if (request) tx.put('requests', { ...request, offeredTo: null })
  },
})

export const assignRequest = defineMutation('assign_request', {
  touches: ['requests'],
  async apply(tx, { requestId, memberId }) {
    const request = await tx.get('requests', requestId)
    if (request)
      tx.put('requests', {
        ...{ ...request, memberId, offeredTo: null, status: 'new', takenAt: null },
      })
  },
})

export const closeRequest = defineMutation('close_request', {
  touches: ['requests'],
  async apply(tx, { requestId }, { now, today }) {
    const request = await tx.get('requests', requestId)
    if (!request) return
    tx.put('requests', {
      ...{ ...request, status: 'closed', offeredTo: null },
      ...{ endedAt: request.endedAt ?? now, endedOn: request.endedOn ?? today },
    })
  },
})

export const setRequestSettings = defineMutation('set_request_settings', {
  touches: ['requestSettings'],
  apply(tx, { orgId, ...settings }) {
    tx.put('requestSettings', { id: orgId, ...settings })
  },
  replaces: (earlier, later) => earlier.orgId === later.orgId,
})

export const mutations: readonly AnyMutation[] = [
  ...[takeRequest, noteRequest, finishRequest, offerRequest, acceptRequest, declineRequest],
  ...[assignRequest, closeRequest, setRequestSettings],
]
