import type { PhoneDb } from '@/db/phone-db'
import type { Clock } from '@/domain/clock'
import type { FileSource } from '@/domain/file-source'

/** What the phone knows of its line; most browsers know nothing. */
export type Line = 'wifi' | 'mobile' | 'unknown'

export interface DownloadPorts {
  db: PhoneDb
  clock: Clock
  source: FileSource
  line: () => Line
  wifiOnly: () => Promise<boolean>
  /** The browser's storage desk; absent on old phones and plain http. */
  storage: Pick<StorageManager, 'estimate' | 'persist' | 'persisted'> | undefined
}

interface Connection {
  type?: string
  saveData?: boolean
}

const lines: Readonly<Record<string, Line>> = {
  wifi: 'wifi',
  ethernet: 'wifi',
  cellular: 'mobile',
  wimax: 'mobile',
}

/** Only some Android browsers tell; to the others the person is asked, with the size. */
export function lineOf(connection: Connection | undefined): Line {
  if (connection?.saveData) return 'mobile'
  return lines[connection?.type ?? ''] ?? 'unknown'
}
