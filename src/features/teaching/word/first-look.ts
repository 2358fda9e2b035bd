import { WordRefused } from './refusals'

export const wordBytesMax = 20 * 1024 * 1024

const zipStart = [0x50, 0x4b, 0x03, 0x04]
const oleStart = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const oleHeaderBytes = 512
/** Where an OLE file says how large its sectors are and in which one its table of contents begins. */
const sectorShiftAt = 30
const contentsSectorAt = 48
const contentsBytes = 4096

/** Turns away what is plainly not a .docx, having read a few bytes of it only. */
export async function takeFirstLook(file: Blob): Promise<void> {
  if (file.size === 0) throw new WordRefused('empty')
  if (file.size > wordBytesMax) throw new WordRefused('too-big')
  const start = await bytesOf(file, 0, oleHeaderBytes)
  if (startsWith(start, zipStart)) return
  if (!startsWith(start, oleStart)) throw new WordRefused('wrong-type')
  throw new WordRefused((await isLocked(file, start)) ? 'locked' : 'old-word')
}

/** A .docx with a password and an old .doc begin alike; only the first has a stream of this name. */
async function isLocked(file: Blob, header: Uint8Array): Promise<boolean> {
  if (header.length < oleHeaderBytes) return false
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const sectorBytes = 2 ** Math.min(16, view.getUint16(sectorShiftAt, true))
  const contentsFrom = (view.getUint32(contentsSectorAt, true) + 1) * sectorBytes
  const contents = await bytesOf(file, contentsFrom, contentsBytes)
  return includes(contents, utf16('EncryptedPackage'))
}

async function bytesOf(file: Blob, from: number, count: number): Promise<Uint8Array> {
  const part = file.slice(from, from + count)
  return new Uint8Array(await part.arrayBuffer())
}

const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, at) => bytes[at] === byte)

const utf16 = (text: string) => Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0])

function includes(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return bytes.some((_, at) => wanted.every((byte, ahead) => bytes[at + ahead] === byte))
}
