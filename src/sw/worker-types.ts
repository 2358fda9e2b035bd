/** One file of the shell, as the build writes it into the worker. */
export interface ManifestEntry {
  url: string
  revision: string | null
}

/** Background Sync is not in the standard library's types. */
export interface SyncEvent extends Event {
  tag: string
  waitUntil(work: Promise<unknown>): void
}
