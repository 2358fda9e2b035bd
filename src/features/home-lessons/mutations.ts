import { defineMutation, type AnyMutation } from '@/db/mutation'
import { isCurrent } from '@/domain/posts'

/**
 * Only the lesson itself shows here: how far the elder is with a material is the elder's own matter and never on a
 * helper's phone, so that row is the server's to write.
 */
export const recordHomeLesson = defineMutation('record_home_lesson', {
  touches: ['homeLessons', 'elderHelpers'],
  async apply(
    tx,
    { lessonId, elderId, materialId, givenOn, place, acknowledged, note },
    { me, now },
  ) {
    const links = await tx.where('elderHelpers', { elderId, helperId: me })
    const link = links.find((one) => isCurrent(one, givenOn)) ?? links[0]
    if (!link) return
    tx.put('homeLessons', {
      id: lessonId,
      elderId,
      helperId: me,
      branchId: link.branchId,
      materialId,
      givenOn,
      place,
      note: note ?? '',
      acknowledged,
      recordedAt: now,
    })
  },
})

export const mutations: readonly AnyMutation[] = [recordHomeLesson]
