/** The service worker asks an open page to talk, rather than talking over its head. */
export const syncMessage = 'sync-now'

/** The name under which the browser wakes the service worker when the signal is back. */
export const backgroundTag = 'send-outbox'
