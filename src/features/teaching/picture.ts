import { pictureFacts, pictureHeadBytes } from './picture-facts'

export const pictureLimits = {
  /** Larger on its longer side helps nobody who reads on a phone. */
  sidePx: 1280,
  bytes: 200 * 1024,
  /** What may be picked before it is made small. */
  pickedBytes: 20 * 1024 * 1024,
  /** A few bytes can claim a picture that no phone can hold unpacked. */
  pixels: 50_000_000,
} as const

/** Tried in turn until the picture is small enough: first less detail, then fewer points. */
const tries = [
  { side: 1280, quality: 0.85 },
  { side: 1280, quality: 0.7 },
  { side: 1280, quality: 0.55 },
  { side: 960, quality: 0.6 },
  { side: 720, quality: 0.6 },
  { side: 480, quality: 0.5 },
] as const

const openWaitMs = 15_000

/** A picture made small for village networks; undefined when it is none, or one that this browser cannot draw. */
export async function shrinkPicture(given: Blob): Promise<Blob | undefined> {
  const head = new Uint8Array(await given.slice(0, pictureHeadBytes).arrayBuffer())
  const facts = pictureFacts(head)
  if (!facts || facts.width * facts.height > pictureLimits.pixels || facts.width === 0)
    return undefined
  const { mime, width, height } = facts
  const small = given.size <= pictureLimits.bytes && Math.max(width, height) <= pictureLimits.sidePx
  if (small && (mime === 'image/png' || mime === 'image/jpeg'))
    return given.slice(0, given.size, mime)
  const drawn = await opened(given.slice(0, given.size, mime))
  return drawn && (await smallest(drawn))
}

async function smallest(image: HTMLImageElement): Promise<Blob | undefined> {
  let best: Blob | undefined
  for (const { side, quality } of tries) {
    const blob = await drawnAt(image, side, quality)
    if (blob && (!best || blob.size < best.size)) best = blob
    if (best && best.size <= pictureLimits.bytes) return best
  }
  return best
}

function drawnAt(
  image: HTMLImageElement,
  side: number,
  quality: number,
): Promise<Blob | undefined> {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.resolve(undefined)
  // A JPEG has no see-through parts: they would come out black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => {
    canvas.toBlob(
      (blob) => {
        resolve(blob ?? undefined)
      },
      'image/jpeg',
      quality,
    )
  })
}

function opened(blob: Blob): Promise<HTMLImageElement | undefined> {
  const url = URL.createObjectURL(blob)
  const image = new Image()
  return new Promise<HTMLImageElement | undefined>((resolve) => {
    image.onload = () => {
      resolve(image)
    }
    image.onerror = () => {
      resolve(undefined)
    }
    setTimeout(() => {
      resolve(undefined)
    }, openWaitMs)
    image.src = url
  }).finally(() => {
    URL.revokeObjectURL(url)
  })
}
