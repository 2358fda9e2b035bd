import type { FetchStart, FilesPort } from '@/db/files-port'
import type { PhoneDb, StoredFile } from '@/db/phone-db'
import { reportTrouble } from '@/db/trouble'
import type { MaterialFile } from '@/domain/synced'
import { download } from './download'
import type { DownloadPorts } from './download-ports'
import { fits, roomOn } from './room'

/** Pictures up to this size come by themselves: a page without them is only half there. */
const smallBytes = 200 * 1024

export interface Downloads extends FilesPort {
  /** After a sync: small pictures come, what was interrupted goes on, what is no longer ours to see goes. */
  follow(): Promise<void>
  /** Ends every download under way in this tab; what has arrived stays. */
  stop(): void
}

export function createDownloads(ports: DownloadPorts): Downloads {
  const { db, source, storage } = ports
  const underWay = new Map<string, AbortController>()

  const start = (id: string): Promise<void> => {
    if (underWay.has(id)) return Promise.resolve()
    const stop = new AbortController()
    underWay.set(id, stop)
    return bringIn(ports, id, stop.signal).finally(() => underWay.delete(id))
  }
  const halt = (id: string) => {
    underWay.get(id)?.abort()
    underWay.delete(id)
  }

  return {
    async fetch(file, { evenOnMobile = false } = {}) {
      const known = await db.files.get(file.id)
      if (known?.state === 'here') return { kind: 'started' }
      const answer = await mayStart(ports, file, known, evenOnMobile)
      if (answer.kind !== 'started') return answer
      await db.files.put(begin(ports, file, known, evenOnMobile))
      void start(file.id)
      return answer
    },
    async pause(id) {
      halt(id)
      await db.files
        .where({ id })
        .and(({ state }) => state === 'getting')
        .modify({ state: 'paused' })
    },
    async remove(id) {
      halt(id)
      await removeFiles(db, [id])
    },
    async removeAll() {
      const ids = await db.files.toCollection().primaryKeys()
      ids.forEach(halt)
      await removeFiles(db, ids)
    },
    open: (id) => openFile(db, id),
    room: () => roomOn(ports),
    keep: async () => (await storage?.persist()) ?? false,
    upload: (path, blob) => source.upload(path, blob),
    async follow() {
      await removeFiles(db, await noLongerOurs(db))
      for (const picture of await missingPictures(db)) {
        await db.files.put(begin(ports, picture, undefined, false))
      }
      for (const file of await db.files.where('state').equals('getting').toArray()) {
        if (await mayGoOn(ports, file)) await start(file.id)
      }
    },
    stop() {
      for (const id of [...underWay.keys()]) halt(id)
    },
  }
}

async function bringIn(ports: DownloadPorts, id: string, signal: AbortSignal): Promise<void> {
  try {
    const end = await download(ports, id, signal)
    // The sky and the server mend themselves and the next sync goes on; a refusal stays refused.
    if (end.kind === 'fault' && end.fault.kind === 'refused')
      await ports.db.files.update(id, { state: 'paused' })
  } catch (error) {
    reportTrouble(error)
  }
}

async function mayStart(
  ports: DownloadPorts,
  file: MaterialFile,
  known: StoredFile | undefined,
  evenOnMobile: boolean,
): Promise<FetchStart> {
  const missing = file.bytes - (known?.received ?? 0)
  const allowed =
    evenOnMobile || known?.evenOnMobile === true || (await lineAllows(ports, file.bytes))
  if (!allowed) return { kind: 'ask-first', bytes: missing }
  return (await fits(ports, missing)) ? { kind: 'started' } : { kind: 'no-room', bytes: missing }
}

async function lineAllows({ line, wifiOnly }: DownloadPorts, bytes: number): Promise<boolean> {
  return bytes <= smallBytes || line() === 'wifi' || !(await wifiOnly())
}

const mayGoOn = async (ports: DownloadPorts, file: StoredFile): Promise<boolean> =>
  file.evenOnMobile || (await lineAllows(ports, file.bytes))

function begin(
  { clock }: DownloadPorts,
  file: MaterialFile,
  known: StoredFile | undefined,
  evenOnMobile: boolean,
): StoredFile {
  const { id, path, mime, bytes } = file
  const received = known?.received ?? 0
  return {
    ...{ id, path, mime, bytes, received, savedAt: clock.now(), state: 'getting' },
    evenOnMobile: evenOnMobile || known?.evenOnMobile === true,
  }
}

async function openFile(db: PhoneDb, id: string): Promise<Blob | undefined> {
  const file = await db.files.get(id)
  if (file?.state !== 'here') return undefined
  const parts = await db.fileParts.where('[fileId+n]').between([id, 0], [id, Infinity]).toArray()
  return new Blob(
    parts.map(({ data }) => data),
    { type: file.mime },
  )
}

async function removeFiles(db: PhoneDb, ids: readonly string[]): Promise<void> {
  await db.transaction('rw', db.files, db.fileParts, async () => {
    await db.files.bulkDelete([...ids])
    for (const id of ids)
      await db.fileParts.where('[fileId+n]').between([id, 0], [id, Infinity]).delete()
  })
}

/** The row that gave the right to a file is gone: so is the file. */
async function noLongerOurs(db: PhoneDb): Promise<string[]> {
  const ids = await db.files.toCollection().primaryKeys()
  const rows = await db.materialFiles.bulkGet(ids)
  return ids.filter((_, i) => rows[i] === undefined)
}

async function missingPictures(db: PhoneDb): Promise<MaterialFile[]> {
  const here = new Set(await db.files.toCollection().primaryKeys())
  const small = ({ id, kind, bytes }: MaterialFile) =>
    kind === 'picture' && bytes <= smallBytes && !here.has(id)
  return db.materialFiles.filter(small).toArray()
}
