import type TurndownService from 'turndown'
import { safeMarkup } from '@/ui/markdown'
import { pictureMark } from '../text-marks'

/** From the clipboard or a Word file to Markdown; whatever may not stand in a study text is gone before it is read. */
export async function htmlToMarkdown(html: string): Promise<string> {
  const { default: Turndown } = await import('turndown')
  const turndown = new Turndown({ headingStyle: 'atx', bulletListMarker: '-', hr: '---', br: '' })
  turndown.addRule('picture', { filter: 'img', replacement: (_, node) => pictureOf(node) })
  turndown.addRule('item', { filter: 'li', replacement: itemOf })
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

function pictureOf(node: HTMLElement): string {
  const name = node.getAttribute('data-picture')
  return name ? pictureMark(name, node.getAttribute('alt') ?? '') : ''
}

/** One space after the mark: the library's own three puzzle whoever edits the text. */
function itemOf(content: string, node: HTMLElement): string {
  const list = node.parentElement
  const at = list ? Array.from(list.children).indexOf(node) : 0
  const mark =
    list?.tagName === 'OL' ? `${String(Number(list.getAttribute('start') ?? 1) + at)}. ` : '- '
  const inner = content.trim().replace(/\n+/g, `\n${' '.repeat(mark.length)}`)
  return `${mark}${inner}${node.nextSibling ? '\n' : ''}`
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
