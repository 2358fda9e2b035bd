import { defineMutation, type AnyMutation, type By, type Tx } from '@/db/mutation'
import { asId } from '@/domain/id'
import type { StudyProgress } from '@/domain/synced'
import { afterFinish, afterReading, answersIn, progressId, type MaterialId } from './progress-rules'

// Only progress is changed. The card tells the branch of a row the server has not written yet, the material its minutes.
const touches = ['studyProgress', 'directoryCards', 'materials'] as const
type Touched = (typeof touches)[number]

/** How far I have read and listened. One of these waits at most: it only ever grows, so the newest says it all. */
export const recordReading = defineMutation('record_reading', {
  touches,
  replaces: (earlier, later) =>
    earlier.materialId === later.materialId &&
    earlier.reachedPermille <= later.reachedPermille &&
    earlier.heardSeconds <= later.heardSeconds,
  async apply(tx, args, by) {
    tx.put('studyProgress', afterReading(await progressOf(tx, args.materialId, by), args))
  },
})

/** 学完了. Said again with more answers, it adds the answers and leaves the day alone. */
export const finishMaterial = defineMutation('finish_material', {
  touches,
  async apply(tx, { materialId, finishedOn, answers }, by) {
    const before = await progressOf(tx, materialId, by)
    const minutes = (await tx.get('materials', materialId))?.minutes ?? 0
    const { today, now } = by
    const given = answersIn(answers ?? null)
    tx.put(
      'studyProgress',
      afterFinish(before, { finishedOn, minutes, answers: given, today, now }),
    )
  },
})

export const mutations: readonly AnyMutation[] = [recordReading, finishMaterial]

async function progressOf(
  tx: Tx<Touched>,
  materialId: MaterialId,
  { me }: By,
): Promise<StudyProgress> {
  const id = progressId(me, materialId)
  const begun = await tx.get('studyProgress', id)
  const card = await tx.get('directoryCards', me)
  // Where I belong now, also when a reading that this one replaces was written down before I moved.
  const branchId = card?.branchId ?? begun?.branchId ?? asId<'orgs'>('')
  if (begun) return { ...begun, branchId }
  return {
    id,
    materialId,
    memberId: asId(me),
    branchId,
    reachedPermille: 0,
    heardSeconds: 0,
    finishedAt: null,
    finishedOn: null,
    countedMinutes: 0,
    source: null,
    answers: {},
  }
}
