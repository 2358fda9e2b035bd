import type { Answer } from '@/domain/fault'
import type { MaterialFile } from '@/domain/synced'

/** Where one recording or picture stands on this phone. */
export type FileState =
  | { kind: 'absent'; bytes: number }
  | { kind: 'getting'; received: number; bytes: number }
  | { kind: 'paused'; received: number; bytes: number }
  | { kind: 'here'; bytes: number }

export type FetchStart =
  | { kind: 'started' }
  | { kind: 'ask-first'; bytes: number } // not on Wi-Fi, or the phone cannot tell
  | { kind: 'no-room'; bytes: number }

export interface StorageRoom {
  /** What the files on this phone take, in bytes. */
  filesBytes: number
  /** What the browser says is used and allowed; null where it will not say. */
  usedBytes: number | null
  allowedBytes: number | null
  /** Whether the browser promised not to clear this app's data by itself. */
  kept: boolean
}

/** Recordings and pictures: fetched when asked for, kept until a person removes them. */
export interface FilesPort {
  /** `evenOnMobile`: the person saw the size and agreed to use mobile data. */
  fetch(file: MaterialFile, options?: { evenOnMobile?: boolean }): Promise<FetchStart>
  pause(fileId: string): Promise<void>
  remove(fileId: string): Promise<void>
  removeAll(): Promise<void>
  /** The whole file, once it is here; playable and seekable from an object URL. */
  open(fileId: string): Promise<Blob | undefined>
  room(): Promise<StorageRoom>
  /** Asks the browser to keep this app's data; true when it promises. */
  keep(): Promise<boolean>
  /** Sends a new file to the town's store under this path. Needs a signal. */
  upload(path: string, blob: Blob): Promise<Answer<null>>
}
