import { audioBytesMax, audioHeadBytes, audioMime, type AudioMime } from './audio-facts'

export type AudioRefusal = 'too-big' | 'empty' | 'wrong-type' | 'video' | 'broken'

export const audioRefusalWords: Record<AudioRefusal, string> = {
  'too-big': '这段录音超过 20 兆，太大了。请剪短一些，或者分成几段。',
  empty: '这段录音是空的，请换一个。',
  'wrong-type': '这个文件放不了。请用手机的录音机录，存成 mp3 或 m4a 再选。',
  video: '这是一段视频，不是录音。请选 mp3 或 m4a 的录音。',
  broken: '这段录音坏了，放不出来。请先在手机上听一听，再换一个。',
}

export type AudioTaken =
  | { ok: true; blob: Blob; mime: AudioMime; seconds: number | null }
  | { ok: false; why: AudioRefusal }

const measureWaitMs = 10_000

/** Looks at a recording before it is kept: what it really is, and how long. */
export async function takeAudio(file: Blob): Promise<AudioTaken> {
  if (file.size === 0) return { ok: false, why: 'empty' }
  if (file.size > audioBytesMax) return { ok: false, why: 'too-big' }
  const mime = audioMime(new Uint8Array(await file.slice(0, audioHeadBytes).arrayBuffer()))
  if (!mime) return { ok: false, why: 'wrong-type' }
  const blob = file.slice(0, file.size, mime)
  const measured = await measure(blob)
  return measured.kind === 'length'
    ? { ok: true, blob, mime, seconds: measured.seconds }
    : { ok: false, why: measured.kind }
}

type Measured = { kind: 'length'; seconds: number | null } | { kind: 'video' } | { kind: 'broken' }

/** A browser that cannot tell within a while does not stop anyone: the length is simply not said. */
function measure(blob: Blob): Promise<Measured> {
  const url = URL.createObjectURL(blob)
  const player = document.createElement('video')
  return new Promise<Measured>((resolve) => {
    player.preload = 'metadata'
    player.onloadedmetadata = () => {
      resolve(
        player.videoWidth > 0
          ? { kind: 'video' }
          : { kind: 'length', seconds: wholeSeconds(player.duration) },
      )
    }
    player.onerror = () => {
      resolve({ kind: 'broken' })
    }
    setTimeout(() => {
      resolve({ kind: 'length', seconds: null })
    }, measureWaitMs)
    player.src = url
  }).finally(() => {
    player.removeAttribute('src')
    URL.revokeObjectURL(url)
  })
}

const wholeSeconds = (duration: number): number | null =>
  Number.isFinite(duration) && duration > 0 ? Math.max(1, Math.round(duration)) : null
