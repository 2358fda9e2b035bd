import { defineMutation, type AnyMutation } from '@/db/mutation'
import { addDays, type Day } from '@/domain/day'
import { asId } from '@/domain/id'
import { questionsOf } from '@/domain/questions'
import type { StudyProgress } from '@/domain/synced'

/** Writing again what is already published keeps it published. */
export const saveMaterial = defineMutation('save_material', {
  touches: ['materials', 'materialBodies'],
  async apply(tx, { materialId, body, questions = null, fromDay, untilDay, ...said }, { me, now }) {
    const before = await tx.get('materials', materialId)
    tx.put('materials', {
      ...said,
      id: materialId,
      fromDay: fromDay ?? null,
      untilDay: untilDay ?? null,
      status: before?.status ?? 'draft',
      authorId: before?.authorId ?? me,
      publishedAt: before?.publishedAt ?? null,
      editedAt: now,
      questionCount: questionsOf(questions).length,
    })
    tx.put('materialBodies', { id: materialId, body, questions })
  },
})

export const publishMaterial = defineMutation('publish_material', {
  touches: ['materials'],
  async apply(tx, { materialId }, { now }) {
    const before = await tx.get('materials', materialId)
    if (!before || before.status === 'published') return
    tx.put('materials', { ...before, status: 'published', publishedAt: now })
  },
})

/** What is withdrawn is no longer given to anyone; what was finished stays finished. */
export const withdrawMaterial = defineMutation('withdraw_material', {
  touches: ['materials', 'studyAssignments'],
  async apply(tx, { materialId }) {
    const before = await tx.get('materials', materialId)
    if (before) tx.put('materials', { ...before, status: 'withdrawn' })
    for (const { id } of await tx.where('studyAssignments', { materialId }))
      tx.delete('studyAssignments', id)
  },
})

export const attachFile = defineMutation('attach_file', {
  touches: ['materialFiles'],
  apply(tx, { fileId, seconds = null, ...said }) {
    tx.put('materialFiles', { ...said, id: fileId, seconds })
  },
})

export const detachFile = defineMutation('detach_file', {
  touches: ['materialFiles'],
  apply(tx, { fileId }) {
    tx.delete('materialFiles', fileId)
  },
})

export const assignMaterial = defineMutation('assign_material', {
  touches: ['studyAssignments'],
  apply(tx, { assignmentId, materialId, orgId, category, memberId, dueOn }, { me, now }) {
    tx.put('studyAssignments', {
      id: assignmentId,
      materialId,
      orgId,
      category: category ?? null,
      memberId: memberId ?? null,
      dueOn: dueOn ?? null,
      assignedBy: me,
      assignedAt: now,
    })
  },
})

export const unassignMaterial = defineMutation('unassign_material', {
  touches: ['studyAssignments'],
  apply(tx, { assignmentId }) {
    tx.delete('studyAssignments', assignmentId)
  },
})

/** A sheet older than this is written down as this many days ago. */
export const paperDaysMax = 30

export const clampPaperDay = (on: Day, today: Day): Day => {
  const first = addDays(today, -paperDaysMax)
  if (on > today) return today
  return on < first ? first : on
}

/** Who has finished already keeps the day and the way it was first written down. */
export const recordPaperStudy = defineMutation('record_paper_study', {
  touches: ['studyProgress', 'directoryCards', 'materials'],
  async apply(tx, { memberId, materialId, finishedOn }, { now, today }) {
    const id = `${memberId}:${materialId}`
    const before = await tx.get('studyProgress', id)
    if (before?.finishedOn) return
    const card = await tx.get('directoryCards', memberId)
    const begun: StudyProgress = before ?? {
      id,
      memberId,
      materialId,
      branchId: card?.branchId ?? asId(''),
      reachedPermille: 0,
      heardSeconds: 0,
      finishedAt: null,
      finishedOn: null,
      countedMinutes: 0,
      source: null,
      answers: {},
    }
    tx.put('studyProgress', {
      ...begun,
      finishedAt: now,
      finishedOn: clampPaperDay(finishedOn, today),
      countedMinutes: (await tx.get('materials', materialId))?.minutes ?? 0,
      source: 'paper',
    })
  },
})

export const mutations: readonly AnyMutation[] = [
  saveMaterial,
  publishMaterial,
  withdrawMaterial,
  attachFile,
  detachFile,
  assignMaterial,
  unassignMaterial,
  recordPaperStudy,
]
