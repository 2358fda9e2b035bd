// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { audioMime } from '@/features/teaching/audio-facts'
import { pictureFacts } from '@/features/teaching/picture-facts'
import { onePoint } from './word-files'

const bytes = (text: string, ahead: number[] = []) =>
  Uint8Array.from([...ahead, ...Buffer.from(text, 'latin1')])
const seed = (path: string) => readFile(new URL(`../../../supabase/seed/${path}`, import.meta.url))

describe('what a picture or recording really is', () => {
  it('knows the town’s own recordings and pictures', async () => {
    expect(audioMime(await seed('audio/16-blood-pressure.mp3'))).toBe('audio/mpeg')
    const facts = pictureFacts(await seed('pictures/gas-leak.png'))
    expect(facts?.mime).toBe('image/png')
    expect(facts?.width).toBeGreaterThan(100)
  })

  it('takes mp3 with and without a title, and m4a from phones', () => {
    expect(audioMime(bytes('ID3\x04'))).toBe('audio/mpeg')
    expect(audioMime(Uint8Array.from([0xff, 0xfb, 0x90, 0x64]))).toBe('audio/mpeg')
    expect(audioMime(bytes('ftypM4A ', [0, 0, 0, 32]))).toBe('audio/mp4')
  })

  it.each([
    ['a WAV', bytes('RIFF\x00\x00\x00\x00WAVE')],
    ['an AMR voice message', bytes('#!AMR\n')],
    ['a QuickTime film', bytes('ftypqt  ', [0, 0, 0, 20])],
    ['a program', bytes('MZ\x90\x00')],
    ['a web page', bytes('<html><script>')],
    ['an ADTS stream that only begins like an mp3', Uint8Array.from([0xff, 0xf1, 0x50, 0x80])],
    ['nothing', new Uint8Array(0)],
  ])('takes no %s for a recording', (_, head) => {
    expect(audioMime(head)).toBeUndefined()
  })

  it('reads how large a picture is before any of it is drawn', () => {
    expect(pictureFacts(onePoint)).toEqual({ mime: 'image/png', width: 1, height: 1 })
    const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0x0b, 0xb8, 0x0f, 0xa0]
    expect(pictureFacts(Uint8Array.from(jpeg))).toEqual({
      mime: 'image/jpeg',
      width: 4000,
      height: 3000,
    })
    expect(pictureFacts(bytes('GIF89a\x10\x00\x20\x00'))).toEqual({
      mime: 'image/gif',
      width: 16,
      height: 32,
    })
  })

  it.each([
    ['a drawing that can hold a script', bytes('<svg onload="x()">')],
    ['a picture cut off in its head', bytes('PNG\r\n', [0x89])],
    ['a JPEG that never says its size', Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])],
    ['a Windows metafile', Uint8Array.from([0xd7, 0xcd, 0xc6, 0x9a])],
  ])('takes no %s for a picture', (_, head) => {
    expect(pictureFacts(head)).toBeUndefined()
  })
})
