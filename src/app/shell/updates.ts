import { ref, type Ref } from 'vue'

export interface Updates {
  ready: Readonly<Ref<boolean>>
  /** The server no longer understands this version: offer the update even if the browser has not found it yet. */
  insist: () => void
  take: () => void
  /** Begins to look for newer versions; called once the first screen stands. */
  watch: () => void
}

/** How often a phone that is never closed asks whether there is a newer version. */
const askEveryMs = 60 * 60_000

/** A newer version is fetched in the background and waits until the person says 更新. */
export function watchUpdates(): Updates {
  const ready = ref(false)
  let take = () => {
    location.reload()
  }
  async function start() {
    const { Workbox } = await import('workbox-window')
    const worker = new Workbox('/sw.js')
    worker.addEventListener('waiting', () => {
      ready.value = true
    })
    take = () => {
      worker.addEventListener('controlling', () => {
        location.reload()
      })
      worker.messageSkipWaiting()
    }
    await worker.register()
    setInterval(() => void worker.update().catch(askLater), askEveryMs)
  }
  return {
    ready,
    insist: () => {
      ready.value = true
    },
    take: () => {
      take()
    },
    watch: () => {
      // Without a service worker (WeChat, plain http) the app works, only not from a cold start with no signal.
      if ('serviceWorker' in navigator && import.meta.env.PROD) start().catch(askLater)
    },
  }
}

function askLater() {
  // No signal or no permission: the next start asks again, and nothing here depends on the answer.
}
