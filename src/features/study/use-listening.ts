import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { reportTrouble } from '@/db/trouble'
import { usePhone } from '@/db/use-phone'
import type { MaterialFile } from '@/domain/synced'

/** Where this phone's listener stopped, and what was known of other phones then. */
interface Bookmark {
  seconds: number
  heardSeconds: number
}

export interface ListeningPlan {
  file: MaterialFile
  heardSeconds: () => number
  heard: (seconds: number) => void
  paused: () => void
}

export const skipSeconds = 15
const bookmarkEverySeconds = 5
/** So near the end, one starts again from the beginning. */
const tailSeconds = 5

/** Further on another phone since then: go there. Otherwise where this phone stopped, also when that was earlier. */
export function startAt(
  bookmark: Bookmark | undefined,
  heardSeconds: number,
  duration: number,
): number {
  const at = bookmark && bookmark.heardSeconds >= heardSeconds ? bookmark.seconds : heardSeconds
  return duration > 0 && at > duration - tailSeconds ? 0 : at
}

/** A recording on this phone: playing, moving about in it, and remembering the place. */
export function useListening(player: Readonly<Ref<HTMLAudioElement | null>>, plan: ListeningPlan) {
  const { db, clock } = usePhone()
  const key = `listening:${plan.file.id}`
  const playing = ref(false)
  const broken = ref(false)
  const at = ref(0)
  const duration = ref(plan.file.seconds ?? 0)
  let bookmarkedAt = 0

  function bookmark() {
    bookmarkedAt = at.value
    const value: Bookmark = {
      seconds: Math.floor(at.value),
      heardSeconds: Math.max(plan.heardSeconds(), Math.floor(at.value)),
    }
    db.drafts.put({ key, value, savedAt: clock() }).catch(reportTrouble)
  }

  async function opened() {
    const audio = player.value
    if (!audio) return
    if (Number.isFinite(audio.duration)) duration.value = audio.duration
    const kept = (await db.drafts.get(key))?.value as Bookmark | undefined
    seek(startAt(kept, plan.heardSeconds(), duration.value))
  }

  function moved() {
    at.value = player.value?.currentTime ?? 0
    if (!playing.value) return
    plan.heard(at.value)
    if (Math.abs(at.value - bookmarkedAt) >= bookmarkEverySeconds) bookmark()
  }

  function stopped() {
    playing.value = false
    bookmark()
    plan.paused()
  }

  function seek(seconds: number) {
    const audio = player.value
    if (!audio) return
    audio.currentTime = Math.max(0, Math.min(seconds, duration.value || seconds))
    at.value = audio.currentTime
  }

  function toggle() {
    const audio = player.value
    if (!audio) return
    if (audio.paused)
      audio.play().catch(() => {
        broken.value = true
      })
    else audio.pause()
  }

  const speed = ref(1)
  watch([speed, player], () => {
    if (player.value) player.value.playbackRate = speed.value
  })
  onScopeDispose(() => {
    if (playing.value) stopped()
  })
  return {
    playing: computed(() => playing.value),
    broken: computed(() => broken.value),
    at: computed(() => at.value),
    duration: computed(() => duration.value),
    speed,
    seek,
    toggle,
    back: () => {
      seek(at.value - skipSeconds)
    },
    forward: () => {
      seek(at.value + skipSeconds)
    },
    /** What the player tells of itself. */
    on: {
      loadedmetadata: () => {
        opened().catch(reportTrouble)
      },
      timeupdate: moved,
      play: () => {
        playing.value = true
      },
      pause: stopped,
      error: () => {
        broken.value = true
      },
    },
  }
}
