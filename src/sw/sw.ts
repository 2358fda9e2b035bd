import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { backgroundTag, syncMessage } from '@/domain/signals'
import { deliverOutbox } from './deliver-outbox'
import type { ManifestEntry, SyncEvent } from './worker-types'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: ManifestEntry[] }

/** The server's own addresses are never answered from here, and nothing of theirs is ever kept. */
const serverPaths = [/^\/(rest|auth|storage)\/v1(\/|$)/]

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

// Every address is a screen of the one page, so that one never opened before opens with no signal too.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: serverPaths }),
)

// A new version waits until the person says so: a half-filled form must not lose its page.
self.addEventListener('message', (event) => {
  const message: unknown = event.data
  if (isSkipWaiting(message)) event.waitUntil(self.skipWaiting())
})

self.addEventListener('sync', (event) => {
  if (isSync(event) && event.tag === backgroundTag) event.waitUntil(sendOutbox())
})

/** An open page sends for itself and shows it; with none in sight the worker does, and the browser retries a failure. */
async function sendOutbox(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window' })
  for (const page of pages) page.postMessage(syncMessage)
  if (pages.some((page) => page.visibilityState === 'visible')) return
  await deliverOutbox(self.location.origin)
}

const isSkipWaiting = (message: unknown): boolean =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  message.type === 'SKIP_WAITING'

const isSync = (event: Event): event is SyncEvent => 'tag' in event && 'waitUntil' in event
