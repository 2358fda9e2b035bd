import { onScopeDispose, shallowRef, watch } from 'vue'
import { reportTrouble } from '@/db/trouble'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { MaterialFile } from '@/domain/synced'
import type { Pictures } from '@/ui/markdown'
import { pendingBlob, pendingOf, type PendingFile } from './pending-files'

type Place = { name: string; fileId: string } & (
  { at: 'waiting'; file: PendingFile } | { at: 'here' | 'town'; file: MaterialFile }
)

/** The pictures of a text by name, whether already sent or still waiting on this phone. */
export function usePictures(materialId: () => string) {
  const { db, files } = usePhone()
  const pictures = shallowRef<Pictures>({})
  const urls = new Map<string, string>()
  let ended = false

  const { value: places } = useLive(materialId, async (id): Promise<Place[]> => {
    const [waiting, attached] = await Promise.all([
      pendingOf(db, id),
      db.materialFiles.where({ materialId: id }).toArray(),
    ])
    const stored = await db.files.bulkGet(attached.map((file) => file.id))
    return [
      ...waiting.map((file): Place => ({
        at: 'waiting',
        file,
        name: file.name,
        fileId: file.fileId,
      })),
      ...attached.map((file, at): Place => ({
        at: stored[at]?.state === 'here' ? 'here' : 'town',
        ...{ file, name: file.name, fileId: file.id },
      })),
    ].filter(({ file }) => file.kind === 'picture')
  })

  async function open(place: Place): Promise<Blob | undefined> {
    if (place.at === 'waiting') return pendingBlob(db, place.file)
    if (place.at === 'here') return files.open(place.fileId)
    await files.fetch(place.file)
    return undefined
  }
  async function show(now: readonly Place[]) {
    for (const place of now) {
      if (urls.has(place.fileId)) continue
      const blob = await open(place)
      if (blob && !ended) urls.set(place.fileId, URL.createObjectURL(blob))
    }
    pictures.value = Object.fromEntries(
      now.flatMap(({ name, fileId }) => {
        const url = urls.get(fileId)
        return url === undefined ? [] : [[name, url]]
      }),
    )
  }
  watch(places, (now) => {
    if (now) show(now).catch(reportTrouble)
  })
  onScopeDispose(() => {
    ended = true
    for (const url of urls.values()) URL.revokeObjectURL(url)
  })
  return { pictures, places }
}
