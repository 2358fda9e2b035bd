/** The object URL of each picture of a text, by the name the text calls it. */
export type Pictures = Readonly<Record<string, string>>

/** Everything a study text may consist of; whatever else a writer, a Word file or an attacker put in is dropped. */
const tagsKept = [
  ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li'],
  ...['strong', 'b', 'em', 'i', 'del', 's', 'u', 'sup', 'sub', 'code', 'pre'],
  ...['table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'a', 'img'],
]
/** No `style`, `class`, `id` or `name`, and no `src`: an address in the text could tell a stranger who reads it. */
const plainAttributes = ['alt', 'start', 'colspan', 'rowspan', 'data-picture']
const addressesKept = /^(?:https:\/\/|tel:)/i

/** Makes a text's Markdown into markup that is safe to put on a page. The two libraries arrive with the first text. */
export async function renderMarkdown(body: string, pictures: Pictures): Promise<string> {
  const { Marked } = await import('marked')
  const marked = new Marked({ gfm: true, breaks: true, async: false })
  marked.use({
    renderer: {
      image: ({ href, text }) =>
        `<img data-picture="${asAttribute(pictureName(href))}" alt="${asAttribute(text)}">`,
      // The page has its one first heading already: the title.
      heading({ tokens, depth }) {
        const level = String(Math.max(2, depth))
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`
      },
    },
  })
  const known = new Map(Object.entries(pictures))
  return safeMarkup(marked.parse(calmed(body)) as string, (name) => known.get(name))
}

/** More marks than any paragraph of prose; each further one makes the library slower by all that stand before it. */
const marksMax = 600

/** A paragraph that is all marks is no prose: its marks stay signs, so that no text can hold up the phone that reads it. */
function calmed(body: string): string {
  return body
    .split(/(\n\s*\n)/)
    .map((part) =>
      (part.match(/[*_~`[\]<]/g)?.length ?? 0) > marksMax
        ? part.replace(/[\\*_~`[\]<]/g, '\\$&')
        : part,
    )
    .join('')
}

/** Keeps what a text may consist of. `addressOf` gives a picture its address; without one its words stand in for it. */
export async function safeMarkup(
  markup: string,
  addressOf: (picture: string) => string | undefined,
): Promise<string> {
  const { default: DOMPurify } = await import('dompurify')
  const purifier = DOMPurify(window)
  // In a browser it does not know, the library hands back what it was given.
  if (!purifier.isSupported) throw new Error('no way to make markup safe in this browser')
  purifier.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName === 'IMG') placePicture(node, addressOf)
    if (node.tagName === 'A') node.setAttribute('rel', 'noopener noreferrer')
  })
  return purifier.sanitize(markup, {
    ALLOWED_TAGS: tagsKept,
    ALLOWED_ATTR: ['href', ...plainAttributes],
    ADD_URI_SAFE_ATTR: plainAttributes,
    ALLOWED_URI_REGEXP: addressesKept,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  })
}

/** `picture:gas-leak.png` and `gas-leak.png` are the same picture. */
export function pictureName(href: string): string {
  const name = href.replace(/^picture:/i, '')
  try {
    return decodeURIComponent(name)
  } catch {
    // A name with a bare % in it is a name all the same.
    return name
  }
}

function placePicture(node: Element, addressOf: (picture: string) => string | undefined) {
  const address = addressOf(node.getAttribute('data-picture') ?? '')
  if (address !== undefined) {
    node.setAttribute('src', address)
    return
  }
  const words = node.getAttribute('alt')
  node.replaceWith(words ? `（图片：${words}）` : '（图片）')
}

const asAttribute = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
