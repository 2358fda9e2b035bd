import { ref } from 'vue'
import { reportTrouble } from '@/db/trouble'
import { usePhone } from '@/db/use-phone'
import { newId } from '@/domain/id'
import { audioRefusalWords, takeAudio } from './audio'
import { freeName } from './file-names'
import type { MaterialView } from './load'
import { keepPending, type PendingFile } from './pending-files'

/** Takes a recording from the phone into the text's waiting files, or says why not. */
export function useAudioPick(view: () => MaterialView) {
  const { db, clock } = usePhone()
  const error = ref<string>()
  const taking = ref(false)

  async function keep(file: File): Promise<PendingFile | undefined> {
    const taken = await takeAudio(file)
    if (!taken.ok) {
      error.value = audioRefusalWords[taken.why]
      return undefined
    }
    const { material, files, pending } = view()
    const { blob, mime, seconds } = taken
    const name = freeName(
      file.name || '录音.mp3',
      [...files, ...pending].map((one) => one.name),
    )
    const about = {
      fileId: newId<'materialFiles'>(),
      materialId: material.id,
      kind: 'audio' as const,
    }
    const kept: PendingFile = { ...about, name, mime, bytes: blob.size, seconds }
    await keepPending(db, kept, blob, clock())
    return kept
  }

  async function take([file]: readonly File[]): Promise<PendingFile | undefined> {
    if (!file || taking.value) return undefined
    taking.value = true
    error.value = undefined
    try {
      return await keep(file)
    } catch (thrown) {
      reportTrouble(thrown)
      error.value = '这段录音没能存进手机，请再试一次。'
      return undefined
    } finally {
      taking.value = false
    }
  }
  return { error, taking, take }
}
