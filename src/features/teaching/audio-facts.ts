export const audioBytesMax = 20 * 1024 * 1024
export const audioHeadBytes = 64

export type AudioMime = 'audio/mpeg' | 'audio/mp4'

/** What a recording's first bytes say it is, whatever its name; only the two kinds that every phone plays. */
export function audioMime(head: Uint8Array): AudioMime | undefined {
  if (isText(head, 0, 'ID3') || isMp3Frame(head)) return 'audio/mpeg'
  if (
    isText(head, 4, 'ftyp') &&
    ['M4A ', 'M4B ', 'mp42', 'mp41', 'isom', 'iso2', 'dash'].some((brand) => isText(head, 8, brand))
  )
    return 'audio/mp4'
  return undefined
}

/** Eleven set bits, layer III, and a bit rate and sampling rate that exist. */
function isMp3Frame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const layerThree = (second & 0x06) === 0x02
  const rates = third >> 4 !== 0x0f && third >> 4 !== 0 && (third & 0x0c) !== 0x0c
  return first === 0xff && (second & 0xe0) === 0xe0 && layerThree && rates
}

const isText = (head: Uint8Array, at: number, text: string) =>
  Array.from(text).every((letter, ahead) => head[at + ahead] === letter.charCodeAt(0))
