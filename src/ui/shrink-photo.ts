/** Longest edge, and how many bytes of JPEG. */
interface Limits {
  edgeMax: number
  bytesMax: number
}
/** Enough to read a receipt by, little enough for a bad line. */
const usual: Limits = { edgeMax: 1280, bytesMax: 180_000 }
/** Enough to know a thing by, little enough to be on every phone. */
export const thumbnail: Limits = { edgeMax: 240, bytesMax: 9_000 }
const qualities = [0.7, 0.5, 0.35, 0.2] as const

/** A picture as a small JPEG in Base64, without what the camera wrote beside it (place, time); undefined if it is none. */
export async function shrinkPhoto(
  file: Blob,
  { edgeMax, bytesMax }: Limits = usual,
): Promise<string | undefined> {
  const picture = await readPicture(file)
  if (!picture) return undefined
  const { naturalWidth: wide, naturalHeight: high } = picture
  const scale = Math.min(1, edgeMax / Math.max(wide, high))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(wide * scale))
  canvas.height = Math.max(1, Math.round(high * scale))
  const ink = canvas.getContext('2d')
  if (!ink) return undefined
  // A picture with holes in it would turn black.
  ink.fillStyle = '#fff'
  ink.fillRect(0, 0, canvas.width, canvas.height)
  ink.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const tries = qualities.map(
    (quality) => () => afterComma(canvas.toDataURL('image/jpeg', quality)),
  )
  for (const draw of tries) {
    const text = draw()
    if (text.length * 0.75 <= bytesMax) return text
  }
  return undefined
}

const afterComma = (url: string) => url.slice(url.indexOf(',') + 1)

function readPicture(file: Blob): Promise<HTMLImageElement | undefined> {
  const url = URL.createObjectURL(file)
  const picture = new Image()
  return new Promise((resolve) => {
    const done = (found: HTMLImageElement | undefined) => {
      URL.revokeObjectURL(url)
      resolve(found)
    }
    picture.onload = () => {
      done(picture)
    }
    picture.onerror = () => {
      done(undefined)
    }
    picture.src = url
  })
}
