import { htmlToMarkdown } from './html-to-markdown'

export type Pasted =
  { kind: 'pictures'; files: File[] } | { kind: 'words'; words: () => Promise<string> }

/** More than this is not something a person selected by hand, and would only make the phone stand still. */
const htmlLengthMax = 3_000_000

/** What the clipboard holds beyond plain text; undefined when the browser's own pasting does it best. */
export function pasted(clipboard: DataTransfer): Pasted | undefined {
  const html = clipboard.getData('text/html')
  const plain = clipboard.getData('text/plain')
  if (html !== '' && html.length <= htmlLengthMax)
    return { kind: 'words', words: () => asMarkdown(html, plain) }
  const files = [...clipboard.files].filter(({ type }) => type.startsWith('image/'))
  return plain === '' && files.length > 0 ? { kind: 'pictures', files } : undefined
}

async function asMarkdown(html: string, plain: string): Promise<string> {
  try {
    return (await htmlToMarkdown(html)) || plain
  } catch {
    // The words are worth more than their layout.
    return plain
  }
}
