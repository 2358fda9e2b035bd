import type { Answer } from './fault'

/** A file on its way in, from where the server chose to begin. */
export interface Incoming {
  from: number
  /** The whole file's size, where the server says it. */
  total: number | null
  /** The next bytes; null when there are no more. Rejects when the line breaks. */
  read(): Promise<Uint8Array | null>
}

/** Where study recordings and pictures come from and go to. */
export interface FileSource {
  open(path: string, from: number, signal: AbortSignal): Promise<Answer<Incoming>>
  upload(path: string, blob: Blob): Promise<Answer<null>>
}
