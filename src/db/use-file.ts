import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { MaterialFile } from '@/domain/synced'
import type { FileState } from './files-port'
import type { StoredFile } from './phone-db'
import { useLive } from './use-live'
import { usePhone } from './use-phone'

export interface FileHere {
  state: Readonly<Ref<FileState | undefined>>
  /** An address the page can play or show, once the whole file is on the phone; works with no signal. */
  url: Readonly<ShallowRef<string | undefined>>
}

/** One recording or picture as it stands on this phone. */
export function useFile(file: () => MaterialFile | undefined): FileHere {
  const { db, files } = usePhone()
  const { value: state } = useLive(
    file,
    async (wanted) => wanted && fileStateOf(wanted, await db.files.get(wanted.id)),
  )
  const url = shallowRef<string>()
  const letGo = () => {
    if (url.value) URL.revokeObjectURL(url.value)
    url.value = undefined
  }
  watch(
    () => (state.value?.kind === 'here' ? file()?.id : undefined),
    async (id) => {
      letGo()
      const blob = id === undefined ? undefined : await files.open(id)
      if (blob && file()?.id === id) url.value = URL.createObjectURL(blob)
    },
    { immediate: true },
  )
  onScopeDispose(letGo)
  return { state, url }
}

export function fileStateOf(
  { bytes }: Pick<MaterialFile, 'bytes'>,
  stored: StoredFile | undefined,
): FileState {
  if (!stored) return { kind: 'absent', bytes }
  switch (stored.state) {
    case 'here':
      return { kind: 'here', bytes }
    case 'getting':
    case 'paused':
      return { kind: stored.state, received: stored.received, bytes }
  }
}
