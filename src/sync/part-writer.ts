import type { PhoneDb, StoredFile } from '@/db/phone-db'

/** One record of a file. Small enough for a slow phone's memory, large enough to be few. */
export const partBytes = 256 * 1024

/** Gathers what the line brings into whole parts; `received` on the record always ends a whole part. */
export class PartWriter {
  /** The store failed, not the line. */
  failed = false
  #kept: number
  #loose: Uint8Array[] = []
  #looseBytes = 0
  readonly #db: PhoneDb
  readonly #file: StoredFile

  constructor(db: PhoneDb, file: StoredFile) {
    this.#db = db
    this.#file = file
    this.#kept = file.received
  }

  get received(): number {
    return this.#kept + this.#looseBytes
  }

  /** False when the person has paused or removed the file meanwhile. */
  async write(bytes: Uint8Array): Promise<boolean> {
    this.#loose.push(bytes)
    this.#looseBytes += bytes.length
    while (this.#looseBytes >= partBytes) {
      if (!(await this.#keep(this.#take(partBytes)))) return false
    }
    return true
  }

  /** Keeps the last, shorter part and marks the file as whole. */
  async finish(now: number): Promise<boolean> {
    const last = this.#take(this.#looseBytes)
    if (last.length > 0 && !(await this.#keep(last))) return false
    return (await this.#db.files.update(this.#file.id, { state: 'here', savedAt: now })) === 1
  }

  #take(count: number): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#looseBytes)
    let at = 0
    for (const piece of this.#loose) {
      all.set(piece, at)
      at += piece.length
    }
    const rest = all.slice(count)
    this.#loose = rest.length > 0 ? [rest] : []
    this.#looseBytes = rest.length
    return all.slice(0, count)
  }

  async #keep(part: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const { id } = this.#file
    const n = Math.floor(this.#kept / partBytes)
    const received = this.#kept + part.length
    try {
      const kept = await this.#db.transaction(
        'rw',
        this.#db.files,
        this.#db.fileParts,
        async () => {
          if ((await this.#db.files.get(id))?.state !== 'getting') return false
          await this.#db.fileParts.put({ fileId: id, n, data: part.buffer })
          await this.#db.files.update(id, { received })
          return true
        },
      )
      if (kept) this.#kept = received
      return kept
    } catch (error) {
      this.failed = true
      throw error
    }
  }
}
