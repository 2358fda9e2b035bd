import { computed, ref, shallowRef } from 'vue'
import { reportTrouble } from '@/db/trouble'
import { say } from '@/ui/say'
import { usePictureStore } from './use-picture-store'
import { pictureMark } from './text-marks'
import { usePictures } from './use-pictures'
import type { WordText } from './word/read-word'

/** Pictures on their way into the text being written: chosen, pasted, or come with a Word file. */
export function useBodyPictures(
  materialId: () => string,
  insert: (mark: string) => Promise<void> | undefined,
) {
  const { places } = usePictures(materialId)
  const taken = computed(() => places.value?.map(({ name }) => name) ?? [])
  const store = usePictureStore(materialId, () => taken.value)
  const choosing = ref(false)
  const pictureBusy = ref(false)
  const pictureError = ref<string>()
  /** A Word file that has been read and waits to be put into the text. */
  const arrived = shallowRef<WordText>()

  async function pick(files: readonly File[], caption: string) {
    pictureBusy.value = true
    pictureError.value = undefined
    try {
      for (const file of files) await place(file, caption)
    } catch (error) {
      reportTrouble(error)
      pictureError.value = '这张图没能存进手机，请再试一次。'
    } finally {
      pictureBusy.value = false
      choosing.value = pictureError.value !== undefined
    }
    if (pictureError.value !== undefined) say(pictureError.value)
  }
  async function place(file: File, caption: string) {
    const name = await store.take(file)
    if (name === undefined) pictureError.value = `「${file.name}」手机上看不了，请换成照片或截图。`
    else await insert(pictureMark(name, caption))
  }

  async function arrive(text: WordText) {
    try {
      for (const { name, blob } of text.pictures) await store.keep(name, blob)
      arrived.value = text
    } catch (error) {
      reportTrouble(error)
    }
    if (text.picturesLeftOut > 0)
      say(`有 ${String(text.picturesLeftOut)} 张图手机上看不了，没有放进来。`)
  }
  return { taken, choosing, pictureBusy, pictureError, arrived, pick, arrive }
}
