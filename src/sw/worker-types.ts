/** One file of the shell, as the build writes it into the worker. */
export interface ManifestEntry {
  url: string
  revision: string | null
}

export interface SyncEvent {
  tag: string
  waitUntil(work: Promise<unknown>): void
}
