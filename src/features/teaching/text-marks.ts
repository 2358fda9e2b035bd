/** How a text calls one of its pictures. Names are made free of all that would need escaping, so that people can read them. */
export const pictureMark = (name: string, words: string): string =>
  `![${words.replace(/[[\]\n]/g, ' ').trim()}](picture:${name})`

/** A text and what is selected in it. */
export interface Selected {
  text: string
  from: number
  to: number
}

/** Every line the selection touches begins with this mark, or no longer does if all did. */
export function markLines({ text, from, to }: Selected, mark: string): Selected {
  const first = text.lastIndexOf('\n', from - 1) + 1
  const end = text.indexOf('\n', to)
  const last = end < 0 ? text.length : end
  const lines = text.slice(first, last).split('\n')
  const all = lines.every((line) => line.startsWith(mark))
  const marked = lines.map((line) =>
    all ? line.slice(mark.length) : line.startsWith(mark) ? line : mark + line,
  )
  const part = marked.join('\n')
  return {
    text: text.slice(0, first) + part + text.slice(last),
    from: first,
    to: first + part.length,
  }
}

export function bold({ text, from, to }: Selected): Selected {
  const words = text.slice(from, to) || '加粗的字'
  return replaced({ text, from, to }, `**${words}**`, 2)
}

/** Puts a paragraph of its own where the cursor is. */
export function insertBlock({ text, from, to }: Selected, block: string): Selected {
  const before = text.slice(0, from).replace(/\n*$/, '')
  const after = text.slice(to).replace(/^\n*/, '')
  const start = before === '' ? '' : `${before}\n\n`
  const whole = `${start}${block}`
  return {
    text: after === '' ? whole : `${whole}\n\n${after}`,
    from: whole.length,
    to: whole.length,
  }
}

/** Several paragraphs stand on their own; a few words join the line they are put in. */
export function insertText(selected: Selected, words: string): Selected {
  if (words.includes('\n')) return insertBlock(selected, words)
  const { text, from, to } = selected
  const end = from + words.length
  return { text: text.slice(0, from) + words + text.slice(to), from: end, to: end }
}

function replaced({ text, from, to }: Selected, words: string, margin: number): Selected {
  const end = from + words.length
  return {
    text: text.slice(0, from) + words + text.slice(to),
    from: from + margin,
    to: end - margin,
  }
}
