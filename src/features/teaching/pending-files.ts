import type { PhoneDb } from '@/db/phone-db'
import type { Moment } from '@/domain/day'
import type { Rows } from '@/domain/server-types'
import type { MaterialFile } from '@/domain/synced'

/** A recording or picture that is on this phone only, until it has been sent to the town. Its id stays, however often it is tried. */
export interface PendingFile {
  fileId: MaterialFile['id']
  materialId: Rows['materials']['id']
  kind: MaterialFile['kind']
  name: string
  mime: string
  bytes: number
  seconds: number | null
}

const aboutKey = ({ materialId, fileId }: Pick<PendingFile, 'materialId' | 'fileId'>) =>
  `${aboutStart(materialId)}${fileId}`
const aboutStart = (materialId: string) => `pending-file:${materialId}:`
/** Apart, so that a list of files does not read twenty megabytes. */
const dataKey = (fileId: string) => `pending-data:${fileId}`

export async function keepPending(
  db: PhoneDb,
  file: PendingFile,
  blob: Blob,
  savedAt: Moment,
): Promise<void> {
  // As plain bytes: some phones lose stored blobs.
  const data = await blob.arrayBuffer()
  await db.drafts.bulkPut([
    { key: dataKey(file.fileId), value: data, savedAt },
    { key: aboutKey(file), value: file, savedAt },
  ])
}

export async function pendingOf(db: PhoneDb, materialId: string): Promise<PendingFile[]> {
  const kept = await db.drafts.where('key').startsWith(aboutStart(materialId)).sortBy('savedAt')
  return kept.map(({ value }) => value as PendingFile)
}

export async function pendingBlob(
  db: PhoneDb,
  { fileId, mime }: PendingFile,
): Promise<Blob | undefined> {
  const kept = await db.drafts.get(dataKey(fileId))
  return kept && new Blob([kept.value as ArrayBuffer], { type: mime })
}

export async function dropPending(
  db: PhoneDb,
  file: Pick<PendingFile, 'materialId' | 'fileId'>,
): Promise<void> {
  await db.drafts.bulkDelete([aboutKey(file), dataKey(file.fileId)])
}

/** A text that was given up before it was ever saved leaves nothing behind on the phone. */
export async function dropAllPending(db: PhoneDb, materialId: string): Promise<void> {
  for (const file of await pendingOf(db, materialId)) await dropPending(db, file)
}
