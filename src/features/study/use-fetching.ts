import { computed, ref } from 'vue'
import { usePhone } from '@/db/use-phone'
import { reportTrouble } from '@/db/trouble'
import type { MaterialFile } from '@/domain/synced'

export type Obstacle = { kind: 'ask-first'; bytes: number } | { kind: 'no-room'; bytes: number }

/** Fetching files when asked to: on Wi-Fi at once, otherwise only after the person has seen the size. */
export function useFetching(files: () => readonly MaterialFile[]) {
  const { files: port } = usePhone()
  const obstacle = ref<Obstacle>()

  async function fetchAll(evenOnMobile: boolean) {
    obstacle.value = undefined
    for (const file of files()) {
      const start = await port.fetch(file, { evenOnMobile })
      if (start.kind === 'started') continue
      obstacle.value = start
      return
    }
  }
  const start = (evenOnMobile = false) => {
    fetchAll(evenOnMobile).catch(reportTrouble)
  }
  const pause = () => {
    Promise.all(files().map(({ id }) => port.pause(id))).catch(reportTrouble)
  }
  async function again() {
    for (const { id } of files()) await port.remove(id)
    await fetchAll(false)
  }
  return {
    start,
    pause,
    /** For a file that came broken: thrown away and fetched anew. */
    startAgain: () => {
      again().catch(reportTrouble)
    },
    noRoom: computed(() => obstacle.value?.kind === 'no-room'),
    asking: computed({
      get: () => obstacle.value?.kind === 'ask-first',
      set: (open) => {
        if (!open) obstacle.value = undefined
      },
    }),
  }
}
