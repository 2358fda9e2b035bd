import { computed } from 'vue'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { questionsOf } from '@/domain/questions'
import type { MaterialFile } from '@/domain/synced'
import type { PhoneDb } from '@/db/phone-db'
import { answersIn, progressId, type MaterialId } from './progress-rules'
import { standingOf } from './lesson-rules'

/** Everything one page of reading needs; `null` when this phone does not hold the piece. */
export function useLesson(id: () => MaterialId) {
  const { db, me, today } = usePhone()

  const { value: material, fault: materialFault } = useLive(id, async (key) => {
    const found = await db.materials.get(key)
    return found?.status === 'published' ? found : null
  })
  const { value: text, fault: textFault } = useLive(
    id,
    async (key) => (await db.materialBodies.get(key)) ?? null,
  )
  const { value: foundFiles } = useLive(id, (key) =>
    db.materialFiles.where('materialId').equals(key).toArray(),
  )
  const { value: progress, fault: progressFault } = useLive(
    id,
    async (key) => (await db.studyProgress.get(progressId(me, key))) ?? null,
  )
  const { value: unsent } = useLive(id, (key) => finishWaits(db, key))

  // What plays must not be let go of because some other row changed: the same files stay the same objects.
  const files = computed<readonly MaterialFile[]>((before) => {
    const now = foundFiles.value ?? []
    return before && same(before, now) ? before : now
  })
  return {
    material,
    text,
    progress,
    fault: computed(() => materialFault.value ?? textFault.value ?? progressFault.value),
    audio: computed(() => files.value.filter(({ kind }) => kind === 'audio')),
    pictures: computed(() => files.value.filter(({ kind }) => kind === 'picture')),
    questions: computed(() => questionsOf(text.value?.questions)),
    answers: computed(() => answersIn(progress.value?.answers ?? null)),
    standing: computed(() => standingOf(progress.value ?? undefined, null, today())),
    /** Finished on this phone, and the server has not been heard about it. */
    waiting: computed(() => unsent.value === true),
  }
}

async function finishWaits(db: PhoneDb, materialId: MaterialId): Promise<boolean> {
  const entries = await db.outbox
    .filter(({ name, accepted }) => name === 'finish_material' && !accepted)
    .toArray()
  return entries.some(({ args }) => 'materialId' in args && args.materialId === materialId)
}

const same = (a: readonly MaterialFile[], b: readonly MaterialFile[]): boolean =>
  a.length === b.length && a.every((file, at) => file.id === b[at]?.id && file.path === b[at].path)
