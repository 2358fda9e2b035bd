// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest'
import { readWord } from '@/features/teaching/word/read-word'
import { renderMarkdown } from '@/ui/markdown'
import {
  boldParagraph,
  onePoint,
  paragraph,
  picture,
  relationship,
  table,
  wordFile,
} from './word-files'

// What a phone gets; in Node the library would read files by itself.
vi.mock('mammoth', async () => ({ default: await vi.importActual('mammoth/mammoth.browser.js') }))

describe('a Word file read on the phone', () => {
  it('becomes a title, headings, bold words and a table', async () => {
    const body =
      paragraph('秋冬防火', 'a1') +
      paragraph('平时', 'a1') +
      paragraph('天干物燥。') +
      boldParagraph('人走火灭') +
      table(['什么', '多久'], ['查线路', '每月'])
    const { markdown, title } = await readWord(wordFile({ body }), [])
    expect(title).toBe('秋冬防火')
    expect(markdown).not.toContain('秋冬防火')
    expect(markdown).toContain('## 平时')
    expect(markdown).toContain('**人走火灭**')
    expect(await renderMarkdown(markdown, {})).toContain('<td>查线路</td>')
  })

  it('brings its pictures under names that are still free', async () => {
    const rels = relationship('i1', 'image', 'media/image1.png')
    const file = wordFile({
      body: picture('i1', '灭火器'),
      rels,
      more: { 'word/media/image1.png': onePoint },
    })
    const { markdown, pictures } = await readWord(file, ['图1.png'])
    expect(pictures.map(({ name }) => name)).toEqual(['图1-2.png'])
    expect(pictures[0]?.blob.type).toBe('image/png')
    expect(await renderMarkdown(markdown, { '图1-2.png': 'blob:here' })).toContain(
      'src="blob:here"',
    )
  })

  it('says how many drawings a phone cannot show', async () => {
    const rels = relationship('i1', 'image', 'media/image1.png')
    const file = wordFile({
      body: paragraph('看图') + picture('i1', '表'),
      rels,
      more: { 'word/media/image1.png': new Uint8Array([1, 0, 0, 0]) },
    })
    const { picturesLeftOut, pictures, markdown } = await readWord(file, [])
    expect(picturesLeftOut).toBe(1)
    expect(pictures).toEqual([])
    expect(markdown).toContain('看图')
  })

  it('takes the name of the file where there is no heading', async () => {
    expect((await readWord(wordFile(), [])).title).toBe('学习')
  })

  it('turns away text that is no longer text', async () => {
    await expect(readWord(wordFile({ body: '<w:p>' }), [])).rejects.toMatchObject({ why: 'broken' })
  })
})
