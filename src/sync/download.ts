import type { PhoneDb, StoredFile } from '@/db/phone-db'
import type { Fault } from '@/domain/fault'
import type { Incoming } from '@/domain/file-source'
import { PartWriter } from './part-writer'
import type { DownloadPorts } from './download-ports'

export type DownloadEnd =
  | { kind: 'here' }
  | { kind: 'stopped' } // paused or removed by the person, in this tab or another
  | { kind: 'fault'; fault: Fault }

/** Brings one file in from where it was left, part by part; what has arrived stays arrived. */
export async function download(
  ports: DownloadPorts,
  id: string,
  signal: AbortSignal,
): Promise<DownloadEnd> {
  const file = await ports.db.files.get(id)
  if (file?.state !== 'getting') return { kind: 'stopped' }
  const answer = await ports.source.open(file.path, file.received, signal)
  if (signal.aborted) return { kind: 'stopped' }
  if (!answer.ok) return { kind: 'fault', fault: answer.fault }
  const incoming = answer.value
  if (incoming.from !== file.received) await forgetParts(ports.db, id)
  if (incoming.from !== 0 && incoming.from !== file.received) return offline
  return receive(ports, { ...file, received: incoming.from }, incoming, signal)
}

const offline: DownloadEnd = { kind: 'fault', fault: { kind: 'offline' } }

async function receive(
  { db, clock }: DownloadPorts,
  file: StoredFile,
  incoming: Incoming,
  signal: AbortSignal,
): Promise<DownloadEnd> {
  const writer = new PartWriter(db, file)
  try {
    for (let bytes = await incoming.read(); bytes; bytes = await incoming.read()) {
      if (signal.aborted || !(await writer.write(bytes))) return { kind: 'stopped' }
    }
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped' }
    if (writer.failed) throw error
    return offline
  }
  const size = writer.received
  if (size < file.bytes && size !== incoming.total) return offline
  if (size !== file.bytes) return damaged(db, file.id)
  const whole = await writer.finish(clock.now())
  return whole ? { kind: 'here' } : { kind: 'stopped' }
}

/** A file of another size than the town announced is not the file; better none than a broken one. */
async function damaged(db: PhoneDb, id: string): Promise<DownloadEnd> {
  await forgetParts(db, id)
  await db.files.update(id, { state: 'paused' })
  return { kind: 'fault', fault: { kind: 'refused', code: 'file-damaged' } }
}

async function forgetParts(db: PhoneDb, id: string): Promise<void> {
  await db.transaction('rw', db.files, db.fileParts, async () => {
    await db.fileParts.where('[fileId+n]').between([id, 0], [id, Infinity]).delete()
    await db.files.update(id, { received: 0 })
  })
}
