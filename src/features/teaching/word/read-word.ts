import { htmlToMarkdown } from './html-to-markdown'
import { openWord } from './open-word'
import { WordRefused } from './refusals'
import { shrinkPicture } from '../picture'
import { freeName } from '../file-names'

export interface WordText {
  markdown: string
  /** The first heading, or the file's own name. */
  title: string
  pictures: { name: string; blob: Blob }[]
  /** Drawings in a form that phones cannot show. */
  picturesLeftOut: number
}

/** A Chinese Word often names its styles in Chinese, which the library does not know as headings. */
const styles = [1, 2, 3].flatMap((level) => [
  `p[style-name='标题 ${String(level)}'] => h${String(level)}:fresh`,
  `p[style-name='标题${String(level)}'] => h${String(level)}:fresh`,
])
const titleStyles = ["p[style-name='Title'] => h1:fresh", "p[style-name='标题'] => h1:fresh"]

/** Reads a Word file into Markdown and small pictures. Throws WordRefused for what cannot or must not be read. */
export async function readWord(file: File, taken: readonly string[]): Promise<WordText> {
  const arrayBuffer = await openWord(file)
  const { default: mammoth } = await import('mammoth')
  const pictures: WordText['pictures'] = []
  let picturesLeftOut = 0
  const convertImage = mammoth.images.imgElement(async (image) => {
    const blob = await shrinkPicture(new Blob([await image.readAsArrayBuffer()]))
    if (!blob) {
      picturesLeftOut += 1
      return { src: '' }
    }
    const names = [...taken, ...pictures.map(({ name }) => name)]
    const name = freeName(
      `图${String(pictures.length + 1)}.${blob.type === 'image/jpeg' ? 'jpg' : 'png'}`,
      names,
    )
    pictures.push({ name, blob })
    return { src: '', 'data-picture': name }
  })
  const html = await converted(() =>
    mammoth.convertToHtml(
      { arrayBuffer },
      { convertImage, styleMap: [...titleStyles, ...styles], externalFileAccess: false },
    ),
  )
  const { title, markdown } = withTitle(await htmlToMarkdown(html), file.name)
  return { markdown, title, pictures, picturesLeftOut }
}

async function converted(convert: () => Promise<{ value: string }>): Promise<string> {
  try {
    return (await convert()).value
  } catch (error) {
    throw new WordRefused('broken', error)
  }
}

/** A heading that opens the text is its title and need not stand there twice. */
function withTitle(text: string, fileName: string): { title: string; markdown: string } {
  const opening = /^## (.+)\n+/.exec(text)
  const title = (opening?.[1] ?? fileName.replace(/\.docx$/i, '')).replace(/[*_\\]/g, '').trim()
  return { title, markdown: text.slice(opening?.[0].length ?? 0) }
}
