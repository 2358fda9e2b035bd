/** As typed by people: full-width letters, capitals and stray spaces make no difference. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The words looked for; all of them have to be there. */
export function termsIn(query: string): string[] {
  return plain(query)
    .split(/\s+/)
    .filter((term) => term !== '')
}

export function holdsAll(text: string, terms: readonly string[]): boolean {
  const searched = plain(text)
  return terms.every((term) => searched.includes(term))
}

const marks = /!?\[([^\]]*)\]\([^)]*\)|^\d+\. |[#*>`|_~-]+/gm
const aroundChars = 18

/** The words as read, without the marks that lay them out. */
const readable = (body: string): string => body.replace(marks, '$1').replace(/\s+/g, ' ')

/** A few words either side of the first find, so that one sees why a piece was found. */
export function excerptAround(body: string, terms: readonly string[]): string {
  const text = readable(body)
  const at = terms.reduce((first, term) => {
    const found = plain(text).indexOf(term)
    return found >= 0 && (first < 0 || found < first) ? found : first
  }, -1)
  if (at < 0) return ''
  const from = Math.max(0, at - aroundChars)
  const until = at + aroundChars * 2
  return `${from > 0 ? '…' : ''}${text.slice(from, until)}${until < text.length ? '…' : ''}`
}
