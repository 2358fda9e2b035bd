import { no, yes, type Fault } from '@/domain/fault'
import { asId } from '@/domain/id'
import type { FileSource } from '@/domain/file-source'
import type { MaterialFile } from '@/domain/synced'

export const partBytes = 256 * 1024

/** Bytes that say where they are, so that a mixed-up order shows. */
export function recording(bytes: number): Uint8Array {
  const data = new Uint8Array(bytes)
  for (let i = 0; i < bytes; i++) data[i] = (i * 31 + (i >> 8)) % 251
  return data
}

export const audio = (bytes: number, changes: Partial<MaterialFile> = {}): MaterialFile => ({
  ...{
    id: asId('a-1'),
    materialId: asId('m'),
    kind: 'audio',
    path: 'org/a-1',
    mime: 'audio/mpeg',
    bytes,
    seconds: 60,
    name: '春耕',
  },
  ...changes,
})

/** A store of files that can break in the middle, forget where it was, or say no. */
export class PretendStore {
  readonly asked: { path: string; from: number }[] = []
  ignoresRange = false
  /** Breaks the line after this many bytes of one answer. */
  breaksAfter = Infinity
  fault: Fault | undefined
  chunkBytes = 100_000
  /** Called between chunks, as a thumb would. */
  between: () => Promise<void> | void = () => undefined
  readonly #data: Uint8Array

  constructor(data: Uint8Array) {
    this.#data = data
  }

  readonly source: FileSource = {
    open: (path, from, signal) => {
      this.asked.push({ path, from })
      if (this.fault) return Promise.resolve(no(this.fault))
      const start = this.ignoresRange ? 0 : from
      let at = start
      const read = async () => {
        await this.between()
        if (signal.aborted) throw new DOMException('aborted', 'AbortError')
        if (at - start >= this.breaksAfter) throw new TypeError('network error')
        if (at >= this.#data.length) return null
        const chunk = this.#data.slice(at, at + this.chunkBytes)
        at += chunk.length
        return chunk
      }
      return Promise.resolve(yes({ from: start, total: this.#data.length, read }))
    },
    upload: () => Promise.resolve(yes(null)),
  }
}
