import { takeFirstLook } from './first-look'
import { WordRefused } from './refusals'
import { checkDeclared, unpack, type Parts } from './unpack'

/** The parts a text is read from. Themes, thumbnails, embedded sheets and settings have no word in it. */
const textParts =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/[^/]+\.xml|word\/_rels\/[^/]+\.rels|word\/media\/[^/]+)$/
const macroParts = /vbaProject|vbaData|(^|\/)activeX\//i
const anyRels = /\.rels$/

/** Opens a Word file that may have been made to do harm, and gives back a clean copy holding the text's own parts only. */
export async function openWord(file: Blob): Promise<ArrayBuffer> {
  await takeFirstLook(file)
  const data = new Uint8Array(await file.arrayBuffer())
  await checkDeclared(data)
  const parts = await unpack(data, (name) => {
    if (macroParts.test(name)) throw new WordRefused('macros')
    return textParts.test(name) || anyRels.test(name)
  })
  refuseHarm(parts)
  return packed(parts)
}

function refuseHarm(parts: Parts) {
  const types = textOf(parts.get('[Content_Types].xml'))
  if (types === '') throw new WordRefused('wrong-type')
  if (/macroEnabled|vbaProject/i.test(types)) throw new WordRefused('macros')
  if (!parts.has('word/document.xml')) throw new WordRefused('wrong-type')
  for (const [name, bytes] of parts) {
    const text = name.endsWith('.xml') || anyRels.test(name) ? textOf(bytes) : ''
    // Word never declares entities of its own; a file that does wants them multiplied.
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new WordRefused('too-much-inside')
    if (anyRels.test(name) && reachesOutside(text)) throw new WordRefused('outside-links')
  }
}

/** A link that a reader may tap is ordinary; a picture, template or sheet fetched from elsewhere is not. */
function reachesOutside(rels: string): boolean {
  return (rels.match(/<[^<>]*\bTargetMode\s*=\s*["']External["'][^<>]*>/gi) ?? []).some(
    (relationship) => !/\bType\s*=\s*["'][^"']*\/hyperlink["']/i.test(relationship),
  )
}

/** Packed anew, so that whoever reads it next sees exactly what was looked at here. */
async function packed(parts: Parts): Promise<ArrayBuffer> {
  const { zipSync } = await import('fflate')
  const wanted = [...parts].filter(([name]) => textParts.test(name))
  const zip = zipSync(Object.fromEntries(wanted), { level: 0 })
  return zip.buffer.slice(zip.byteOffset, zip.byteOffset + zip.byteLength)
}

/** Word writes UTF-8; the rare UTF-16 part shows its mark and is read as such, so that nothing hides in it. */
function textOf(bytes: Uint8Array | undefined): string {
  if (!bytes) return ''
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(
    bytes,
  )
}
