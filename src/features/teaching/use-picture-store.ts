import { usePhone } from '@/db/use-phone'
import { asId, newId } from '@/domain/id'
import { freeName } from './file-names'
import { keepPending } from './pending-files'
import { shrinkPicture } from './picture'

/** Keeps pictures of one text on the phone until they are sent. */
export function usePictureStore(materialId: () => string, taken: () => readonly string[]) {
  const { db, clock } = usePhone()

  async function keep(name: string, blob: Blob) {
    const file = {
      fileId: newId<'materialFiles'>(),
      materialId: asId<'materials'>(materialId()),
      kind: 'picture' as const,
    }
    await keepPending(
      db,
      { ...file, name, mime: blob.type, bytes: blob.size, seconds: null },
      blob,
      clock(),
    )
  }

  /** The name it was kept under; undefined when it is no picture that phones can show. */
  async function take(file: File): Promise<string | undefined> {
    const blob = await shrinkPicture(file)
    if (!blob) return undefined
    const stem = file.name.replace(/\.[^.]*$/, '') || '图'
    const name = freeName(`${stem}.${blob.type === 'image/png' ? 'png' : 'jpg'}`, taken())
    await keep(name, blob)
    return name
  }
  return { keep, take }
}
