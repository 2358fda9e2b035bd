import type { StorageRoom } from '@/db/files-port'
import type { DownloadPorts } from './download-ports'

/** A phone filled to the last byte loses more than it gains. */
const spareBytes = 10 * 1024 * 1024

/** What is used and what is left; a browser that does not say is believed to have room. */
export async function roomOn({ db, storage }: DownloadPorts): Promise<StorageRoom> {
  let filesBytes = 0
  await db.files.each(({ received }) => {
    filesBytes += received
  })
  const estimate = await storage?.estimate()
  return {
    filesBytes,
    usedBytes: estimate?.usage ?? null,
    allowedBytes: estimate?.quota ?? null,
    kept: (await storage?.persisted()) ?? false,
  }
}

export async function fits(ports: DownloadPorts, bytes: number): Promise<boolean> {
  const { usedBytes, allowedBytes } = await roomOn(ports)
  if (usedBytes === null || allowedBytes === null) return true
  return allowedBytes - usedBytes - spareBytes > bytes
}
