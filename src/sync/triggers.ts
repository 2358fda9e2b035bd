import { syncMessage } from '@/domain/signals'
import type { SyncLoop } from './sync-loop'

/** Where a page hears that it may be time to talk; the parts of `window` that are used, so tests can act them. */
export interface PageSignals {
  window: Pick<Window, 'addEventListener' | 'removeEventListener'>
  document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
  /** Absent in WeChat and on plain http. */
  serviceWorker?:
    Pick<ServiceWorkerContainer, 'addEventListener' | 'removeEventListener'> | undefined
}

const lookEveryMs = 2 * 60_000

/** Start, signal back, page looked at again, the worker's call, and now and then while someone looks. */
export function listen(
  { window, document, serviceWorker }: PageSignals,
  loop: SyncLoop,
): () => void {
  const go = () => void loop.now()
  const onVisible = () => {
    if (document.visibilityState === 'visible') go()
  }
  const onMessage = (event: Event) => {
    if ((event as MessageEvent).data === syncMessage) go()
  }

  window.addEventListener('online', go)
  window.addEventListener('pageshow', onVisible)
  document.addEventListener('visibilitychange', onVisible)
  serviceWorker?.addEventListener('message', onMessage)
  const timer = setInterval(onVisible, lookEveryMs)
  go()

  return () => {
    window.removeEventListener('online', go)
    window.removeEventListener('pageshow', onVisible)
    document.removeEventListener('visibilitychange', onVisible)
    serviceWorker?.removeEventListener('message', onMessage)
    clearInterval(timer)
  }
}
