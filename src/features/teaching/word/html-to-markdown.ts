import type TurndownService from 'turndown'
import { safeMarkup } from '@/ui/markdown'

/** From the clipboard or a Word file to Markdown; whatever may not stand in a study text is gone before it is read. */
export async function htmlToMarkdown(html: string): Promise<string> {
  const { default: Turndown } = await import('turndown')
  const turndown = new Turndown({ headingStyle: 'atx', bulletListMarker: '-', hr: '---', br: '' })
  turndown.addRule('picture', { filter: 'img', replacement: (_, node) => pictureMark(node) })
  turndown.addRule('cell', {
    filter: ['th', 'td'],
    replacement: (content) => ` ${inOneLine(content)} |`,
  })
  turndown.addRule('row', {
    filter: 'tr',
    replacement: (content, node) => `\n|${content}${underFirstRow(node)}`,
  })
  turndown.addRule('table', {
    filter: 'table',
    replacement: (content) => `\n\n${content.trim()}\n\n`,
  })
  turndown.addRule('tableParts', {
    filter: ['thead', 'tbody', 'tfoot'],
    replacement: (content) => content,
  })
  strike(turndown)
  const marked = turndown.turndown(
    await safeMarkup(withoutOffice(html), (name) => name || undefined),
  )
  return marked
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Word puts its style sheets on the clipboard as comments and in tags of its own. The one first heading is the title's. */
const withoutOffice = (html: string) =>
  html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\/?o:p[^>]*>/gi, '')
    .replace(/<(\/?)h1\b/gi, '<$1h2')

function strike(turndown: TurndownService) {
  turndown.addRule('strike', { filter: ['del', 's'], replacement: (content) => `~~${content}~~` })
}

function pictureMark(node: HTMLElement): string {
  const name = node.getAttribute('data-picture')
  const words = (node.getAttribute('alt') ?? '').replace(/[[\]\n]/g, ' ').trim()
  return name ? `![${words}](picture:${encodeURIComponent(name)})` : ''
}

const inOneLine = (content: string) =>
  content
    .trim()
    .replace(/\s*\n+\s*/g, ' ')
    .replace(/\|/g, '\\|')

/** Markdown wants a first row with a line under it; Word's tables have just rows. */
function underFirstRow(row: HTMLElement): string {
  const table = row.closest('table')
  if (table?.querySelector('tr') !== row) return ''
  return `\n|${' --- |'.repeat(row.children.length)}`
}
