// @vitest-environment node
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openWord } from '@/features/teaching/word/open-word'
import { wordRefusalWords, type WordRefusal } from '@/features/teaching/word/refusals'
import { asFile, bomb, oleFile, relationship, wordFile, wordParts } from './word-files'

const refusal = (why: WordRefusal) =>
  expect.objectContaining({ name: 'WordRefused', why }) as unknown

const mega = 1024 * 1024

describe('opening a Word file on the phone', () => {
  it('takes an honest file and keeps the parts that hold words and pictures', async () => {
    const opened = await openWord(
      wordFile({
        more: { 'word/media/image1.png': strToU8('p'), 'docProps/thumbnail.jpeg': strToU8('t') },
      }),
    )
    const names = Object.keys(unzipSync(new Uint8Array(opened)))
    expect(names).toContain('word/document.xml')
    expect(names).toContain('word/media/image1.png')
    expect(names).not.toContain('docProps/thumbnail.jpeg')
  })

  it('takes a file with links that a reader may tap', async () => {
    const rels = relationship('l1', 'hyperlink', 'https://www.gov.cn/', 'External')
    await expect(openWord(wordFile({ rels }))).resolves.toBeDefined()
  })

  it.each([
    ['an empty file', 'empty', () => asFile(new Uint8Array(0))],
    [
      'a picture that was renamed',
      'wrong-type',
      () => asFile(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10])),
    ],
    [
      'a web page that was renamed',
      'wrong-type',
      () => asFile(strToU8('<html><body>x</body></html>')),
    ],
    ['a PDF', 'wrong-type', () => asFile(strToU8('%PDF-1.7 …'), '学习.pdf')],
    [
      'a zip that holds no Word text',
      'wrong-type',
      () => asFile(zipSync({ 'a.txt': strToU8('a') })),
    ],
    [
      'an Excel sheet',
      'wrong-type',
      () =>
        asFile(
          zipSync({
            '[Content_Types].xml': strToU8('<Types/>'),
            'xl/workbook.xml': strToU8('<x/>'),
          }),
        ),
    ],
    ['an old .doc', 'old-word', () => oleFile('WordDocument')],
    ['a file with a password', 'locked', () => oleFile('EncryptedPackage', '学习.docx')],
    [
      'a file with macros',
      'macros',
      () => wordFile({ more: { 'word/vbaProject.bin': strToU8('x') } }),
    ],
    [
      'macros under another name',
      'macros',
      () =>
        wordFile({
          types:
            '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        }),
    ],
    [
      'a .docm renamed to .docx',
      'macros',
      () =>
        wordFile({
          types:
            '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        }),
    ],
    [
      'an ActiveX control',
      'macros',
      () => wordFile({ more: { 'word/activeX/activeX1.xml': strToU8('<x/>') } }),
    ],
    [
      'a template fetched from elsewhere',
      'outside-links',
      () =>
        wordFile({
          more: {
            'word/_rels/settings.xml.rels': strToU8(
              `<Relationships>${relationship('t', 'attachedTemplate', 'https://stranger.example/t.dotm', 'External')}</Relationships>`,
            ),
          },
        }),
    ],
    [
      'a picture fetched from elsewhere',
      'outside-links',
      () =>
        wordFile({
          rels: relationship('i', 'image', 'https://stranger.example/seen.png', 'External'),
        }),
    ],
    [
      'a web page framed in',
      'outside-links',
      () => wordFile({ rels: relationship('f', 'frame', 'file:///etc/passwd', 'External') }),
    ],
    [
      'entities that multiply',
      'too-much-inside',
      () =>
        wordFile({
          more: { 'word/document.xml': strToU8('<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>') },
        }),
    ],
  ] as const)('turns away %s', async (_, why, file) => {
    await expect(openWord(file())).rejects.toEqual(refusal(why))
  })

  it('turns away 200 megabytes without reading them', async () => {
    const huge = {
      size: 200 * mega,
      slice: () => {
        throw new Error('read')
      },
    } as unknown as File
    await expect(openWord(huge)).rejects.toEqual(refusal('too-big'))
  })

  it('turns away a bomb that says how large it is', async () => {
    const honest = bomb(120 * mega, 120 * mega)
    expect(honest.size).toBeLessThan(mega)
    await expect(openWord(honest)).rejects.toEqual(refusal('too-much-inside'))
  })

  it('turns away a bomb that says it is small, long before all of it has come out', async () => {
    const lying = bomb(160 * mega, 1000)
    expect(lying.size).toBeLessThan(mega)
    await expect(openWord(lying)).rejects.toEqual(refusal('too-much-inside'))
  }, 20_000)

  it('turns away thousands of little parts', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_100 }, (_, n) => [`word/media/${String(n)}.bin`, strToU8('')]),
    )
    await expect(openWord(asFile(zipSync({ ...wordParts(), ...many })))).rejects.toEqual(
      refusal('too-much-inside'),
    )
  })

  it('turns away a file that was cut off, wherever it was cut', async () => {
    const whole = zipSync(wordParts())
    for (const share of [0.02, 0.3, 0.6, 0.9, 0.99]) {
      const cut = asFile(whole.slice(0, Math.max(8, Math.floor(whole.length * share))))
      await expect(openWord(cut)).rejects.toEqual(refusal('broken'))
    }
  })

  it('turns away a file whose packed text was scrambled', async () => {
    const whole = zipSync(wordParts({ body: '<w:p/>'.repeat(500) }), { level: 9 })
    const text = Buffer.from(whole).indexOf('word/document.xml') + 'word/document.xml'.length
    whole.fill(0xff, text, text + 40)
    await expect(openWord(asFile(whole))).rejects.toEqual(refusal('broken'))
  })

  it('has a plain sentence for every refusal, without a code or an English word but the names of endings', () => {
    for (const words of Object.values(wordRefusalWords)) {
      expect(words.replace(/Word|WPS|\.docx?/g, '')).not.toMatch(/[a-z]/i)
      expect(words.length).toBeGreaterThan(10)
    }
  })
})
