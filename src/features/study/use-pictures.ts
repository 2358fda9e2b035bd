import { onScopeDispose, shallowRef } from 'vue'
import { fileStateOf } from '@/db/use-file'
import { reportTrouble } from '@/db/trouble'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { watch } from 'vue'
import type { MaterialFile } from '@/domain/synced'

/** The pictures of a text that are on this phone, by the name the text calls them; and those that are not. */
export function usePictures(pictures: () => readonly MaterialFile[]) {
  const { db, files } = usePhone()
  const addresses = shallowRef<Readonly<Record<string, string>>>({})
  const { value: states } = useLive(pictures, async (wanted) => {
    const stored = await db.files.bulkGet(wanted.map(({ id }) => id))
    return wanted.map((file, at) => ({ file, state: fileStateOf(file, stored[at]) }))
  })
  const gone = { yet: false }

  async function open(file: MaterialFile) {
    if (file.name in addresses.value) return
    const blob = await files.open(file.id)
    if (!blob || gone.yet) return
    addresses.value = { ...addresses.value, [file.name]: URL.createObjectURL(blob) }
  }
  watch(states, (now) => {
    const here = (now ?? []).filter(({ state }) => state.kind === 'here')
    Promise.all(here.map(({ file }) => open(file))).catch(reportTrouble)
  })
  onScopeDispose(() => {
    gone.yet = true
    for (const address of Object.values(addresses.value)) URL.revokeObjectURL(address)
  })
  return { addresses, states }
}
