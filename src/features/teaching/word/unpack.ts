import type { Unzip, UnzipFile } from 'fflate'
import { WordRefused } from './refusals'

/** What an honest Word file of 20 MB stays well within. */
export const unpackLimits = {
  entries: 2_000,
  bytes: 80 * 1024 * 1024,
  entryBytes: 40 * 1024 * 1024,
  /** Ordinary XML shrinks 10 to 30 times, repeated table markup up to 60; a bomb a thousand. */
  ratio: 150,
  /** Below this, a high ratio harms nobody. */
  ratioFromBytes: 2 * 1024 * 1024,
} as const

export type Parts = Map<string, Uint8Array>

/** So little goes in at a time that even a bomb cannot come out as more than a phone can hold before it is noticed. */
const chunkBytes = 16 * 1024
const restEveryChunks = 32

/** What a Word file says about its parts, before any of them is inflated. */
export async function checkDeclared(data: Uint8Array): Promise<void> {
  const { unzipSync } = await import('fflate')
  const sizes: { size: number; originalSize: number }[] = []
  try {
    unzipSync(data, {
      filter: (entry) => {
        sizes.push(entry)
        return false
      },
    })
  } catch (error) {
    throw new WordRefused('broken', error)
  }
  if (sizes.length === 0) throw new WordRefused('broken')
  if (sizes.length > unpackLimits.entries) throw new WordRefused('too-much-inside')
  let total = 0
  for (const { size, originalSize } of sizes) {
    total += originalSize
    refuseExcess(total, originalSize, size)
  }
}

/**
 * Inflates a Word file piece by piece, counting what really comes out, whatever the file says of itself.
 * Only wanted parts are kept; the others are counted all the same.
 */
export async function unpack(
  data: Uint8Array,
  isWanted: (name: string) => boolean,
): Promise<Parts> {
  const { Unzip, UnzipInflate } = await import('fflate')
  const kept = new Map<string, Uint8Array[]>()
  const open = new Set<string>()
  const count = { entries: 0, bytes: 0 }
  const unzip = new Unzip((entry) => {
    count.entries += 1
    if (count.entries > unpackLimits.entries) throw new WordRefused('too-much-inside')
    open.add(entry.name)
    follow(entry, isWanted(entry.name) ? chunksOf(kept, entry.name) : undefined, count, () =>
      open.delete(entry.name),
    )
  })
  unzip.register(UnzipInflate)
  await feed(unzip, data)
  // A file that stops in the middle of a part has been cut off.
  if (open.size > 0) throw new WordRefused('broken')
  return new Map([...kept].map(([name, chunks]) => [name, joined(chunks)]))
}

function follow(
  entry: UnzipFile,
  keep: Uint8Array[] | undefined,
  count: { bytes: number },
  done: () => void,
) {
  let bytes = 0
  entry.ondata = (error, chunk, final) => {
    // What this very function threw comes back to it as an error of the inflating.
    if (error) throw error instanceof WordRefused ? error : new WordRefused('broken', error)
    bytes += chunk.length
    count.bytes += chunk.length
    refuseExcess(count.bytes, bytes, entry.size)
    keep?.push(chunk)
    if (final) done()
  }
  entry.start()
}

async function feed(unzip: Unzip, data: Uint8Array) {
  for (let at = 0, turn = 1; at < data.length; at += chunkBytes, turn += 1) {
    try {
      unzip.push(data.subarray(at, at + chunkBytes), at + chunkBytes >= data.length)
    } catch (error) {
      throw error instanceof WordRefused ? error : new WordRefused('broken', error)
    }
    if (turn % restEveryChunks === 0) await new Promise((resolve) => setTimeout(resolve))
  }
}

function refuseExcess(total: number, entryBytes: number, packedBytes: number | undefined) {
  const swollen =
    packedBytes !== undefined &&
    entryBytes > unpackLimits.ratioFromBytes &&
    entryBytes > packedBytes * unpackLimits.ratio
  if (swollen || total > unpackLimits.bytes || entryBytes > unpackLimits.entryBytes)
    throw new WordRefused('too-much-inside')
}

function chunksOf(kept: Map<string, Uint8Array[]>, name: string): Uint8Array[] {
  // The same name twice is how one reader is shown something else than another.
  if (kept.has(name)) throw new WordRefused('broken')
  const chunks: Uint8Array[] = []
  kept.set(name, chunks)
  return chunks
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
