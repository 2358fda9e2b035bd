import { onScopeDispose } from 'vue'

export interface MediaKeys {
  title: string
  toggle: () => void
  back: () => void
  forward: () => void
}

/** The title and the buttons on the lock screen and on earphones, where the phone has such a thing. */
export function useMediaKeys({ title, toggle, back, forward }: MediaKeys) {
  const session = (navigator as Partial<Pick<Navigator, 'mediaSession'>>).mediaSession
  if (!session) return
  const actions = { play: toggle, pause: toggle, seekbackward: back, seekforward: forward } as const
  const set = (on: boolean) => {
    for (const [action, act] of Object.entries(actions) as [MediaSessionAction, () => void][]) {
      session.setActionHandler(action, on ? act : null)
    }
  }
  session.metadata = new MediaMetadata({ title, artist: '先锋家园' })
  set(true)
  onScopeDispose(() => {
    session.metadata = null
    set(false)
  })
}
