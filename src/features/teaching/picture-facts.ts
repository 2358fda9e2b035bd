export interface PictureFacts {
  mime: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp'
  width: number
  height: number
}

/** How many bytes from the start are enough to know a picture; a photo's own thumbnail may stand before its size. */
export const pictureHeadBytes = 256 * 1024

/** What a picture's first bytes say it is, whatever its name; undefined for anything a browser may not draw. */
export function pictureFacts(head: Uint8Array): PictureFacts | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  try {
    return (
      png(head, view) ?? jpeg(head, view) ?? gif(head, view) ?? webp(head, view) ?? bmp(head, view)
    )
  } catch (error) {
    if (error instanceof RangeError) return undefined // It ends before it has said how large it is.
    throw error
  }
}

function png(head: Uint8Array, view: DataView): PictureFacts | undefined {
  if (!isText(head, 1, 'PNG\r\n')) return undefined
  return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

function gif(head: Uint8Array, view: DataView): PictureFacts | undefined {
  if (!isText(head, 0, 'GIF8')) return undefined
  return { mime: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function bmp(head: Uint8Array, view: DataView): PictureFacts | undefined {
  if (!isText(head, 0, 'BM')) return undefined
  return {
    mime: 'image/bmp',
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
  }
}

function webp(head: Uint8Array, view: DataView): PictureFacts | undefined {
  if (!isText(head, 0, 'RIFF') || !isText(head, 8, 'WEBP')) return undefined
  const three = (at: number) => (view.getUint16(at, true) | (view.getUint8(at + 2) << 16)) + 1
  if (isText(head, 12, 'VP8X')) return { mime: 'image/webp', width: three(24), height: three(27) }
  if (isText(head, 12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return { mime: 'image/webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  return {
    mime: 'image/webp',
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  }
}

/** Walks a JPEG's segments to the one that tells its size. */
function jpeg(head: Uint8Array, view: DataView): PictureFacts | undefined {
  if (head[0] !== 0xff || head[1] !== 0xd8) return undefined
  let at = 2
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    if (isFrame(marker))
      return { mime: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

const isText = (head: Uint8Array, at: number, text: string) =>
  Array.from(text).every((letter, ahead) => head[at + ahead] === letter.charCodeAt(0))
