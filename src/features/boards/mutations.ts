import { defineMutation, type AnyMutation } from '@/db/mutation'
import { addDays, dayOf } from '@/domain/day'

/** What a town begins with, should its settings not have come yet; the server's own number replaces it. */
const usualDays = 5

export const publishMonth = defineMutation('publish_month', {
  touches: ['monthSheets', 'pointSettings'],
  async apply(tx, { branchId, month }, { now }) {
    const [sheet] = (await tx.where('monthSheets', { month })).filter(
      (one) => one.branchId === branchId,
    )
    const [settings] = await tx.where('pointSettings', {})
    if (sheet?.state !== 'confirmed') return
    const objectionsUntil = addDays(dayOf(now), settings?.objectionDays ?? usualDays)
    tx.put('monthSheets', { ...sheet, state: 'published', objectionsUntil })
  },
})

export const raiseObjection = defineMutation('raise_objection', {
  touches: ['objections', 'monthResults', 'pointSettings'],
  async apply(tx, { objectionId, month, reason, entryId, photo }, { me, now }) {
    const [result] = await tx.where('monthResults', { month })
    const [settings] = await tx.where('pointSettings', {})
    if (!result) return
    tx.put('objections', {
      id: objectionId,
      ...{ memberId: me, sheetId: result.sheetId, month, entryId: entryId ?? null },
      ...{ reason: reason.trim(), hasPhoto: photo != null, raisedAt: now, state: 'open' },
      answerBy: addDays(dayOf(now), settings?.answerDays ?? usualDays),
      ...{ answer: null, answeredBy: null, answerer: null, answeredAt: null },
    })
  },
})

export const withdrawObjection = defineMutation('withdraw_objection', {
  touches: ['objections'],
  async apply(tx, { objectionId }) {
    const objection = await tx.get('objections', objectionId)
    if (objection) tx.put('objections', { ...objection, state: 'withdrawn' })
  },
})

/** Other people's objections are on no phone, so that nothing changes here until it is asked for again. */
export const answerObjection = defineMutation('answer_objection', {
  touches: [],
  apply: () => undefined,
})

export const setPointSettings = defineMutation('set_point_settings', {
  touches: ['pointSettings'],
  async apply(tx, { orgId, ...edited }, { me, now }) {
    const settings = await tx.get('pointSettings', orgId)
    if (settings) tx.put('pointSettings', { ...settings, ...edited, editedBy: me, editedAt: now })
  },
})

export const mutations: readonly AnyMutation[] = [
  ...[publishMonth, raiseObjection, withdrawObjection, answerObjection, setPointSettings],
]
