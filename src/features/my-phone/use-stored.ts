import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { MaterialFile } from '@/domain/synced'

export interface KeptFile {
  id: string
  title: string
  kind: MaterialFile['kind']
  bytes: number
  /** Still on its way: how much of it is here. */
  received: number
  whole: boolean
}

export interface Stored {
  texts: number
  textBytes: number
  files: readonly KeptFile[]
  unsent: number
}

/** A Chinese character takes three bytes, as near as anyone needs to know. */
const bytesPerCharacter = 3

/** What lies on this phone, in numbers a person can decide by. */
export function useStored() {
  const { db } = usePhone()
  return useLive(async (): Promise<Stored> => {
    const files = await db.files.toArray()
    const about = await db.materialFiles.bulkGet(files.map(({ id }) => id))
    const materials = await db.materials.bulkGet(about.map((file) => file?.materialId ?? ''))
    let characters = 0
    let texts = 0
    await db.materialBodies.each(({ body }) => {
      characters += body.length
      texts += 1
    })
    return {
      texts,
      textBytes: characters * bytesPerCharacter,
      unsent: await db.outbox.filter(({ accepted }) => !accepted).count(),
      files: files.map((file, at) => ({
        id: file.id,
        title: materials[at]?.title ?? about[at]?.name ?? '已经撤下的内容',
        kind: about[at]?.kind ?? 'audio',
        bytes: file.bytes,
        received: file.received,
        whole: file.state === 'here',
      })),
    }
  })
}
